import test from 'ava'
import {
  call,
  compareFailed,
  everything,
  history,
  model,
  notApplied,
  notFound,
  object,
  ok,
  row,
  saw,
  search,
  unknown,
  withInitial,
} from './hand-made.ts'
import { CheckerGaveUp, type RecordedHistory } from './history.ts'
import { checkLinearizability } from './linearizability.ts'
import { atVersion, hasValues } from './model.ts'

const one = object({ n: 1n })
const two = object({ n: 2n })
const three = object({ n: 3n })
const put = (n: bigint) => model.put({ n })

const good: Readonly<Record<string, RecordedHistory>> = {
  'nothing at all': history(),
  'one call after the other': history(call('k', [0, 1], put(1n), ok(1)), call('k', [2, 3], model.get(), saw(one, 1))),
  'overlapping writes in either order': history(
    call('k', [0, 5], put(1n), ok()),
    call('k', [1, 4], put(2n), ok()),
    call('k', [6, 7], model.get(), saw(one)),
  ),
  'a read during a write sees the old object after another saw none of it': history(
    call('k', [0, 1], put(1n), ok()),
    call('k', [2, 9], put(2n), ok()),
    call('k', [3, 4], model.get(), saw(one)),
    call('k', [5, 6], model.get(), saw(two)),
  ),
  'an unknown write takes effect long after': history(
    call('k', [0, 1], put(1n), unknown),
    call('k', [2, 3], model.get(), notFound),
    call('k', [4, 5], model.get(), saw(one)),
  ),
  'an unknown write never takes effect': history(call('k', [0], put(1n), unknown), call('k', [2, 3], model.get(), notFound)),
  'a refused write leaves nothing': history(call('k', [0, 1], put(1n), notApplied), call('k', [2, 3], model.get(), notFound)),
  'one winner of two creations': history(
    call('k', [0, 5], model.putIfNotExist({ n: 1n }), ok(7)),
    call('k', [0, 5], model.putIfNotExist({ n: 2n }), compareFailed),
    call('k', [6, 7], model.get(), saw(one, 7)),
  ),
  'removed, created again under a newer version': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 3], model.del(), ok(2)),
    call('k', [4, 5], model.add('n', 1n), notFound),
    call('k', [6, 7], put(1n), ok(3)),
    call('k', [8, 9], model.get(['n']), saw({ n: 1n }, 3)),
  ),
  'a row seen while the write is under way': history(
    call('k', [0, 9], put(1n), ok(4)),
    search([1, 5], { predicate: everything }, [row('k', one, 4, 3)]),
    call('k', [4, 6], model.get(), saw(one, 4)),
  ),
  'an unknown addition counted by a later one': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 3], model.add('n', 1n), unknown),
    call('k', [4, 5], model.add('n', 1n), ok(3)),
    call('k', [6, 7], model.get(), saw(three, 3)),
  ),
  'objects that were there before': withInitial(history(call('k', [0, 1], model.get(), saw(one, 12))), { k: one }),
  'a share of a group operation': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 5], model.add('n', 1n), { answer: 'maybe' }),
    call('k', [3, 4], model.get(), saw(one, 1)),
    call('k', [6, 7], model.get(), saw(two, 2)),
  ),
  'a share of a group operation that is done, and one of which the object was none': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 5], model.add('n', 1n, hasValues({ n: 1n })), { answer: 'judged' }),
    call('k', [6, 7], model.get(), saw(two, 2)),
    call('k', [8, 9], model.add('n', 1n, hasValues({ n: 1n })), { answer: 'judged' }),
    call('k', [10, 11], model.get(), saw(two, 2)),
  ),
  'writes at a version': history(
    call('k', [0, 1], atVersion(put(1n), 0), ok(3)),
    call('k', [2, 3], atVersion(put(2n), 2), compareFailed),
    call('k', [4, 5], atVersion(put(2n), 3), ok(4)),
    call('k', [6, 7], atVersion(put(3n), 0), compareFailed),
    call('k', [8, 9], atVersion(put(3n), 4), unknown),
    call('k', [10, 11], atVersion(put(1n), 4), compareFailed),
    call('k', [12, 13], model.get(), saw(three, 9)),
    call('k', [14, 15], atVersion(model.del(), 9), ok(10)),
    call('k', [16, 17], atVersion(put(1n), 10), compareFailed),
    call('k', [18, 19], atVersion(model.del(), 10), notFound),
  ),
  'a write at the version of a write that nobody was told of': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 3], put(2n), unknown),
    call('k', [4, 5], atVersion(put(3n), 2), ok(3)),
  ),
}

