// Maps: keys rising in their type's order, each once, in the form of keys (−0 as 0, one NaN), and behind each its value.
import type { PrimitiveName } from './attribute-type.ts'
import type { Bytes } from './bytes.ts'
import { checkElement, containerBasis } from './container.ts'
import type { DataType } from './data-type.ts'
import { type ElementKind, elementKinds, joinElements, lowerBound, splitElements } from './elements.ts'
import { misfit, operandCount } from './operands.ts'
import { type OperationFailure, type OperationName, operationName } from './operation.ts'

const fitting: readonly OperationName[] = ['put', 'mapAdd', 'mapRemove', 'mapApply']

interface Entries {
  readonly keys: Bytes[]
  readonly values: Bytes[]
}

function split(kinds: readonly ElementKind[], value: Bytes): Entries {
  const keys: Bytes[] = []
  const values: Bytes[] = []
  splitElements(kinds, value).forEach((element, index) => {
    if (index % 2 === 0) keys.push(element)
    else values.push(element)
  })
  return { keys, values }
}

function join(kinds: readonly ElementKind[], { keys, values }: Entries): Bytes {
  return joinElements(
    kinds,
    keys.flatMap((key, index) => [key, values[index]!]),
  )
}

/** Of several entries with one key the last counts. */
function normalize(kinds: readonly [ElementKind, ElementKind], value: Bytes): Bytes {
  const { type } = kinds[0]
  const { keys, values } = split(kinds, value)
  const order = keys.map((_, index) => index).sort((a, b) => type.compare(keys[a]!, keys[b]!) || a - b)
  const kept = order.filter((index, place) => {
    const next = order[place + 1]
    return next === undefined || type.compare(keys[index]!, keys[next]!) !== 0
  })
  return join(kinds, { keys: kept.map((index) => type.canonicalKey(keys[index]!)), values: kept.map((index) => values[index]!) })
}

function indexOf(kind: ElementKind, keys: readonly Bytes[], key: Bytes): { place: number; found: boolean } {
  const place = lowerBound(kind, keys, key)
  const there = keys[place]
  return { place, found: there !== undefined && kind.type.compare(there, key) === 0 }
}

function makeMapType(keyName: PrimitiveName, valueName: PrimitiveName): DataType {
  const key = elementKinds[keyName]
  const element = elementKinds[valueName]
  const kinds: [ElementKind, ElementKind] = [key, element]

  function put(value: Bytes, at: Bytes, make: (before: Bytes) => Bytes | OperationFailure): Bytes | OperationFailure {
    const entries = split(kinds, value)
    const { place, found } = indexOf(key, entries.keys, at)
    const made = make(found ? entries.values[place]! : element.type.absent)
    if (typeof made === 'string') return made
    if (found) entries.values[place] = made
    else {
      entries.keys.splice(place, 0, key.type.canonicalKey(at))
      entries.values.splice(place, 0, made)
    }
    return join(kinds, entries)
  }

  function remove(value: Bytes, at: Bytes): Bytes {
    const entries = split(kinds, value)
    const { place, found } = indexOf(key, entries.keys, at)
    if (!found) return value
    entries.keys.splice(place, 1)
    entries.values.splice(place, 1)
    return join(kinds, entries)
  }

  return {
    ...containerBasis(kinds),
    normalize: (value) => normalize(kinds, value),
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
          const wrong = checkElement(key, operands[0]) ?? element.type.checkOperation(inner, operands.slice(1), path, 0)
          return wrong && `applies to a value of type ${valueName} what ${wrong}`
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
          return remove(value, operands[0]!)
        case operationName.mapApply:
          return put(value, operands[0]!, (before) => element.type.apply(inner, before, operands.slice(1), path, 0))
        default:
          return normalize(kinds, operands[0]!)
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
