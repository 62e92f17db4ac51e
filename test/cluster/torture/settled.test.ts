// What `npm run torture` notices when all its rounds are over.
import test from 'ava'
import { History, type Result } from '../../checkers/history.ts'
import { ObjectModel } from '../../checkers/model.ts'
import { changed, settled, unlikely } from './settled.ts'

const model = new ObjectModel({ round: 0, sum: 0 })
const object = (version: number, sum: number): Result => ({ answer: 'ok', version, saw: { round: 1, sum } })
const notFound: Result = { answer: 'notFound' }
const unknown: Result = { answer: 'unknown' }

/** A round whose keys were written with these outcomes, and then got. */
function round(keys: Readonly<Record<string, { readonly write: Result; readonly get: Result }>>): History {
  const history = new History()
  for (const [key, { write }] of Object.entries(keys)) history.begin('c', key, model.put({ round: 1 })).end(write)
  for (const [key, { get }] of Object.entries(keys)) history.begin('c', key, model.get()).end(get)
  return history
}

const ok: Result = { answer: 'ok' }
const before = settled(
  round({
    kept: { write: ok, get: object(3, 7) },
    absent: { write: { answer: 'notApplied' }, get: notFound },
    open: { write: unknown, get: object(1, 0) },
    unread: { write: ok, get: unknown },
    refused: { write: ok, get: { answer: 'notApplied', reason: 'TIMEOUT' } },
  }),
)

test('a round leaves what its last gets saw, but of keys that may still change or were not read', (t) => {
  t.deepEqual(
    [...before],
    [
      ['kept', object(3, 7)],
      ['absent', notFound],
      ['open', unknown],
      ['unread', unknown],
      ['refused', unknown],
    ],
  )
  const history = new History()
  history.begin('c', 'k', model.put({ round: 1 })).end(ok)
  t.throws(() => settled(history), { message: /^the last call of a round to k is no get: #0 c .* put "k"/ })
})

test('keys that are as they were are fine, and keys that may have changed', (t) => {
  const found = new Map([...before, ['open', object(2, 5)], ['unread', notFound], ['another', object(1, 1)]] as const)
  t.deepEqual(changed(before, found), [])
})

test('a key that is lost, back, older, written once more, or was not read is noticed', (t) => {
  const is = (key: string, result: Result) => changed(before, new Map([...before, [key, result]]))
  t.deepEqual(is('kept', notFound), ['kept was {round: 1, sum: 7} @3 after its round and is notFound at the end'])
  t.deepEqual(is('kept', object(2, 6)), ['kept was {round: 1, sum: 7} @3 after its round and is {round: 1, sum: 6} @2 at the end'])
  t.deepEqual(is('kept', object(4, 7)), ['kept was {round: 1, sum: 7} @3 after its round and is {round: 1, sum: 7} @4 at the end'])
  t.deepEqual(is('absent', object(1, 1)), ['absent was notFound after its round and is {round: 1, sum: 1} @1 at the end'])
  t.is(changed(before, new Map()).length, 2)
})

test('a probe holds what was acknowledged last, or what a write of unknown outcome may have made of it', (t) => {
  const possible = new Map([['probe', [9, 4]]])
  const is = (result: Result) => unlikely(possible, new Map([['probe', result]]))
  t.deepEqual(is(object(10, 9)), [])
  t.deepEqual(is(object(11, 4)), [])
  t.deepEqual(is(object(9, 8)), ['probe is {round: 1, sum: 8} @9 at the end and may only have sum 9 or 4'])
  t.deepEqual(is(notFound), ['probe is notFound at the end and may only have sum 9 or 4'])
  t.is(unlikely(possible, new Map()).length, 1)
})
