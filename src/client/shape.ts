// What the compiler knows of a space: its rows, what may be written, and which predicates and operations fit which attribute. Types only.
import type { OperatorName } from '../values/predicate.ts'
import type { Column, ColumnKind, ColumnValue, JsonValue, KeyColumn, ValueOf } from './column.ts'
import type { AttributeTest, Combination, LengthName, OrderName, PathTest } from './predicate-operators.ts'
import type { AttributeColumns, SpaceSchema } from './space-schema.ts'

/** What the methods of a space are typed by: of one schema, or of a space whose schema was fetched. */
export interface Shape {
  readonly key: unknown
  readonly row: object
  readonly where: unknown
  /** Attributes with an order, the key among them. */
  readonly ordered: string
  readonly values: Readonly<Record<OperationMethod, object>>
}

type IntKind = 'int' | 'int64'
type NumberKind = IntKind | 'float'
type StringKind = 'string' | 'bytes'
type OrderedKind = NumberKind | StringKind | 'timestamp' | 'micros'

/** Operations, by method name. */
export type OperationMethod =
  | 'put'
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'mod'
  | 'min'
  | 'max'
  | 'bitAnd'
  | 'bitOr'
  | 'bitXor'
  | 'prepend'
  | 'append'
  | 'ltrim'
  | 'rtrim'
  | 'lpush'
  | 'rpush'
  | 'lpop'
  | 'rpop'
  | 'setAdd'
  | 'setRemove'
  | 'setUnion'
  | 'setIntersect'
  | 'mapAdd'
  | 'mapRemove'
  | 'mapApply'
  | 'docSet'
  | 'docUnset'
  | 'docRename'
  | 'docApply'

type OfKind<Columns extends AttributeColumns, Kind extends ColumnKind> = {
  readonly [Name in keyof Columns as Columns[Name]['kind'] extends Kind ? Name : never]?: ValueOf<Columns[Name]>
}

type Lengths<Columns extends AttributeColumns> = {
  readonly [Name in keyof Columns as Columns[Name]['kind'] extends StringKind ? Name : never]?: number
}

type IntOperation = 'add' | 'sub' | 'mul' | 'div' | 'mod' | 'min' | 'max' | 'bitAnd' | 'bitOr' | 'bitXor'
type FloatOperation = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max'

/** An operation of a primitive, with what it takes. */
type Applied<Kind extends ColumnKind, Value> = Kind extends IntKind
  ? readonly [operation: IntOperation, operand: Value]
  : Kind extends 'float'
    ? readonly [operation: FloatOperation, operand: Value]
    : readonly [operation: 'prepend' | 'append', operand: Value] | readonly [operation: 'ltrim' | 'rtrim', bytes: number]

type AppliedInDocument =
  | readonly [path: string, operation: IntOperation, operand: number | bigint]
  | readonly [path: string, operation: 'prepend' | 'append', operand: string]
  | readonly [path: string, operation: 'ltrim' | 'rtrim', bytes: number]
  | readonly [path: string, operation: 'lpush' | 'rpush', element: JsonValue]
  | readonly [path: string, operation: 'lpop' | 'rpop']

/** One value of the kind `Wanted` for each attribute of that kind. */
type Each<Columns extends AttributeColumns, Kind extends ColumnKind, Wanted> = {
  readonly [Name in keyof Columns as Columns[Name]['kind'] extends Kind ? Name : never]?: Wanted
}

type Elements<Columns extends AttributeColumns, Kind extends 'list' | 'set'> = {
  readonly [Name in keyof Columns as Columns[Name]['kind'] extends Kind ? Name : never]?: ElementOf<ValueOf<Columns[Name]>>
}
type ElementOf<Value> = Value extends readonly (infer Element)[] ? Element : Value extends ReadonlySet<infer Element> ? Element : never

type MapKeys<Columns extends AttributeColumns> = {
  readonly [Name in keyof Columns as Columns[Name]['kind'] extends 'map' ? Name : never]?: KeyOfMap<ValueOf<Columns[Name]>>
}
type KeyOfMap<Value> = Value extends ReadonlyMap<infer Key, unknown> ? Key : never

type MapEntries<Columns extends AttributeColumns> = {
  readonly [Name in keyof Columns as Columns[Name]['kind'] extends 'map' ? Name : never]?: EntryOf<ValueOf<Columns[Name]>>
}
type EntryOf<Value> = Value extends ReadonlyMap<infer Key, infer Element> ? readonly [key: Key, value: Element] : never

type MapApplications<Columns extends AttributeColumns> = {
  readonly [Name in keyof Columns as Columns[Name]['kind'] extends 'map' ? Name : never]?: ApplicationOf<Columns[Name]>
}
type ApplicationOf<C> = C extends Column<'map', ReadonlyMap<infer Key, infer Element>> & {
  readonly parts?: readonly [Column, Column<infer Kind>]
}
  ? readonly [key: Key, ...applied: Applied<Kind, Element>]
  : never

