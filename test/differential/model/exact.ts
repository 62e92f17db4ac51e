// Sums of doubles as whole numbers of the smallest double's size, and the double nearest to a fraction: exact, and rounded once.

/** 2^-1074, the smallest double above 0, is the unit. */
const unitBits = 1074n
const significandBits = 53

/** Of a finite double. */
export function inUnits(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const bits = view.getBigUint64(0)
  const exponent = (bits >> 52n) & 0x7ffn
  const fraction = bits & 0xfffffffffffffn
  const size = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n)
  return bits >> 63n === 1n ? -size : size
}

export function intInUnits(value: bigint): bigint {
  return value << unitBits
}

function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length
}

/** `units / divisor` units as a double, to nearest, ties to even; beyond the largest double an infinity. */
export function roundedQuotient(units: bigint, divisor: bigint): number {
  const size = units < 0n ? -units : units
  const sign = units < 0n ? -1 : 1
  // Below 53 bits the unit itself is the last place.
  const excess = Math.max(0, bitLength(size / divisor) - significandBits)
  const step = divisor << BigInt(excess)
  const twice = (size % step) * 2n
  let quotient = size / step
  if (twice > step || (twice === step && quotient % 2n === 1n)) quotient += 1n
  return sign * scaled(Number(quotient), excess - Number(unitBits))
}

/** `value` times 2^exponent, where the result is exact or too large. */
function scaled(value: number, exponent: number): number {
  if (exponent > 971) return value === 0 ? 0 : Number.POSITIVE_INFINITY
  // Two steps, for 2^exponent alone may be below the smallest double.
  const half = Math.trunc(exponent / 2)
  return value * 2 ** half * 2 ** (exponent - half)
}
