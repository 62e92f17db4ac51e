// What a codec is, and the sentence for a value of a wrong type.
import { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import type { ElementKind } from '../values/elements.ts'
import type { Column } from './column.ts'

export interface ValueCodec {
  /** `name` is the attribute, for errors. Throws INVALID and INT_UNSAFE. */
  encode(value: unknown, name: string): Bytes
  /** A value that is independent of `bytes`. `key` describes the object, for errors. Throws INT_UNSAFE and INVALID. */
  decode(bytes: Bytes, name: string, key: () => string): unknown
}

export interface ElementCodec {
  readonly column: Column
  readonly kind: ElementKind
  readonly codec: ValueCodec
}

/** For errors. */
export function kindOfValue(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (value instanceof Uint8Array) return 'a Uint8Array'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'number') return `the number ${value}`
  if (typeof value === 'object') {
    const { name } = (value.constructor ?? {}) as { readonly name?: unknown }
    return typeof name === 'string' ? `an object of ${name}` : 'an object of no class'
  }
  return `a ${typeof value}`
}

export function wrongType(name: string, wanted: string, value: unknown): HyperdexError {
  return new HyperdexError('INVALID', `attribute ${name} takes ${wanted}, not ${kindOfValue(value)}`, `give ${wanted}`)
}
