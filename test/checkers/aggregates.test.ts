import test from 'ava'
import { aggregate, call, everything, group, history, in_, model, notFound, ok, row, search, unknown } from './hand-made.ts'
import type { RecordedHistory } from './history.ts'
import { checkSearches } from './searches.ts'

const put = (key: string, from: number, place: string, n: bigint) => call(key, [from, from + 1], model.put({ place, n }), ok())
const three = [put('a', 0, 'here', 1n), put('b', 2, 'there', 4n), put('c', 4, 'here', 6n)]
const all = ['count', 'sum n', 'min n', 'max n', 'avg n']
const moves = call('a', [10, 20], model.put({ place: 'there', n: 9n }), ok())

const good: Readonly<Record<string, RecordedHistory>> = {
  'of everything': history(...three, aggregate([6, 7], everything, all, [], group([], 3n, 11n, 1n, 6n, 11 / 3))),
  'of what matches': history(...three, aggregate([6, 7], in_('here'), all, [], group([], 2n, 7n, 1n, 6n, 3.5))),
  'of nothing': history(...three, aggregate([6, 7], in_('nowhere'), all, [], group([], 0n, 0n, undefined, undefined, undefined))),
  'grouped, in the order of the groups': history(
    ...three,
    aggregate([6, 7], everything, all, ['place'], group(['here'], 2n, 7n, 1n, 6n, 3.5), group(['there'], 1n, 4n, 4n, 4n, 4)),
  ),
  'no groups of nothing': history(...three, aggregate([6, 7], in_('nowhere'), ['count'], ['place'])),
  'of the key': history(...three, aggregate([6, 7], in_('here'), ['min', 'max'], [], group([], 'a', 'c'))),
  'an object that moves meanwhile, before it moved': history(
    ...three,
    moves,
    aggregate([11, 12], everything, ['count', 'sum n'], ['place'], group(['here'], 2n, 7n), group(['there'], 1n, 4n)),
  ),
  'and afterwards': history(
    ...three,
    moves,
    aggregate([11, 12], everything, ['count', 'sum n'], ['place'], group(['here'], 1n, 6n), group(['there'], 2n, 13n)),
  ),
  'two that come meanwhile, one of them counted': history(
    call('a', [0, 9], model.put({ n: 5n }), ok()),
    call('b', [0, 9], model.put({ n: 7n }), ok()),
    aggregate([1, 2], everything, ['count', 'sum n'], [], group([], 1n, 7n)),
  ),
  'an object that goes and comes back is missed in between': history(
    put('a', 0, 'here', 1n),
    call('a', [3, 4], model.put({ place: 'there' }), ok()),
    call('a', [5, 6], model.put({ place: 'here' }), ok()),
    aggregate([2, 7], in_('here'), ['sum n'], [], group([], 0n)),
  ),
  'an unknown addition, done or not': history(
    put('a', 0, 'here', 1n),
    call('a', [2], model.add('n', 5n), unknown),
    aggregate([3, 4], everything, ['sum n'], [], group([], 1n)),
    aggregate([3, 4], everything, ['sum n'], [], group([], 6n)),
  ),
  'a sum alone, of different choices': history(
    call('a', [0, 9], model.put({ n: 2n }), ok()),
    call('b', [0, 9], model.put({ n: 2n }), ok()),
    aggregate([1, 2], everything, ['sum n', 'max n'], [], group([], 2n, 2n)),
    aggregate([1, 2], everything, ['sum n', 'max n'], [], group([], 4n, 2n)),
  ),
}

