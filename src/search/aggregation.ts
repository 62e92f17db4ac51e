// What an aggregate asks for, made ready for a space: functions of attributes, and the attributes that objects are grouped by. Shared by the
// servers, which make partial groups of their regions, and the caller, who joins them.
import { type AggregateFunction, type Aggregation, aggregateKind } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import { typeOf } from '../hyperspace/locate.ts'
import type { Bytes } from '../values/bytes.ts'
import type { DataType } from '../values/data-type.ts'
import { dataType } from '../values/registry.ts'

export interface AggregateColumn {
  /** 0: the key. */
  readonly attribute: number
  readonly name: string
  readonly type: DataType
}

export interface CompiledFunction extends AggregateColumn {
  /** One of `aggregateKind`. */
  readonly kind: number
  /** Its values are ints; else, of a sum or avg, floats. */
  readonly ofInts: boolean
}

export interface CompiledAggregation {
  readonly functions: readonly CompiledFunction[]
  readonly by: readonly AggregateColumn[]
}

const functionsMax = 1000

/** Throws INVALID for what does not fit the space. */
export function compileAggregation(space: Space, { functions, by }: Aggregation): CompiledAggregation {
  if (!functions?.length) throw invalid('an aggregate names no function', 'Name one of count, sum, min, max, avg at least.')
  if (functions.length > functionsMax || (by?.length ?? 0) > functionsMax) {
    throw invalid(`an aggregate has more than ${functionsMax} functions or attributes to group by`, 'Ask for less at a time.')
  }
  return {
    functions: functions.map((one) => compileFunction(space, one)),
    by: (by ?? []).map((attribute) => orderedColumn(space, attribute, 'grouped by')),
  }
}

/** The value of a column in an object; missing values read as absent. */
export function columnValue({ attribute, type }: AggregateColumn, key: Bytes, values: readonly Bytes[]): Bytes {
  return attribute === 0 ? key : (values[attribute - 1] ?? type.absent)
}

function compileFunction(space: Space, { kind, attribute }: AggregateFunction): CompiledFunction {
  switch (kind ?? aggregateKind.count) {
    case aggregateKind.count:
      return { ...columnOf(space, 0), kind: aggregateKind.count, ofInts: true }
    case aggregateKind.sum:
    case aggregateKind.avg: {
      const column = columnOf(space, attribute ?? 0)
      const type = typeOf(space, column.attribute)!
      const ofInts = type.kind === 'int' || type.kind === 'int64'
      if (!ofInts && type.kind !== 'float') {
        throw invalid(
          `attribute ${column.name} of space ${space.definition.name} is a ${type.kind}`,
          'Sums and averages are of ints and floats.',
        )
      }
      return { ...column, kind: kind!, ofInts }
    }
    case aggregateKind.min:
    case aggregateKind.max:
      return { ...orderedColumn(space, attribute ?? 0, 'compared'), kind: kind!, ofInts: false }
    default:
      throw invalid(`an aggregate has the unknown function ${kind}`, 'Use one of AggregateFunction.Kind.')
  }
}

function columnOf(space: Space, attribute: number): AggregateColumn {
  const { key, attributes, name } = space.definition
  const named = attribute === 0 ? key : attributes[attribute - 1]
  if (!named || named.dropped)
    throw invalid(`space ${name} has no attribute number ${attribute}`, `Use 0 (the key) to ${attributes.length}.`)
  return { attribute, name: named.name, type: dataType(named.type) }
}

function orderedColumn(space: Space, attribute: number, what: string): AggregateColumn {
  const column = columnOf(space, attribute)
  if (column.type.ordered) return column
  const kind = typeOf(space, attribute)!.kind
  throw invalid(
    `attribute ${column.name} of space ${space.definition.name} is a ${kind} and cannot be ${what}`,
    'Use an attribute of an ordered type.',
  )
}

function invalid(message: string, remedy: string): HyperdexError {
  return new HyperdexError('INVALID', message, remedy)
}
