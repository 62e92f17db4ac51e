// The containers of the simulated objects. The checkers judge what operations make of them by the model of the differential test, which shares no
// code with the product; a set and a map are sorted lists, a document is its text with sorted members.

import type { Bytes } from '../../src/values/bytes.ts'
import { elementKinds, joinElements, splitElements } from '../../src/values/elements.ts'
import { decodeInt, decodeString, encodeInt, encodeString } from '../../src/values/encode.ts'
import { type Operation, operationName } from '../../src/values/operation.ts'
import type { ObjectState, Value } from '../checkers/model.ts'
import { Failure } from '../differential/model/failure.ts'
import { type Json, showJson } from '../differential/model/json.ts'
import { applyOperation, type Operation as ModelOperation } from '../differential/model/operations.ts'
import { type Path, printPath } from '../differential/model/path.ts'
import { printAttribute, type Type } from '../differential/model/types.ts'
import type { Entry, Value as ModelValue, Scalar } from '../differential/model/values.ts'
import type { Random } from './random.ts'

export const containerTypes = {
  log: { kind: 'list', element: 'string' },
  tallies: { kind: 'map', key: 'string', value: 'int' },
  marks: { kind: 'set', element: 'string' },
  notes: { kind: 'document' },
} as const satisfies Readonly<Record<string, Type>>

export type Container = keyof typeof containerTypes
export const containers = Object.keys(containerTypes) as readonly Container[]

/** In the space language. */
export const containerAttributes = containers.map((name) => printAttribute({ name, type: containerTypes[name] })).join(', ')

export const emptyContainers: ObjectState = { log: [], tallies: [], marks: [], notes: '{}' }

/** One operation on one container. */
export interface ContainerOperation {
  readonly attribute: Container
  readonly operation: ModelOperation
}

const tallyNames = ['a', 'b', 'c']
const markNames = ['x', 'y', 'z', 'zz']
/** Some lead through others. */
const paths: readonly Path[] = [['n'], ['list'], ['inner'], ['inner', 'n'], ['inner', 'list'], ['other', 'inner', 'n']]
const elements = [elementKinds.string]
const entries = [elementKinds.string, elementKinds.int]

/**
 * `token` is unlike every other one's: a list shows whether it was pushed, once, and where. Containers are emptied often enough to stay small. Some
 * operations cannot be done.
 */
export function drawContainerOperation(random: Random, token: string): ContainerOperation {
  const draw = random.below(100)
  if (draw < 35) return { attribute: 'log', operation: drawListOperation(random, token) }
  if (draw < 60) return { attribute: 'tallies', operation: drawMapOperation(random) }
  if (draw < 80) return { attribute: 'marks', operation: drawSetOperation(random) }
  return { attribute: 'notes', operation: drawDocumentOperation(random, token) }
}

function drawListOperation(random: Random, token: string): ModelOperation {
  const draw = random.below(100)
  if (draw < 50) return { name: 'rpush', value: token }
  if (draw < 66) return { name: 'lpush', value: token }
  if (draw < 74) return { name: 'lpop' }
  if (draw < 82) return { name: 'rpop' }
  return { name: 'put', value: draw < 90 ? [] : [token] }
}

function drawMapOperation(random: Random): ModelOperation {
  const draw = random.below(100)
  const key = random.pick(tallyNames)
  const value = BigInt(random.integer(1, 5))
  if (draw < 60) return { name: 'mapApply', key, inner: 'add', value }
  if (draw < 66) return { name: 'mapApply', key, inner: 'max', value: value * 3n }
  if (draw < 70) return { name: 'mapApply', key, inner: 'div', value: 0n }
  if (draw < 82) return { name: 'mapAdd', value: [key, value] }
  if (draw < 94) return { name: 'mapRemove', value: key }
  return { name: 'put', value: draw < 97 ? [] : [[key, value]] }
}

function drawSetOperation(random: Random): ModelOperation {
  const draw = random.below(100)
  const value = random.pick(markNames)
  const several = random.shuffled(markNames).slice(0, random.integer(0, 3))
  if (draw < 45) return { name: 'setAdd', value }
  if (draw < 70) return { name: 'setRemove', value }
  if (draw < 80) return { name: 'setUnion', value: several }
  if (draw < 90) return { name: 'setIntersect', value: several }
  return { name: 'put', value: several }
}

