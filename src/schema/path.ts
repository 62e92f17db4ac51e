// Paths in documents as steps and as text, e.g. `a.b[0].c`: members by name, array elements by number, negative ones from the end.
import { invalidAt } from './located-error.ts'
import { Tokens } from './tokens.ts'
import { printName } from './words.ts'

/** A member's name, or an element's number (−1 is the last). */
export type PathStep = string | number

/** The text of `steps`, of which the first is a member's name; backticks where a name needs them. */
export function printPath(steps: readonly PathStep[]): string {
  return printSteps(steps).replace(/^\./, '')
}

/** The same behind an attribute's name: begins with `.` or `[`; empty for no steps. */
export function printSteps(steps: readonly PathStep[]): string {
  return steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${printName(step)}`)).join('')
}

/** Throws HyperdexError INVALID when `text` is no path. */
export function parsePath(text: string): PathStep[] {
  const tokens = new Tokens(text)
  const steps = readPath(tokens)
  tokens.expectEnd('the end of the path', 'a path goes on with .NAME or [N]')
  return steps
}

/** A member's name and all steps behind it. */
export function readPath(tokens: Tokens): PathStep[] {
  const member = tokens.expectMember()
  return [member, ...readSteps(tokens)]
}

/** As many `.NAME` and `[N]` as follow. */
export function readSteps(tokens: Tokens): PathStep[] {
  const steps: PathStep[] = []
  for (;;) {
    if (tokens.takeSymbol('.')) steps.push(tokens.expectMember())
    else if (tokens.takeSymbol('[')) steps.push(readElement(tokens))
    else return steps
  }
}

function readElement(tokens: Tokens): number {
  const { position, sign, value } = tokens.expectSignedWholeNumber('the number of an element')
  tokens.expectSymbol(']', 'close the element with ]')
  if (sign === '+' || (sign === '-' && value === 0)) {
    throw invalidAt(position, `[${sign}${value}] names no element`, 'write [0] for the first and [-1] for the last')
  }
  return sign === '-' ? -value : value
}
