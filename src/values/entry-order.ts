// Sorts the entries of a set or a map by their keys, which lie within one value. Numbers are sorted digit by digit and not by comparing: two
// million in a fifth of a second.
import type { Bytes } from './bytes.ts'
import type { ElementKind } from './elements.ts'
import { endOfElement } from './elements.ts'

/** Fewer are sorted by comparing. */
const digitwiseMin = 512

export interface EntryOrder {
  /** The entries by rising key, and where keys are equal as they came. */
  readonly order: Uint32Array
  compare(a: number, b: number): number
}

/** Where the key of the entry at `start` begins. */
export function keyStart({ fixed }: ElementKind, start: number): number {
  return fixed ? start : start + 4
}

/** `bounds`: where each entry begins and the last one ends; the keys are in canonical form. */
export function entryOrder(kind: ElementKind, value: Bytes, bounds: Uint32Array): EntryOrder {
  const order = new Uint32Array(bounds.length - 1)
  for (let index = 0; index < order.length; index++) order[index] = index
  return kind.fixed ? orderOfNumbers(kind, value, bounds, order) : orderOfStrings(kind, value, bounds, order)
}

function orderOfStrings(kind: ElementKind, value: Bytes, bounds: Uint32Array, order: Uint32Array): EntryOrder {
  const compare = (a: number, b: number) => {
    let one = bounds[a]! + 4
    let other = bounds[b]! + 4
    const oneEnd = endOfElement(kind, value, bounds[a]!)
    const otherEnd = endOfElement(kind, value, bounds[b]!)
    while (one < oneEnd && other < otherEnd) {
      const difference = value[one++]! - value[other++]!
      if (difference !== 0) return difference
    }
    return oneEnd - one - (otherEnd - other)
  }
  if (!inOrder(order, compare)) order.sort((a, b) => compare(a, b) || a - b)
  return { order, compare }
}

function orderOfNumbers({ name }: ElementKind, value: Bytes, bounds: Uint32Array, given: Uint32Array): EntryOrder {
  // Unsigned numbers in the same order as the keys.
  const highs = new Uint32Array(given.length)
  const lows = new Uint32Array(given.length)
  const isFloat = name === 'float'
  for (let index = 0; index < given.length; index++) {
    const at = bounds[index]!
    const low = value[at]! | (value[at + 1]! << 8) | (value[at + 2]! << 16) | (value[at + 3]! << 24)
    const high = value[at + 4]! | (value[at + 5]! << 8) | (value[at + 6]! << 16) | (value[at + 7]! << 24)
    const turned = isFloat && high < 0
    lows[index] = turned ? ~low : low
    highs[index] = turned ? ~high : high ^ 0x80000000
  }
  const compare = (a: number, b: number) => highs[a]! - highs[b]! || lows[a]! - lows[b]!
  if (inOrder(given, compare)) return { order: given, compare }
  if (given.length < digitwiseMin) return { order: given.sort((a, b) => compare(a, b) || a - b), compare }
  return { order: digitwise(highs, digitwise(lows, given)), compare }
}

function inOrder(order: Uint32Array, compare: (a: number, b: number) => number): boolean {
  for (let place = 1; place < order.length; place++) if (compare(order[place - 1]!, order[place]!) > 0) return false
  return true
}

/** By `words`, from the lowest of their four bytes to the highest; what is equal stays as it was. Changes `given`. */
function digitwise(words: Uint32Array, given: Uint32Array): Uint32Array {
  const { length } = given
  let order = given
  let spare: Uint32Array = new Uint32Array(length)
  const places = new Uint32Array(256)
  for (let shift = 0; shift < 32; shift += 8) {
    places.fill(0)
    for (let index = 0; index < length; index++) places[(words[index]! >>> shift) & 255]!++
    if (places[(words[0]! >>> shift) & 255] === length) continue
    let place = 0
    for (let digit = 0; digit < 256; digit++) {
      const count = places[digit]!
      places[digit] = place
      place += count
    }
    for (let index = 0; index < length; index++) {
      const entry = order[index]!
      spare[places[(words[entry]! >>> shift) & 255]!++] = entry
    }
    const sorted = spare
    spare = order
    order = sorted
  }
  return order
}
