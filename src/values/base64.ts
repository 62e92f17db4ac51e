// Base64 (RFC 4648, with padding), pure: pure folders have no Buffer.
import type { Bytes } from './bytes.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const digits = new Map([...alphabet].map((character, digit) => [character, digit]))

export function encodeBase64(bytes: Bytes): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const group = (bytes[index]! << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
    const left = bytes.length - index
    text += alphabet[group >>> 18]! + alphabet[(group >>> 12) & 63]!
    text += (left > 1 ? alphabet[(group >>> 6) & 63]! : '=') + (left > 2 ? alphabet[group & 63]! : '=')
  }
  return text
}

/** Undefined for what is not base64. */
export function decodeBase64(text: string): Bytes | undefined {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const length = text.length - padding
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let group = 0
  let offset = 0
  for (let index = 0; index < text.length; index++) {
    const digit = index < length ? digits.get(text[index]!) : 0
    if (digit === undefined) return undefined
    group = (group << 6) | digit
    if (index % 4 < 3) continue
    for (let shift = 16; shift >= 0 && offset < bytes.length; shift -= 8) bytes[offset++] = group >>> shift
    group = 0
  }
  return bytes
}
