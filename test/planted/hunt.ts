// Runs seeds with one fault planted until one of them is not clean.
import { fileURLToPath } from 'node:url'
import { NeverReady, runSeeds } from '../simulation/many-seeds.ts'
import type { PlantedFault } from './planted-fault.ts'

const plant = fileURLToPath(new URL('./plant.ts', import.meta.url))

export interface Hunt {
  /** How many seeds it took; undefined: it survived all of them. */
  readonly seeds: number | undefined
  /** What the seed that caught it says. */
  readonly failure: string
}

/**
 * Runs the seeds 1, 2, … in one process, at most so many.
 * @throws NeverReady when the source with the fault is no program
 */
export async function hunt({ name, emphasis }: PlantedFault, seedsMax: number): Promise<Hunt> {
  let seeds = 0
  let failure: string | undefined
  try {
    await runSeeds({
      first: 1,
      runs: seedsMax,
      workers: 1,
      emphasis: { further: 0, ...emphasis },
      execArgv: ['--import', plant],
      env: { PLANTED_FAULT: name },
      each: ({ failures }) => {
        seeds++
        failure = failures[0]
        return failure === undefined
      },
    })
  } catch (error) {
    if (error instanceof NeverReady) throw error
    // The process ended by an exception or hangs: that is caught, too.
    return { seeds: seeds + 1, failure: (error as Error).message }
  }
  return failure === undefined ? { seeds: undefined, failure: '' } : { seeds, failure }
}