/** One condition of one attribute: a value, or a test that fits its type. */
type Test<C> =
  C extends Column<infer Kind, infer Value>
    ?
        | Value
        | AttributeTest<'equal' | 'notEqual' | 'oneOf', Value>
        | (Kind extends OrderedKind ? AttributeTest<OrderName, Value> : never)
        | (Kind extends StringKind ? AttributeTest<'startsWith', string | Uint8Array> | AttributeTest<'regex', string> : never)
        | (Kind extends StringKind | 'list' | 'set' | 'map' ? AttributeTest<LengthName, number> : never)
        | (Kind extends 'list' | 'set' ? AttributeTest<'contains', ElementOf<Value>> : never)
        | (Kind extends 'map' ? AttributeTest<'contains', KeyOfMap<Value>> : never)
        | (Kind extends 'document' ? PathTest<JsonCondition> : never)
    : never

type JsonTest =
  | JsonValue
  | AttributeTest<'equal' | 'notEqual' | 'oneOf' | OrderName | 'startsWith' | 'contains', JsonValue>
  | AttributeTest<'regex', string>
  | AttributeTest<LengthName, number>
type JsonCondition = JsonTest | readonly JsonTest[] | Combination<JsonCondition>

/** What may stand at an attribute in a predicate: one condition, several that must all hold, or a combination. */
type Condition<C> = Test<C> | readonly Test<C>[] | Combination<Condition<C>>

type Conditions<KeyName extends string, Key extends KeyColumn, Columns extends AttributeColumns> = {
  readonly [Name in KeyName | keyof Columns]?: Name extends KeyName ? Condition<Key> : Condition<Columns[Name]>
}

type WhereOf<KeyName extends string, Key extends KeyColumn, Columns extends AttributeColumns> =
  | Conditions<KeyName, Key, Columns>
  | Combination<WhereOf<KeyName, Key, Columns>>

type RowOf<KeyName extends string, Key extends KeyColumn, Columns extends AttributeColumns> = {
  [Name in KeyName | keyof Columns]: Name extends KeyName ? ValueOf<Key> : ValueOf<Columns[Name]>
}

type OrderedName<KeyName extends string, Columns extends AttributeColumns> =
  | KeyName
  | { [Name in keyof Columns & string]: Columns[Name]['kind'] extends OrderedKind ? Name : never }[keyof Columns & string]

export interface SchemaShape<KeyName extends string, Key extends KeyColumn, Columns extends AttributeColumns> extends Shape {
  readonly key: ValueOf<Key>
  readonly row: RowOf<KeyName, Key, Columns>
  readonly where: WhereOf<KeyName, Key, Columns>
  readonly ordered: OrderedName<KeyName, Columns>
  readonly values: {
    readonly put: OfKind<Columns, ColumnKind>
    readonly add: OfKind<Columns, NumberKind>
    readonly sub: OfKind<Columns, NumberKind>
    readonly mul: OfKind<Columns, NumberKind>
    readonly div: OfKind<Columns, NumberKind>
    readonly mod: OfKind<Columns, IntKind>
    readonly min: OfKind<Columns, NumberKind>
    readonly max: OfKind<Columns, NumberKind>
    readonly bitAnd: OfKind<Columns, IntKind>
    readonly bitOr: OfKind<Columns, IntKind>
    readonly bitXor: OfKind<Columns, IntKind>
    readonly prepend: OfKind<Columns, StringKind>
    readonly append: OfKind<Columns, StringKind>
    readonly ltrim: Lengths<Columns>
    readonly rtrim: Lengths<Columns>
    readonly lpush: Elements<Columns, 'list'>
    readonly rpush: Elements<Columns, 'list'>
    readonly lpop: Each<Columns, 'list', true>
    readonly rpop: Each<Columns, 'list', true>
    readonly setAdd: Elements<Columns, 'set'>
    readonly setRemove: Elements<Columns, 'set'>
    readonly setUnion: OfKind<Columns, 'set'>
    readonly setIntersect: OfKind<Columns, 'set'>
    readonly mapAdd: MapEntries<Columns>
    readonly mapRemove: MapKeys<Columns>
    readonly mapApply: MapApplications<Columns>
    readonly docSet: Each<Columns, 'document', readonly [path: string, value: JsonValue]>
    readonly docUnset: Each<Columns, 'document', string>
    readonly docRename: Each<Columns, 'document', readonly [path: string, newPath: string]>
    readonly docApply: Each<Columns, 'document', AppliedInDocument>
  }
}

export type ShapeOf<Schema> =
  Schema extends SpaceSchema<infer KeyName, infer Key, infer Columns> ? SchemaShape<KeyName, Key, Columns> : never

/** The whole objects of a space: `Row<typeof users>`. */
export type Row<Schema> = ShapeOf<Schema>['row']
/** The predicates of a space. */
export type Where<Schema> = ShapeOf<Schema>['where']
/** What `put` takes. */
export type Patch<Schema> = ShapeOf<Schema>['values']['put']

type UntypedValues = Readonly<Record<string, ColumnValue | boolean | null | readonly JsonValue[]>>
type UntypedTest = ColumnValue | AttributeTest<OperatorName, ColumnValue> | PathTest<JsonCondition>
type UntypedCondition = UntypedTest | readonly UntypedTest[] | Combination<UntypedCondition>
export type UntypedWhere = { readonly [attribute: string]: UntypedCondition } | Combination<UntypedWhere>

/** Of a space whose schema was fetched: everything is checked when it is called. */
export interface UntypedShape extends Shape {
  readonly key: string | Uint8Array | number | bigint | Date
  readonly row: Record<string, ColumnValue>
  readonly where: UntypedWhere
  readonly ordered: string
  readonly values: Readonly<Record<OperationMethod, UntypedValues>>
}
