// What an attribute can be (section 2 of the interface). The model knows one int: int and int64 are one stored type, and only a client's view
// of a space tells them apart.

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

export interface Definition {
  readonly name: string
  readonly key: { readonly name: string; readonly type: ScalarType }
  readonly attributes: readonly Attribute[]
  readonly subspaces: readonly (readonly string[])[]
  /** An attribute, or an attribute and a path of a document, as the space language writes them. */
  readonly indexes: readonly string[]
  readonly partitions: number
}

/** Of an attribute or the key. */
export function typeOf(definition: Definition, name: string): Type {
  if (name === definition.key.name) return definition.key.type
  const found = definition.attributes.find((attribute) => attribute.name === name)
  if (found === undefined) throw new RangeError(`no attribute ${name}`)
  return found.type
}

export function isOrdered({ kind }: Type): boolean {
  return kind !== 'document' && kind !== 'list' && kind !== 'set' && kind !== 'map'
}

export function isInt({ kind }: Type): boolean {
  return kind === 'int' || kind === 'int64'
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

/** In the space language (section 1). */
export function printDefinition({ name, key, attributes, subspaces, indexes, partitions }: Definition): string {
  return [
    `space ${name} key ${printType(key.type)} ${key.name}`,
    `attributes ${attributes.map((attribute) => `${printType(attribute.type)} ${attribute.name}`).join(', ')}`,
    ...subspaces.map((names) => `subspace ${names.join(', ')}`),
    ...indexes.map((index) => `index ${index}`),
    `tolerate 1 failure create ${partitions} partitions`,
  ].join('\n')
}
