// The objects of the simulated spaces, as the checkers model them and as the product encodes them. Every simulated space has these attributes.
import { presence, type Update } from '../../src/cluster/client-messages.ts'
import { type Bytes, emptyBytes } from '../../src/values/bytes.ts'
import { decodeInt, decodeString, encodeInt, encodeString } from '../../src/values/encode.ts'
import { decodeObject } from '../../src/values/object.ts'
import { type Operation, operationName } from '../../src/values/operation.ts'
import { matchAll, operator, type Predicate, predicateKind } from '../../src/values/predicate.ts'
import { type Condition, type Effect, ObjectModel, type ObjectState, type Value } from '../checkers/model.ts'
import { type Container, containerAttributes, containers, decodeContainer, emptyContainers } from './containers.ts'
import type { Random } from './random.ts'

/** Those that objects can be ordered by. */
export const attributes = ['color', 'size', 'counter', 'tag'] as const
type Attribute = (typeof attributes)[number]

/** In the space language. */
export const attributesText = `string color, int size, int counter, string tag, ${containerAttributes}`

const allAttributes: readonly (Attribute | Container)[] = [...attributes, ...containers]

const colors = ['', 'red', 'green', 'blue']
const sizeMax = 9n

export const model = new ObjectModel({ color: '', size: 0n, counter: 0n, tag: '', ...emptyContainers })

/** A call as both sides understand it. */
export interface PlannedUpdate {
  readonly effect: Effect
  readonly update: Update
}

export interface PlannedCondition {
  readonly condition: Condition
  readonly predicate: Predicate
}

export function decodeState(object: Bytes): ObjectState {
  const values = decodeObject(object)
  const state: Record<string, Value> = {}
  for (const [index, name] of attributes.entries()) state[name] = decodeValue(name, values[index] ?? emptyBytes)
  for (const [index, name] of containers.entries()) state[name] = decodeContainer(name, values[attributes.length + index])
  return state
}

/** The product's index of an attribute, the key's being 0. */
export function attributeIndex(name: Attribute | Container): number {
  return allAttributes.indexOf(name) + 1
}

export function encodeValue(value: Value): Bytes {
  return typeof value === 'bigint' ? encodeInt(value) : encodeString(String(value))
}

function decodeValue(name: Attribute, bytes: Bytes): Value {
  if (name === 'size' || name === 'counter') return bytes.length === 0 ? 0n : decodeInt(bytes)
  return decodeString(bytes) ?? ''
}

/** `tag` is unlike every other one's, so that each write can be told from the others; `conditional`: how likely it is one that may be refused. */
export function drawUpdate(random: Random, key: Bytes, tag: string, conditional: number): PlannedUpdate {
  const values = drawValues(random, tag)
  const operations = putOperations(values)
  const draw = random.chance(conditional) ? random.integer(40, 85) : random.below(100)
  if (draw < 40) return { effect: model.put(values), update: { key, operations } }
  if (draw < 50) return { effect: model.putIfNotExist(values), update: { key, presence: presence.absent, operations } }
  if (draw < 72) {
    const amount = BigInt(random.integer(1, 3))
    const add: Operation = { attribute: attributeIndex('counter'), name: operationName.add, operands: [encodeInt(amount)] }
    return { effect: model.add('counter', amount), update: { key, presence: presence.present, operations: [add] } }
  }
  const { condition, predicate } = drawCondition(random)
  if (draw < 79) {
    return { effect: model.condPut(condition, values), update: { key, presence: presence.present, condition: predicate, operations } }
  }
  if (draw < 85) {
    const update = { key, presence: presence.checkedIfPresent, condition: predicate, operations }
    return { effect: model.condPutOrCreate(condition, values), update }
  }
  if (draw < 96) return { effect: model.del(), update: { key, remove: true } }
  return { effect: model.del(condition), update: { key, presence: presence.present, condition: predicate, remove: true } }
}

/** One put that surely succeeds. */
export function plainPut(random: Random, key: Bytes, tag: string): PlannedUpdate {
  const values = drawValues(random, tag)
  return { effect: model.put(values), update: { key, operations: putOperations(values) } }
}

export function drawCondition(random: Random): PlannedCondition {
  const draw = random.below(100)
  if (draw < 10) return { condition: { text: 'true', holds: () => true }, predicate: matchAll }
  if (draw < 30) return colorIs(random.pick(colors))
  if (draw < 45) return sizeBetween(random)
  if (draw < 52) return counterAtLeast(BigInt(random.below(6)))
  const left = colorIs(random.pick(colors))
  const right = random.chance(0.4) ? sizeBetween(random) : colorIs(random.pick(colors))
  return random.chance(0.3) ? both(left, right) : either(left, right)
}

/** The values of one row of a sample, the key first. */
export function drawSampleRow(random: Random): Bytes[] {
  const values = drawValues(random, 'sample')
  return [encodeString(`key${random.below(100)}`), ...attributes.map((name) => encodeValue(values[name] ?? BigInt(random.below(20))))]
}

export function drawValues(random: Random, tag: string): ObjectState {
  const values: Record<string, Value> = { tag }
  if (random.chance(0.7)) values.color = random.pick(colors)
  if (random.chance(0.7)) values.size = BigInt(random.integer(0, Number(sizeMax)))
  return values
}

export function putOperations(values: ObjectState): Operation[] {
  return Object.entries(values).map(([name, value]) => ({
    attribute: attributeIndex(name as Attribute),
    name: operationName.put,
    operands: [encodeValue(value)],
  }))
}

function test(attribute: Attribute, name: number, operands: readonly Value[]): Predicate {
  return { kind: predicateKind.test, attribute: attributeIndex(attribute), operator: name, operands: operands.map(encodeValue) }
}

function colorIs(color: string): PlannedCondition {
  return {
    condition: { text: `color = ${JSON.stringify(color)}`, holds: (object) => object.color === color },
    predicate: test('color', operator.equal, [color]),
  }
}

function sizeBetween(random: Random): PlannedCondition {
  const low = BigInt(random.integer(0, Number(sizeMax)))
  const high = low + BigInt(random.integer(0, 4))
  return {
    condition: { text: `size ${low} to ${high}`, holds: ({ size }) => (size as bigint) >= low && (size as bigint) <= high },
    predicate: test('size', operator.between, [low, high]),
  }
}

function counterAtLeast(least: bigint): PlannedCondition {
  return {
    condition: { text: `counter >= ${least}`, holds: ({ counter }) => (counter as bigint) >= least },
    predicate: test('counter', operator.greaterOrEqual, [least]),
  }
}

export function both(left: PlannedCondition, right: PlannedCondition): PlannedCondition {
  return {
    condition: {
      text: `(${left.condition.text} and ${right.condition.text})`,
      holds: (object, key) => left.condition.holds(object, key) && right.condition.holds(object, key),
    },
    predicate: { kind: predicateKind.and, terms: [left.predicate, right.predicate] },
  }
}

export function either(left: PlannedCondition, right: PlannedCondition): PlannedCondition {
  return {
    condition: {
      text: `(${left.condition.text} or ${right.condition.text})`,
      holds: (object, key) => left.condition.holds(object, key) || right.condition.holds(object, key),
    },
    predicate: { kind: predicateKind.or, terms: [left.predicate, right.predicate] },
  }
}
