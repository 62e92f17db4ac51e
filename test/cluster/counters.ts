// Objects that are only ever added to: what they hold must be what was acknowledged, each addition once, whatever happened meanwhile.
import { type ShapeOf, type SpaceClient, space, t as types } from '../../src/index.ts'

/** Each addition moves the counter along its second subspace. */
export const countersSchema = space('counters', {
  key: { name: types.string },
  attributes: { sum: types.int, half: types.float },
  subspaces: [['sum']],
  partitions: 16,
})

type Counters = SpaceClient<ShapeOf<typeof countersSchema>>

const pipelined = 4
const patienceMs = 90_000

/** Adds to one counter again and again, several calls at a time, and notes in `sums` what was acknowledged. */
export async function addUntil(stop: AbortSignal, counters: Counters, name: string, sums: Map<string, number>): Promise<void> {
  if (!sums.has(name)) {
    await counters.putIfNotExist(name, { sum: 0 }, { timeoutMs: patienceMs })
    sums.set(name, 0)
  }
  const add = async () => {
    if (!(await counters.add(name, { sum: 1, half: 0.5 }, { timeoutMs: patienceMs }))) throw new Error(`the counter ${name} is gone`)
    sums.set(name, sums.get(name)! + 1)
  }
  while (!stop.aborted) await Promise.all(Array.from({ length: pipelined }, add))
}
