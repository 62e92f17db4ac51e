// What list, set and map have in common: no order, so no place on an axis, and elements.
import { type Bytes, emptyBytes } from './bytes.ts'
import type { ContainerOperations, DataType, ElementDifferences } from './data-type.ts'
import { checkElements, compareElements, containsElement, countElements, type ElementKind, splitElements } from './elements.ts'

function noOrder(): never {
  throw new RangeError('a container has no order and no place on an axis')
}

type OfEveryContainer = Omit<DataType, 'checkOperation' | 'apply' | 'container' | 'normalize'>

type Kinds = readonly [ElementKind, ...ElementKind[]]

/** `kinds` is one kind, or those of keys and values. */
export function containerBasis(
  kinds: Kinds,
  differences: (kinds: Kinds, before: Bytes, after: Bytes) => ElementDifferences,
): OfEveryContainer & { container: ContainerOperations } {
  return {
    absent: emptyBytes,
    ordered: false,
    check: (value) => checkElements(kinds, value),
    canonicalKey: noOrder,
    compare: (a, b) => compareElements(kinds, a, b),
    toOrdered: noOrder,
    fromOrdered: noOrder,
    coordinate: noOrder,
    container: {
      element: kinds[0].type,
      elementName: kinds[0].name,
      length: (value) => countElements(kinds, value) / kinds.length,
      contains: (value, element) => containsElement(kinds, value, element),
      elements: (value) => splitElements(kinds, value).filter((_, index) => index % kinds.length === 0),
      differences: (before, after) => differences(kinds, before, after),
    },
  }
}

/** The reason why an operand is no element. */
export function checkElement({ type, name }: ElementKind, operand: Bytes | undefined): string | undefined {
  const wrong = operand && type.check(operand)
  return wrong && `takes a value of type ${name}; its operand ${wrong}`
}
