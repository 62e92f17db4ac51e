// How an error looks on stderr: what happened, where in the text that was typed, and what to do about it.
import { errorTable, HyperdexError } from '../errors.ts'

const texts = new WeakMap<HyperdexError, string>()
const excerptLength = 120

/** Runs `parse`, remembering for an error with a position which text it is a position in. */
export function inText<T>(text: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (error instanceof HyperdexError && error.position) texts.set(error, text)
    throw error
  }
}

/** Every error as one of the closed list. */
export function asHyperdexError(error: unknown): HyperdexError {
  if (error instanceof HyperdexError) return error
  const message = error instanceof Error ? error.message : String(error)
  const isSystem = error instanceof Error && 'syscall' in error
  const remedy = isSystem ? 'see to the file or address that it names' : 'this is a fault of hyperdex itself; please report it'
  return new HyperdexError('INTERNAL', message, remedy, { cause: error })
}

export function exitStatusOf(error: HyperdexError): number {
  return errorTable[error.code].exit
}

/** Lines for stderr, each ended. */
export function describeError(error: HyperdexError): string {
  const lines = [`hyperdex: ${error.code}: ${error.message}`]
  const text = texts.get(error)
  if (error.position) {
    const { line, column } = error.position
    if (!new RegExp(`\\bcolumn ${column}\\b`).test(error.message)) lines.push(`at line ${line}, column ${column}:`)
    if (text !== undefined) lines.push(...excerpt(text, line, column))
  }
  if (error.remedy !== '') lines.push(error.remedy)
  return `${lines.join('\n')}\n`
}

function excerpt(text: string, line: number, column: number): string[] {
  const whole = (text.split(/\r?\n/)[line - 1] ?? '').replaceAll('\t', ' ')
  const start = Math.max(0, Math.min(column - 1 - excerptLength / 2, whole.length - excerptLength))
  return [`  ${whole.slice(start, start + excerptLength)}`, `  ${' '.repeat(Math.max(0, column - 1 - start))}^`]
}
