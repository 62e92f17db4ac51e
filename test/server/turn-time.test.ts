import { setImmediate } from 'node:timers/promises'
import test from 'ava'
import { TurnTime } from '../../src/server/turn-time.ts'

test('work of one turn is bounded; what is left goes on in the next', async (t) => {
  let now = 0
  const waiting = Array.from({ length: 10 }, (_, index) => index)
  const turns: number[][] = []
  const take = () => {
    const taken: number[] = []
    while (waiting.length > 0 && time.left) {
      time.run(() => {
        now += 20
        taken.push(waiting.shift()!)
      })
    }
    if (taken.length > 0) turns.push(taken)
  }
  const time = new TurnTime(take, () => now)
  take()
  take()
  t.deepEqual(turns, [[0, 1, 2]])
  while (waiting.length > 0) await setImmediate()
  t.deepEqual(turns, [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9]])
})

test('work that was not begun is gone on with too', async (t) => {
  let called = 0
  const time = new TurnTime(() => called++)
  time.goOn()
  time.goOn()
  t.is(called, 0)
  while (called === 0) await setImmediate()
  await setImmediate()
  t.is(called, 1)
})
