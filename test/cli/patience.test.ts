import { setTimeout as pause } from 'node:timers/promises'
import test from 'ava'
import { askPatiently } from '../../src/cli/load/patience.ts'
import { HyperdexError } from '../../src/errors.ts'

const { signal } = new AbortController()

test('a try is given what is left of the patience, ten seconds at most', async (t) => {
  const given: number[] = []
  const ask = async (timeoutMs: number) => {
    given.push(timeoutMs)
    await pause(20)
    if (given.length === 1) throw new HyperdexError('UNAVAILABLE', 'away', 'come again')
    return 'here'
  }
  t.is(await askPatiently({ patienceMs: 5000, signal, onInterruption: () => {} }, ask), 'here')
  t.true(given[0]! <= 5000 && given[1]! < given[0]! && given[1]! >= 1)
  given.length = 0
  await askPatiently({ patienceMs: 60_000, signal, onInterruption: () => {} }, ask)
  t.deepEqual(given, [10_000, 10_000])
})

test('without patience there is one try, of ten seconds', async (t) => {
  const given: number[] = []
  const away = async (timeoutMs: number) => {
    given.push(timeoutMs)
    await pause(2)
    throw new HyperdexError('UNAVAILABLE', 'away', 'come again')
  }
  await t.throwsAsync(askPatiently({ patienceMs: 0, signal, onInterruption: () => t.fail() }, away), { code: 'UNAVAILABLE' })
  t.deepEqual(given, [10_000])
})
