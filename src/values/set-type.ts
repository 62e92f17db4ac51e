// Sets: elements rising in their type's order, each once, in the form of keys (−0 as 0, one NaN).
import type { PrimitiveName } from './attribute-type.ts'
import { type Bytes, concatBytes } from './bytes.ts'
import { checkElement, containerBasis } from './container.ts'
import type { DataType } from './data-type.ts'
import { differingKeys } from './element-differences.ts'
import { checkElements, elementKinds, writeElement } from './elements.ts'
import { misfit, operandCount } from './operands.ts'
import { type OperationName, operationName } from './operation.ts'
import { commonEntries, type EntryKinds, findEntry, replaceEntry, sortedEntries } from './sorted-entries.ts'

const fitting: readonly OperationName[] = ['put', 'setAdd', 'setRemove', 'setUnion', 'setIntersect']

function makeSetType(element: PrimitiveName): DataType {
  const kind = elementKinds[element]
  const kinds: EntryKinds = [kind]
  return {
    ...containerBasis(kinds, differingKeys),
    normalize: (value) => sortedEntries(kinds, value),
    checkOperation(name, operands) {
      switch (name) {
        case operationName.put:
          return operandCount(operands, 1)
        case operationName.setAdd:
        case operationName.setRemove:
          return operandCount(operands, 1) ?? checkElement(kind, operands[0])
        case operationName.setUnion:
        case operationName.setIntersect: {
          const wrong = operandCount(operands, 1)
          if (wrong) return wrong
          const malformed = checkElements(kinds, operands[0]!)
          return malformed && `takes a set; its operand ${malformed}`
        }
        default:
          return misfit('a set', fitting)
      }
    },
    apply(name, value, operands): Bytes {
      const operand = operands[0]!
      switch (name) {
        case operationName.setAdd: {
          const place = findEntry(kinds, value, operand)
          return place.end > place.from ? value : replaceEntry(value, place, [writeElement(kind, kind.type.canonicalKey(operand))])
        }
        case operationName.setRemove:
          return replaceEntry(value, findEntry(kinds, value, operand))
        case operationName.setUnion:
          return sortedEntries(kinds, concatBytes([value, operand]))
        case operationName.setIntersect:
          return commonEntries(kinds, value, sortedEntries(kinds, operand))
        default:
          return sortedEntries(kinds, operand)
      }
    },
  }
}

export const setTypes: Readonly<Record<PrimitiveName, DataType>> = {
  string: makeSetType('string'),
  int: makeSetType('int'),
  int64: makeSetType('int64'),
  float: makeSetType('float'),
}
