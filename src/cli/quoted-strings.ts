// `--quoted`: strings are typed as in queries, for those that no command line can hold otherwise: bytes that are not UTF-8, and zero bytes.
import type { Command } from 'commander'
import { HyperdexError } from '../errors.ts'
import { readQuotedText } from '../schema/quoted-text.ts'
import type { Bytes } from '../values/bytes.ts'

export interface QuotedOption {
  readonly quoted?: boolean
}

export function addQuoted(command: Command): Command {
  return command.option('--quoted', String.raw`strings, the key too, are in quotes and have the escapes of queries: '"a\xff"'`)
}

/** Throws INVALID that says where. */
export function readQuotedString(text: string): Bytes {
  if (!/^["']/.test(text)) {
    throw new HyperdexError('INVALID', `${JSON.stringify(text)} is a string without quotes`, `with --quoted write it as '"TEXT"'`)
  }
  const read = readQuotedText(text, 0)
  if ('message' in read) throw new HyperdexError('INVALID', `${read.message}, at character ${read.offset + 1}`, read.remedy)
  if (read.end < text.length) {
    const remedy = `write \\${text[0]} for a quote that belongs to the string`
    throw new HyperdexError('INVALID', `the string ends at character ${read.end}, and something follows`, remedy)
  }
  return read.bytes
}
