// How a subspace is cut into a grid of boxes (protocol.md section 1). Called by the coordinator when it makes or recuts a space.
import type { Axis } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import type { AttributeDefinition, SpaceDefinition } from '../schema/definition.ts'
import { defaultCutPoints, hasCutPoints } from './cut-points.ts'

/**
 * The sides of a grid of at least `partitions` boxes over `axes` axes: each starts at floor(partitions^(1/axes)), then they grow by one
 * in order, round after round, until the product is at least `partitions`. Both numbers are at least 1.
 */
export function gridSides(axes: number, partitions: number): number[] {
  const start = integerRoot(partitions, axes)
  const sides = new Array<number>(axes).fill(start)
  let product = start ** axes
  for (let axis = 0; product < partitions; axis = (axis + 1) % axes) {
    const side = sides[axis]!
    product = (product / side) * (side + 1)
    sides[axis] = side + 1
  }
  return sides
}

/** floor(value^(1/degree)), exact where the floating-point root of 64 by degree 3 is 3.9999. */
function integerRoot(value: number, degree: number): number {
  let root = Math.max(1, Math.floor(value ** (1 / degree)))
  while ((root + 1) ** degree <= value) root++
  while (root > 1 && root ** degree > value) root--
  return root
}

/** The axes of one subspace, given by attribute names (the key's own name for subspace 0), with default cut points. */
export function makeAxes(definition: SpaceDefinition, subspaceAttributes: readonly string[]): Axis[] {
  const sides = gridSides(subspaceAttributes.length, definition.partitions)
  return subspaceAttributes.map((name, index) => {
    const { attribute, type } = findAttribute(definition, name)
    const side = sides[index]!
    return hasCutPoints(type) ? { attribute, side, cutPoints: defaultCutPoints(type, side) } : { attribute, side }
  })
}

/** The attribute names of every subspace of a space, the key's first. */
export function subspaceNames(definition: SpaceDefinition): (readonly string[])[] {
  return [[definition.key.name], ...definition.subspaces]
}

/** How many regions a subspace with these axes has. */
export function regionCount(axes: readonly Axis[]): number {
  return axes.reduce((product, axis) => product * axis.side, 1)
}

function findAttribute(definition: SpaceDefinition, name: string): { attribute: number; type: AttributeDefinition['type'] } {
  if (name === definition.key.name) return { attribute: 0, type: definition.key.type }
  const index = definition.attributes.findIndex((attribute) => attribute.name === name)
  const found = definition.attributes[index]
  if (!found) {
    throw new HyperdexError(
      'INVALID',
      `space ${definition.name} has no attribute ${name} to cut a subspace by`,
      'Name an attribute of the space in the subspace.',
    )
  }
  return { attribute: index + 1, type: found.type }
}
