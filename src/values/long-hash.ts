// The library's hash, murmur3 (x86, 32 bits, seed 0), of the bytes themselves. The library takes a text, and a quarter of a second for 16 MiB of it, at every
// server of an update's path; that is felt as silence. test/values/long-hash.test.ts holds the two to be the same.
import type { Bytes } from './bytes.ts'

const first = 0xcc9e2d51
const second = 0x1b873593

/** An unsigned 32-bit number. */
export function longHash(bytes: Bytes): number {
  const { length } = bytes
  const wholeEnd = length - (length % 4)
  let hash = 0
  for (let at = 0; at < wholeEnd; at += 4) {
    const block = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    hash ^= mixed(block)
    hash = (hash << 13) | (hash >>> 19)
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0
  }
  let rest = 0
  for (let at = length - 1; at >= wholeEnd; at--) rest = (rest << 8) | bytes[at]!
  if (wholeEnd < length) hash ^= mixed(rest)
  hash ^= length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

function mixed(block: number): number {
  const turned = Math.imul(block, first)
  return Math.imul((turned << 15) | (turned >>> 17), second)
}
