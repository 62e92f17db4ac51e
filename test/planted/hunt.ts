// Runs seeds with one fault planted until one of them is not clean. The seeds that are known to show it (known-seeds.json, written by hunt-all.ts) save a
// test the search; which seed it is changes with the code.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NeverReady, runSeeds } from '../simulation/many-seeds.ts'
import type { PlantedFault } from './planted-fault.ts'

const plant = fileURLToPath(new URL('./plant.ts', import.meta.url))

/** How many seeds a hunt that began with the first took when all were last hunted, by fault. */
export const knownSeedsFile = new URL('./known-seeds.json', import.meta.url)
export const knownSeeds: Readonly<Record<string, number>> = JSON.parse(readFileSync(knownSeedsFile, 'utf8'))

export interface Hunt {
  /** The one that caught it; undefined: it survived all. */
  readonly seed: number | undefined
  /** What the seed that caught it says. */
  readonly failure: string
}

/**
 * Runs the known seed, if there is one, and then the others.
 * @throws NeverReady
 */
export async function huntFromKnown(fault: PlantedFault, seedsMax: number): Promise<Hunt> {
  const known = knownSeeds[fault.name]
  const again = known === undefined ? undefined : await hunt(fault, 1, known)
  return again?.seed === undefined ? hunt(fault, seedsMax) : again
}

/**
 * Runs the seeds 1, 2, … in one process, at most so many.
 * @throws NeverReady when the source with the fault is no program
 */
export async function hunt({ name, emphasis }: PlantedFault, seedsMax: number, first = 1): Promise<Hunt> {
  let seed = first - 1
  let failure: string | undefined
  try {
    await runSeeds({
      first,
      runs: seedsMax,
      workers: 1,
      emphasis: { further: 0, ...emphasis },
      execArgv: ['--import', plant],
      env: { PLANTED_FAULT: name },
      each: ({ failures }) => {
        seed++
        failure = failures[0]
        return failure === undefined
      },
    })
  } catch (error) {
    if (error instanceof NeverReady) throw error
    // The process ended by an exception or hangs: that is caught, too.
    return { seed: seed + 1, failure: (error as Error).message }
  }
  return failure === undefined ? { seed: undefined, failure: '' } : { seed, failure }
}
