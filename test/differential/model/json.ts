// JSON as documents hold it: a number without fraction that 64 bits hold is an int (a bigint here), any other a double.

export type Json = null | boolean | bigint | number | string | readonly Json[] | Members
export type Members = ReadonlyMap<string, Json>

export const int64Minimum = -(2n ** 63n)
export const int64Maximum = 2n ** 63n - 1n

export function isMembers(value: Json | undefined): value is Members {
  return value instanceof Map
}

export function isElements(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

export function isNumber(value: Json | undefined): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number'
}

/** How a number is kept in a document. */
export function asDocumentNumber(value: number): bigint | number {
  if (!Number.isInteger(value)) return value
  const int = BigInt(value)
  return int >= int64Minimum && int <= int64Maximum ? int : value
}

export function sameJson(a: Json, b: Json): boolean {
  if (isMembers(a)) {
    return isMembers(b) && a.size === b.size && [...a].every(([name, value]) => b.has(name) && sameJson(value, b.get(name)!))
  }
  if (isElements(a)) return isElements(b) && a.length === b.length && a.every((element, index) => sameJson(element, b[index]!))
  // An int equals the float of its value; a float without fraction is beyond all ints.
  if (isNumber(a)) return isNumber(b) && !(a < b) && !(a > b) && !Number.isNaN(a) && !Number.isNaN(b)
  return a === b
}

/** Members sorted by name. */
export function showJson(value: Json): string {
  if (isMembers(value)) {
    const members = [...value].sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([name, inner]) => `${JSON.stringify(name)}: ${showJson(inner)}`).join(', ')}}`
  }
  if (isElements(value)) return `[${value.map(showJson).join(', ')}]`
  if (typeof value === 'string') return JSON.stringify(value)
  return typeof value === 'number' ? `${value}f` : `${value}`
}

/** The bytes of a text in UTF-8, one character for each: how strings are compared, measured and trimmed. */
export function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

/** Undefined when the bytes are not UTF-8. */
export function textOf(bytes: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, 'latin1'))
  } catch {
    return undefined
  }
}
