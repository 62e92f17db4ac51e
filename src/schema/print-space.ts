// A definition in the space language, so that it parses back to the same definition.
import { parseDocumentPath } from '../values/path.ts'
import type { AttributeDefinition, SpaceDefinition } from './definition.ts'
import { printSteps } from './path.ts'
import { printType } from './print-type.ts'
import { printName } from './words.ts'

/** Several lines without a line break at the end; every default is written out. The definition has passed `checkSpace`. */
export function printSpace(definition: SpaceDefinition): string {
  const { name, key, attributes, subspaces, indexes, tolerate, partitions, durability, authorization, expireMs } = definition
  const lines = [`space ${printName(name)}`, `key ${printAttribute(key)}`]
  const live = attributes.filter(({ dropped }) => !dropped)
  if (live.length > 0) lines.push('attributes', live.map((attribute) => `  ${printAttribute(attribute)}`).join(',\n'))
  for (const subspace of subspaces) lines.push(`subspace ${subspace.map(printName).join(', ')}`)
  for (const { attribute, path } of indexes) {
    lines.push(`index ${printName(attribute)}${path === undefined ? '' : printSteps(parseDocumentPath(path))}`)
  }
  lines.push(`tolerate ${tolerate} ${tolerate === 1 ? 'failure' : 'failures'}`)
  lines.push(`create ${partitions} ${partitions === 1 ? 'partition' : 'partitions'}`)
  lines.push(`durability ${durability}`)
  if (authorization) lines.push('with authorization')
  if (expireMs !== undefined) lines.push(`expire ${expireMs} ms`)
  return lines.join('\n')
}

function printAttribute({ name, type }: AttributeDefinition): string {
  return `${printType(type)} ${printName(name)}`
}
