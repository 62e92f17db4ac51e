import test from 'ava'
import { embedded } from '../../../src/embedded.ts'
import { until } from '../launcher.ts'
import { Probes } from './probes.ts'
import { tortureSchema } from './recorded-load.ts'

test('what was acknowledged last is there when probes have stopped, and no time afterwards counts as one in which nothing could be written', async (t) => {
  await using cluster = await embedded()
  await using db = await cluster.connect()
  await db.admin.addSpace(tortureSchema)
  const probing = new Probes(db, 2)
  const began = performance.now()
  await until('both probes have written', () => [...probing.possible().values()].filter(([last]) => last! > 1).length === 2)
  await probing.stop()
  const gap = probing.longestGap(began, Number.POSITIVE_INFINITY)
  const later = performance.now() + 2 * gap.ms
  await until('more time has passed than between two writes', () => performance.now() > later)
  t.deepEqual(probing.longestGap(began, Number.POSITIVE_INFINITY), gap)
  t.deepEqual([...probing.keys], ['probe-0', 'probe-1'])
  for (const [key, sums] of probing.possible()) t.deepEqual(sums, [(await db.space(tortureSchema).get(key))!.sum])
})
