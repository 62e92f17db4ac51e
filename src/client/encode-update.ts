// One write of one key as servers read it: what is done, on which conditions, and for how long the object lives.
import { presence, type Update } from '../cluster/client-messages.ts'
import { HyperdexError } from '../errors.ts'
import type { Operation } from '../values/operation.ts'
import type { RemovalOptions, TtlOption, UnconditionalOptions, VersionOption } from './call-options.ts'
import type { OptionNames } from './check-arguments.ts'
import { kindOfValue } from './codec.ts'
import { encodePredicate } from './encode-predicate.ts'
import { secretBytes } from './macaroon.ts'
import type { Shape } from './shape.ts'
import type { SpaceBinding } from './space-binding.ts'

/** A write before its space is known. */
export interface KeyWrite {
  /** The method, for errors, and the options that it takes. */
  readonly call: string
  readonly takes: OptionNames
  readonly key: unknown
  /** One of `presence`, with a condition or without. */
  readonly needs: number
  /** The operations; undefined: the object is removed. */
  readonly encode: ((binding: SpaceBinding) => readonly Operation[]) | undefined
  readonly condition?: Condition | undefined
}

/** Undefined means nothing here, least of all every object. */
export interface Condition {
  readonly where: unknown
}

/** Of options that may be none. */
export function conditionOf(options: Pick<RemovalOptions<Shape>, 'if'> | null): Condition | undefined {
  return options?.if === undefined ? undefined : { where: options.if }
}

/** What options add to an update. Throws INVALID. */
export function encodeWriteOptions(options: UnconditionalOptions): Pick<Update, 'ifVersion' | 'hasIfVersion' | 'ttlMs' | 'secret'> {
  return {
    ...versionCheck(options),
    ...timeToLive(options),
    ...(options.secret === undefined ? {} : { secret: secretBytes(options.secret) }),
  }
}

/** A condition needs an object to hold for: then also a put changes only what is there. Throws INVALID, INT_UNSAFE and TOO_LARGE. */
export function encodeUpdate(
  binding: SpaceBinding,
  { key, needs, encode, condition }: KeyWrite,
  options: ReturnType<typeof encodeWriteOptions>,
): Update {
  return {
    ...(encode === undefined ? { remove: true } : { operations: encode(binding) }),
    ...(condition === undefined ? {} : { condition: encodePredicate(binding, condition.where) }),
    key: binding.encodeKey(key),
    presence: condition !== undefined && needs === presence.any ? presence.present : needs,
    ...options,
  }
}

/** Of its key and its values, which is nearly all that is sent. */
export function bytesOfUpdate({ key, operations }: Update): number {
  let bytes = key?.length ?? 0
  for (const { operands } of operations ?? []) for (const operand of operands ?? []) bytes += operand.length
  return bytes
}

function versionCheck({ ifVersion }: VersionOption): Pick<Update, 'ifVersion' | 'hasIfVersion'> {
  if (ifVersion === undefined) return {}
  if (Number.isSafeInteger(ifVersion) && ifVersion >= 0) return { ifVersion, hasIfVersion: true }
  throw new HyperdexError(
    'INVALID',
    `ifVersion is ${kindOfValue(ifVersion)}, which is no version`,
    'give the $version of an object read before, or 0 for absent',
  )
}

/** Throws INVALID. */
export function timeToLive({ ttlMs }: TtlOption): Pick<Update, 'ttlMs'> {
  if (ttlMs === undefined) return {}
  if (ttlMs === Number.POSITIVE_INFINITY) return { ttlMs: Number.MAX_SAFE_INTEGER }
  if (Number.isSafeInteger(ttlMs) && ttlMs >= 1) return { ttlMs }
  throw new HyperdexError(
    'INVALID',
    `ttlMs is ${kindOfValue(ttlMs)}, which is no time to live`,
    'give whole milliseconds from 1, or Infinity for never',
  )
}
