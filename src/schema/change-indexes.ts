// Indexes of a space in use. What a server does about a changed list: member/index-builds.ts.
import { HyperdexError } from '../errors.ts'
import { parseDocumentPath, printDocumentPath } from '../values/path.ts'
import { checkSpace } from './check-space.ts'
import type { IndexDefinition, SpaceDefinition } from './definition.ts'

/** ATTRIBUTE or ATTRIBUTE.PATH, as behind `index` in the space language; the attribute's name needs no backticks. Throws INVALID. */
export function parseIndex(text: string): IndexDefinition {
  const [, ticked, plain = '', rest = ''] = text.trim().match(/^(?:`([^`]*)`|([^.[`]+))(.*)$/s) ?? []
  const attribute = ticked ?? plain.trim()
  if (attribute === '') throw invalid(`${JSON.stringify(text)} names no index`, 'write ATTRIBUTE, or ATTRIBUTE.PATH for a document')
  if (rest === '') return { attribute }
  return { attribute, path: printDocumentPath(parseDocumentPath(rest.startsWith('.') ? rest.slice(1) : rest)) }
}

/** The same definition when it has this very index. Throws INVALID. */
export function addIndex(definition: SpaceDefinition, index: IndexDefinition): SpaceDefinition {
  if (definition.indexes.some((other) => same(other, index))) return definition
  const changed = { ...definition, indexes: [...definition.indexes, index] }
  checkSpace(changed)
  return changed
}

/** Throws INVALID when the space has no such index of its own. */
export function dropIndex(definition: SpaceDefinition, index: IndexDefinition): SpaceDefinition {
  const indexes = definition.indexes.filter((other) => !same(other, index))
  if (indexes.length < definition.indexes.length) return { ...definition, indexes }
  const { name, subspaces } = definition
  if (index.path === undefined && subspaces.some((names) => names.includes(index.attribute))) {
    throw invalid(
      `attribute ${index.attribute} of space ${name} is indexed as an axis of a subspace`,
      'that index comes and goes with the subspace',
    )
  }
  const known = definition.indexes.map(textOf).join(', ') || 'none'
  throw invalid(`space ${name} has no index ${textOf(index)}`, `its indexes: ${known}`)
}

function same(a: IndexDefinition, b: IndexDefinition): boolean {
  return a.attribute === b.attribute && canonical(a.path) === canonical(b.path)
}

function canonical(path: string | undefined): string | undefined {
  return path === undefined ? undefined : printDocumentPath(parseDocumentPath(path))
}

function textOf({ attribute, path }: IndexDefinition): string {
  if (path === undefined) return attribute
  return path.startsWith('[') ? `${attribute}${path}` : `${attribute}.${path}`
}

function invalid(message: string, remedy: string): HyperdexError {
  return new HyperdexError('INVALID', message, remedy)
}
