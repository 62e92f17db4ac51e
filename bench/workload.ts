// What is read and written: 20 thousand objects with a value of 1 KB each that does not compress, under keys drawn evenly.
import { randomFillSync } from 'node:crypto'
import type { Bytes } from '../src/values/bytes.ts'
import { encodeString } from '../src/values/encode.ts'

export const objectCount = 20_000
export const valueBytes = 1024
/** Objects that share a value of the attribute that is searched for. */
export const groupSize = 10

const randomPool = randomFillSync(new Uint8Array(1 << 20))
const keys = Array.from({ length: objectCount }, (_, index) => encodeString(`key-${String(index).padStart(8, '0')}`))
const groups = Array.from({ length: objectCount / groupSize }, (_, index) => encodeString(`group-${index}`))

export function keyOf(index: number): Bytes {
  return keys[index]!
}

export function groupOf(index: number): Bytes {
  return groups[index % groups.length]!
}

export function anyIndex(): number {
  return Math.floor(Math.random() * objectCount)
}

/** A view; it does not change. */
export function anyValue(): Bytes {
  const start = Math.floor(Math.random() * (randomPool.length - valueBytes))
  return randomPool.subarray(start, start + valueBytes)
}
