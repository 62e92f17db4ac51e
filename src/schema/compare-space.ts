// Whether two definitions mean the same space, and if not, in what they differ.
import type { AttributeType } from '../values/attribute-type.ts'
import { parseDocumentPath, printDocumentPath } from '../values/path.ts'
import type { AttributeDefinition, SpaceDefinition } from './definition.ts'
import { printType } from './print-type.ts'

/** `int` and `int64` are one stored type; the order of indexes means nothing. Both definitions have passed `checkSpace`. */
export function equalSpaces(a: SpaceDefinition, b: SpaceDefinition): boolean {
  return spaceDifferences(a, b).length === 0
}

/** One sentence part for each difference, e.g. `attribute "age" is an int here and a string there`; `a` is here, `b` is there. */
export function spaceDifferences(a: SpaceDefinition, b: SpaceDefinition): string[] {
  const differences: string[] = []
  const compare = (what: string, here: string | number, there: string | number) => {
    if (here !== there) differences.push(`${what} is ${here} here and ${there} there`)
  }
  compare('the name', a.name, b.name)
  compare("the key's name", a.key.name, b.key.name)
  compare("the key's type", storedType(a.key.type), storedType(b.key.type))
  const live = ({ attributes }: SpaceDefinition) => attributes.filter(({ dropped }) => !dropped)
  differences.push(...attributeDifferences(live(a), live(b)))
  compare('the list of subspaces', printSubspaces(a), printSubspaces(b))
  compare('the list of indexes', printIndexes(a), printIndexes(b))
  compare('the number of failures to tolerate', a.tolerate, b.tolerate)
  compare('the number of partitions', a.partitions, b.partitions)
  compare('durability', a.durability, b.durability)
  compare('authorization', a.authorization ? 'on' : 'off', b.authorization ? 'on' : 'off')
  compare('the default time to live in ms', a.expireMs ?? 'none', b.expireMs ?? 'none')
  return differences
}

function attributeDifferences(a: readonly AttributeDefinition[], b: readonly AttributeDefinition[]): string[] {
  const differences: string[] = []
  const there = new Map(b.map((attribute) => [attribute.name, attribute.type]))
  const here = new Set(a.map((attribute) => attribute.name))
  for (const { name, type } of a) {
    const other = there.get(name)
    if (!other) differences.push(`attribute "${name}" exists only here`)
    else if (storedType(type) !== storedType(other)) {
      differences.push(`attribute "${name}" is ${printType(type)} here and ${printType(other)} there`)
    }
  }
  for (const { name } of b) if (!here.has(name)) differences.push(`attribute "${name}" exists only there`)
  if (differences.length === 0 && a.some(({ name }, index) => b[index]!.name !== name)) {
    differences.push('the attributes stand in different orders')
  }
  return differences
}

function storedType(type: AttributeType): string {
  return printType(type).replaceAll('int64', 'int')
}

function printSubspaces({ subspaces }: SpaceDefinition): string {
  return `[${subspaces.map((attributes) => attributes.join(', ')).join('; ')}]`
}

function printIndexes({ indexes }: SpaceDefinition): string {
  const printed = indexes.map(({ attribute, path }) =>
    path === undefined ? attribute : `${attribute}.${printDocumentPath(parseDocumentPath(path))}`,
  )
  return `[${printed.sort().join('; ')}]`
}
