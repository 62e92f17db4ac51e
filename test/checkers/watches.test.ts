import test from 'ava'
import { call, everything, history, in_, model, object, ok, saw, unknown } from './hand-made.ts'
import type { Moment, RecordedHistory } from './history.ts'
import { atVersion, type Condition, type Effect, type MaybeObject, type ObjectState } from './model.ts'
import { checkWatches, type RecordedWatch, type WatchedChange } from './watches.ts'

const at = (place: string) => model.put({ place })
const write = (span: [Moment, Moment?], effect: Effect, version: number) => call('k', span, effect, ok(version))
const place = (name: string): ObjectState => object({ place: name })
const a = place('a')
const b = place('b')

function change(version: number, before: readonly [number, ObjectState] | undefined, after: MaybeObject, seen = 100): WatchedChange {
  return { key: 'k', version, before: before && { version: before[0], values: before[1] }, after, seen }
}

function watch(changes: readonly WatchedChange[], predicate: Condition = everything, opened: Moment = 0): RecordedWatch {
  return { client: 'w', covers: (key) => key === 'k', predicate, unconditional: predicate === everything, opened, changes }
}

const written = history(write([1, 2], at('a'), 1), write([3, 4], at('b'), 2), write([5, 6], model.del(), 3), write([7, 8], at('a'), 4))
const created = change(1, undefined, a)
const moved = change(2, [1, a], b)
const removed = change(3, [2, b], undefined)
const createdAgain = change(4, undefined, a)

const good: Readonly<Record<string, [RecordedHistory, RecordedWatch]>> = {
  'everything in order': [written, watch([created, moved, removed, createdAgain])],
  'the end is still to come': [written, watch([created, moved])],
  'opened later': [written, watch([removed, createdAgain], everything, 4.5)],
  'only what matches before or after': [written, watch([moved, removed], in_('b'))],
  'what matched before': [written, watch([created, moved, createdAgain], in_('a'))],
  'a new version of the same object is no change': [
    history(write([1, 2], at('a'), 1), call('k', [3, 4], model.get(), saw(a, 5)), write([5, 6], at('b'), 7)),
    watch([created, change(7, [5, a], b)]),
  ],
  'a write of unknown outcome': [history(call('k', [1], at('a'), unknown)), watch([created])],
  'at one version': [history(write([1, 2], at('a'), 1), write([3, 4], atVersion(at('b'), 1), 2)), watch([created, moved])],
}

const bad: Readonly<Record<string, [RegExp, RecordedHistory, RecordedWatch]>> = {
  'another order': [/1 of k came after 2/, written, watch([moved, created])],
  twice: [/1 of k came after 1/, written, watch([created, created])],
  'a version that replaced a newer one': [/replaced a newer one/, written, watch([change(2, [3, a], b)])],
  'another space': [/of another space/, written, { ...watch([created]), covers: () => false }],
  'one that does not match': [/matches neither/, written, watch([created], in_('b'))],
  'one missing in between': [/is missing in between/, written, watch([created, removed])],
  'one missing while it matched': [/is missing in between/, written, watch([created, createdAgain], in_('a'))],
  'a write passed over': [/version 3 of k was passed over/, written, watch([created, moved, change(4, [2, b], a)])],
  'a matching write passed over': [
    /version 2 of k was passed over/,
    history(
      ...['a', 'b', 'a', 'b'].map((name, index) => write([2 * index + 1, 2 * index + 2], at(name), index + 1)),
      call('k', [4.1, 4.2], model.get(), saw(b, 2)),
    ),
    watch([change(4, [3, a], b)], in_('b')),
  ],
  'another object than a reader saw': [
    /version 1 of k was another object/,
    history(call('k', [1], at('b'), unknown), call('k', [3, 4], model.get(), saw(a, 1))),
    watch([change(1, undefined, b)]),
  ],
  'another object before than a reader saw': [
    /version 1 of k was another object/,
    history(call('k', [3, 4], model.get(), saw(b, 1)), write([5, 6], at('b'), 2)),
    watch([moved]),
  ],
  'another change than was asked for': [/changed otherwise than asked/, written, watch([change(1, undefined, b)])],
  'what nobody asked for': [/nobody made this change/, history(call('k', [1], at('b'), unknown)), watch([created])],
  'before it was asked for': [/changed otherwise than asked/, written, watch([change(1, undefined, a, 0.5)])],
  'at another version than asked for': [
    /changed otherwise than asked/,
    history(write([1, 2], at('a'), 1), write([3, 4], atVersion(at('b'), 1), 3)),
    watch([created, change(3, [2, a], b)]),
  ],
}

for (const [name, [recorded, one]] of Object.entries(good)) test(`passes: ${name}`, (t) => t.deepEqual(checkWatches([one], recorded), []))

for (const [name, [message, recorded, one]] of Object.entries(bad)) {
  test(`catches: ${name}`, (t) => {
    const messages = checkWatches([one], recorded).map((violation) => violation.message)
    t.true(
      messages.some((text) => message.test(text)),
      messages.join('\n'),
    )
  })
}
