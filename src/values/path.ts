// Paths in documents as steps and as text, e.g. `a.b[0].c`: members by name, array elements by number, negative ones from the end. This is
// the form in which paths travel; words of the languages need no backticks here, names that are no plain ones do.
import { HyperdexError } from '../errors.ts'

/** A member's name, or an element's number (−1 is the last). */
export type PathStep = string | number

/** Steps of one path: no value nests deeper. */
const stepsMax = 200
const plainName = /[A-Za-z_][A-Za-z0-9_]*/y
const quotedName = /`((?:[^`\\]|\\[\s\S])*)`/y
const element = /\[(0|-?[1-9][0-9]{0,14})\]/y

/** One text for all ways to write the same path. Of at least one step. */
export function printDocumentPath(steps: readonly PathStep[]): string {
  return steps.map(printStep).join('').replace(/^\./, '')
}

function printStep(step: PathStep): string {
  if (typeof step === 'number') return `[${step}]`
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(step)) return `.${step}`
  return `.${quoteName(step)}`
}

/** In backticks, with the escapes of JSON strings. */
export function quoteName(name: string): string {
  return `\`${JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replaceAll('`', '\\`')}\``
}

/** @throws HyperdexError INVALID when the text is no path of at least one step, the first a member, or has more than 200 steps */
export function parseDocumentPath(text: string): PathStep[] {
  const steps: PathStep[] = []
  let offset = 0
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset
    const found = pattern.exec(text)
    if (!found) return undefined
    offset = pattern.lastIndex
    return found[1] ?? found[0]
  }
  do {
    if (steps.length === stepsMax) throw wrongPath(text, `has more than ${stepsMax} steps`, 'Use a flatter document.')
    const number = steps.length > 0 ? match(element) : undefined
    if (number !== undefined) {
      steps.push(Number(number))
      continue
    }
    if (steps.length > 0 && text[offset++] !== '.') throw notAPath(text, offset - 1)
    const name = match(plainName)
    const quoted = name === undefined ? match(quotedName) : undefined
    if (name === undefined && quoted === undefined) throw notAPath(text, offset)
    steps.push(name ?? unquote(text, quoted!))
  } while (offset < text.length)
  return steps
}

function unquote(text: string, quoted: string): string {
  const json = quoted.replace(/\\[\s\S]|"/g, (found) => (found === '\\`' ? '`' : found === '"' ? '\\"' : found))
  let name: unknown
  try {
    name = JSON.parse(`"${json}"`)
  } catch {
    throw wrongPath(text, `has the name \`${quoted}\`, whose escapes are not those of JSON`, 'Escape as in JSON, and a backtick as \\`.')
  }
  if (!(name as string).isWellFormed()) throw wrongPath(text, 'holds half of a surrogate pair', 'Use whole characters.')
  return name as string
}

function notAPath(text: string, offset: number): HyperdexError {
  return wrongPath(text, `is no path at its character ${offset + 1}`, 'Write a path like a.b[0].c; other names stand in backticks.')
}

function wrongPath(text: string, what: string, remedy: string): HyperdexError {
  return new HyperdexError('INVALID', `${JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text)} ${what}`, remedy)
}
