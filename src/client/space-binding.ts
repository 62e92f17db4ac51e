// A declared or fetched schema laid upon a space of the cluster: names to attribute indexes and codecs, objects to rows.
import type { Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import { liveAttributes } from '../schema/check-space.ts'
import { printType } from '../schema/print-type.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import type { Bytes } from '../values/bytes.ts'
import type { DataType } from '../values/data-type.ts'
import { toJson } from '../values/json.ts'
import { decodeObject } from '../values/object.ts'
import { dataType } from '../values/registry.ts'
import { type ElementCodec, kindOfValue, type ValueCodec } from './codec.ts'
import { type Column, columnOf } from './column.ts'
import type { AnySpaceSchema } from './space-schema.ts'
import { codecOf, elementCodecsOf } from './value-codec.ts'

export interface BoundAttribute {
  readonly name: string
  /** Index in the space; 0 is the key. */
  readonly index: number
  readonly column: Column
  readonly codec: ValueCodec
  /** Of a list or set its element's codec, of a map its keys' and its values'. */
  readonly elements: readonly ElementCodec[]
  readonly absent: Bytes
}

/**
 * Gives the newest binding; a promise only while the space is not known yet: what is encoded at once is not changed by a caller who
 * goes on to change its values. Throws UNKNOWN_SPACE and SCHEMA_MISMATCH.
 */
export type BindingSource = () => SpaceBinding | Promise<SpaceBinding>

interface Selection {
  /** Indices in the space, each once, at least one. */
  readonly select: readonly number[]
  /** As in an object that has only the values of `select`. */
  readonly selected: readonly BoundAttribute[]
}

export class SpaceBinding {
  readonly space: Space
  readonly key: BoundAttribute
  /** Without the key, in the order of the schema. */
  readonly attributes: readonly BoundAttribute[]
  readonly #byName: ReadonlyMap<string, BoundAttribute>
  readonly #lost: ReadonlyMap<string, string>
  readonly #keyType: DataType

  /** `lost`: columns that the space has no longer, with the words for it. */
  constructor(space: Space, keyColumn: Column, columns: Readonly<Record<string, Column>>, lost: ReadonlyMap<string, string> = new Map()) {
    this.space = space
    this.#lost = lost
    const { key, attributes } = space.definition
    const index = new Map(attributes.map(({ name }, position) => [name, position + 1]))
    this.#keyType = dataType(keyColumn.type)
    this.key = bound(key.name, 0, keyColumn)
    const kept = Object.entries(columns).filter(([name]) => !lost.has(name))
    this.attributes = kept.map(([name, column]) => bound(name, index.get(name)!, column))
    this.#byName = new Map([this.key, ...this.attributes].map((attribute) => [attribute.name, attribute]))
  }

  /** Whether the space has all that its schema names. */
  get isWhole(): boolean {
    return this.#lost.size === 0
  }

  /** Throws INVALID for a name that the space does not have, and SCHEMA_MISMATCH for one that it has no longer. */
  attribute(name: string): BoundAttribute {
    const attribute = this.#byName.get(name)
    if (attribute !== undefined) return attribute
    const lost = this.#lost.get(name)
    if (lost !== undefined) throw mismatch(this.space.definition.name, [lost])
    const names = [...this.#byName.keys()].join(', ')
    const what = typeof name === 'string' ? name : `that ${kindOfValue(name)} names`
    throw new HyperdexError('INVALID', `space ${this.space.definition.name} has no attribute ${what}`, `its attributes are ${names}`)
  }

  /** The attributes named, or all with the key first. Throws INVALID and SCHEMA_MISMATCH. */
  selected(names: readonly string[] | undefined): readonly BoundAttribute[] {
    if (names === undefined && !this.isWhole) throw mismatch(this.space.definition.name, [...this.#lost.values()])
    return names === undefined ? [this.key, ...this.attributes] : names.map((name) => this.attribute(name))
  }

  /** The attributes named: what a get asks of a server, and how `row` reads the values it answers with. Throws INVALID. */
  selection(names: readonly string[]): Selection {
    const attributes = this.selected(names)
    const places = new Map<number, number>()
    for (const { index } of attributes) if (index > 0 && !places.has(index)) places.set(index, places.size + 1)
    return {
      // The caller has the key, but a get that names nothing asks for everything.
      select: places.size > 0 ? [...places.keys()] : [0],
      selected: attributes.map((attribute) => ({ ...attribute, index: places.get(attribute.index) ?? 0 })),
    }
  }

  /** As keys are stored: −0 as 0. Throws INVALID and INT_UNSAFE. */
  encodeKey(value: unknown): Bytes {
    return this.#keyType.canonicalKey(this.key.codec.encode(value, this.key.name))
  }

  decodeKey(key: Bytes): unknown {
    return this.key.codec.decode(key, this.key.name, () => `a key of space ${this.space.definition.name}`)
  }

  /** The row's own values: nothing of `key` and `object` is kept. */
  row(selected: readonly BoundAttribute[], key: Bytes, object: Bytes): Record<string, unknown> {
    const values = decodeObject(object)
    const describe = () => `object ${toJson(this.space.definition.key.type, key)} of space ${this.space.definition.name}`
    const row: Record<string, unknown> = {}
    for (const { name, index, codec, absent } of selected) {
      const value = index === 0 ? key : values[index - 1]
      // Of an attribute that was dropped since this schema was fetched nothing is left.
      row[name] = codec.decode(index > 0 && !value?.length ? absent : value!, name, describe)
    }
    return row
  }
}

function bound(name: string, index: number, column: Column): BoundAttribute {
  return { name, index, column, codec: codecOf(column), elements: elementCodecsOf(column), absent: dataType(column.type).absent }
}

function mismatch(name: string, differences: readonly string[]): HyperdexError {
  const text = `space ${name} is declared otherwise than it exists in the cluster: ${differences.join('; ')}`
  return new HyperdexError('SCHEMA_MISMATCH', text, 'change the declaration to what `hyperdex space show` prints')
}

/**
 * Throws SCHEMA_MISMATCH, which names each difference in the key and the attributes. `known`: it has fitted before; then what the space has no longer is
 * refused to the calls that name it, and what it has besides is left alone.
 */
export function bindSchema(schema: AnySpaceSchema, space: Space, known = false): SpaceBinding {
  const { ofKey, lost, besides } = schemaDifferences(schema, space)
  const differences = known ? ofKey : [...ofKey, ...lost.values(), ...besides]
  if (differences.length > 0) throw mismatch(schema.name, differences)
  return new SpaceBinding(space, schema.keyColumn, schema.columns, lost)
}

/** By the schema of the cluster itself. */
export function bindFetched(space: Space): SpaceBinding {
  const { key } = space.definition
  const attributes = liveAttributes(space.definition)
  return new SpaceBinding(space, columnOf(key.type), Object.fromEntries(attributes.map(({ name, type }) => [name, columnOf(type)])))
}

/** `int` and `int64` are stored alike. */
function stored(type: AttributeType): string {
  return printType(type).replaceAll('int64', 'int')
}

interface Differences {
  readonly ofKey: readonly string[]
  /** Of columns that are not there, by name. */
  readonly lost: ReadonlyMap<string, string>
  readonly besides: readonly string[]
}

function schemaDifferences(schema: AnySpaceSchema, space: Space): Differences {
  const { key } = space.definition
  const ofKey: string[] = []
  if (schema.keyName !== key.name) ofKey.push(`the key is named ${schema.keyName} here and ${key.name} there`)
  if (stored(schema.keyColumn.type) !== stored(key.type)) {
    ofKey.push(`the key is of type ${printType(schema.keyColumn.type)} here and ${printType(key.type)} there`)
  }
  const there = new Map(liveAttributes(space.definition).map(({ name, type }) => [name, type]))
  const lost = new Map<string, string>()
  for (const [name, { type }] of Object.entries(schema.columns)) {
    const other = there.get(name)
    if (other === undefined) lost.set(name, `attribute ${name} exists only here`)
    else if (stored(type) !== stored(other)) {
      lost.set(name, `attribute ${name} is of type ${printType(type)} here and ${printType(other)} there`)
    }
  }
  const besides = [...there.keys()].filter((name) => !Object.hasOwn(schema.columns, name))
  return { ofKey, lost, besides: besides.map((name) => `attribute ${name} exists only there`) }
}