function drawDocumentOperation(random: Random, token: string): ModelOperation {
  const draw = random.below(100)
  const path = random.pick(paths)
  if (draw < 35)
    return { name: 'docSet', path, value: random.pick([BigInt(random.below(9)), token, [], [1n, token], new Map([['n', 3n]])]) }
  if (draw < 55) return { name: 'docApply', path: ['n'], inner: 'add', value: BigInt(random.integer(1, 3)) }
  if (draw < 65) return { name: 'docApply', path: ['list'], inner: 'rpush', value: token }
  if (draw < 75) return { name: 'docUnset', path }
  if (draw < 85) return { name: 'docRename', path, to: random.pick(paths) }
  return { name: 'put', value: new Map<string, Json>(draw < 93 ? [['list', []]] : [['n', 2n]]) }
}

/** The object after it; undefined: it cannot be done. */
export function applyToContainer(before: ObjectState, { attribute, operation }: ContainerOperation): ObjectState | undefined {
  try {
    const value = applyOperation(containerTypes[attribute], modelValue(attribute, before), operation)
    return { ...before, [attribute]: attribute === 'notes' ? showJson(value as Json) : (value as Value) }
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

/** As the model holds it. */
export function modelValue(attribute: Container, object: ObjectState): ModelValue {
  const value = object[attribute]!
  return attribute === 'notes' ? jsonOf(JSON.parse(value as string)) : (value as ModelValue)
}

/** Numbers are without fraction. */
function jsonOf(value: unknown): Json {
  if (typeof value === 'number') return BigInt(value)
  if (Array.isArray(value)) return value.map(jsonOf)
  if (typeof value === 'object' && value !== null) return new Map(Object.entries(value).map(([name, inner]) => [name, jsonOf(inner)]))
  return value as Json
}

export function containerOperationText({ attribute, operation }: ContainerOperation): string {
  const { name, ...operands } = operation
  const texts = Object.values(operands).map((operand) => JSON.stringify(operand, (_, value: unknown) => plain(value)))
  return [attribute, name, ...texts].join(' ')
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  return value instanceof Map ? Object.fromEntries(value) : value
}

/** As it travels. */
export function encodeContainerOperation({ attribute, operation }: ContainerOperation, index: number): Operation {
  const common = { attribute: index, name: operationName[operation.name] }
  switch (operation.name) {
    case 'lpush':
    case 'rpush':
    case 'setAdd':
    case 'setRemove':
    case 'mapRemove':
      return { ...common, operands: [encodeScalar(operation.value)] }
    case 'lpop':
    case 'rpop':
      return common
    case 'setUnion':
    case 'setIntersect':
      return { ...common, operands: [joinElements(elements, operation.value.map(encodeScalar))] }
    case 'mapAdd':
      return { ...common, operands: operation.value.map(encodeScalar) }
    case 'mapApply':
      return { ...common, inner: operationName[operation.inner], operands: [encodeScalar(operation.key), encodeScalar(operation.value)] }
    case 'docSet':
      return { ...common, path: printPath(operation.path), operands: [encodeJson(operation.value)] }
    case 'docUnset':
      return { ...common, path: printPath(operation.path) }
    case 'docRename':
      return { ...common, path: printPath(operation.path), operands: [encodeString(printPath(operation.to))] }
    case 'docApply':
      return {
        ...common,
        path: printPath(operation.path),
        inner: operationName[operation.inner],
        operands: operation.value === undefined ? [] : [encodeJson(operation.value)],
      }
    case 'put':
      return { ...common, operands: [encodeContainer(attribute, operation.value)] }
    default:
      throw new RangeError(`no client asks for ${operation.name}`)
  }
}

function encodeScalar(value: Scalar): Bytes {
  return typeof value === 'bigint' ? encodeInt(value) : encodeString(String(value))
}

function encodeJson(value: Json): Bytes {
  return encodeString(showJson(value))
}

function encodeContainer(attribute: Container, value: ModelValue): Bytes {
  if (attribute === 'notes') return encodeJson(value as Json)
  if (attribute === 'tallies') return joinElements(entries, (value as readonly Entry[]).flat().map(encodeScalar))
  return joinElements(elements, (value as readonly Scalar[]).map(encodeScalar))
}

/** `bytes` undefined: the attribute was never set. */
export function decodeContainer(attribute: Container, bytes: Bytes | undefined): Value {
  if (!bytes || bytes.length === 0) return emptyContainers[attribute]!
  if (attribute === 'notes') return showJson(jsonOf(JSON.parse(decodeText(bytes))))
  if (attribute !== 'tallies') return splitElements(elements, bytes).map(decodeText)
  const parts = splitElements(entries, bytes)
  return Array.from({ length: parts.length / 2 }, (_, index) => [decodeText(parts[2 * index]!), decodeInt(parts[2 * index + 1]!)])
}

function decodeText(bytes: Bytes): string {
  return decodeString(bytes) ?? ''
}
