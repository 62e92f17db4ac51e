import { setTimeout as pause } from 'node:timers/promises'

const pollMs = 5
/** Longer than anything takes on a machine that is busy with something else. */
const withinMs = 60_000

/** Waits for a condition. Throws, naming it, when it does not come true. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + withinMs; !(await condition()); await pause(pollMs)) {
    if (performance.now() > end) throw new Error(`after ${withinMs} ms still not: ${what}`)
  }
}
