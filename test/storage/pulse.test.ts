import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { Pulse } from '../../src/storage/pulse.ts'
import { until } from '../until.ts'
import { temporaryDirectory } from './temporary-directory.ts'

test('a pulse goes on from what stands in the file, and says no more than stands there', async (t) => {
  const file = join(await temporaryDirectory(t), 'pulse')
  const first = await Pulse.open(file)
  t.is(first.noted, 0)
  for (let count = 0; count < 100; count++) first.note()
  t.is(first.noted, 0, 'one at a time, and none before it is written')
  for (let noted = 1; noted <= 12; noted++) {
    await until('it is written', async () => first.noted === noted)
    const second = await Pulse.open(file)
    t.is(second.noted, noted)
    await second.close()
    first.note()
  }
  await cp(file, `${file}.copy`)
  await first.close()
  const copy = await Pulse.open(`${file}.copy`)
  t.true(copy.noted >= 12)
  await copy.close()
})

test('a file with anything else in it counts as none', async (t) => {
  const file = join(await temporaryDirectory(t), 'pulse')
  await writeFile(file, 'tick')
  const pulse = await Pulse.open(file)
  t.is(pulse.noted, 0)
  pulse.note()
  await pulse.close()
  const again = await Pulse.open(file)
  t.is(again.noted, 1)
  await again.close()
})
