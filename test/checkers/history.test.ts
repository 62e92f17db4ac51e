import test from 'ava'
import { everything, model, object } from './hand-made.ts'
import { History } from './history.ts'
import { checkLinearizability } from './linearizability.ts'

test('a history that begins anew keeps the writes that may still be done, and nothing else', (t) => {
  const history = new History()
  history.begin('a', 'k', model.put({ n: 7n })).end({ answer: 'ok' })
  history.begin('b', 'k', model.add('n', 3n)).end({ answer: 'unknown' })
  history.begin('c', 'k', model.add('n', 5n)).end({ answer: 'notApplied' })
  history.begin('d', 'k', model.get()).end({ answer: 'unknown' })
  history.beginSearch('e', { predicate: everything }).complete()
  history.beginAnew(new Map([['k', object({ n: 1n })]]))
  t.deepEqual(
    history.operations.map(({ client }) => client),
    ['b'],
  )
  t.deepEqual(history.searches, [])
  const reads = (n: bigint) => history.begin('f', 'k', model.get()).end({ answer: 'ok', saw: object({ n }) })
  reads(1n)
  reads(4n)
  t.deepEqual(checkLinearizability(history), [])
  reads(7n)
  t.is(checkLinearizability(history).length, 1)
})
