import test from 'ava'
import { checkExactlyOnce } from './exactly-once.ts'
import {
  call,
  compareFailed,
  everything,
  history,
  in_,
  model,
  notApplied,
  object,
  ok,
  row,
  saw,
  search,
  unknown,
  withInitial,
} from './hand-made.ts'
import type { RecordedHistory } from './history.ts'

const born = call('k', [0, 1], model.put({ n: 10n }), ok())
const bornList = call('k', [0, 1], model.put({ list: ['x'] }), ok())
const add = (from: number, to: number, amount = 1n) => call('k', [from, to], model.add('n', amount), ok())
const reads = (from: number, n: bigint) => call('k', [from, from + 1], model.get(), saw(object({ n })))
const push = (from: number, element: string) => call('k', [from, from + 1], model.push('list', element), ok())
const shows = (from: number, ...list: string[]) => call('k', [from, from + 1], model.get(), saw(object({ list })))

const good: Readonly<Record<string, RecordedHistory>> = {
  'every addition once': history(born, add(2, 3), add(2, 5, 5n), reads(6, 16n)),
  'an open addition is in it or not': history(born, add(2, 9), reads(3, 10n), reads(5, 11n)),
  'an unknown addition is in it or not': history(born, call('k', [2], model.add('n', 3n), unknown), reads(3, 10n), reads(5, 13n)),
  'an initial object': withInitial(history(add(0, 1), reads(2, 8n)), { k: object({ n: 7n }) }),
  'additions that were refused': history(
    born,
    call('k', [2, 3], model.add('n', 1n, in_('there')), compareFailed),
    call('k', [4, 5], model.add('n', 1n), notApplied),
    reads(6, 10n),
  ),
  'amounts of both signs': history(born, add(2, 3, -4n), add(4, 5, 9n), reads(6, 15n)),
  'writes of other attributes': history(born, call('k', [2, 3], model.put({ place: 'here' }), ok()), add(4, 5), reads(6, 11n)),
  'a row': history(born, add(2, 3), search([4, 5], { predicate: everything }, [row('k', object({ n: 11n }))])),
  'every element once, in order': history(bornList, push(2, 'a'), push(4, 'b'), shows(6, 'x', 'a', 'b')),
  'overlapping pushes in either order': history(
    bornList,
    call('k', [2, 5], model.push('list', 'a'), ok()),
    call('k', [3, 4], model.push('list', 'b'), ok()),
    shows(6, 'x', 'b', 'a'),
  ),
  'pushes to the left': history(
    bornList,
    call('k', [2, 3], model.push('list', 'a', 'left'), ok()),
    call('k', [4, 5], model.push('list', 'b', 'left'), ok()),
    shows(6, 'b', 'a', 'x'),
  ),
  'an unknown push late': history(bornList, call('k', [2, 3], model.push('list', 'a'), unknown), push(4, 'b'), shows(6, 'x', 'b', 'a')),
}

const bad: Readonly<Record<string, RecordedHistory>> = {
  'an addition lost': history(born, add(2, 3), reads(4, 10n)),
  'an addition twice': history(born, add(2, 3), reads(4, 12n)),
  'an unknown addition twice': history(born, call('k', [2], model.add('n', 3n), unknown), reads(4, 16n)),
  'an addition before it was sent': history(born, reads(2, 11n), add(4, 5)),
  'a refused addition applied': history(born, call('k', [2, 3], model.add('n', 1n), notApplied), reads(4, 11n)),
  'a sum that no choice of open additions gives': history(born, add(2, 9, 5n), add(2, 9, 3n), reads(4, 14n)),
  'one lost, another twice': history(born, add(2, 3, 5n), add(4, 5, 3n), reads(6, 16n)),
  'a start that was not written': history(born, add(2, 3), reads(4, 1n)),
  'a row that lacks an addition': history(born, add(2, 3), search([4, 5], { predicate: everything }, [row('k', object({ n: 10n }))])),
  'an element lost': history(bornList, push(2, 'a'), shows(4, 'x')),
  'an element twice': history(bornList, push(2, 'a'), shows(4, 'x', 'a', 'a')),
  'an element nobody pushed': history(bornList, push(2, 'a'), shows(4, 'x', 'a', 'z')),
  'an unknown element twice': history(bornList, call('k', [2], model.push('list', 'a'), unknown), shows(4, 'x', 'a', 'a')),
  'elements against the order of their pushes': history(bornList, push(2, 'a'), push(4, 'b'), shows(6, 'x', 'b', 'a')),
  'the first element lost': history(bornList, push(2, 'a'), shows(4, 'a')),
  'elements at the wrong end': history(
    bornList,
    call('k', [2, 3], model.push('list', 'a', 'left'), ok()),
    call('k', [4, 5], model.push('list', 'b', 'left'), ok()),
    shows(6, 'a', 'b', 'x'),
  ),
}

for (const [name, recorded] of Object.entries(good)) {
  test(`passes: ${name}`, (t) => {
    const report = checkExactlyOnce(recorded)
    t.deepEqual(report.violations, [])
    t.is(report.accounted, 1)
    t.true(report.readings > 0)
  })
}

for (const [name, recorded] of Object.entries(bad)) {
  test(`catches: ${name}`, (t) =>
    t.deepEqual(
      checkExactlyOnce(recorded).violations.map(({ key }) => key),
      ['k'],
    ))
}

test('leaves out what others may have changed, and says so', (t) => {
  const removed = history(born, add(2, 3), call('k', [4], model.del(), unknown), reads(6, 99n))
  const overwritten = history(born, add(2, 3), call('k', [4, 5], model.put({ n: 0n }), ok()), reads(6, 99n))
  const late = history(call('k', [0, 3], model.put({ n: 10n }), ok()), add(2, 5), reads(6, 99n))
  const second = history(
    call('k', [0, 9], model.put({ n: 10n }), ok()),
    call('k', [1, 4], model.put({ place: 'here' }), ok()),
    reads(6, 0n),
    add(12, 13),
  )
  for (const recorded of [removed, overwritten, late, second])
    t.deepEqual(checkExactlyOnce(recorded), { violations: [], accounted: 0, readings: 0 })
})

test('many open additions of different amounts are compared by their bounds', (t) => {
  const open = Array.from({ length: 40 }, (_, index) =>
    call('k', [2], model.add('n', 3n ** BigInt(index % 20) * BigInt(index + 1)), unknown),
  )
  const most = open.reduce((sum, _, index) => sum + 3n ** BigInt(index % 20) * BigInt(index + 1), 10n)
  t.deepEqual(checkExactlyOnce(history(born, ...open, reads(4, most))).violations, [])
  t.is(checkExactlyOnce(history(born, ...open, reads(4, most + 1n))).violations.length, 1)
})
