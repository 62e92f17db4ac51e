// The closed list of errors as users are promised it, written out and not taken from src/errors.ts: programs branch on codes and statuses, so that a
// change of one has to be a change here as well.
import type { status } from '@grpc/grpc-js'
import type { ErrorCode } from '../../src/errors.ts'

interface PromisedError {
  readonly grpc: keyof typeof status
  readonly number: number
  /** Of the command line. */
  readonly exit: number
  /** What it means, or what to do about it, in words of docs/errors.md. */
  readonly says: string
}

export const promisedErrors: Readonly<Record<ErrorCode, PromisedError>> = {
  INVALID: { grpc: 'INVALID_ARGUMENT', number: 3, exit: 2, says: 'Nothing was changed. Correct it' },
  NOT_FOUND: { grpc: 'NOT_FOUND', number: 5, exit: 4, says: 'no object of that key' },
  COMPARE_FAILED: { grpc: 'FAILED_PRECONDITION', number: 9, exit: 5, says: 'Read it again and decide anew' },
  ALREADY_EXISTS: { grpc: 'ALREADY_EXISTS', number: 6, exit: 1, says: 'A different space has that name' },
  READONLY: { grpc: 'FAILED_PRECONDITION', number: 9, exit: 1, says: 'read-only' },
  OVERFLOW: { grpc: 'OUT_OF_RANGE', number: 11, exit: 1, says: 'does not fit 64 bits. Nothing was changed' },
  DIVIDE_BY_ZERO: { grpc: 'OUT_OF_RANGE', number: 11, exit: 1, says: 'divided by zero. Nothing was changed' },
  BAD_PATH: { grpc: 'FAILED_PRECONDITION', number: 9, exit: 1, says: 'no fitting value at the path' },
  INT_UNSAFE: { grpc: 'OUT_OF_RANGE', number: 11, exit: 1, says: 'Declare the attribute `t.int64`' },
  TOO_LARGE: { grpc: 'RESOURCE_EXHAUSTED', number: 8, exit: 1, says: 'above its limit' },
  UNKNOWN_SPACE: { grpc: 'NOT_FOUND', number: 5, exit: 1, says: 'No space has that name' },
  SCHEMA_MISMATCH: { grpc: 'FAILED_PRECONDITION', number: 9, exit: 1, says: 'every difference is named' },
  PARTIAL: { grpc: 'UNAVAILABLE', number: 14, exit: 1, says: 'cannot reach the regions named. Try again' },
  SEARCH_EXPIRED: { grpc: 'ABORTED', number: 10, exit: 1, says: 'Begin it again' },
  OUTCOME_UNKNOWN: { grpc: 'UNKNOWN', number: 2, exit: 1, says: 'it may or may not have happened. Read the object and decide' },
  OVERLOADED: { grpc: 'RESOURCE_EXHAUSTED', number: 8, exit: 1, says: '`retryAfterMs` says when to try again' },
  UNAVAILABLE: { grpc: 'UNAVAILABLE', number: 14, exit: 3, says: 'Try again' },
  TIMEOUT: { grpc: 'DEADLINE_EXCEEDED', number: 4, exit: 1, says: 'No answer within the deadline, and nothing was changed' },
  ABORTED: { grpc: 'CANCELLED', number: 1, exit: 1, says: 'The caller ended the call' },
  UNAUTHENTICATED: { grpc: 'UNAUTHENTICATED', number: 16, exit: 1, says: 'no valid token was presented' },
  PERMISSION_DENIED: { grpc: 'PERMISSION_DENIED', number: 7, exit: 1, says: 'The caveats of the token forbid the call' },
  DISK_FULL: { grpc: 'RESOURCE_EXHAUSTED', number: 8, exit: 1, says: 'writes but removals are refused' },
  VERSION_MISMATCH: { grpc: 'FAILED_PRECONDITION', number: 9, exit: 1, says: 'another format, protocol or cluster' },
  GAP: { grpc: 'OUT_OF_RANGE', number: 11, exit: 1, says: 'no longer kept. Read what matches, then watch from now on' },
  INTERNAL: { grpc: 'INTERNAL', number: 13, exit: 1, says: 'What should not happen' },
}
