// Values between the model and a client: a string is bytes or text, an int a bigint or a number, a timestamp microseconds or a Date.
import type { View } from './call.ts'
import { bytesOf, isElements, isMembers, type Json, textOf } from './model/json.ts'
import type { Primitive, ScalarType, Type } from './model/types.ts'
import type { Entry, Scalar, Value } from './model/values.ts'

/** A value that a view cannot hold: wide can hold every one. */
export class NotInView extends Error {}

function fits(int: bigint): boolean {
  return Number.isSafeInteger(Number(int))
}

/** Whether ints are bigints. A fetched space's are what it was declared with. */
function isWideInt(kind: 'int' | 'int64', view: View): boolean {
  return view === 'wide' || (view === 'fetched' && kind === 'int64')
}

const microsPerMilli = 1000n
const dateMillisMaximum = 8_640_000_000_000_000n

function floorMillis(micros: bigint): bigint {
  const millis = micros / microsPerMilli
  return millis * microsPerMilli > micros ? millis - 1n : millis
}

function dateOf(micros: bigint): Date {
  const millis = floorMillis(micros)
  if (millis > dateMillisMaximum || millis < -dateMillisMaximum) throw new NotInView()
  return new Date(Number(millis))
}

function scalarToClient(kind: ScalarType['kind'], view: View, value: Scalar): unknown {
  switch (kind) {
    case 'string': {
      if (view === 'wide') return Uint8Array.from(Buffer.from(value as string, 'latin1'))
      const text = textOf(value as string)
      if (text === undefined) throw new NotInView()
      return text
    }
    case 'float':
      return value
    case 'timestamp': {
      if (view === 'wide') return value
      const date = dateOf(value as bigint)
      if (BigInt(date.getTime()) * microsPerMilli !== value) throw new NotInView()
      return date
    }
    default:
      if (isWideInt(kind, view)) return value
      if (!fits(value as bigint)) throw new NotInView()
      return Number(value)
  }
}

export function jsonToClient(value: Json): unknown {
  if (isMembers(value)) return Object.fromEntries([...value].map(([name, inner]) => [name, jsonToClient(inner)]))
  if (isElements(value)) return value.map(jsonToClient)
  return typeof value === 'bigint' && fits(value) ? Number(value) : value
}

export function elementToClient(kind: Primitive, view: View, value: Scalar): unknown {
  return scalarToClient(kind, view, value)
}

/** Throws NotInView. */
export function toClient(type: Type, view: View, value: Value): unknown {
  switch (type.kind) {
    case 'document':
      return jsonToClient(value as Json)
    case 'list':
      return (value as readonly Scalar[]).map((element) => scalarToClient(type.element, view, element))
    case 'set':
      return new Set((value as readonly Scalar[]).map((element) => scalarToClient(type.element, view, element)))
    case 'map':
      return new Map(
        (value as readonly Entry[]).map(([key, inner]) => [scalarToClient(type.key, view, key), scalarToClient(type.value, view, inner)]),
      )
    default:
      return scalarToClient(type.kind, view, value as Scalar)
  }
}

/** What a view shows of a stored value: Dates are rounded down. Throws NotInView. */
export function seenIn(type: Type, view: View, value: Value): Value {
  if (type.kind === 'timestamp' && view !== 'wide') return BigInt(dateOf(value as bigint).getTime()) * microsPerMilli
  toClient(type, view, value)
  return value
}

/** From what a client gave. Throws for what is of another type. */
export function scalarFromClient(kind: ScalarType['kind'], view: View, value: unknown): Scalar {
  const wrong = () => new TypeError(`a ${kind} of the ${view} view is a ${typeof value}: ${String(value)}`)
  switch (kind) {
    case 'string':
      if (view === 'wide' && value instanceof Uint8Array) return Buffer.from(value).toString('latin1')
      if (view !== 'wide' && typeof value === 'string') return bytesOf(value)
      throw wrong()
    case 'float':
      if (typeof value === 'number') return value
      throw wrong()
    case 'timestamp':
      if (view === 'wide' && typeof value === 'bigint') return value
      if (view !== 'wide' && value instanceof Date) return BigInt(value.getTime()) * microsPerMilli
      throw wrong()
    default:
      if (isWideInt(kind, view) && typeof value === 'bigint') return value
      if (!isWideInt(kind, view) && typeof value === 'number') return BigInt(value)
      throw wrong()
  }
}

/** As text and not as the model's own parsing: an int that a number holds is a number, a longer one a bigint. */
function jsonFromClient(value: unknown): Json {
  if (typeof value === 'number') {
    if (Object.is(value, -0)) throw new TypeError('−0 in a document')
    return Number.isInteger(value) && BigInt.asIntN(64, BigInt(value)) === BigInt(value) ? BigInt(value) : value
  }
  if (Array.isArray(value)) return value.map(jsonFromClient)
  if (typeof value !== 'object' || value === null) return value as Json
  return new Map(Object.entries(value).map(([name, inner]) => [name, jsonFromClient(inner)]))
}

export function fromClient(type: Type, view: View, value: unknown): Value {
  switch (type.kind) {
    case 'document':
      return jsonFromClient(value)
    case 'list':
      return (value as readonly unknown[]).map((element) => scalarFromClient(type.element, view, element))
    case 'set':
      return [...(value as ReadonlySet<unknown>)].map((element) => scalarFromClient(type.element, view, element))
    case 'map':
      return [...(value as ReadonlyMap<unknown, unknown>)].map(
        ([key, inner]): Entry => [scalarFromClient(type.key, view, key), scalarFromClient(type.value, view, inner)],
      )
    default:
      return scalarFromClient(type.kind, view, value)
  }
}
