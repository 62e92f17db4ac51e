// Sets: elements rising in their type's order, each once, in the form of keys (−0 as 0, one NaN).
import type { PrimitiveName } from './attribute-type.ts'
import type { Bytes } from './bytes.ts'
import { checkElement, containerBasis } from './container.ts'
import type { DataType } from './data-type.ts'
import { checkElements, type ElementKind, elementKinds, joinElements, lowerBound, splitElements } from './elements.ts'
import { misfit, operandCount } from './operands.ts'
import { type OperationName, operationName } from './operation.ts'

const fitting: readonly OperationName[] = ['put', 'setAdd', 'setRemove', 'setUnion', 'setIntersect']

/** Of elements in any order. */
function sortedOnce({ type }: ElementKind, elements: readonly Bytes[]): Bytes[] {
  const sorted = elements.map((element) => type.canonicalKey(element)).sort(type.compare)
  return sorted.filter((element, index) => index === 0 || type.compare(sorted[index - 1]!, element) !== 0)
}

function withElement(kind: ElementKind, elements: Bytes[], element: Bytes): Bytes[] {
  const place = lowerBound(kind, elements, element)
  const found = elements[place]
  if (!found || kind.type.compare(found, element) !== 0) elements.splice(place, 0, kind.type.canonicalKey(element))
  return elements
}

function withoutElement(kind: ElementKind, elements: Bytes[], element: Bytes): Bytes[] {
  const place = lowerBound(kind, elements, element)
  const found = elements[place]
  if (found && kind.type.compare(found, element) === 0) elements.splice(place, 1)
  return elements
}

function makeSetType(element: PrimitiveName): DataType {
  const kind = elementKinds[element]
  const kinds = [kind]
  const split = (value: Bytes) => splitElements(kinds, value)
  const join = (elements: readonly Bytes[]) => joinElements(kinds, elements)
  return {
    ...containerBasis([kind]),
    normalize: (value) => join(sortedOnce(kind, split(value))),
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
        case operationName.setAdd:
          return join(withElement(kind, split(value), operand))
        case operationName.setRemove:
          return join(withoutElement(kind, split(value), operand))
        case operationName.setUnion:
          return join(sortedOnce(kind, [...split(value), ...split(operand)]))
        case operationName.setIntersect: {
          const wanted = sortedOnce(kind, split(operand))
          const isWanted = (one: Bytes) => {
            const found = wanted[lowerBound(kind, wanted, one)]
            return found !== undefined && kind.type.compare(found, one) === 0
          }
          return join(split(value).filter(isWanted))
        }
        default:
          return join(sortedOnce(kind, split(operand)))
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
