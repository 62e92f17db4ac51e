// What the tests of this folder share: the error that a text or a definition is refused with.
import type { ExecutionContext } from 'ava'
import { HyperdexError } from '../../src/errors.ts'

/** Runs `work`, which must throw a HyperdexError whose message and position agree. */
export function refusal(t: ExecutionContext, work: () => unknown): HyperdexError {
  const error = t.throws(work, { instanceOf: HyperdexError })
  t.true(error.remedy.length > 0)
  if (error.position) t.true(error.message.startsWith(`line ${error.position.line}, column ${error.position.column}: `), error.message)
  return error
}

/** `LINE:COLUMN` and what is said there. */
export function located(t: ExecutionContext, work: () => unknown): string {
  const error = refusal(t, work)
  t.is(error.code, 'INVALID')
  return `${error.position?.line}:${error.position?.column} ${error.message.replace(/^line \d+, column \d+: /, '')}`
}
