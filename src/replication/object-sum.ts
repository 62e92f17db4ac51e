// A checksum of an object with its header, for comparing copies without sending them: 53 bits, so that two copies which differ pass for equal once
// in 10^16. Not for adversaries. Two 32-bit multiplicative hashes side by side, each finished by a mix of the other's bits.
import type { Bytes } from '../values/bytes.ts'
import type { ObjectRow } from './layout.ts'

export function objectSum({ object, header }: Pick<ObjectRow, 'object' | 'header'>): number {
  const state = { low: 0x9e3779b9, high: 0x85ebca6b }
  if (header) add(state, header)
  // Where the header ends must count: bytes may not wander between the two.
  state.low = Math.imul(state.low ^ (header ? header.length + 1 : 0), 0x01000193)
  add(state, object)
  const low = Math.imul(state.low ^ (state.low >>> 16), 0x85ebca6b) ^ Math.imul(state.high ^ (state.high >>> 13), 0xc2b2ae35)
  const high = Math.imul(state.high ^ (state.high >>> 16), 0x85ebca6b) ^ Math.imul(state.low ^ (state.low >>> 13), 0xc2b2ae35)
  return (high >>> 11) * 4294967296 + (low >>> 0)
}

function add(state: { low: number; high: number }, bytes: Bytes): void {
  let { low, high } = state
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]!
    low = Math.imul(low ^ byte, 0x9e3779b1)
    high = Math.imul(high ^ byte, 0x5f356495)
    low ^= low >>> 15
    high ^= high >>> 13
  }
  state.low = low
  state.high = high
}
