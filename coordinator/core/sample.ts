// From a sample of what is about to be loaded to the cut points of every axis of a space (protocol.md section 1).
import type { Axis, Space } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'
import { hasCutPoints, quantileCutPoints } from '../../src/hyperspace/cut-points.ts'
import { attributeTypes } from '../../src/schema/check-space.ts'
import type { AttributeType } from '../../src/values/attribute-type.ts'
import type { Bytes } from '../../src/values/bytes.ts'
import { dataType } from '../../src/values/registry.ts'

/** How many rows of a sample are looked at. */
export const sampleRowsMax = 10_000

/** The key, then the attributes, encoded; attributes left out at the end read as absent. */
export type SampleRow = readonly Bytes[]

/** The axes of every subspace, cut at the sample's quantiles. Undefined when the space has no axis with cut points. Throws INVALID. */
export function cutBySample(space: Space, rows: readonly SampleRow[]): Axis[][] | undefined {
  const types = attributeTypes(space.definition)
  const sample = rows.slice(0, sampleRowsMax)
  for (const [index, row] of sample.entries()) checkRow(space, types, row, index)
  let cut = false
  const columns = new Map<number, Bytes[]>()
  const grids = space.subspaces.map((subspace) =>
    subspace.axes.map((axis) => {
      const type = types[axis.attribute]!
      if (!hasCutPoints(type) || axis.side < 2) return axis
      cut = true
      let column = columns.get(axis.attribute)
      if (column === undefined) {
        column = sample.map((row) => row[axis.attribute] ?? dataType(type).absent)
        columns.set(axis.attribute, column)
      }
      // The rows may be views of the message they came in: what stays is copied.
      return { ...axis, cutPoints: quantileCutPoints(type, axis.side, column).map((point) => Uint8Array.from(point)) }
    }),
  )
  return cut ? grids : undefined
}

function checkRow(space: Space, types: readonly AttributeType[], row: SampleRow, index: number): void {
  const { name, key, attributes } = space.definition
  if (row.length === 0 || row.length > types.length) {
    throw new HyperdexError(
      'INVALID',
      `row ${index + 1} of the sample for space ${name} has ${row.length} values, the space has ${types.length} attributes with the key`,
      'Give the key, then the attributes in the order of the space.',
    )
  }
  for (const [attribute, value] of row.entries()) {
    const reason = dataType(types[attribute]!).check(value)
    if (reason === undefined) continue
    const attributeName = attribute === 0 ? key.name : attributes[attribute - 1]!.name
    throw new HyperdexError(
      'INVALID',
      `row ${index + 1} of the sample for space ${name}: the value of ${attributeName} ${reason}`,
      'Encode each value as its attribute has it (docs/formats/values.md).',
    )
  }
}
