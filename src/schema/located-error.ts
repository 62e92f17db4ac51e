// Errors in a text: the sentence names the line and the column, and `position` gives them to programs.
import { type ErrorCode, HyperdexError, type TextPosition } from '../errors.ts'

/** Characters of a sentence: errors travel in message headers, whose size is bounded. */
const sentenceLengthMaximum = 1_000

/** `position` undefined: what is wrong was not read from a text. */
export function locatedError(code: ErrorCode, position: TextPosition | undefined, message: string, remedy: string): HyperdexError {
  const place = position ? `line ${position.line}, column ${position.column}: ` : ''
  return new HyperdexError(code, place + bounded(message), bounded(remedy), position ? { position } : {})
}

export function invalidAt(position: TextPosition | undefined, message: string, remedy: string): HyperdexError {
  return locatedError('INVALID', position, message, remedy)
}

/** What `work` returns; errors without a position that it throws get this one. */
export function locating<Result>(position: TextPosition | undefined, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof HyperdexError) || error.position) throw error
    throw locatedError(error.code, position, error.message, error.remedy)
  }
}

function bounded(sentence: string): string {
  return sentence.length > sentenceLengthMaximum ? `${sentence.slice(0, sentenceLengthMaximum - 1).toWellFormed()}…` : sentence
}
