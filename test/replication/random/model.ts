// The things of the random schedules as a few plain values, and what each operation does to one: the sequential truth that histories are
// judged by. Written without the product's own judging, so that the two check each other.
import { presence, type Update } from '../../../src/cluster/client-messages.ts'
import { type Bytes, equalBytes } from '../../../src/values/bytes.ts'
import { decodeInt, decodeString, encodeInt, encodeString } from '../../../src/values/encode.ts'
import { decodeObject, encodeObject } from '../../../src/values/object.ts'
import { operationName } from '../../../src/values/operation.ts'
import { operator, type Predicate, predicateKind } from '../../../src/values/predicate.ts'

export const attributes = { color: 1, size: 2, count: 3 } as const

export interface Thing {
  readonly color: string
  readonly size: string
  readonly count: number
}

/** Undefined: there is no such object. */
export type MaybeThing = Thing | undefined

export const absentThing: Thing = { color: '', size: '', count: 0 }

export type Write =
  | { readonly kind: 'put' | 'putIfAbsent'; readonly color: string; readonly size: string }
  | { readonly kind: 'recolor'; readonly from: string; readonly to: string; readonly orCreate: boolean }
  | { readonly kind: 'add'; readonly amount: number; readonly create: boolean }
  | { readonly kind: 'remove'; readonly ofColor?: string }

export type Judged = { readonly after: MaybeThing } | 'NOT_FOUND' | 'COMPARE_FAILED'

/** What an operation does to a thing: interface.md section 3. */
export function judgeThing(write: Write, before: MaybeThing): Judged {
  switch (write.kind) {
    case 'put':
      return { after: { ...(before ?? absentThing), color: write.color, size: write.size } }
    case 'putIfAbsent':
      return before ? 'COMPARE_FAILED' : { after: { ...absentThing, color: write.color, size: write.size } }
    case 'recolor':
      if (!before) return write.orCreate ? { after: { ...absentThing, color: write.to } } : 'NOT_FOUND'
      return before.color === write.from ? { after: { ...before, color: write.to } } : 'COMPARE_FAILED'
    case 'add':
      if (!before && !write.create) return 'NOT_FOUND'
      return { after: { ...(before ?? absentThing), count: (before?.count ?? 0) + write.amount } }
    case 'remove':
      if (!before) return 'NOT_FOUND'
      return write.ofColor === undefined || before.color === write.ofColor ? { after: undefined } : 'COMPARE_FAILED'
  }
}

function put(attribute: number, value: Bytes) {
  return { attribute, name: operationName.put, operands: [value] }
}

function hasColor(color: string): Predicate {
  return test(attributes.color, operator.equal, encodeString(color))
}

export function test(attribute: number, name: number, ...operands: Bytes[]): Predicate {
  return { kind: predicateKind.test, attribute, operator: name, operands }
}

/** The operation as a client sends it. */
export function updateFor(key: Bytes, write: Write): Update {
  switch (write.kind) {
    case 'put':
    case 'putIfAbsent': {
      const operations = [put(attributes.color, encodeString(write.color)), put(attributes.size, encodeString(write.size))]
      return { key, presence: write.kind === 'put' ? presence.any : presence.absent, operations }
    }
    case 'recolor':
      return {
        key,
        presence: write.orCreate ? presence.checkedIfPresent : presence.present,
        condition: hasColor(write.from),
        operations: [put(attributes.color, encodeString(write.to))],
      }
    case 'add': {
      const operation = { attribute: attributes.count, name: operationName.add, operands: [encodeInt(BigInt(write.amount))] }
      return { key, presence: write.create ? presence.any : presence.present, operations: [operation] }
    }
    case 'remove':
      return { key, presence: presence.present, remove: true, ...(write.ofColor !== undefined && { condition: hasColor(write.ofColor) }) }
  }
}

export function encodeThing({ color, size, count }: Thing): Bytes {
  return encodeObject([encodeString(color), encodeString(size), encodeInt(BigInt(count))])
}

export function decodeThing(object: Bytes): Thing {
  const [color, size, count] = decodeObject(object)
  return { color: decodeString(color!)!, size: decodeString(size!)!, count: Number(decodeInt(count!)) }
}

export function isThing(object: Bytes | undefined, thing: MaybeThing): boolean {
  return object === undefined || thing === undefined ? object === undefined && thing === undefined : equalBytes(object, encodeThing(thing))
}

/** A predicate of the schedules, as the product reads it and as a function. */
export interface Question {
  readonly text: string
  readonly predicate: Predicate
  matches(thing: Thing): boolean
}

export function colorIn(colors: readonly string[]): Question {
  return {
    text: `color in ${colors}`,
    predicate: test(attributes.color, operator.oneOf, ...colors.map(encodeString)),
    matches: ({ color }) => colors.includes(color),
  }
}

export function sizeIs(size: string): Question {
  return {
    text: `size = ${size}`,
    predicate: test(attributes.size, operator.equal, encodeString(size)),
    matches: (thing) => thing.size === size,
  }
}

export function countFrom(low: number): Question {
  return {
    text: `count >= ${low}`,
    predicate: test(attributes.count, operator.greaterOrEqual, encodeInt(BigInt(low))),
    matches: ({ count }) => count >= low,
  }
}

export const anything: Question = { text: 'all', predicate: { kind: predicateKind.all }, matches: () => true }

export function both(left: Question, right: Question): Question {
  return {
    text: `(${left.text} and ${right.text})`,
    predicate: { kind: predicateKind.and, terms: [left.predicate, right.predicate] },
    matches: (thing) => left.matches(thing) && right.matches(thing),
  }
}
