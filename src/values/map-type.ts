// Maps: keys rising in their type's order, each once, in the form of keys (−0 as 0, one NaN), and behind each its value.
import type { PrimitiveName } from './attribute-type.ts'
import type { Bytes } from './bytes.ts'
import { checkElement, containerBasis } from './container.ts'
import type { DataType } from './data-type.ts'
import { differingKeys } from './element-differences.ts'
import { type ElementKind, elementKinds, splitElements, writeElement } from './elements.ts'
import { misfit, operandCount } from './operands.ts'
import { nameOfOperation, type OperationFailure, type OperationName, operationName } from './operation.ts'
import { findEntry, replaceEntry, sortedEntries } from './sorted-entries.ts'

const fitting: readonly OperationName[] = ['put', 'mapAdd', 'mapRemove', 'mapApply']

function makeMapType(keyName: PrimitiveName, valueName: PrimitiveName): DataType {
  const key = elementKinds[keyName]
  const element = elementKinds[valueName]
  const kinds: [ElementKind, ElementKind] = [key, element]

  function put(value: Bytes, at: Bytes, make: (before: Bytes) => Bytes | OperationFailure): Bytes | OperationFailure {
    const place = findEntry(kinds, value, at)
    const entry = value.subarray(place.from, place.end)
    const made = make(entry.length > 0 ? splitElements(kinds, entry)[1]! : element.type.absent)
    if (typeof made === 'string') return made
    return replaceEntry(value, place, [writeElement(key, key.type.canonicalKey(at)), writeElement(element, made)])
  }

  return {
    ...containerBasis(kinds, differingKeys),
    normalize: (value) => sortedEntries(kinds, value),
    checkOperation(name, operands, path, inner) {
      switch (name) {
        case operationName.put:
          return operandCount(operands, 1)
        case operationName.mapAdd:
          return operandCount(operands, 2) ?? checkElement(key, operands[0]) ?? checkElement(element, operands[1])
        case operationName.mapRemove:
          return operandCount(operands, 1) ?? checkElement(key, operands[0])
        case operationName.mapApply: {
          if (operands.length === 0) return 'takes a key and what the inner operation takes'
          if (inner === operationName.put) return 'applies no put: use mapAdd'
          const wrongKey = checkElement(key, operands[0])
          if (wrongKey) return wrongKey
          const wrong = element.type.checkOperation(inner, operands.slice(1), path, 0)
          // Among what fits the type itself is the put that is refused here.
          return wrong && `applies ${nameOfOperation(inner)} to its values: it ${wrong.replace('takes put, ', 'takes ')}`
        }
        default:
          return misfit('a map', fitting)
      }
    },
    apply(name, value, operands, path, inner) {
      switch (name) {
        case operationName.mapAdd:
          return put(value, operands[0]!, () => operands[1]!)
        case operationName.mapRemove:
          return replaceEntry(value, findEntry(kinds, value, operands[0]!))
        case operationName.mapApply:
          return put(value, operands[0]!, (before) => element.type.apply(inner, before, operands.slice(1), path, 0))
        default:
          return sortedEntries(kinds, operands[0]!)
      }
    },
  }
}

const made = new Map<string, DataType>()

export function mapType(key: PrimitiveName, value: PrimitiveName): DataType {
  const name = `${key} ${value}`
  let type = made.get(name)
  if (!type) {
    type = makeMapType(key, value)
    made.set(name, type)
  }
  return type
}
