// What stands between quotes or backticks: JSON's escapes, the escaped quotes themselves, and in strings `\xHH` for one byte.
import { type Bytes, concatBytes } from '../values/bytes.ts'
import { encodeString } from '../values/encode.ts'

export interface QuotedText {
  /** Undefined when `\xHH` occurs. */
  readonly text: string | undefined
  readonly bytes: Bytes
  /** Offset behind the closing quote. */
  readonly end: number
}

/** Why a quoted text cannot be read. */
export interface QuotedTextFailure {
  readonly offset: number
  readonly message: string
  readonly remedy: string
}

const escapes: Readonly<Record<string, string>> = {
  ...{ '"': '"', "'": "'", '`': '`', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' },
}

/** `source[start]` is the opening quote: `"`, `'` or a backtick; the same character closes. */
export function readQuotedText(source: string, start: number): QuotedText | QuotedTextFailure {
  const quote = source[start]!
  const chunks: Bytes[] = []
  let text = ''
  let offset = start + 1
  for (;;) {
    const plainEnd = endOfPlainText(source, offset, quote)
    text += source.slice(offset, plainEnd)
    offset = plainEnd
    const character = source[offset]
    if (character === quote) break
    if (character !== '\\') return plainTextFailure(source, start, offset)
    const kind = source[offset + 1] ?? ''
    const digits = kind === 'u' ? 4 : kind === 'x' && quote !== '`' ? 2 : 0
    if (digits > 0) {
      const code = source.slice(offset + 2, offset + 2 + digits)
      if (!/^[0-9A-Fa-f]+$/.test(code) || code.length !== digits) {
        return {
          offset,
          message: `\\${kind} needs ${digits} hexadecimal digits`,
          remedy: `write \\${kind}${'0041'.slice(-digits)} for A`,
        }
      }
      if (kind === 'u') text += String.fromCharCode(Number.parseInt(code, 16))
      else {
        if (!text.isWellFormed()) return halfPair(start)
        chunks.push(encodeString(text), Uint8Array.of(Number.parseInt(code, 16)))
        text = ''
      }
    } else {
      if (!Object.hasOwn(escapes, kind)) return { offset, message: `\\${kind} is no escape`, remedy: 'write \\\\ for a backslash' }
      text += escapes[kind]
    }
    offset += 2 + digits
  }
  if (!text.isWellFormed()) return halfPair(start)
  const end = offset + 1
  if (chunks.length === 0) return { text, bytes: encodeString(text), end }
  return { text: undefined, bytes: concatBytes([...chunks, encodeString(text)]), end }
}

function endOfPlainText(source: string, start: number, quote: string): number {
  const quoteCode = quote.charCodeAt(0)
  let offset = start
  while (offset < source.length) {
    const code = source.charCodeAt(offset)
    if (code === quoteCode || code === 0x5c || code < 0x20) break
    offset++
  }
  return offset
}

function plainTextFailure(source: string, start: number, offset: number): QuotedTextFailure {
  const quote = source[start]!
  if (offset >= source.length || source[offset] === '\n' || source[offset] === '\r') {
    return {
      offset: start,
      message: `what ${quote} opens here is not closed on its line`,
      remedy: `close it with ${quote}; write \\n for a line break`,
    }
  }
  const code = source.charCodeAt(offset).toString(16).padStart(4, '0')
  return { offset, message: `a control character between ${quote} and ${quote}`, remedy: `write \\u${code} for it` }
}

function halfPair(start: number): QuotedTextFailure {
  return { offset: start, message: 'half of a surrogate pair is no character', remedy: 'write both halves, or the character itself' }
}
