// Operations as data: one change of one attribute. The same shape travels on the wire, so a decoded message is an Operation.
import type { Bytes } from './bytes.ts'
import { decodeString } from './encode.ts'

export const operationName = {
  put: 0,
  add: 1,
  sub: 2,
  mul: 3,
  div: 4,
  mod: 5,
  min: 6,
  max: 7,
  bitAnd: 8,
  bitOr: 9,
  bitXor: 10,
  prepend: 11,
  append: 12,
  ltrim: 13,
  rtrim: 14,
  lpush: 15,
  rpush: 16,
  lpop: 17,
  rpop: 18,
  setAdd: 19,
  setRemove: 20,
  setUnion: 21,
  setIntersect: 22,
  mapAdd: 23,
  mapRemove: 24,
  mapApply: 25,
  docSet: 26,
  docUnset: 27,
  docRename: 28,
  docApply: 29,
} as const
export type OperationName = keyof typeof operationName

export interface Operation {
  readonly attribute?: number | null
  /** One of `operationName`. */
  readonly name?: number | null
  /** docs/formats/values.md says which for each operation. */
  readonly operands?: readonly Bytes[] | null
  /** In a document, else empty. */
  readonly path?: string | null
  /** What mapApply and docApply apply: one of `operationName`. */
  readonly inner?: number | null
}

/** Why an operation could not be applied to a value; the whole update then changes nothing. */
export type OperationFailure = 'OVERFLOW' | 'DIVIDE_BY_ZERO' | 'BAD_PATH' | 'NOT_FINITE' | 'CUT_CHARACTER' | 'TOO_DEEP' | 'TOO_MANY_VALUES'

/** What callers are told it is. */
export function codeOfFailure(failure: OperationFailure): 'OVERFLOW' | 'DIVIDE_BY_ZERO' | 'BAD_PATH' | 'TOO_LARGE' {
  switch (failure) {
    case 'NOT_FINITE':
    case 'CUT_CHARACTER':
      return 'BAD_PATH'
    case 'TOO_DEEP':
    case 'TOO_MANY_VALUES':
      return 'TOO_LARGE'
    default:
      return failure
  }
}

/** The first operation of an update that could not be applied, and why. */
export class FailedOperation {
  readonly operation: Operation
  readonly failure: OperationFailure

  constructor(operation: Operation, failure: OperationFailure) {
    this.operation = operation
    this.failure = failure
  }
}

const shownPathMax = 100

/** For messages: "operation docApply add of attribute profile at path a.n". `attributes` are those without the key. */
export function describeOperation(operation: Operation, attributes: readonly { readonly name: string }[]): string {
  const { name, path, inner, operands } = operation
  const attribute = operation.attribute ?? 0
  const applied = name === operationName.mapApply || name === operationName.docApply ? ` ${nameOfOperation(inner)}` : ''
  const to = name === operationName.docRename && operands?.[0] ? decodeString(operands[0]) : undefined
  const place = (path ? ` at path ${shownPath(path)}` : '') + (to ? ` or at its new path ${shownPath(to)}` : '')
  return `operation ${nameOfOperation(name)}${applied} of attribute ${attributes[attribute - 1]?.name ?? attribute}${place}`
}

function shownPath(path: string): string {
  return path.length > shownPathMax ? `${path.slice(0, shownPathMax).toWellFormed()}…` : path
}

/** Its number where it has no name. */
export function nameOfOperation(number: number | null | undefined): string {
  const sought = number ?? operationName.put
  return Object.entries(operationName).find(([, each]) => each === sought)?.[0] ?? String(sought)
}
