// Bytes are how every value travels, is stored and is compared inside the system (docs/formats/values.md); only the edges (client,
// command line) turn them into TypeScript values.

export type Bytes = Uint8Array

export const emptyBytes: Bytes = new Uint8Array(0)

/** A copy of its own. `slice` of a Node Buffer is none: it shares the memory. */
export function copyBytes(bytes: Bytes): Bytes {
  return new Uint8Array(bytes)
}

/** Bytewise order, the shorter first when one is a prefix of the other. Negative, 0 or positive. */
export function compareBytes(a: Bytes, b: Bytes): number {
  const shared = a.length < b.length ? a.length : b.length
  for (let index = 0; index < shared; index++) {
    const difference = a[index]! - b[index]!
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

export function startsWithBytes(bytes: Bytes, prefix: Bytes): boolean {
  if (prefix.length > bytes.length) return false
  for (let index = 0; index < prefix.length; index++) if (bytes[index] !== prefix[index]) return false
  return true
}

export function equalBytes(a: Bytes, b: Bytes): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false
  return true
}

/** One character a byte (0 to 255): what maps and the string hash need. */
export function toLatin1(bytes: Bytes): string {
  const length = bytes.length
  if (length <= 1024) return String.fromCharCode.apply(null, bytes as unknown as number[])
  let text = ''
  for (let start = 0; start < length; start += 1024) {
    text += String.fromCharCode.apply(null, bytes.subarray(start, start + 1024) as unknown as number[])
  }
  return text
}

export function fromLatin1(text: string): Bytes {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index)
  return bytes
}

export function concatBytes(parts: readonly Bytes[]): Bytes {
  let length = 0
  for (const part of parts) length += part.length
  const whole = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** The smallest bytes greater than these. */
export function justBehind(bytes: Bytes): Bytes {
  const longer = new Uint8Array(bytes.length + 1)
  longer.set(bytes)
  return longer
}
