import { readFileSync } from 'node:fs'
import test from 'ava'
import { runSeeds } from '../simulation/many-seeds.ts'
import { report } from '../simulation/summary.ts'
import { canRun, runElsewhere } from './elsewhere.ts'
import * as emphases from './emphases.ts'
import { faults } from './faults.ts'
import { huntFromKnown, knownSeeds } from './hunt.ts'
import { edited } from './planted-fault.ts'

/** A fault that this many seeds do not show has survived. */
const seedsMax = 1000
const workers = 2

test('every planted fault is an edit of the source as it is', (t) => {
  t.is(new Set(faults.map(({ name }) => name)).size, faults.length)
  for (const { edits } of faults) {
    for (const file of new Set(edits.map((edit) => edit.file))) {
      const source = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
      t.not(
        edited(
          source,
          edits.filter((edit) => edit.file === file),
        ),
        source,
      )
    }
  }
})

test('with nothing planted the runs that are to catch faults are clean', async (t) => {
  t.timeout(300_000)
  const waiting = Object.entries(emphases)
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [result] = await runSeeds({ first: 1, runs: 1, workers: 1, emphasis: next[1] })
      t.deepEqual(result!.failures, [], `${next[0]}, ${report(result!)}`)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
})

test(`each of at least 30 planted faults is caught by one of ${seedsMax} seeds`, async (t) => {
  t.timeout(1_500_000)
  const waiting = faults.filter(({ elusive }) => !elusive)
  t.true(waiting.length >= 30)
  const names = new Set(waiting.map(({ name }) => name))
  t.deepEqual(
    Object.keys(knownSeeds).filter((name) => !names.has(name)),
    [],
    'seeds are known of faults that there are',
  )
  let known = 0
  const survivors: string[] = []
  const work = async () => {
    for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
      const { seed, failure } = await huntFromKnown(fault, seedsMax)
      if (seed === undefined) survivors.push(`${fault.name}: ${fault.rule}`)
      if (seed !== undefined && seed === knownSeeds[fault.name]) known++
      t.log(`${fault.name}: ${seed === undefined ? 'not caught' : `seed ${seed}`}; ${failure.split('\n')[0]}`)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  t.deepEqual(survivors, [], `survived ${seedsMax} seeds`)
  t.log(`${names.size} faults, ${known} by the seed that is known to show them`)
})

test('each fault that the simulated world does not show makes the test fail that holds its rule', async (t) => {
  t.timeout(600_000)
  const waiting = faults.flatMap((fault) => (fault.elusive ? [[fault, fault.elusive] as const] : []))
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [fault, other] = next
      if (!canRun(other)) {
        t.log(`${fault.name}: skipped, ${other.needs} is not installed`)
        continue
      }
      const { failed, passed } = await runElsewhere(fault, other)
      t.true(failed.includes(other.title), `${fault.name}: ${fault.rule}; ${passed.length} tests of ${other.file} pass`)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
})
