// Finds places in documents in stored form without reading them whole. What it is given was normalized, so it looks for structure only.
import type { Bytes } from './bytes.ts'
import { encodeString } from './encode.ts'
import type { PathStep } from './path.ts'

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const openArray = 0x5b
const closeArray = 0x5d
const openObject = 0x7b
const closeObject = 0x7d

/** A step made ready: a member's name as it stands in the text, quotes included, or an element's number. */
export type ScanStep = Bytes | number

export function scanSteps(steps: readonly PathStep[]): ScanStep[] {
  return steps.map((step) => (typeof step === 'number' ? step : encodeString(JSON.stringify(step))))
}

export interface ScanPlace {
  readonly from: number
  /** Just behind the value. */
  readonly end: number
}

function endOfString(bytes: Bytes, from: number): number {
  let at = from + 1
  while (bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1
  return at + 1
}

export function endOfValue(bytes: Bytes, from: number): number {
  const first = bytes[from]
  if (first === quote) return endOfString(bytes, from)
  let at = from
  if (first !== openArray && first !== openObject) {
    while (at < bytes.length && bytes[at] !== comma && bytes[at] !== closeArray && bytes[at] !== closeObject) at++
    return at
  }
  let level = 0
  do {
    const byte = bytes[at]
    if (byte === quote) {
      at = endOfString(bytes, at)
      continue
    }
    if (byte === openArray || byte === openObject) level++
    else if (byte === closeArray || byte === closeObject) level--
    at++
  } while (level > 0)
  return at
}

/** The value at the path; undefined when something is missing on the way. */
export function findPlace(bytes: Bytes, steps: readonly ScanStep[]): ScanPlace | undefined {
  let from = 0
  for (const step of steps) {
    const found = typeof step === 'number' ? findElement(bytes, from, step) : findMember(bytes, from, step)
    if (found === undefined) return undefined
    from = found
  }
  return { from, end: endOfValue(bytes, from) }
}

/** Where the value of the member begins, in the object that begins at `from`. */
export function findMember(bytes: Bytes, from: number, name: Bytes): number | undefined {
  if (bytes[from] !== openObject || bytes[from + 1] === closeObject) return undefined
  let at = from
  do {
    const start = at + 1
    const colon = endOfString(bytes, start)
    if (colon - start === name.length && sameBytes(bytes, start, name)) return colon + 1
    at = endOfValue(bytes, colon + 1)
  } while (bytes[at] === comma)
  return undefined
}

function sameBytes(bytes: Bytes, from: number, sought: Bytes): boolean {
  for (let index = 0; index < sought.length; index++) if (bytes[from + index] !== sought[index]) return false
  return true
}

function findElement(bytes: Bytes, from: number, number: number): number | undefined {
  if (bytes[from] !== openArray) return undefined
  if (number < 0) return elementPlaces(bytes, from).at(number)?.from
  let index = 0
  for (const { from: start } of walkElements(bytes, from)) if (index++ === number) return start
  return undefined
}

/** The elements of the array that begins at `from`. */
export function elementPlaces(bytes: Bytes, from: number): ScanPlace[] {
  return [...walkElements(bytes, from)]
}

export function* walkElements(bytes: Bytes, from: number): Generator<ScanPlace> {
  if (bytes[from + 1] === closeArray) return
  let at = from
  do {
    const start = at + 1
    at = endOfValue(bytes, start)
    yield { from: start, end: at }
  } while (bytes[at] === comma)
}

/** The names of the members of the object that begins at `from`, as they stand in the text, quotes included. */
export function memberNames(bytes: Bytes, from: number): Bytes[] {
  return [...walkMemberNames(bytes, from)]
}

export function* walkMemberNames(bytes: Bytes, from: number): Generator<Bytes> {
  if (bytes[from + 1] === closeObject) return
  let at = from
  do {
    const start = at + 1
    const colon = endOfString(bytes, start)
    yield bytes.subarray(start, colon)
    at = endOfValue(bytes, colon + 1)
  } while (bytes[at] === comma)
}
