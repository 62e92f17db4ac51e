// How evenly a subspace's objects lie over its regions.
import type { Axis, Space } from '../../cluster/configuration.ts'
import type { Bytes } from '../../values/bytes.ts'
import { compareBytes } from '../../values/bytes.ts'
import { decodeInt, encodeInt } from '../../values/encode.ts'
import { toJson } from '../../values/json.ts'
import { operator, type Predicate, predicateKind } from '../../values/predicate.ts'
import { dataType } from '../../values/registry.ts'

export interface Skew {
  readonly regions: number
  readonly objects: number
  /** Objects of the largest region, and of the average one. */
  readonly largest: number
  readonly mean: number
  /**
   * Objects of one value cannot be spread over regions. When one value is known to be the most frequent: its JSON form, how many objects
   * have it, and largest and mean without these.
   */
  readonly withoutMostFrequent?: { readonly value: string; readonly objects: number; readonly largest: number; readonly mean: number }
}

export type Count = (predicate: Predicate) => Promise<number>

/** `sizes` by region id; regions that nobody reported count as empty. */
export async function skewOf(space: Space, subspace: number, sizes: ReadonlyMap<number, number>, count: Count): Promise<Skew> {
  const { axes, regions } = space.subspaces[subspace]!
  const objects = regions.map(({ id }) => sizes.get(id) ?? 0)
  const total = objects.reduce((sum, each) => sum + each, 0)
  const largest = Math.max(0, ...objects)
  const plain = { regions: regions.length, objects: total, largest, mean: total / regions.length }
  const axis = axes[0]
  if (subspace === 0 || axes.length !== 1 || !axis?.cutPoints || largest <= plain.mean) return plain
  const position = objects.indexOf(largest)
  const second = Math.max(0, ...objects.filter((_, index) => index !== position))
  for (const value of candidates(space, axis, position)) {
    const frequency = await count({ kind: predicateKind.test, attribute: axis.attribute, operator: operator.equal, operands: [value] })
    // Any other value has at most the rest of this region's objects, or those of another region.
    if (frequency === 0 || frequency < largest - frequency || frequency < second) continue
    const withoutMostFrequent = {
      value: toJson(typeOf(space, axis.attribute), value),
      objects: frequency,
      largest: Math.max(largest - frequency, second),
      mean: Math.max(0, total - frequency) / regions.length,
    }
    return { ...plain, withoutMostFrequent }
  }
  return plain
}

/** Values of the interval at the position that a quantile would have cut at, or that objects have by default. */
function candidates(space: Space, { attribute, cutPoints }: Axis, position: number): Bytes[] {
  const type = typeOf(space, attribute)
  const { absent, compare } = dataType(type)
  const low = cutPoints![position - 1]
  const high = cutPoints![position]
  const found: Bytes[] = []
  const add = (value: Bytes) => {
    const inside = (low === undefined || compare(value, low) >= 0) && (high === undefined || compare(value, high) < 0)
    if (inside && found.every((other) => compareBytes(other, value) !== 0)) found.push(value)
  }
  if (low) add(low)
  add(absent)
  if (high && (type.kind === 'int' || type.kind === 'int64') && decodeInt(high) > -(2n ** 63n)) add(encodeInt(decodeInt(high) - 1n))
  return found
}

function typeOf(space: Space, attribute: number) {
  const { key, attributes } = space.definition
  return attribute === 0 ? key.type : attributes[attribute - 1]!.type
}
