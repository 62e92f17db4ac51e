// Paths in documents within the two languages, where reserved words stand in backticks (values/path.ts has paths by themselves).

import type { PathStep } from '../values/path.ts'
import { invalidAt } from './located-error.ts'
import type { Tokens } from './tokens.ts'
import { printName } from './words.ts'

/** Behind an attribute's name: begins with `.` or `[`; empty for no steps. Backticks where a name needs them. */
export function printSteps(steps: readonly PathStep[]): string {
  return steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${printName(step)}`)).join('')
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
