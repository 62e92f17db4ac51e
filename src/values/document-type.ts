// Documents: JSON whose root is an object, changed at paths.
import type { Bytes } from './bytes.ts'
import type { DataType } from './data-type.ts'
import { compareDocumentValues, normalizeDocumentValue, parseDocumentValue, printDocumentValue } from './document.ts'
import { removeAt, setAt, valueAt } from './document-edit.ts'
import { applyInner, checkInnerOperand, innerOperandCount, innerOperations, OperationFailed } from './document-operations.ts'
import { decodeString, encodeString } from './encode.ts'
import { documentLevelsMax, documentValuesMax, isElements, isMembers, type JsonValue } from './json-text.ts'
import { misfit, operandCount, operationNumbers } from './operands.ts'
import { type OperationFailure, type OperationName, operationName } from './operation.ts'
import { parseDocumentPath } from './path.ts'

const absent: Bytes = encodeString('{}')
const fitting: readonly OperationName[] = ['put', 'docSet', 'docUnset', 'docRename', 'docApply']
const innerNumbers = operationNumbers(innerOperations)

function noOrder(): never {
  throw new RangeError('a document has no order and no place on an axis')
}

/** Of values that were checked: whoever checks one stores it next, and a large document takes long to be read and written. */
const storedForms = new WeakMap<Bytes, Bytes>()

/** @throws HyperdexError INVALID for what is no JSON, TOO_LARGE for too many levels or values */
function check(value: Bytes): string | undefined {
  if (storedForms.has(value)) return undefined
  const document = parseDocumentValue(value)
  if (!isMembers(document)) return 'is JSON whose root is no object'
  storedForms.set(value, encodeString(printDocumentValue(document)))
  return undefined
}

function normalize(value: Bytes): Bytes {
  return storedForms.get(value) ?? normalizeDocumentValue(value)
}

/** Checks an operand too: what it throws names the fault. */
function parsedOperand(operand: Bytes | undefined): JsonValue | undefined {
  if (!operand) return undefined
  const value = parseDocumentValue(operand)
  printDocumentValue(value)
  return value
}

function checkOperation(name: number, operands: readonly Bytes[], path: string, inner: number): string | undefined {
  if (name !== operationName.put && path === '') {
    return operationNumbers(fitting).has(name) ? 'takes a path' : misfit('a document', fitting)
  }
  switch (name) {
    case operationName.put:
      return operandCount(operands, 1) ?? (path === '' ? undefined : 'takes no path: use docSet')
    case operationName.docSet:
      parseDocumentPath(path)
      return operandCount(operands, 1) ?? (parsedOperand(operands[0]) === undefined ? 'takes a value' : undefined)
    case operationName.docUnset:
      parseDocumentPath(path)
      return operandCount(operands, 0)
    case operationName.docRename:
      parseDocumentPath(path)
      return operandCount(operands, 1) ?? checkTarget(operands[0]!)
    case operationName.docApply:
      parseDocumentPath(path)
      if (!innerNumbers.has(inner)) return `applies one of ${innerOperations.join(', ')}`
      return operandCount(operands, innerOperandCount(inner)) ?? checkInnerOperand(inner, parsedOperand(operands[0]))
    default:
      return misfit('a document', fitting)
  }
}

function checkTarget(operand: Bytes): string | undefined {
  const target = decodeString(operand)
  if (target === undefined) return 'takes a path in UTF-8'
  parseDocumentPath(target)
  return undefined
}

/** Changes `root` in place. */
function change(root: JsonValue, name: number, operands: readonly Bytes[], path: string, inner: number): OperationFailure | undefined {
  const steps = parseDocumentPath(path)
  switch (name) {
    case operationName.docSet:
      return setAt(root, steps, parseDocumentValue(operands[0]!)) ? undefined : 'BAD_PATH'
    case operationName.docUnset:
      return removeAt(root, steps) === undefined ? 'BAD_PATH' : undefined
    case operationName.docRename: {
      const moved = removeAt(root, steps)
      if (moved === undefined) return 'BAD_PATH'
      return setAt(root, parseDocumentPath(decodeString(operands[0]!)!), moved) ? undefined : 'BAD_PATH'
    }
    default: {
      const operand = operands[0] && parseDocumentValue(operands[0])
      const result = applyInner(inner, valueAt(root, steps), operand)
      if (result instanceof OperationFailed) return result.failure
      return setAt(root, steps, result) ? undefined : 'BAD_PATH'
    }
  }
}

/** How many values there are from here inwards, not counted beyond `most`; infinitely many when they nest deeper than `levels`. */
function countValues(value: JsonValue, levels: number, most: number): number {
  if (!isElements(value) && !isMembers(value)) return 1
  if (levels === 0) return Number.POSITIVE_INFINITY
  let count = 1
  for (const inner of value.values()) {
    if (count > most) break
    count += countValues(inner, levels - 1, most - count)
  }
  return count
}

function apply(name: number, value: Bytes, operands: readonly Bytes[], path: string, inner: number): Bytes | OperationFailure {
  if (name === operationName.put) return normalize(operands[0]!)
  const root = parseDocumentValue(value)
  const failure = change(root, name, operands, path, inner)
  if (failure !== undefined) return failure
  const count = countValues(root, documentLevelsMax, documentValuesMax)
  if (count > documentValuesMax) return count === Number.POSITIVE_INFINITY ? 'TOO_DEEP' : 'TOO_MANY_VALUES'
  return encodeString(printDocumentValue(root))
}

export const documentType: DataType = {
  absent,
  ordered: false,
  check,
  normalize,
  canonicalKey: noOrder,
  compare: compareDocumentValues,
  toOrdered: noOrder,
  fromOrdered: noOrder,
  coordinate: noOrder,
  checkOperation,
  apply,
}
