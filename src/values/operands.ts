// What the types' checks of operations share.
import type { Bytes } from './bytes.ts'
import { type OperationName, operationName } from './operation.ts'

/** The reason why an operation that is none of `fitting` does not fit; names those that do. */
export function misfit(kind: string, fitting: readonly OperationName[]): string {
  return `does not fit ${kind}, which takes ${fitting.join(', ')}`
}

export function operationNumbers(names: readonly OperationName[]): ReadonlySet<number> {
  return new Set(names.map((name) => operationName[name]))
}

/** Undefined when there are exactly `count`, else the reason. */
export function operandCount(operands: readonly Bytes[], count: number): string | undefined {
  if (operands.length === count) return undefined
  return `takes ${count} ${count === 1 ? 'operand' : 'operands'}, not ${operands.length}`
}
