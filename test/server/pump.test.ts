import test from 'ava'
import type { Member } from '../../src/member/member.ts'
import type { Turn } from '../../src/member/turn.ts'
import type { KeyRange, Store } from '../../src/ports/store.ts'
import { Pump } from '../../src/server/pump.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { fromLatin1, toLatin1 } from '../../src/values/bytes.ts'

const turn: Turn = {
  sequence: 1,
  batch: new Map([['k', Uint8Array.of(1)]]),
  flush: new Map(),
  sends: new Map(),
  answers: new Map(),
  reads: [],
  cleanups: [],
  wantedConfiguration: 0,
  broughtChange: undefined,
  reports: false,
}

function failingPump(failed: (error: unknown) => void): Pump {
  const member = { drain: () => turn, tick: () => {}, written: () => {}, flushed: () => {} } as unknown as Member
  const store = { write: () => Promise.reject(new Error('no room')) } as unknown as Store
  const release = () => failed(new Error('a turn was released that was never written'))
  return new Pump(member, store, { release, failed })
}

test('an orderly stop ends although its last turn cannot be written', async (t) => {
  const errors: unknown[] = []
  const pump = failingPump((error) => errors.push(error))
  await pump.stop()
  t.deepEqual(errors.map(String), ['Error: no room'])
})

test('a stop after the store has failed ends', async (t) => {
  const failed = Promise.withResolvers<unknown>()
  const pump = failingPump((error) => failed.resolve(error))
  pump.wake()
  t.is(String(await failed.promise), 'Error: no room')
  pump.wake()
  await t.notThrowsAsync(pump.stop())
})

test('a cleanup is told what its store left of its ranges', async (t) => {
  const range = (name: string) => ({ from: fromLatin1(name), to: fromLatin1(`${name}~`), reverse: false })
  const store = new MemoryStore()
  await store.write(new Map(['a1', 'b1', 'b2', 'b3', 'c1'].map((name) => [name, Uint8Array.of(1)])), false)
  const left = Promise.withResolvers<unknown>()
  let turns = 0
  const cleanups = [{ token: 5, ranges: [range('a'), range('b'), range('c')], rowsMax: 2 }]
  const member = {
    drain: () => ({ ...turn, batch: new Map(), cleanups: turns++ === 0 ? cleanups : [] }),
    tick: () => {},
    written: () => {},
    flushed: () => {},
    cleaned: (token: number, rest: readonly KeyRange[]) => left.resolve([token, rest.map(({ from }) => toLatin1(from))]),
  } as unknown as Member
  const pump = new Pump(member, store, { release: () => {}, failed: (error) => left.reject(error) })
  pump.wake()
  t.deepEqual(await left.promise, [5, ['b3', 'c']])
  await pump.stop()
})
