// Lists: elements in the order in which they were put.
import type { PrimitiveName } from './attribute-type.ts'
import { type Bytes, concatBytes } from './bytes.ts'
import { checkElement, containerBasis } from './container.ts'
import type { DataType } from './data-type.ts'
import { differingElements } from './element-differences.ts'
import { elementKinds, endOfElement, startOfLast, writeElement } from './elements.ts'
import { misfit, operandCount } from './operands.ts'
import { type OperationName, operationName } from './operation.ts'

const fitting: readonly OperationName[] = ['put', 'lpush', 'rpush', 'lpop', 'rpop']

function makeListType(element: PrimitiveName): DataType {
  const kind = elementKinds[element]
  return {
    ...containerBasis([kind], differingElements),
    checkOperation(name, operands) {
      switch (name) {
        case operationName.put:
          return operandCount(operands, 1)
        case operationName.lpush:
        case operationName.rpush:
          return operandCount(operands, 1) ?? checkElement(kind, operands[0])
        case operationName.lpop:
        case operationName.rpop:
          return operandCount(operands, 0)
        default:
          return misfit('a list', fitting)
      }
    },
    apply(name, value, operands): Bytes {
      switch (name) {
        case operationName.lpush:
          return concatBytes([writeElement(kind, operands[0]!), value])
        case operationName.rpush:
          return concatBytes([value, writeElement(kind, operands[0]!)])
        case operationName.lpop:
          return value.length === 0 ? value : value.subarray(endOfElement(kind, value, 0))
        case operationName.rpop:
          return value.subarray(0, startOfLast(kind, value))
        default:
          return operands[0]!
      }
    },
  }
}

export const listTypes: Readonly<Record<PrimitiveName, DataType>> = {
  string: makeListType('string'),
  int: makeListType('int'),
  int64: makeListType('int64'),
  float: makeListType('float'),
}
