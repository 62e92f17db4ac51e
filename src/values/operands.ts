// What the types' checks of operands share.
import type { Bytes } from './bytes.ts'

/** Undefined when there are exactly `count`, else the reason. */
export function operandCount(operands: readonly Bytes[], count: number): string | undefined {
  if (operands.length === count) return undefined
  return `takes ${count} ${count === 1 ? 'operand' : 'operands'}, not ${operands.length}`
}