const bad: Readonly<Record<string, RecordedHistory>> = {
  'a lost write': history(call('k', [0, 1], put(1n), ok()), call('k', [2, 3], model.get(), notFound)),
  'a stale read': history(call('k', [0, 1], put(1n), ok()), call('k', [2, 3], put(2n), ok()), call('k', [4, 5], model.get(), saw(one))),
  'a read goes back while the write is under way': history(
    call('k', [0, 1], put(1n), ok()),
    call('k', [2, 9], put(2n), ok()),
    call('k', [3, 4], model.get(), saw(two)),
    call('k', [5, 6], model.get(), saw(one)),
  ),
  'an addition applied twice': history(
    call('k', [0, 1], put(1n), ok()),
    call('k', [2, 3], model.add('n', 1n), ok()),
    call('k', [4, 5], model.get(), saw(three)),
  ),
  'an addition of unknown outcome applied twice': history(
    call('k', [0, 1], put(1n), ok()),
    call('k', [2, 3], model.add('n', 1n), unknown),
    call('k', [4, 5], model.get(), saw(three)),
  ),
  'two winners of a conditional write': history(
    call('k', [0, 1], put(1n), ok()),
    call('k', [2, 5], model.condPut(hasValues({ n: 1n }), { n: 2n }), ok()),
    call('k', [2, 5], model.condPut(hasValues({ n: 1n }), { n: 3n }), ok()),
  ),
  'a compare that cannot have failed': history(
    call('k', [0, 1], put(1n), ok()),
    call('k', [2, 3], model.condPut(hasValues({ n: 1n }), { n: 2n }), compareFailed),
  ),
  'a refused write that shows': history(call('k', [0, 1], put(1n), notApplied), call('k', [2, 3], model.get(), saw(one))),
  'an unknown write that shows before it was sent': history(call('k', [0, 1], model.get(), saw(one)), call('k', [2], put(1n), unknown)),
  'an unknown write taken back': history(
    call('k', [0], put(1n), unknown),
    call('k', [1, 2], model.get(), saw(one)),
    call('k', [3, 4], model.get(), notFound),
  ),
  'a removed object comes back': history(
    call('k', [0, 1], put(1n), ok()),
    call('k', [2, 3], model.del(), ok()),
    call('k', [4, 5], model.get(), saw(one)),
  ),
  'a version used again after a removal': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 3], model.del(), ok(2)),
    call('k', [4, 5], put(1n), ok(1)),
  ),
  'a read under another version than the write': history(call('k', [0, 1], put(1n), ok(5)), call('k', [2, 3], model.get(), saw(one, 6))),
  'a row older than a read before the search': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 20], put(2n), ok(2)),
    call('k', [3, 4], model.get(), saw(two, 2)),
    search([5, 8], { predicate: everything }, [row('k', one, 1)]),
  ),
  'a read older than a row before it': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 20], put(2n), ok(2)),
    search([3, 9], { predicate: everything }, [row('k', two, 2, 5)]),
    call('k', [6, 7], model.get(), saw(one, 1)),
  ),
  'a share of a group operation after the answer': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 3], model.add('n', 1n), { answer: 'maybe' }),
    call('k', [4, 5], model.get(), saw(one, 1)),
    call('k', [6, 7], model.get(), saw(two, 2)),
  ),
  'a share of a group operation that is done, and was not': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 3], model.add('n', 1n), { answer: 'judged' }),
    call('k', [4, 5], model.get(), saw(one, 1)),
  ),
  'a share of a group operation done twice': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 3], model.add('n', 1n), { answer: 'judged' }),
    call('k', [4, 5], model.get(), saw(three)),
  ),
  'two winners at one version': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 5], atVersion(put(2n), 1), ok(2)),
    call('k', [2, 5], atVersion(put(3n), 1), ok(3)),
  ),
  'a write at a version of before': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 3], put(2n), ok(2)),
    call('k', [4, 5], atVersion(put(3n), 1), ok()),
  ),
  'a write at a version that was not there yet': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 3], atVersion(put(3n), 2), ok(3)),
    call('k', [4, 5], put(2n), ok(4)),
  ),
  'a write at the version that the object has was refused': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 3], atVersion(put(2n), 1), compareFailed),
  ),
  'a write at a version made an object': history(call('k', [0, 1], atVersion(put(1n), 7), ok(8))),
  'a write of unknown outcome at a version of before shows': history(
    call('k', [0, 1], put(1n), ok(1)),
    call('k', [2, 3], put(2n), ok(2)),
    call('k', [4, 5], atVersion(put(3n), 1), unknown),
    call('k', [6, 7], model.get(), saw(three, 3)),
  ),
  'a row of a key nobody wrote': history(search([0, 3], { predicate: everything }, [row('k', one)])),
}

