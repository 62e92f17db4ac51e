// The closed list of errors (interface.md section 4), with what each means to a gRPC caller and to the shell. Everything below and
// above may import this file; it imports nothing.

/** gRPC status numbers used here, by name. */
const status = {
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const

/** Each code with its gRPC status and the exit status of the command line. */
export const errorTable = {
  INVALID: { grpc: status.INVALID_ARGUMENT, exit: 2 },
  NOT_FOUND: { grpc: status.NOT_FOUND, exit: 4 },
  COMPARE_FAILED: { grpc: status.FAILED_PRECONDITION, exit: 5 },
  ALREADY_EXISTS: { grpc: status.ALREADY_EXISTS, exit: 1 },
  READONLY: { grpc: status.FAILED_PRECONDITION, exit: 1 },
  OVERFLOW: { grpc: status.OUT_OF_RANGE, exit: 1 },
  DIVIDE_BY_ZERO: { grpc: status.OUT_OF_RANGE, exit: 1 },
  BAD_PATH: { grpc: status.FAILED_PRECONDITION, exit: 1 },
  INT_UNSAFE: { grpc: status.OUT_OF_RANGE, exit: 1 },
  TOO_LARGE: { grpc: status.RESOURCE_EXHAUSTED, exit: 1 },
  UNKNOWN_SPACE: { grpc: status.NOT_FOUND, exit: 1 },
  SCHEMA_MISMATCH: { grpc: status.FAILED_PRECONDITION, exit: 1 },
  PARTIAL: { grpc: status.UNAVAILABLE, exit: 1 },
  SEARCH_EXPIRED: { grpc: status.ABORTED, exit: 1 },
  OUTCOME_UNKNOWN: { grpc: status.UNKNOWN, exit: 1 },
  OVERLOADED: { grpc: status.RESOURCE_EXHAUSTED, exit: 1 },
  UNAVAILABLE: { grpc: status.UNAVAILABLE, exit: 3 },
  TIMEOUT: { grpc: status.DEADLINE_EXCEEDED, exit: 1 },
  ABORTED: { grpc: status.CANCELLED, exit: 1 },
  UNAUTHENTICATED: { grpc: status.UNAUTHENTICATED, exit: 1 },
  PERMISSION_DENIED: { grpc: status.PERMISSION_DENIED, exit: 1 },
  DISK_FULL: { grpc: status.RESOURCE_EXHAUSTED, exit: 1 },
  VERSION_MISMATCH: { grpc: status.FAILED_PRECONDITION, exit: 1 },
  GAP: { grpc: status.OUT_OF_RANGE, exit: 1 },
  INTERNAL: { grpc: status.INTERNAL, exit: 1 },
} as const satisfies Record<string, { grpc: number; exit: number }>

export type ErrorCode = keyof typeof errorTable

/** Where in a text an error lies; both count from 1. */
export interface TextPosition {
  readonly line: number
  readonly column: number
}

/** What went wrong (`message`), to what, and what to do about it (`remedy`). `code` is stable. */
export class HyperdexError extends Error {
  readonly code: ErrorCode
  readonly remedy: string
  readonly position?: TextPosition
  /** With OVERLOADED and UNAVAILABLE: when a retry may succeed, in milliseconds from now. */
  readonly retryAfterMs?: number

  constructor(
    code: ErrorCode,
    message: string,
    remedy: string,
    extra: { cause?: unknown; position?: TextPosition; retryAfterMs?: number } = {},
  ) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause })
    this.name = 'HyperdexError'
    this.code = code
    this.remedy = remedy
    if (extra.position) this.position = extra.position
    if (extra.retryAfterMs !== undefined) this.retryAfterMs = extra.retryAfterMs
  }
}

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorTable, text)
}
