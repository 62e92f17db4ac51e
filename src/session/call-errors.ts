// The errors a session itself gives to calls, and those that servers sent.
import type { Failure } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import { HyperdexError, isErrorCode } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import { toJson } from '../values/json.ts'

const shownKeyLength = 100

export function describeKey(space: Space, key: Bytes): string {
  const text = toJson(space.definition.key.type, key.length > shownKeyLength ? key.subarray(0, shownKeyLength) : key)
  return `key ${text}${key.length > shownKeyLength ? '…' : ''} of space ${space.definition.name}`
}

export function failureError(failure: Failure | null | undefined): HyperdexError {
  const code = failure?.code ?? ''
  if (!isErrorCode(code)) {
    return new HyperdexError('INTERNAL', `a server failed with the unknown code "${code}": ${failure?.message ?? ''}`, 'report this')
  }
  const retryAfterMs = failure?.retryAfterMs || undefined
  return new HyperdexError(code, failure?.message ?? code, failure?.remedy ?? '', retryAfterMs === undefined ? {} : { retryAfterMs })
}

export function unknownSpace(name: string): HyperdexError {
  return new HyperdexError('UNKNOWN_SPACE', `there is no space ${name}`, 'create it, or check its name in the list of spaces')
}

export function schemaChanged(name: string): HyperdexError {
  return new HyperdexError(
    'SCHEMA_MISMATCH',
    `the attributes of space ${name} have changed since this call was prepared`,
    'take the space anew from the client and adapt what names its attributes',
  )
}

export function overloaded(limit: number): HyperdexError {
  return new HyperdexError(
    'OVERLOADED',
    `this client has ${limit} calls open already`,
    'await earlier calls before making more, or use putMany, which waits by itself',
    { retryAfterMs: 100 },
  )
}

export function closedError(): HyperdexError {
  return new HyperdexError('UNAVAILABLE', 'the client was closed', 'connect again')
}

export function timedOut(what: string, timeoutMs: number, reason: string): HyperdexError {
  return new HyperdexError(
    'TIMEOUT',
    `${what} got no answer within its deadline of ${timeoutMs} ms${reason}`,
    'see with `hyperdex status` what is away, then try again; timeoutMs, on the command line --timeout, allows more time',
  )
}

/** Of a search whose caller is about to stop listening. */
export function notOver(what: string): HyperdexError {
  return new HyperdexError('TIMEOUT', `${what} is not over at the deadline`, 'allow more time, or go on behind the last row by its cursor')
}

export function outcomeUnknown(what: string, reason: string): HyperdexError {
  return new HyperdexError(
    'OUTCOME_UNKNOWN',
    `${what} was sent and not answered ${reason}: it may have been applied, now or later`,
    'read the object to see whether it was applied before you repeat it',
  )
}

export function aborted(what: string, sentWrite: boolean): HyperdexError {
  return new HyperdexError(
    'ABORTED',
    `${what} was aborted by its caller${sentWrite ? ' after it was sent: it may have been applied' : ''}`,
    sentWrite ? 'read the object to see whether it was applied' : 'nothing was changed; call again when it is wanted',
  )
}
