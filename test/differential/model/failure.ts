// How an operation fails; a failure changes nothing.

export type FailureCode = 'OVERFLOW' | 'DIVIDE_BY_ZERO' | 'BAD_PATH' | 'INVALID' | 'READONLY'

export class Failure extends Error {
  readonly code: FailureCode

  constructor(code: FailureCode) {
    super(code)
    this.code = code
  }
}