for (const [name, recorded] of Object.entries(good)) test(`passes: ${name}`, (t) => t.deepEqual(checkLinearizability(recorded), []))

for (const [name, recorded] of Object.entries(bad)) {
  test(`catches: ${name}`, (t) => {
    const violations = checkLinearizability(recorded)
    t.deepEqual(
      violations.map(({ key }) => key),
      ['k'],
    )
    t.true(violations[0]!.evidence.some((line) => line.startsWith('cannot follow: ')))
  })
}

test('hundreds of overlapping calls on one key are decided within the budget', (t) => {
  const calls = Array.from({ length: 400 }, (_, index) => {
    const from = index * 2
    const effect = index % 3 === 0 ? model.get() : model.add('n', 1n)
    const additions = index - Math.floor((index + 2) / 3)
    return call('k', [from, from + 9], effect, index % 3 === 0 ? saw(object({ n: BigInt(additions) })) : ok())
  })
  t.deepEqual(checkLinearizability(withInitial(history(...calls), { k: object() })), [])
})

test('calls of unknown outcome that nobody saw cost nothing, those that somebody saw little', (t) => {
  const unknowns = Array.from({ length: 60 }, (_, index) => call('k', [index], put(BigInt(index + 10)), unknown))
  const reads = Array.from({ length: 20 }, (_, index) =>
    call('k', [100 + 2 * index, 101 + 2 * index], model.get(), saw(object({ n: BigInt(69 - index) }))),
  )
  t.deepEqual(checkLinearizability(history(...unknowns, ...reads)), [])
  const again = call('k', [200, 201], model.get(), saw(object({ n: 69n })))
  t.is(checkLinearizability(history(...unknowns, ...reads, again)).length, 1)
})

test('gives up with an error rather than a guess', (t) => {
  const additions = Array.from({ length: 24 }, (_, index) => call('k', [index, 100], model.add('n', 2n ** BigInt(index)), ok()))
  const recorded = withInitial(history(...additions, call('k', [101, 102], model.get(), saw(object({ n: 1n })))), { k: object() })
  const error = t.throws(() => checkLinearizability(recorded, { budget: 1000 }), { instanceOf: CheckerGaveUp })
  t.regex(error!.message, /1000 steps/)
})
