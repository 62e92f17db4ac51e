import test from 'ava'
import { call, everything, history, model, object, ok, row, saw, search } from './hand-made.ts'
import type { RecordedHistory } from './history.ts'
import { checkVersions } from './versions.ts'

const put = (span: [number, number], version: number) => call('k', span, model.put({}), ok(version))
const get = (span: [number, number], version: number, n = 0n) => call('k', span, model.get(), saw(object({ n }), version))
const sighting = (span: [number, number], version: number, n = 0n) =>
  search(span, { predicate: everything }, [row('k', object({ n }), version)])

const good: Readonly<Record<string, RecordedHistory>> = {
  'rising with gaps': history(put([0, 1], 3), get([2, 3], 3), put([4, 5], 9), sighting([6, 7], 9)),
  'overlapping calls in any order': history(put([0, 5], 2), put([1, 4], 1), get([2, 6], 1)),
  'a read before the write is answered': history(put([0, 9], 4), get([1, 2], 4), get([3, 4], 4)),
  'other keys': history(put([0, 1], 8), call('other', [2, 3], model.put({}), ok(1))),
}

const bad: Readonly<Record<string, [RegExp, RecordedHistory]>> = {
  'a write below an earlier one': [/1 of k was told after 2/, history(put([0, 1], 2), put([2, 3], 1))],
  'a write below an earlier read': [/1 of k was told after 2/, history(put([0, 9], 2), get([1, 2], 2), put([3, 4], 1))],
  'a read below an earlier write': [/1 of k was told after 2/, history(put([0, 1], 2), get([2, 3], 1))],
  'a read below an earlier row': [/1 of k was told after 2/, history(sighting([0, 1], 2), get([2, 3], 1))],
  'a row below an earlier read': [/1 of k was told after 2/, history(get([0, 1], 2), sighting([2, 3], 1))],
  'a write that takes the version read before it': [/2 of k was told after 2/, history(get([0, 1], 2), put([2, 3], 2))],
  'two writes under one version': [/Two writes of k got version 1/, history(put([0, 5], 1), put([1, 4], 1))],
  'one version with two values': [/shown with two values/, history(get([0, 5], 1, 1n), get([1, 4], 1, 2n))],
  'a row and a read of one version differ': [/shown with two values/, history(get([0, 5], 1, 1n), sighting([1, 4], 1, 2n))],
  'a creation below the removal': [
    /1 of k was told after 2/,
    history(call('k', [0, 1], model.del(), ok(2)), call('k', [2, 3], model.putIfNotExist({}), ok(1))),
  ],
}

for (const [name, recorded] of Object.entries(good)) test(`passes: ${name}`, (t) => t.deepEqual(checkVersions(recorded), []))

for (const [name, [message, recorded]] of Object.entries(bad)) {
  test(`catches: ${name}`, (t) => {
    const messages = checkVersions(recorded).map((violation) => violation.message)
    t.is(messages.length, 1)
    t.regex(messages[0]!, message)
  })
}
