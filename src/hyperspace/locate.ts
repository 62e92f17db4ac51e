// The hyperspace: attributes are axes, a value's place on its axis picks an interval, and the intervals of a subspace's axes pick the
// region that holds an object (protocol.md section 1). This folder says where an object lives (here) and which regions a predicate can
// touch (plan.ts), and makes the grid and its cut points. Called by everyone who routes; knows spaces and values, nothing of servers.
import type { Axis, Space } from '../cluster/configuration.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import type { Bytes } from '../values/bytes.ts'
import { dataType } from '../values/registry.ts'
import { floorModulo, timestampUnits } from '../values/timestamp-type.ts'

const two32 = 4294967296

interface CompiledAxis {
  /** Attribute index; 0 is the key. */
  readonly attribute: number
  readonly side: number
  readonly absent: Bytes
  readonly interval: (value: Bytes) => number
}

/** The type of an attribute by index; 0 is the key. Undefined when the space has no such attribute. */
export function typeOf(space: Space, attribute: number): AttributeType | undefined {
  return attribute === 0 ? space.definition.key.type : space.definition.attributes[attribute - 1]?.type
}

/** Throws a RangeError when the configuration contradicts itself. */
export function axisType(space: Space, axis: Axis): AttributeType {
  const type = typeOf(space, axis.attribute)
  if (!type) throw new RangeError(`an axis of space ${space.definition.name} names attribute ${axis.attribute}, which it does not have`)
  return type
}

/**
 * The interval of an axis that holds a value: by cut points; of timestamps by their unit, in rotation; by floor(coordinate × side / 2^32) on
 * hashed axes.
 */
export function compileInterval(type: AttributeType, axis: Axis): (value: Bytes) => number {
  const operations = dataType(type)
  const { side, cutPoints } = axis
  if (type.kind === 'timestamp') return (value) => floorModulo(timestampUnits(type.unit, value), side)
  if (!cutPoints) return (value) => Math.floor((operations.coordinate(value) * side) / two32)
  return (value) => {
    let low = 0
    let high = cutPoints.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (operations.compare(cutPoints[middle]!, value) <= 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Finds the region of an object in each subspace of one space. Compiled once a space; not updated when the space changes. */
export class Locator {
  readonly #subspaces: readonly (readonly CompiledAxis[])[]

  constructor(space: Space) {
    this.#subspaces = space.subspaces.map(({ axes }) =>
      axes.map((axis) => {
        const type = axisType(space, axis)
        const { absent } = dataType(type)
        return { attribute: axis.attribute, side: axis.side, absent, interval: compileInterval(type, axis) }
      }),
    )
  }

  /** The index into `subspaces[subspace].regions`. `values` are without the key; missing ones read as absent. */
  regionPosition(subspace: number, key: Bytes, values: readonly Bytes[]): number {
    let position = 0
    for (const axis of this.#subspaces[subspace]!) {
      const value = axis.attribute === 0 ? key : (values[axis.attribute - 1] ?? axis.absent)
      position = position * axis.side + axis.interval(value)
    }
    return position
  }
}
