import test from 'ava'
import { call, count, everything, history, in_, model, notFound, object, ok, row, saw, search, unknown } from './hand-made.ts'
import type { RecordedHistory } from './history.ts'
import { checkSearches } from './searches.ts'

const here = object({ place: 'here' })
const there = object({ place: 'there' })
const born = (key: string, from: number, n = 0n) => call(key, [from, from + 1], model.put({ place: 'here', n }), ok())
const inHere = { predicate: in_('here') }
const byN = { ...inHere, orderBy: { attribute: 'n', descending: false } }
const n = (number: bigint) => object({ place: 'here', n: number })

const good: Readonly<Record<string, RecordedHistory>> = {
  'nothing there': history(search([0, 1], inHere, [])),
  'all that matches, in the order of the keys': history(
    born('a', 0),
    born('b', 2),
    call('c', [4, 5], model.put({ place: 'there' }), ok()),
    search([6, 7], inHere, [row('a', here), row('b', here)]),
  ),
  'an object that leaves meanwhile is shown or not': history(
    born('a', 0),
    call('a', [3, 6], model.put({ place: 'there' }), ok()),
    search([2, 5], inHere, []),
    search([2, 5], inHere, [row('a', here)]),
  ),
  'an object that comes meanwhile is shown or not': history(
    call('a', [3, 6], model.put({ place: 'here' }), ok()),
    search([2, 5], inHere, []),
    search([2, 5], inHere, [row('a', here)]),
  ),
  'an object that goes and comes back is missed in between': history(
    born('a', 0),
    call('a', [3, 4], model.put({ place: 'there' }), ok()),
    call('a', [5, 6], model.put({ place: 'here' }), ok()),
    search([2, 7], inHere, []),
  ),
  'an unknown removal excuses its absence': history(born('a', 0), call('a', [2], model.del(), unknown), search([4, 5], inHere, [])),
  'what an incomplete search did not show': history(born('a', 0), search([2, 3], inHere, [], { outcome: 'incomplete' })),
  'what a search does not concern': history(born('other/a', 0), search([2, 3], { ...inHere, covers: (key) => key.startsWith('kv/') }, [])),
  'the first two by n, the third is cut': history(
    born('a', 0, 3n),
    born('b', 2, 1n),
    born('c', 4, 2n),
    search([6, 7], { ...byN, limit: 2 }, [row('b', n(1n)), row('c', n(2n))]),
  ),
  'descending, equal values by ascending key': history(
    born('a', 0, 1n),
    born('b', 2, 1n),
    born('c', 4, 2n),
    search([6, 7], { ...inHere, orderBy: { attribute: 'n', descending: true } }, [row('c', n(2n)), row('a', n(1n)), row('b', n(1n))]),
  ),
  'limit 0': history(born('a', 0), search([2, 3], { ...inHere, limit: 0 }, [])),
  'an object that rises above the cut meanwhile': history(
    born('a', 0, 1n),
    born('b', 2, 5n),
    call('b', [5, 6], model.put({ n: 0n }), ok()),
    search([4, 7], { ...byN, limit: 1 }, [row('a', n(1n))]),
  ),
  'a projection': history(born('a', 0, 4n), search([2, 3], { ...inHere, select: ['n'] }, [row('a', { n: 4n })])),
  'counts between what is possible': history(
    born('a', 0),
    call('b', [2, 9], model.put({ place: 'here' }), ok()),
    call('c', [2], model.put({ place: 'here' }), unknown),
    count([3, 4], inHere, 1),
    count([3, 4], inHere, 3),
    count([10, 11], inHere, 2),
  ),
}

