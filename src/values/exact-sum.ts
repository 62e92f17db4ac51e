// Sums and averages that do not depend on the order in which numbers are added, nor on how they are spread over servers: ints and floats
// are added exactly, and what comes out is rounded once, to the nearest double with ties to even. A float is a whole number of units of
// 2^-1074, so every sum is one whole number; while numbers come in it is kept in chunks of 32 bits, each a plain number.
import { type Bytes, concatBytes } from './bytes.ts'

const two32 = 4294967296
/** A chunk stays exact for so many additions of 32 bits. */
const additionsMax = 2 ** 20
/** 2^-1074 is the smallest positive double. */
const floatUnit = -1074
const intChunks = 2
const floatChunks = 68
const noChunks = new Float64Array(0)
const flag = { nan: 1, positive: 2, negative: 4 } as const

export class ExactSum {
  #chunks = noChunks
  #chunksUsed = 0
  #additions = 0
  #units = 0n
  /** Whether NaN, infinity or minus infinity was among the numbers: bits of `flag`. */
  #special = 0

  /** Eight bytes, little-endian two's complement. */
  addInt(bytes: Bytes): void {
    const low = (bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16) | (bytes[3]! << 24)) >>> 0
    const high = bytes[4]! | (bytes[5]! << 8) | (bytes[6]! << 16) | (bytes[7]! << 24)
    this.#count(2, intChunks)
    this.#chunks[0]! += low
    this.#chunks[1]! += high
  }

  /** Eight bytes, little-endian IEEE 754. */
  addFloat(bytes: Bytes): void {
    const low = (bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16) | (bytes[3]! << 24)) >>> 0
    const top = (bytes[4]! | (bytes[5]! << 8) | (bytes[6]! << 16) | (bytes[7]! << 24)) >>> 0
    const negative = top >= 0x80000000
    const exponent = (top >>> 20) & 0x7ff
    const fraction = top & 0xfffff
    if (exponent === 0x7ff) {
      this.#special |= fraction !== 0 || low !== 0 ? flag.nan : negative ? flag.negative : flag.positive
      return
    }
    const high = exponent === 0 ? fraction : fraction | 0x100000
    const shift = Math.max(0, exponent - 1)
    this.#addShifted(low, high, shift, negative ? -1 : 1)
  }

  /** high × 2^32 + low, times 2^shift, in units. */
  #addShifted(low: number, high: number, shift: number, sign: number): void {
    const first = shift >>> 5
    const bits = shift & 31
    this.#count(first + 3, floatChunks)
    const chunks = this.#chunks
    if (bits === 0) {
      chunks[first]! += sign * low
      chunks[first + 1]! += sign * high
      return
    }
    chunks[first]! += sign * ((low << bits) >>> 0)
    chunks[first + 1]! += sign * (((low >>> (32 - bits)) | (high << bits)) >>> 0)
    chunks[first + 2]! += sign * (high >>> (32 - bits))
  }

  #count(chunks: number, allChunks: number): void {
    if (this.#chunks.length === 0) this.#chunks = new Float64Array(allChunks)
    if (this.#additions >= additionsMax) this.#fold()
    this.#additions++
    if (chunks > this.#chunksUsed) this.#chunksUsed = chunks
  }

  #fold(): void {
    let folded = 0n
    for (let index = this.#chunksUsed - 1; index >= 0; index--) folded = folded * BigInt(two32) + BigInt(this.#chunks[index]!)
    this.#units += folded
    this.#chunks.fill(0, 0, this.#chunksUsed)
    this.#chunksUsed = 0
    this.#additions = 0
  }

  get units(): bigint {
    if (this.#additions > 0) this.#fold()
    return this.#units
  }

  /** The sum of floats over `count`, which is 1 for the sum itself, rounded to the nearest double. */
  floatOver(count: number): number {
    const special = this.#special
    if (special & flag.nan || (special & flag.positive && special & flag.negative)) return Number.NaN
    if (special) return special & flag.positive ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
    return roundedQuotient(this.units, BigInt(count), floatUnit)
  }

  intOver(count: number): number {
    return roundedQuotient(this.units, BigInt(count), 0)
  }

  /** A byte of flags, then the units, two's complement, the highest byte first. */
  encode(): Bytes {
    const units = this.units
    const negative = units < 0n
    let rest = negative ? -units - 1n : units
    const bytes: number[] = []
    for (; rest > 0n; rest >>= 8n) bytes.push(Number(rest & 0xffn))
    if (bytes.length === 0 || bytes.at(-1)! >= 0x80) bytes.push(0)
    if (negative) for (let index = 0; index < bytes.length; index++) bytes[index]! ^= 0xff
    return concatBytes([Uint8Array.of(this.#special), Uint8Array.from(bytes.reverse())])
  }

  /** Adds what another sum encoded. */
  addEncoded(bytes: Bytes): void {
    this.#special |= bytes[0] ?? 0
    let units = 0n
    for (let index = 1; index < bytes.length; index++) units = (units << 8n) | BigInt(bytes[index]!)
    if (bytes.length > 1 && bytes[1]! >= 0x80) units -= 1n << BigInt(8 * (bytes.length - 1))
    this.#units += units
  }
}

/** numerator / denominator × 2^exponent, rounded once to the nearest double, ties to even. */
export function roundedQuotient(numerator: bigint, denominator: bigint, exponent: number): number {
  if (numerator === 0n) return 0
  if (numerator < 0n) return -roundedQuotient(-numerator, denominator, exponent)
  // In this unit the quotient has 53 or 54 bits, fewer only among the smallest doubles.
  let unit = Math.max(bitLength(numerator) - bitLength(denominator) + exponent - 53, floatUnit)
  let units = dividedToEven(numerator, denominator, exponent - unit)
  if (units > 2n ** 53n) {
    unit++
    units = dividedToEven(numerator, denominator, exponent - unit)
  }
  return scaledByPowerOfTwo(Number(units), unit)
}

/** numerator × 2^shift / denominator, to the nearest whole number, ties to even. */
function dividedToEven(numerator: bigint, denominator: bigint, shift: number): bigint {
  const dividend = shift > 0 ? numerator << BigInt(shift) : numerator
  const divisor = shift < 0 ? denominator << BigInt(-shift) : denominator
  const quotient = dividend / divisor
  const twice = 2n * (dividend - quotient * divisor)
  return twice > divisor || (twice === divisor && (quotient & 1n) === 1n) ? quotient + 1n : quotient
}

/** Exact, or infinite: the result is a double, or lies beyond all of them. */
function scaledByPowerOfTwo(value: number, power: number): number {
  let result = value
  let left = power
  for (; left > 1000; left -= 1000) result *= 2 ** 1000
  for (; left < -1000; left += 1000) result *= 2 ** -1000
  return result * 2 ** left
}

function bitLength(value: bigint): number {
  return value.toString(16).length * 4 - Math.clz32(Number.parseInt(value.toString(16)[0]!, 16)) + 28
}
