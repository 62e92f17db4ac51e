// The order-preserving map from numbers to 32-bit coordinates (protocol.md section 1), symmetric around zero. The coordinate grows with the
// square root of the number of bits of the magnitude, so that the small numbers of real data, ages and prices, spread over many intervals
// instead of falling into one.

const middle = 2147483648
const steps = middle - 2
/** Magnitudes up to 2^63 take this share of each side, the larger ones of floats the rest. */
const commonBits = 63
const commonShare = 0.96875
const largestBits = 1024

function share(bits: number): number {
  if (bits <= commonBits) return Math.sqrt(bits / commonBits) * commonShare
  return commonShare + Math.min(1, (bits - commonBits) / (largestBits - commonBits)) * (1 - commonShare)
}

function bitsOf(part: number): number {
  if (part <= commonShare) return (part / commonShare) ** 2 * commonBits
  return commonBits + ((part - commonShare) / (1 - commonShare)) * (largestBits - commonBits)
}

/** Unsigned 32 bits; never falls when the value rises; NaN is above everything. */
export function magnitudeCoordinate(value: number): number {
  if (Number.isNaN(value)) return 4294967295
  const distance = Math.floor(share(Math.log2(1 + Math.abs(value))) * steps)
  return value < 0 ? middle - distance : middle + distance
}

/** About the number with that coordinate; never falls when the coordinate rises. */
export function magnitudeFromCoordinate(coordinate: number): number {
  const distance = coordinate - middle
  const value = 2 ** bitsOf(Math.min(1, Math.abs(distance) / steps)) - 1
  return distance < 0 ? -value : value
}