const bad: Readonly<Record<string, [RegExp, RecordedHistory]>> = {
  'a missed object': [/does not show a, which matched/, history(born('a', 0), search([2, 3], inHere, []))],
  'an object missed while it changed from one match to another': [
    /does not show a/,
    history(born('a', 0), call('a', [3, 6], model.put({ n: 7n }), ok()), search([2, 5], inHere, [])),
  ],
  'an object missed after somebody saw it, its creation still under way': [
    /does not show a/,
    history(call('a', [0, 20], model.put({ place: 'here' }), ok()), call('a', [1, 2], model.get(), saw(here)), search([3, 4], inHere, [])),
  ],
  'two searches that need different fates of one unknown write': [
    /#2 does not show a/,
    history(call('a', [0], model.put({ place: 'here' }), unknown), search([1, 2], inHere, [row('a', here)]), search([3, 4], inHere, [])),
  ],
  'an object that never matched': [
    /which does not match as it is shown/,
    history(call('a', [0, 1], model.put({ place: 'there' }), ok()), search([2, 3], inHere, [row('a', there)])),
  ],
  'an object that matched only before': [
    /only at another time/,
    history(born('a', 0), call('a', [2, 3], model.put({ place: 'there' }), ok()), search([4, 5], inHere, [row('a', here)])),
  ],
  'an object that matches only later': [/only at another time/, history(search([0, 1], inHere, [row('a', here)]), born('a', 2))],
  'an object that was removed': [
    /only at another time/,
    history(born('a', 0), call('a', [2, 3], model.del(), ok()), search([4, 5], inHere, [row('a', here)])),
  ],
  'an older state than somebody saw before it began': [
    /only at another time/,
    history(
      born('a', 0, 1n),
      call('a', [2, 20], model.put({ n: 2n }), ok()),
      call('a', [3, 4], model.get(), saw(n(2n))),
      search([5, 6], inHere, [row('a', n(1n))]),
    ),
  ],
  'a torn object': [
    /as it never was/,
    history(
      call('a', [0, 1], model.put({ place: 'here', n: 1n }), ok()),
      call('a', [3, 5], model.condPut(everything, { place: 'there', n: 2n }), ok()),
      search([2, 6], { predicate: everything }, [row('a', object({ place: 'there', n: 1n }))]),
    ),
  ],
  'a state under the version of another': [
    /as it never was/,
    history(
      call('a', [0, 1], model.put({ place: 'here', n: 1n }), ok(1)),
      call('a', [2, 3], model.put({ n: 2n }), ok(2)),
      search([0, 6], inHere, [row('a', n(1n), 2)]),
    ),
  ],
  'an object twice': [/shows a twice/, history(born('a', 0), search([2, 3], inHere, [row('a', here), row('a', here)]))],
  'wrong order of keys': [/shows a after b/, history(born('a', 0), born('b', 2), search([4, 5], inHere, [row('b', here), row('a', here)]))],
  'wrong order of values': [
    /shows b after a/,
    history(born('a', 0, 2n), born('b', 2, 1n), search([4, 5], byN, [row('a', n(2n)), row('b', n(1n))])),
  ],
  'equal values not by their keys': [
    /shows a after b/,
    history(born('a', 0, 1n), born('b', 2, 1n), search([4, 5], byN, [row('b', n(1n)), row('a', n(1n))])),
  ],
  'more than the limit': [
    /shows 2 rows, its limit is 1/,
    history(born('a', 0), born('b', 2), search([4, 5], { ...inHere, limit: 1 }, [row('a', here), row('b', here)])),
  ],
  'cut at the wrong object': [
    /does not show b/,
    history(born('a', 0, 2n), born('b', 2, 1n), search([4, 5], { ...byN, limit: 1 }, [row('a', n(2n))])),
  ],
  'fewer than the limit': [
    /does not show b/,
    history(born('a', 0), born('b', 2), search([4, 5], { ...inHere, limit: 5 }, [row('a', here)])),
  ],
  'a projection of nothing that matched': [
    /as it never was/,
    history(born('a', 0, 4n), search([2, 3], { ...inHere, select: ['n'] }, [row('a', { n: 5n })])),
  ],
  'a row of another space': [
    /does not concern/,
    history(born('a', 0), search([2, 3], { ...inHere, covers: (key) => key !== 'a' }, [row('a', here)])),
  ],
  'a count too small': [/count 0 of #1 is impossible: at least 1 and at most 1/, history(born('a', 0), count([2, 3], inHere, 0))],
  'a count too large': [/count 2 of #1/, history(born('a', 0), count([2, 3], inHere, 2))],
  'a count of what came and was gone before': [
    /count 1 of #2 is impossible: at least 0 and at most 0/,
    history(born('a', 0), call('a', [2, 3], model.del(), ok()), count([4, 5], inHere, 1)),
  ],
  'a count without an object that moves from one match to another': [
    /count 0 of #2/,
    history(born('a', 0), call('a', [3, 6], model.put({ n: 7n }), ok()), count([2, 5], inHere, 0)),
  ],
}

for (const [name, recorded] of Object.entries(good)) test(`passes: ${name}`, (t) => t.deepEqual(checkSearches(recorded), []))

for (const [name, [message, recorded]] of Object.entries(bad)) {
  test(`catches: ${name}`, (t) => {
    const messages = checkSearches(recorded).map((violation) => violation.message)
    t.true(
      messages.some((text) => message.test(text)),
      messages.join('\n') || 'nothing was found',
    )
  })
}

test('names the first search that is wrong, not a later good one', (t) => {
  const recorded = history(
    born('a', 0),
    search([2, 3], inHere, [row('a', here)]),
    search([4, 5], inHere, []),
    search([6, 7], inHere, [row('a', here)]),
  )
  const [violation, ...others] = checkSearches(recorded)
  t.deepEqual(others, [])
  t.regex(violation!.message, /^#2 does not show a/)
})

test('leaves a key alone whose operations fit no order by themselves', (t) => {
  t.deepEqual(checkSearches(history(born('a', 0), call('a', [2, 3], model.get(), notFound), search([4, 5], inHere, []))), [])
})