const bad: Readonly<Record<string, RecordedHistory>> = {
  'an object added twice': history(...three, aggregate([6, 7], everything, ['sum n'], [], group([], 12n))),
  'an object counted twice': history(...three, aggregate([6, 7], everything, ['count', 'sum n'], [], group([], 4n, 11n))),
  'the part of a region twice': history(...three, aggregate([6, 7], in_('here'), ['count', 'sum n'], [], group([], 4n, 14n))),
  'an object left out': history(...three, aggregate([6, 7], everything, ['sum n'], [], group([], 7n))),
  'a sum and a count of different objects': history(
    call('a', [0, 9], model.put({ n: 5n }), ok()),
    call('b', [0, 9], model.put({ n: 7n }), ok()),
    aggregate([1, 2], everything, ['count', 'sum n'], [], group([], 2n, 7n)),
  ),
  'a min that nobody has': history(...three, aggregate([6, 7], everything, ['min n'], [], group([], 0n))),
  'a min that is not the least': history(...three, aggregate([6, 7], everything, ['min n'], [], group([], 4n))),
  'a max that is not the greatest': history(...three, aggregate([6, 7], everything, ['max n'], [], group([], 4n))),
  'a max of nothing': history(...three, aggregate([6, 7], in_('nowhere'), ['max n'], [], group([], 4n))),
  'no min where there are objects': history(...three, aggregate([6, 7], everything, ['min n'], [], group([], undefined))),
  'an average of averages': history(...three, aggregate([6, 7], everything, ['avg n'], [], group([], 3.75))),
  'an average of what is counted twice': history(...three, aggregate([6, 7], everything, ['avg n'], [], group([], 3))),
  'a group without objects': history(
    ...three,
    aggregate([6, 7], in_('here'), ['count'], ['place'], group(['here'], 2n), group(['there'], 0n)),
  ),
  'a group missing': history(...three, aggregate([6, 7], everything, ['count'], ['place'], group(['here'], 2n))),
  'a group twice': history(
    ...three,
    aggregate([6, 7], everything, ['count'], ['place'], group(['here'], 1n), group(['here'], 1n), group(['there'], 1n)),
  ),
  'groups against their order': history(
    ...three,
    aggregate([6, 7], everything, ['count'], ['place'], group(['there'], 1n), group(['here'], 2n)),
  ),
  'no group at all': history(...three, aggregate([6, 7], everything, ['count'], [])),
  'a moving object in both groups': history(
    ...three,
    moves,
    aggregate([11, 12], everything, ['count'], ['place'], group(['here'], 2n), group(['there'], 2n)),
  ),
  'a moving object in neither group': history(
    ...three,
    moves,
    aggregate([11, 12], everything, ['count'], ['place'], group(['here'], 1n), group(['there'], 1n)),
  ),
  'a moving object torn: in the old group with the new value': history(
    ...three,
    moves,
    aggregate([11, 12], everything, ['sum n'], ['place'], group(['here'], 15n), group(['there'], 4n)),
  ),
  'an older state than a search showed before': history(
    ...three,
    moves,
    search([11, 12], { predicate: everything }, [
      row('a', { ...model.defaults, place: 'there', n: 9n }),
      row('b', { ...model.defaults, place: 'there', n: 4n }),
      row('c', { ...model.defaults, place: 'here', n: 6n }),
    ]),
    aggregate([13, 14], everything, ['sum n'], [], group([], 11n)),
  ),
  'what was removed before': history(
    ...three,
    call('c', [6, 7], model.del(), ok()),
    aggregate([8, 9], everything, ['sum n'], [], group([], 11n)),
  ),
}

for (const [name, recorded] of Object.entries(good)) test(`passes: ${name}`, (t) => t.deepEqual(checkSearches(recorded), []))

for (const [name, recorded] of Object.entries(bad)) {
  test(`catches: ${name}`, (t) => {
    const violations = checkSearches(recorded)
    t.is(violations.length, 1)
    t.regex(violations[0]!.evidence[0]!, /aggregate .* of .* = groups /)
  })
}

test('says nothing of an aggregate when the calls on a key fit no order', (t) => {
  const lost = [put('a', 0, 'here', 1n), call('a', [2, 3], model.get(), notFound)]
  t.deepEqual(checkSearches(history(...lost, aggregate([4, 5], everything, ['count'], [], group([], 7n)))), [])
})

test('says nothing of an aggregate that could be of too many sets of objects', (t) => {
  const keys = Array.from({ length: 30 }, (_, index) => call(`k${index}`, [0, 99], model.put({ n: 3n ** BigInt(index) }), ok()))
  t.deepEqual(checkSearches(history(...keys, aggregate([1, 2], everything, ['sum n'], [], group([], 2n)))), [])
})

test('many objects that stay as they are cost little', (t) => {
  const keys = Array.from({ length: 300 }, (_, index) => put(`k${index}`, 2 * index, index % 2 === 0 ? 'here' : 'there', BigInt(index)))
  const asked = aggregate(
    [1000, 1001],
    everything,
    ['count', 'sum n'],
    ['place'],
    group(['here'], 150n, 22350n),
    group(['there'], 150n, 22500n),
  )
  t.deepEqual(checkSearches(history(...keys, asked)), [])
})
