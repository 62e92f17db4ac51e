// A space as a program declares it: the same as a text of the space language, and known to the compiler.

import { HyperdexError } from '../errors.ts'
import { parseIndex } from '../schema/change-indexes.ts'
import { checkSpace } from '../schema/check-space.ts'
import type { AttributeDefinition, SpaceDefinition } from '../schema/definition.ts'
import { checkCount, checkFlag, checkNames, checkOptions, checkText, isRecord, namesOf } from './check-arguments.ts'
import { kindOfValue } from './codec.ts'
import type { Column, ColumnKind, KeyColumn } from './column.ts'

export type AttributeColumns = Readonly<Record<string, Column<ColumnKind, unknown>>>

/** A declared space: what `db.admin.addSpace` creates and `db.space` types its methods by. */
export interface SpaceSchema<KeyName extends string, Key extends KeyColumn, Columns extends AttributeColumns> {
  readonly name: string
  readonly keyName: KeyName
  readonly keyColumn: Key
  readonly columns: Columns
  readonly definition: SpaceDefinition
}

/** Any declared space. */
export type AnySpaceSchema = SpaceSchema<string, KeyColumn, AttributeColumns>

/** Attribute names with an axis: everything but containers and documents. */
type AxisName<Columns extends AttributeColumns> = {
  [Name in keyof Columns & string]: Columns[Name]['kind'] extends 'list' | 'set' | 'map' | 'document' ? never : Name
}[keyof Columns & string]

/** Attribute names, and paths in documents: `'profile.a.b'`. */
type IndexName<Columns extends AttributeColumns> = {
  [Name in keyof Columns & string]: Columns[Name]['kind'] extends 'document' ? `${Name}.${string}` | `${Name}[${string}` : Name
}[keyof Columns & string]

export interface SpaceOptions<KeyName extends string, Key extends KeyColumn, Columns extends AttributeColumns> {
  /** Exactly one: the key's name and type. */
  readonly key: Readonly<Record<KeyName, Key>>
  readonly attributes?: Columns
  /** Attributes by which objects are placed once more, so that searches on them ask few servers. */
  readonly subspaces?: readonly (readonly AxisName<Columns>[])[]
  readonly indexes?: readonly IndexName<Columns>[]
  /** Failures to tolerate, 0 to 9, default 1: each region has one replica more. */
  readonly tolerate?: number
  /** Regions a subspace, 1 to 4096, default 64. */
  readonly partitions?: number
  readonly durability?: 'replicated' | 'synced'
  readonly authorization?: boolean
  /** Default time to live of objects in milliseconds; absent: they live until they are removed. */
  readonly expireMs?: number
}

const spaceOptionNames = namesOf<SpaceOptions<string, KeyColumn, AttributeColumns>>({
  key: true,
  attributes: true,
  subspaces: true,
  indexes: true,
  tolerate: true,
  partitions: true,
  durability: true,
  authorization: true,
  expireMs: true,
})

/**
 * Declares a space. Throws INVALID for what the space language would reject.
 *
 *     const users = space('users', { key: { username: t.string }, attributes: { age: t.int }, subspaces: [['age']] })
 */
export function space<const KeyName extends string, Key extends KeyColumn, const Columns extends AttributeColumns = Record<never, never>>(
  name: string,
  options: SpaceOptions<KeyName, Key, Columns>,
): SpaceSchema<KeyName, Key, Columns> {
  checkDeclaration(name, options)
  const keys = Object.keys(options.key) as KeyName[]
  const [keyName] = keys
  if (keyName === undefined || keys.length !== 1) {
    throw new HyperdexError('INVALID', `space ${name} declares ${keys.length} keys`, 'a space has exactly one key: key: { NAME: TYPE }')
  }
  const keyColumn = options.key[keyName]
  const columns = options.attributes ?? ({} as Columns)
  checkColumn(keyColumn, keyName)
  for (const [attribute, column] of Object.entries(columns)) checkColumn(column, attribute)
  const attributes: AttributeDefinition[] = Object.entries(columns).map(([attribute, { type }]) => ({ name: attribute, type }))
  const definition: SpaceDefinition = {
    name,
    key: { name: keyName, type: keyColumn.type },
    attributes,
    subspaces: options.subspaces ?? [],
    indexes: (options.indexes ?? []).map(parseIndex),
    tolerate: options.tolerate ?? 1,
    partitions: options.partitions ?? 64,
    durability: options.durability ?? 'replicated',
    authorization: options.authorization ?? false,
    ...(options.expireMs === undefined ? {} : { expireMs: options.expireMs }),
  }
  checkSpace(definition)
  return { name, keyName, keyColumn, columns, definition }
}

/** What `space` made, as far as it is needed. */
export function isDeclared(schema: unknown): schema is AnySpaceSchema {
  if (typeof schema !== 'object' || schema === null) return false
  const { name, keyColumn, columns, definition } = schema as Partial<AnySpaceSchema>
  return typeof name === 'string' && isColumn(keyColumn) && isRecord(columns) && isDefinition(definition)
}

/** As far as it takes to print one; the coordinator looks at the rest. */
export function isDefinition(definition: unknown): definition is SpaceDefinition {
  if (!isRecord(definition)) return false
  const { name, key, attributes, subspaces, indexes } = definition
  return typeof name === 'string' && isRecord(key) && [attributes, subspaces, indexes].every(Array.isArray)
}

function checkDeclaration(name: unknown, options: unknown): void {
  checkText(name, 'the name of a space')
  const example = 'give for example { key: { id: t.string }, attributes: { age: t.int } }'
  const say = (what: string, value: unknown) => new HyperdexError('INVALID', `${what} of space ${name} is ${kindOfValue(value)}`, example)
  if (!isRecord(options)) throw say('the declaration', options)
  checkOptions(options, spaceOptionNames, 'space')
  const { key, attributes, subspaces, indexes, durability, authorization } = options
  if (!isRecord(key)) throw say('the key', key)
  if (attributes !== undefined && !isRecord(attributes)) throw say('what declares the attributes', attributes)
  if (subspaces !== undefined && !Array.isArray(subspaces)) throw say('what declares the subspaces', subspaces)
  for (const subspace of (subspaces as readonly unknown[] | undefined) ?? []) checkNames(subspace, `a subspace of space ${name}`)
  if (indexes !== undefined) checkNames(indexes, `what declares the indexes of space ${name}`)
  if (authorization !== undefined) checkFlag(authorization, `the authorization of space ${name}`)
  if (durability !== undefined && durability !== 'replicated' && durability !== 'synced') {
    throw new HyperdexError('INVALID', `the durability of space ${name} is ${kindOfValue(durability)}`, "give 'replicated' or 'synced'")
  }
  for (const count of ['tolerate', 'partitions', 'expireMs']) if (options[count] !== undefined) checkCount(options[count], count)
}

function isColumn(column: unknown): boolean {
  return typeof column === 'object' && column !== null && isRecord((column as Column).type)
}

function checkColumn(column: unknown, name: string): void {
  if (isColumn(column)) return
  throw new HyperdexError('INVALID', `the type of ${name} is ${kindOfValue(column)}`, 'give one of t, for example t.int or t.set(t.string)')
}
