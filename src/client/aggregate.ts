// Aggregates as programs ask for them: functions by the names of their results, and what comes back as values.
import { type Aggregation, aggregateKind } from '../cluster/client-messages.ts'
import { HyperdexError } from '../errors.ts'
import type { AggregateGroup } from '../transport/session-driver.ts'
import type { Bytes } from '../values/bytes.ts'
import { decodeFloat, decodeInt } from '../values/encode.ts'
import { isRecord } from './check-arguments.ts'
import { kindOfValue } from './codec.ts'
import type { Shape } from './shape.ts'
import type { SpaceBinding } from './space-binding.ts'

export type AggregateKind = keyof typeof aggregateKind

/** One function of one attribute; a count has none. */
export class AggregateTerm<Kind extends AggregateKind, Name extends string> {
  readonly kind: Kind
  readonly attribute: Name | undefined

  constructor(kind: Kind, attribute: Name | undefined) {
    this.kind = kind
    this.attribute = attribute
  }
}

/** How many objects. */
export function count(): AggregateTerm<'count', never> {
  return new AggregateTerm<'count', never>('count', undefined)
}

/** Of an int or float: exact, and of floats rounded once. An int beyond 64 bits is OVERFLOW. */
export function sum<const Name extends string>(attribute: Name): AggregateTerm<'sum', Name> {
  return new AggregateTerm('sum', attribute)
}

/** Of an attribute of an ordered type, or of the key. */
export function min<const Name extends string>(attribute: Name): AggregateTerm<'min', Name> {
  return new AggregateTerm('min', attribute)
}

export function max<const Name extends string>(attribute: Name): AggregateTerm<'max', Name> {
  return new AggregateTerm('max', attribute)
}

/** Of an int or float: a float, rounded once. */
export function avg<const Name extends string>(attribute: Name): AggregateTerm<'avg', Name> {
  return new AggregateTerm('avg', attribute)
}

type NumberName<S extends Shape> = keyof S['values']['add'] & string

/** The functions that fit a space, by the names of their results. */
export type AggregateFunctions<S extends Shape> = Readonly<
  Record<string, AggregateTerm<'count', never> | AggregateTerm<'sum' | 'avg', NumberName<S>> | AggregateTerm<'min' | 'max', S['ordered']>>
>

type ValueIn<S extends Shape, Name> = Name extends keyof S['row'] ? S['row'][Name] : never

/** One result; `Nothing` is what a min, max or avg of no objects is. */
export type AggregateResult<S extends Shape, Functions, Nothing> = {
  -readonly [Result in keyof Functions]: Functions[Result] extends AggregateTerm<infer Kind, infer Name>
    ? Kind extends 'count'
      ? number
      : Kind extends 'avg'
        ? number | Nothing
        : Kind extends 'sum'
          ? ValueIn<S, Name>
          : ValueIn<S, Name> | Nothing
    : never
}

export interface PreparedAggregate {
  readonly aggregation: Aggregation
  /** Throws INT_UNSAFE. */
  resultOf(group: AggregateGroup): Record<string, unknown>
}

/** Throws INVALID for what does not fit the space. */
export function prepareAggregate(
  binding: SpaceBinding,
  functions: Readonly<Record<string, AggregateTerm<AggregateKind, string>>>,
  by: readonly string[],
): PreparedAggregate {
  if (!isRecord(functions)) throw invalid(`the functions of an aggregate are ${kindOfValue(functions)}`, 'give for example { n: count() }')
  const results = Object.entries(functions).map(([result, term]) => {
    if (!(term instanceof AggregateTerm)) throw invalid(`${result} is no aggregate`, "write for example { total: sum('age'), n: count() }")
    if (by.includes(result)) throw invalid(`${result} names a result and an attribute grouped by`, 'name the result otherwise')
    if (term.kind !== 'count' && typeof term.attribute !== 'string') {
      throw invalid(`${term.kind} names no attribute: ${kindOfValue(term.attribute)}`, "write for example { total: sum('age') }")
    }
    const attribute = term.attribute === undefined ? undefined : binding.attribute(term.attribute)
    return { result, kind: term.kind, attribute }
  })
  const groups = by.map((name) => binding.attribute(name))
  const describe = () => `an aggregate of space ${binding.space.definition.name}`
  const decode = ({ kind, attribute }: (typeof results)[number], value: Bytes | undefined): unknown => {
    if (value === undefined) return undefined
    if (kind === 'count') return Number(decodeInt(value))
    if (kind === 'avg') return decodeFloat(value)
    return attribute!.codec.decode(value, attribute!.name, describe)
  }
  return {
    aggregation: {
      functions: results.map(({ kind, attribute }) => ({ kind: aggregateKind[kind], attribute: attribute?.index ?? 0 })),
      by: groups.map(({ index }) => index),
    },
    resultOf(group) {
      // Assigned one by one, a result named __proto__ would set the prototype.
      return Object.fromEntries([
        ...groups.map(({ name, codec }, index) => [name, codec.decode(group.by[index]!, name, describe)]),
        ...results.map((one, index) => [one.result, decode(one, group.values[index])]),
      ]) as Record<string, unknown>
    },
  }
}

function invalid(message: string, remedy: string): HyperdexError {
  return new HyperdexError('INVALID', message, remedy)
}
