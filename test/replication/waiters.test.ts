import test from 'ava'
import type { PendingUpdate } from '../../src/replication/pending.ts'
import { Waiters } from '../../src/replication/waiters.ts'

function pendingUpdates(count: number): PendingUpdate[] {
  return Array.from({ length: count }, () => ({ listeners: undefined }) as unknown as PendingUpdate)
}

function settle(pending: PendingUpdate, committed: boolean): void {
  for (const listener of pending.listeners ?? []) listener(committed)
}

const left = (pendings: readonly PendingUpdate[]) => pendings.reduce((sum, { listeners }) => sum + (listeners?.length ?? 0), 0)

/** One that notes what it is told. */
function waiting(pendings: readonly PendingUpdate[], deadline = Number.POSITIVE_INFINITY) {
  const told: string[] = []
  const settled = (committed: boolean) => told.push(committed ? 'committed' : 'lost')
  return { told, wait: { pendings, deadline, settled, expired: () => told.push('expired') } }
}

test('who waits is told once, when everything has settled', (t) => {
  const waiters = new Waiters()
  const nothing = waiting([])
  waiters.add(nothing.wait)
  t.deepEqual(nothing.told, ['committed'])

  for (const [last, word] of [
    [true, 'committed'],
    [false, 'lost'],
  ] as const) {
    const [first, second] = pendingUpdates(2) as [PendingUpdate, PendingUpdate]
    const { told, wait } = waiting([first, second])
    waiters.add(wait)
    settle(first, true)
    t.deepEqual(told, [])
    settle(second, last)
    t.deepEqual(told, [word])
    waiters.expire(Number.POSITIVE_INFINITY)
    t.deepEqual(told, [word])
  }
})

test('whoever has given up, or whose deadline has passed, leaves nothing behind at updates that stay pending', (t) => {
  const waiters = new Waiters()
  const pendings = pendingUpdates(3)
  const patient = waiting(pendings)
  const given = waiting(pendings)
  const late = waiting(pendings, 100)
  for (const { wait } of [patient, given, late]) waiters.add(wait)
  waiters.giveUp(given.wait)
  waiters.expire(99)
  t.deepEqual([given.told, late.told], [[], []])
  waiters.expire(100)
  t.deepEqual([given.told, late.told, patient.told], [[], ['expired'], []])
  t.is(left(pendings), 3)
  for (const pending of pendings) settle(pending, true)
  t.deepEqual([given.told, late.told, patient.told], [[], ['expired'], ['committed']])
})

test('one of several that are told of a commit may make another one give up', (t) => {
  const waiters = new Waiters()
  const pendings = pendingUpdates(1)
  const second = waiting(pendings)
  waiters.add({ pendings, deadline: Number.POSITIVE_INFINITY, settled: () => waiters.giveUp(second.wait), expired: () => {} })
  waiters.add(second.wait)
  const third = waiting(pendings)
  waiters.add(third.wait)
  settle(pendings[0]!, true)
  t.deepEqual([second.told, third.told], [[], ['committed']])
})
