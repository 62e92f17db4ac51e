// The types of attributes as users write them: `t.int`, `t.set(t.string)`. Each says what is stored and which TypeScript value stands for it.
import { HyperdexError } from '../errors.ts'
import type { AttributeType, PrimitiveName, TimestampUnit } from '../values/attribute-type.ts'
import { timestampTypes } from '../values/timestamp-type.ts'

/** What a column is to the compiler; `bytes` is stored as a string, `int64` as an int, `micros` as a timestamp. */
export type ColumnKind = 'string' | 'bytes' | 'int' | 'int64' | 'float' | 'timestamp' | 'micros' | 'document' | 'list' | 'set' | 'map'

/** In documents. An int that no number holds exactly is read as a bigint, so that no digit is lost; every other number as a number. */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [member: string]: JsonValue
}

/** Any value of any column. */
export type ColumnValue =
  | string
  | Uint8Array
  | number
  | bigint
  | Date
  | JsonObject
  | readonly ColumnValue[]
  | ReadonlySet<ColumnValue>
  | ReadonlyMap<ColumnValue, ColumnValue>

export interface Column<Kind extends ColumnKind = ColumnKind, Value = unknown> {
  readonly kind: Kind
  readonly type: AttributeType
  /** Of a list or set its element, of a map its key and its value. */
  readonly parts?: readonly Column[]
  /** Only the compiler reads it: it is never set. */
  readonly valueType?: Value
}

/** The TypeScript value of a column. */
export type ValueOf<C> = C extends Column<ColumnKind, infer Value> ? Value : never

type PrimitiveKind = 'string' | 'bytes' | 'int' | 'int64' | 'float'
type PrimitiveColumn = Column<PrimitiveKind, string | Uint8Array | number | bigint>

/** A map knows the kinds of its parts: they say which operations fit its values. */
export interface MapColumn<K extends PrimitiveColumn, V extends PrimitiveColumn>
  extends Column<'map', ReadonlyMap<ValueOf<K>, ValueOf<V>>> {
  readonly parts?: readonly [K, V]
}

/** Columns that a key can have. */
export type KeyColumn = Column<PrimitiveKind | 'timestamp' | 'micros', string | Uint8Array | number | bigint | Date>

function column<Kind extends ColumnKind, Value>(kind: Kind, type: AttributeType): Column<Kind, Value> {
  return Object.freeze({ kind, type })
}

function container<Kind extends ColumnKind, const Parts extends readonly Column[]>(kind: Kind, type: AttributeType, parts: Parts) {
  return Object.freeze({ kind, type, parts })
}

function primitiveOf(element: PrimitiveColumn): PrimitiveName {
  const kind: unknown = element?.kind
  if (kind !== 'string' && kind !== 'bytes' && kind !== 'int' && kind !== 'int64' && kind !== 'float') {
    throw new HyperdexError(
      'INVALID',
      'the elements of a list, set or map have no such type',
      'give t.string, t.bytes, t.int, t.int64 or t.float',
    )
  }
  return element.kind === 'bytes' ? 'string' : element.kind
}

function timestamp(unit: TimestampUnit): Column<'timestamp', Date>
function timestamp(unit: TimestampUnit, values: 'micros'): Column<'micros', bigint>
function timestamp(unit: TimestampUnit, values?: 'micros'): Column<'timestamp' | 'micros', Date | bigint> {
  if (typeof unit !== 'string' || !Object.hasOwn(timestampTypes, unit)) {
    throw new HyperdexError('INVALID', 'a timestamp has no such unit', `give one of ${Object.keys(timestampTypes).join(', ')}`)
  }
  if (values !== undefined && values !== 'micros') {
    throw new HyperdexError('INVALID', 'a timestamp has no such values', "give 'micros' for bigints of microseconds, or nothing for Dates")
  }
  return column(values ?? 'timestamp', { kind: 'timestamp', unit })
}

/**
 * The types of attributes.
 *
 *     space('users', { key: { name: t.string }, attributes: { age: t.int, visits: t.int64, score: t.float, avatar: t.bytes } })
 */
export const t = {
  /** A `string`, stored as UTF-8. */
  string: column<'string', string>('string', { kind: 'string' }),
  /** A string attribute whose values are bytes: a `Uint8Array`. */
  bytes: column<'bytes', Uint8Array>('bytes', { kind: 'string' }),
  /** A `number` within ±(2^53−1); what is stored beyond fails with INT_UNSAFE. */
  int: column<'int', number>('int', { kind: 'int' }),
  /** A `bigint` of 64 bits. */
  int64: column<'int64', bigint>('int64', { kind: 'int64' }),
  /** A `number`: IEEE 754 double precision. */
  float: column<'float', number>('float', { kind: 'float' }),
  /**
   * A `Date`, or a `bigint` of microseconds with `'micros'`; the unit spreads placement. A `Date` has whole milliseconds: what is stored more
   * finely is rounded down when it is read, what lies beyond every `Date` fails with INT_UNSAFE.
   */
  timestamp,
  /** JSON whose root is an object. */
  document: column<'document', JsonObject>('document', { kind: 'document' }),
  list: <C extends PrimitiveColumn>(element: C): Column<'list', readonly ValueOf<C>[]> =>
    container('list', { kind: 'list', element: primitiveOf(element) }, [element]),
  set: <C extends PrimitiveColumn>(element: C): Column<'set', ReadonlySet<ValueOf<C>>> =>
    container('set', { kind: 'set', element: primitiveOf(element) }, [element]),
  map: <K extends PrimitiveColumn, V extends PrimitiveColumn>(key: K, value: V): MapColumn<K, V> =>
    container('map', { kind: 'map', key: primitiveOf(key), value: primitiveOf(value) }, [key, value]),
} as const

/** The column with which a space is read whose schema was fetched: int as `number`, int64 as `bigint`. */
export function columnOf(type: AttributeType): Column {
  switch (type.kind) {
    case 'list':
    case 'set':
      return container(type.kind, type, [columnOf({ kind: type.element })])
    case 'map':
      return container(type.kind, type, [columnOf({ kind: type.key }), columnOf({ kind: type.value })])
    default:
      return column(type.kind, type)
  }
}
