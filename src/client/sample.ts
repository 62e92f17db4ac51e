// Rows that the coordinator is shown before the first write into an empty space, so that it cuts the axes at their quantiles (protocol.md
// section 1): what `db.admin.offerSample` and `hyperdex load` offer.
import type { Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import { EvenSample } from '../transport/even-sample.ts'
import { abortError } from '../transport/session-driver.ts'
import type { Bytes } from '../values/bytes.ts'
import { dataType } from '../values/registry.ts'
import { kindOfValue } from './codec.ts'
import { elementsUntil } from './elements-until.ts'
import { encodeOperations } from './encode-operations.ts'
import { failedAt, isPair, placeOfPair } from './put-many.ts'
import type { SpaceBinding } from './space-binding.ts'

/** At most. */
export const rowsInSample = 10_000

export type Pairs<Pair = readonly [key: unknown, values: object]> = Iterable<Pair> | AsyncIterable<Pair>

export interface SampleAnswer {
  /** The space is cut anew by what was shown. */
  readonly taken: boolean
  /** Why it is not; else ''. */
  readonly reason: string
}

/** Only axes of numbers have cut points; without one there is nothing to learn from a sample. */
export function hasCutPoints(space: Space): boolean {
  return space.subspaces.some(({ axes }) => axes.some(({ cutPoints }) => cutPoints !== undefined && cutPoints.length > 0))
}

/**
 * Makes a row of a key and values by attribute index, 1 the first. What lies on no numeric axis is left at its default: it moves no cut point, and
 * a sample of large objects stays small.
 */
export function sampleRowOf({ definition, subspaces }: Space): (key: Bytes, values: ReadonlyMap<number, Bytes>) => Bytes[] {
  const axes = new Set(subspaces.flatMap(({ axes }) => axes.filter(({ cutPoints }) => cutPoints).map(({ attribute }) => attribute)))
  const absent = [definition.key, ...definition.attributes].map(({ type }) => dataType(type).absent)
  return (key, values) => absent.map((value, index) => (axes.has(index) ? (index === 0 ? key : values.get(index)) : undefined) ?? value)
}

/** Rows of pairs as `putMany` takes them, evenly spread over all. Throws INVALID, INT_UNSAFE and, when `signal` ends the reading, ABORTED. */
export async function encodeSample(binding: SpaceBinding, pairs: Pairs, signal?: AbortSignal | null): Promise<Bytes[][]> {
  const sample = new EvenSample<Bytes[]>(rowsInSample)
  const rowOf = sampleRowOf(binding.space)
  // Encoded when it is read: what it is made of may be large, and changed for the next pair.
  let index = 0
  for await (const pair of elementsUntil(pairs, signal)) {
    const place = index++
    sample.offer(() => {
      try {
        return encodeRow(binding, rowOf, pair)
      } catch (error) {
        throw failedAt('offerSample', placeOfPair(pair, place), error)
      }
    })
  }
  if (signal?.aborted) throw abortError(signal)
  return sample.items()
}

function encodeRow(binding: SpaceBinding, rowOf: ReturnType<typeof sampleRowOf>, pair: readonly [unknown, object]): Bytes[] {
  if (!isPair(pair)) {
    const remedy = 'give arrays of a key and the values: [key, { age: 1 }]'
    throw new HyperdexError('INVALID', `offerSample takes pairs, and found ${kindOfValue(pair)}`, remedy)
  }
  const [key, values] = pair
  const operations = encodeOperations(binding, 'put', values)
  return rowOf(binding.encodeKey(key), new Map(operations.map(({ attribute, operands }) => [attribute ?? 0, operands![0]!])))
}
