// What an attribute can be (section 2 of the interface). The model knows one int: int and int64 are one stored type, and only a client's view
// of a space tells them apart.

import { type Path, printPath } from './path.ts'

export type Primitive = 'string' | 'int' | 'int64' | 'float'
export type TimestampUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month'
export type ScalarType = { readonly kind: Primitive } | { readonly kind: 'timestamp'; readonly unit: TimestampUnit }
export type Type =
  | ScalarType
  | { readonly kind: 'document' }
  | { readonly kind: 'list' | 'set'; readonly element: Primitive }
  | { readonly kind: 'map'; readonly key: Primitive; readonly value: Primitive }

export interface Attribute {
  readonly name: string
  readonly type: Type
}

/** An attribute, or a path in a document. */
export interface Place {
  readonly attribute: string
  readonly path?: Path
}

export interface Definition {
  readonly name: string
  readonly key: { readonly name: string; readonly type: ScalarType }
  readonly attributes: readonly Attribute[]
  readonly subspaces: readonly (readonly string[])[]
  readonly indexes: readonly Place[]
  readonly partitions: number
}

/** Of an attribute or the key. */
export function typeOf(definition: Definition, name: string): Type {
  if (name === definition.key.name) return definition.key.type
  const found = definition.attributes.find((attribute) => attribute.name === name)
  if (found === undefined) throw new RangeError(`no attribute ${name}`)
  return found.type
}

/** Neither a container nor a document. */
export function isScalar(type: Type): type is ScalarType {
  return type.kind !== 'document' && type.kind !== 'list' && type.kind !== 'set' && type.kind !== 'map'
}

/** Of what a list or a set holds; of a map, its keys: what `contains` asks for. */
export function elementOf(type: Type): Primitive {
  if (type.kind === 'list' || type.kind === 'set') return type.element
  return (type as Type & { readonly kind: 'map' }).key
}

export function isInt({ kind }: Type): boolean {
  return kind === 'int' || kind === 'int64'
}

/** In the space language, as what follows. */
export function printPlace({ attribute, path }: Place): string {
  return path === undefined ? attribute : `${attribute}.${printPath(path)}`
}

function printType(type: Type): string {
  switch (type.kind) {
    case 'timestamp':
      return `timestamp(${type.unit})`
    case 'list':
    case 'set':
      return `${type.kind}(${type.element})`
    case 'map':
      return `map(${type.key}, ${type.value})`
    default:
      return type.kind
  }
}

export function printAttribute({ name, type }: Attribute): string {
  return `${printType(type)} ${name}`
}

/** In the space language (section 1). */
export function printDefinition({ name, key, attributes, subspaces, indexes, partitions }: Definition): string {
  return [
    `space ${name} key ${printType(key.type)} ${key.name}`,
    `attributes ${attributes.map(printAttribute).join(', ')}`,
    ...subspaces.map((names) => `subspace ${names.join(', ')}`),
    ...indexes.map((index) => `index ${printPlace(index)}`),
    `tolerate 1 failure create ${partitions} partitions`,
  ].join('\n')
}
