// HyperdexErrors on the wire: a gRPC status with the encoded Failure in the trailer `hyperdex-error-bin`, and the Failure inside a
// Session's Response. A status that did not come from a HyperDex process (no trailer) becomes the nearest code of the closed list.
import { Metadata, status } from '@grpc/grpc-js'
import type { Failure } from '../cluster/client-messages.ts'
import { type ErrorCode, errorTable, HyperdexError, isErrorCode } from '../errors.ts'
import { decodeMessage, encodeMessage } from './wire.ts'

const trailer = 'hyperdex-error-bin'
/** Statuses and trailers travel as HTTP/2 headers, which peers bound to 16 KiB and less in all. */
const textLimit = 2048

/** What a grpc-js server sends and a grpc-js client throws. */
export interface Status {
  readonly code: number
  readonly details: string
  readonly metadata: Metadata
}

/** Headers carry no lone surrogates and no long texts. */
function bounded(text: string): string {
  const whole = text.toWellFormed()
  return whole.length <= textLimit ? whole : `${whole.slice(0, textLimit).toWellFormed()}…`
}

/** Any thrown value as a HyperdexError; what is none is INTERNAL, with its message and without its stack. */
export function asHyperdexError(error: unknown): HyperdexError {
  if (error instanceof HyperdexError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new HyperdexError('INTERNAL', message, 'This is a fault of the server: see its log.', { cause: error })
}

export function toFailure(error: unknown): Failure {
  const { code, message, remedy, retryAfterMs } = asHyperdexError(error)
  return {
    code,
    message: bounded(message),
    remedy: bounded(remedy),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs: Math.max(0, Math.round(retryAfterMs)) }),
  }
}

export function fromFailure(failure: Failure): HyperdexError {
  const code = failure.code ?? ''
  const retryAfterMs = failure.retryAfterMs ?? 0
  return new HyperdexError(
    isErrorCode(code) ? code : 'INTERNAL',
    failure.message ?? '',
    failure.remedy ?? '',
    retryAfterMs > 0 ? { retryAfterMs } : {},
  )
}

export function toStatus(error: unknown): Status {
  const known = asHyperdexError(error)
  const metadata = new Metadata()
  metadata.set(trailer, encodeMessage('Failure', toFailure(known)))
  return { code: errorTable[known.code].grpc, details: bounded(known.message), metadata }
}

const wrongProcess =
  'Look whether the address is that of the right process: --coordinator takes those of coordinators, --cluster those of any processes of HyperDex. If it is, run the same version of HyperDex everywhere.'

const withoutTrailer: Readonly<Record<number, readonly [ErrorCode, string]>> = {
  [status.CANCELLED]: ['ABORTED', 'The call was cancelled; call again if it is still wanted.'],
  [status.INVALID_ARGUMENT]: ['INVALID', 'Correct the request.'],
  [status.DEADLINE_EXCEEDED]: ['TIMEOUT', 'Allow more time, or look at `hyperdex status`.'],
  [status.UNIMPLEMENTED]: ['VERSION_MISMATCH', wrongProcess],
  [status.UNAVAILABLE]: ['UNAVAILABLE', 'Check the address and that the process is running.'],
  [status.UNAUTHENTICATED]: ['UNAUTHENTICATED', 'Present a valid token.'],
  [status.PERMISSION_DENIED]: ['PERMISSION_DENIED', 'Present a token that allows the call.'],
}

/**
 * The error that a failed call stands for.
 *
 * @param to who was called, for the message, e.g. `127.0.0.1:1982`
 */
export function fromStatus(error: unknown, to: string): HyperdexError {
  const { code, details, metadata } = error as Partial<Status>
  if (code === undefined) return asHyperdexError(error)
  const encoded = metadata?.get(trailer)[0]
  if (encoded instanceof Uint8Array) {
    try {
      return fromFailure(decodeMessage('Failure', encoded))
    } catch {
      // A trailer of another format: the status alone has to do.
    }
  }
  const text = `${to}: ${details === undefined ? 'the call failed' : inWords(details)}`
  if (code === status.RESOURCE_EXHAUSTED) {
    const tooLarge = (details ?? '').includes('larger than')
    return tooLarge
      ? new HyperdexError('TOO_LARGE', text, 'Send less in one message: at most 36 MiB.', { cause: error })
      : new HyperdexError('OVERLOADED', text, 'Call again a little later.', { cause: error, retryAfterMs: 100 })
  }
  const [known, remedy] = withoutTrailer[code] ?? ['INTERNAL', 'See the log of the process that was called.']
  return new HyperdexError(known, text, remedy, { cause: error })
}

/** What grpc-js says, where that is hard to read or trails off. */
function inWords(details: string): string {
  if (details.startsWith('Name resolution failed')) return 'no address is known of that host'
  if (details.startsWith('Deadline exceeded')) return 'no answer within the deadline'
  return details.replace(/^No connection established\. Last error: (?:Error: )?(.*)\. Resolution note: *$/s, 'no connection, $1')
}
