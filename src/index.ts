// The public face of the package: the typed client.
export type { Administration, CheckOptions } from './client/administration.ts'
export type { AggregateFunctions, AggregateResult, AggregateTerm } from './client/aggregate.ts'
export { avg, count, max, min, sum } from './client/aggregate.ts'
export type {
  AggregateOptions,
  CallOptions,
  ExplainOptions,
  GetManyOptions,
  GroupOptions,
  PutManyOptions,
  ReadOptions,
  RemovalOptions,
  SearchOptions,
  SecretOption,
  TtlOption,
  UnconditionalOptions,
  VersionOption,
  WatchOptions,
  WriteOptions,
} from './client/call-options.ts'
export type { CheckReport, CopyDifference, SpaceCheck } from './client/check.ts'
export type { Column, ColumnKind, ColumnValue, JsonObject, JsonValue, KeyColumn, ValueOf } from './client/column.ts'
export { t } from './client/column.ts'
export type { ConnectOptions } from './client/connect.ts'
export { connect } from './client/connect.ts'
export type { Database } from './client/database.ts'
export type { GroupOperations } from './client/group-operations.ts'
export { macaroon, narrow } from './client/macaroon.ts'
export type { AttributeTest, Combination, PathTest } from './client/predicate-operators.ts'
export {
  and,
  at,
  between,
  contains,
  eq,
  ge,
  gt,
  le,
  length,
  lt,
  ne,
  not,
  oneOf,
  or,
  regex,
  startsWith,
} from './client/predicate-operators.ts'
export type { SampleAnswer } from './client/sample.ts'
export type { Patch, Row, SchemaShape, Shape, ShapeOf, UntypedShape, Where } from './client/shape.ts'
export type { SpaceClient } from './client/space-client.ts'
export type { AttributeColumns, SpaceOptions, SpaceSchema } from './client/space-schema.ts'
export { space } from './client/space-schema.ts'
export type { StatusReport as ClusterStatus } from './client/status/status-report.ts'
export type { UpdateBuilder } from './client/update-builder.ts'
export type { Change, Watch } from './client/watch.ts'
export type { ErrorCode, TextPosition } from './errors.ts'
export { HyperdexError } from './errors.ts'
export type { SpaceDefinition } from './schema/definition.ts'
export type { Explanation } from './session/search-spec.ts'
