// How containers hold their elements (docs/formats/values.md): ints and floats follow each other, 8 bytes each; a string is preceded by
// its length, 4 bytes little-endian.
import type { PrimitiveName } from './attribute-type.ts'
import { type Bytes, concatBytes } from './bytes.ts'
import type { DataType } from './data-type.ts'
import { floatType } from './float-type.ts'
import { intType } from './int-type.ts'
import { stringType } from './string-type.ts'

const lengthBytes = 4

/** No element takes less, its length included. */
export const elementBytesMin = lengthBytes

/** One kind of element: its type, and whether it takes 8 bytes always. */
export interface ElementKind {
  readonly name: PrimitiveName
  readonly type: DataType
  readonly fixed: boolean
}

export const elementKinds: Readonly<Record<PrimitiveName, ElementKind>> = {
  string: { name: 'string', type: stringType, fixed: false },
  int: { name: 'int', type: intType, fixed: true },
  int64: { name: 'int64', type: intType, fixed: true },
  float: { name: 'float', type: floatType, fixed: true },
}

/** Where the element at `offset` begins and ends; `end` may lie behind the value when it is cut off. */
function elementAt({ fixed }: ElementKind, value: Bytes, offset: number): { from: number; end: number } {
  if (fixed) return { from: offset, end: offset + 8 }
  const from = offset + lengthBytes
  if (from > value.length) return { from, end: from }
  const length = (value[offset]! | (value[offset + 1]! << 8) | (value[offset + 2]! << 16) | (value[offset + 3]! << 24)) >>> 0
  return { from, end: from + length }
}

/** Of the element that begins at `offset`, its length included; the value was checked. */
export function endOfElement(kind: ElementKind, value: Bytes, offset: number): number {
  return elementAt(kind, value, offset).end
}

/** Undefined when the value is elements of these kinds in rotation, else the reason, as a part of a sentence. */
export function checkElements(kinds: readonly ElementKind[], value: Bytes): string | undefined {
  let offset = 0
  let count = 0
  while (offset < value.length) {
    const { end } = elementAt(kinds[count % kinds.length]!, value, offset)
    if (end > value.length) return `is cut off in its element ${Math.floor(count / kinds.length) + 1}`
    offset = end
    count++
  }
  return count % kinds.length === 0 ? undefined : 'has a key without a value at its end'
}

/** Views into `value`, which was checked. */
export function splitElements(kinds: readonly ElementKind[], value: Bytes): Bytes[] {
  const elements: Bytes[] = []
  for (let offset = 0; offset < value.length; ) {
    const { from, end } = elementAt(kinds[elements.length % kinds.length]!, value, offset)
    elements.push(value.subarray(from, end))
    offset = end
  }
  return elements
}

/** How many there are, of all kinds together. */
export function countElements(kinds: readonly ElementKind[], value: Bytes): number {
  if (kinds.every(({ fixed }) => fixed)) return value.length / 8
  let count = 0
  for (let offset = 0; offset < value.length; count++) offset = elementAt(kinds[count % kinds.length]!, value, offset).end
  return count
}

/** The start of the last element, its length included. */
export function startOfLast(kind: ElementKind, value: Bytes): number {
  if (kind.fixed) return Math.max(0, value.length - 8)
  let start = 0
  for (let offset = 0; offset < value.length; ) {
    start = offset
    offset = elementAt(kind, value, offset).end
  }
  return start
}

/** One element as it stands in a container. */
export function writeElement({ fixed }: ElementKind, element: Bytes): Bytes {
  if (fixed) return element
  const bytes = new Uint8Array(lengthBytes + element.length)
  const { length } = element
  bytes[0] = length
  bytes[1] = length >>> 8
  bytes[2] = length >>> 16
  bytes[3] = length >>> 24
  bytes.set(element, lengthBytes)
  return bytes
}

export function joinElements(kinds: readonly ElementKind[], elements: readonly Bytes[]): Bytes {
  return concatBytes(elements.map((element, index) => writeElement(kinds[index % kinds.length]!, element)))
}

/** Element by element, then the shorter first: 0 only for values that are equal. */
export function compareElements(kinds: readonly ElementKind[], a: Bytes, b: Bytes): number {
  let left = 0
  let right = 0
  for (let index = 0; left < a.length && right < b.length; index++) {
    const kind = kinds[index % kinds.length]!
    const one = elementAt(kind, a, left)
    const other = elementAt(kind, b, right)
    const order = kind.type.compare(a.subarray(one.from, one.end), b.subarray(other.from, other.end))
    if (order !== 0) return order
    left = one.end
    right = other.end
  }
  return left < a.length ? 1 : right < b.length ? -1 : 0
}

/** Whether `sought` is one of the elements of kind `kinds[0]`. */
export function containsElement(kinds: readonly ElementKind[], value: Bytes, sought: Bytes): boolean {
  const { compare } = kinds[0]!.type
  for (let offset = 0, index = 0; offset < value.length; index++) {
    const { from, end } = elementAt(kinds[index % kinds.length]!, value, offset)
    if (index % kinds.length === 0 && compare(value.subarray(from, end), sought) === 0) return true
    offset = end
  }
  return false
}
