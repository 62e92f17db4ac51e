// The containers of the simulated objects. The checkers judge what operations make of them by the model of the differential test, which shares no
// code with the product; a map is a sorted list of entries.

import type { Bytes } from '../../src/values/bytes.ts'
import { elementKinds, joinElements, splitElements } from '../../src/values/elements.ts'
import { decodeInt, decodeString, encodeInt, encodeString } from '../../src/values/encode.ts'
import { type Operation, operationName } from '../../src/values/operation.ts'
import type { ObjectState, Value } from '../checkers/model.ts'
import { Failure } from '../differential/model/failure.ts'
import { applyOperation, type Operation as ModelOperation } from '../differential/model/operations.ts'
import { printAttribute, type Type } from '../differential/model/types.ts'
import type { Entry, Value as ModelValue, Scalar } from '../differential/model/values.ts'
import type { Random } from './random.ts'

export const containerTypes = {
  log: { kind: 'list', element: 'string' },
  tallies: { kind: 'map', key: 'string', value: 'int' },
} as const satisfies Readonly<Record<string, Type>>

export type Container = keyof typeof containerTypes
export const containers = Object.keys(containerTypes) as readonly Container[]

/** In the space language. */
export const containerAttributes = containers.map((name) => printAttribute({ name, type: containerTypes[name] })).join(', ')

export const emptyContainers: ObjectState = { log: [], tallies: [] }

/** One operation on one container. */
export interface ContainerOperation {
  readonly attribute: Container
  readonly operation: ModelOperation
}

const tallyNames = ['a', 'b', 'c']
const elements = [elementKinds.string]
const entries = [elementKinds.string, elementKinds.int]

/**
 * `token` is unlike every other one's: a list shows whether it was pushed, once, and where. Lists are emptied often enough to stay short. Some operations
 * cannot be done.
 */
export function drawContainerOperation(random: Random, token: string): ContainerOperation {
  return random.chance(0.55)
    ? { attribute: 'log', operation: drawListOperation(random, token) }
    : { attribute: 'tallies', operation: drawMapOperation(random) }
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

/** The object after it; undefined: it cannot be done. */
export function applyToContainer(before: ObjectState, { attribute, operation }: ContainerOperation): ObjectState | undefined {
  try {
    return { ...before, [attribute]: applyOperation(containerTypes[attribute], before[attribute] as ModelValue, operation) as Value }
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

export function containerOperationText({ attribute, operation }: ContainerOperation): string {
  const { name, ...operands } = operation
  const texts = Object.values(operands).map((operand) =>
    JSON.stringify(operand, (_, value) => (typeof value === 'bigint' ? Number(value) : value)),
  )
  return [attribute, name, ...texts].join(' ')
}

/** As it travels. */
export function encodeContainerOperation({ attribute, operation }: ContainerOperation, index: number): Operation {
  const common = { attribute: index, name: operationName[operation.name] }
  switch (operation.name) {
    case 'lpush':
    case 'rpush':
    case 'mapRemove':
      return { ...common, operands: [encodeScalar(operation.value)] }
    case 'lpop':
    case 'rpop':
      return common
    case 'mapAdd':
      return { ...common, operands: operation.value.map(encodeScalar) }
    case 'mapApply':
      return { ...common, inner: operationName[operation.inner], operands: [encodeScalar(operation.key), encodeScalar(operation.value)] }
    case 'put':
      return { ...common, operands: [encodeContainer(attribute, operation.value)] }
    default:
      throw new RangeError(`no client asks for ${operation.name}`)
  }
}

function encodeScalar(value: Scalar): Bytes {
  return typeof value === 'bigint' ? encodeInt(value) : encodeString(String(value))
}

function encodeContainer(attribute: Container, value: ModelValue): Bytes {
  if (attribute === 'log') return joinElements(elements, (value as readonly Scalar[]).map(encodeScalar))
  return joinElements(entries, (value as readonly Entry[]).flat().map(encodeScalar))
}

/** `bytes` undefined: the attribute was never set. */
export function decodeContainer(attribute: Container, bytes: Bytes | undefined): Value {
  if (!bytes || bytes.length === 0) return emptyContainers[attribute]!
  if (attribute === 'log') return splitElements(elements, bytes).map(decodeText)
  const parts = splitElements(entries, bytes)
  return Array.from({ length: parts.length / 2 }, (_, index) => [decodeText(parts[2 * index]!), decodeInt(parts[2 * index + 1]!)])
}

function decodeText(bytes: Bytes): string {
  return decodeString(bytes) ?? ''
}
