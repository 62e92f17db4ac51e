// The order-preserving map from numbers to 32-bit coordinates (protocol.md section 1), symmetric around zero. The coordinate grows with the
// square root of the number of bits of the magnitude, so that the small numbers of real data, ages and prices, spread over many intervals
// instead of falling into one. Servers compare each other's coordinates, so each step is exact or correctly rounded arithmetic, which never
// falls when the value rises and is the same on every machine; Math.log2 promises neither.

const middle = 2147483648
const steps = middle - 2
const commonBits = 63
const largestBits = 1024

/** The share of each side that magnitudes up to 2^63 take: all of it for ints; floats leave the rest to larger ones. */
export const intShare = 1
export const floatShare = 0.96875

const scratch = new DataView(new ArrayBuffer(8))

/** The binary logarithm of a number from 1, with straight lines between the powers of two. */
function bitsIn(value: number): number {
  scratch.setFloat64(0, value)
  const high = scratch.getInt32(0)
  const fraction = (high & 0xfffff) / 2 ** 20 + scratch.getUint32(4) / 2 ** 52
  return (high >>> 20) - 1023 + fraction
}

function withBits(bits: number): number {
  const whole = Math.floor(bits)
  return 2 ** whole * (1 + (bits - whole))
}

function partOf(bits: number, commonShare: number): number {
  if (bits <= commonBits) return Math.sqrt(bits / commonBits) * commonShare
  return commonShare + ((bits - commonBits) / (largestBits - commonBits)) * (1 - commonShare)
}

function bitsAt(part: number, commonShare: number): number {
  if (part <= commonShare) {
    const ratio = part / commonShare
    return ratio * ratio * commonBits
  }
  return commonBits + ((part - commonShare) / (1 - commonShare)) * (largestBits - commonBits)
}

/** Unsigned 32 bits; never falls when the value rises; NaN is above everything. */
export function magnitudeCoordinate(value: number, commonShare: number): number {
  if (Number.isNaN(value)) return 4294967295
  const distance = Math.floor(partOf(bitsIn(1 + Math.abs(value)), commonShare) * steps)
  return value < 0 ? middle - distance : middle + distance
}

/** About the number with that coordinate; never falls when the coordinate rises. */
export function magnitudeFromCoordinate(coordinate: number, commonShare: number): number {
  const distance = coordinate - middle
  const value = withBits(bitsAt(Math.min(1, Math.abs(distance) / steps), commonShare)) - 1
  return distance < 0 ? -value : value
}
