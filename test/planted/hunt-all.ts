// `npm run hunt`: hunts every planted fault that the simulated world is to catch from the first seed on, says how many seeds each took, and writes that
// down for the tests to begin with (hunt.ts). Arguments: the names of the faults; none: all.
import { writeFileSync } from 'node:fs'
import { faults } from './faults.ts'
import { hunt, knownSeeds, knownSeedsFile } from './hunt.ts'

const seedsMax = 1000
const workers = 2

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !faults.some((fault) => fault.name === name && !fault.elusive))
if (unknown.length > 0) {
  console.error(`no planted faults that seeds are to catch: ${unknown.join(', ')}; the names are in test/planted/faults`)
  process.exit(2)
}
const hunted = faults.filter(({ name, elusive }) => !elusive && (wanted.length === 0 || wanted.includes(name)))
const waiting = [...hunted]
const found = new Map(Object.entries(knownSeeds).filter(([name]) => faults.some((fault) => fault.name === name && !fault.elusive)))

async function work(): Promise<void> {
  for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
    const { seed, failure } = await hunt(fault, seedsMax)
    if (seed === undefined) found.delete(fault.name)
    else found.set(fault.name, seed)
    console.log(`${fault.name}: ${seed ?? 'no'} seeds; ${failure.split('\n')[0]}`)
  }
}

await Promise.all(Array.from({ length: workers }, work))
const sorted = [...found].sort(([one], [other]) => (one < other ? -1 : 1))
writeFileSync(knownSeedsFile, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`)
const needed = hunted.flatMap(({ name }) => found.get(name) ?? []).sort((a, b) => a - b)
console.log(`${needed.length} of ${hunted.length} faults caught, seeds needed: median ${needed[needed.length >> 1]}, most ${needed.at(-1)}`)
process.exitCode = needed.length === hunted.length ? 0 : 1
