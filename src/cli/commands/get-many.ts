import type { Command } from 'commander'
import { HyperdexError } from '../../errors.ts'
import type { Bytes } from '../../values/bytes.ts'
import type { CommandContext } from '../command-context.ts'
import { addCredentialOptions, type CredentialOptions, presentedTo } from '../credentials.ts'
import { splitLines } from '../load/line-splitter.ts'
import { untilAborted } from '../load/source.ts'
import { addQuoted, type QuotedOption } from '../quoted-strings.ts'
import { RowFormat } from '../row-format.ts'
import { printLines, printTableOf } from '../row-printer.ts'
import { encodeKey, naming } from '../typed-values.ts'

/** Enough to fill the batches of every server. */
const openMax = 256
const stdin = '-'

/** A key as it was typed, or as it was read. */
interface GivenKey {
  /** Among all, for errors. */
  readonly place: string
  /** Throws INVALID. */
  encode(): Bytes
}

interface GotRow {
  readonly key: Bytes
  /** Undefined: there is no object of that key. */
  readonly found: { readonly version: number; readonly object: Bytes } | undefined
}

type GetManyOptions = CredentialOptions & QuotedOption & { readonly version?: boolean }

export function addGetMany(program: Command, context: CommandContext): void {
  const command = program
    .command('get-many')
    .summary('print the objects of several keys')
    .description('Gets each key by itself and prints the objects in the order of the keys; of one that is absent its key, in JSON null.')
    .argument('<space>')
    .argument('<key...>', 'or - alone: from stdin, one a line')
    .option('--version', "also each object's version, as $version")
  addCredentialOptions(addQuoted(command)).action(async (spaceName: string, texts: string[], options: GetManyOptions) => {
    const fromStdin = texts.length === 1 && texts[0] === stdin
    if (!fromStdin && texts.includes(stdin) && !options.quoted) {
      throw new HyperdexError('INVALID', '- stands for stdin, and other keys stand beside it', `for a key - write '"-"' with --quoted`)
    }
    const connection = await context.connect()
    const space = await connection.space(spaceName)
    const { definition } = space
    const call = { signal: context.io.interrupted, ...presentedTo(context, definition, options) }
    const encode = (text: string) => encodeKey(definition, text, options)
    const keys = fromStdin ? keysRead(context, encode) : keysTyped(texts, encode)
    const rows = inOrder(keys, async ({ place, encode }): Promise<GotRow> => {
      try {
        const key = encode()
        return { key, found: await connection.get(space, key, call) }
      } catch (error) {
        return naming(place, () => {
          throw error
        })
      }
    })
    const format = new RowFormat(definition, undefined, { version: options.version })
    if (context.json) {
      await printLines(context, rows, '', ({ key, found }) => (found ? format.json({ key, ...found }) : 'null'))
    } else {
      await printTableOf(context, format, rows, ({ key, found }) => (found ? format.cells({ key, ...found }) : format.absentCells(key)))
    }
  })
}

type Encode = (text: string) => Bytes

/** All of them are looked at before the first is asked for. Throws INVALID. */
function keysTyped(texts: readonly string[], encode: Encode): GivenKey[] {
  return texts.map((text, index) => {
    const place = `key ${index + 1}`
    const key = naming(place, () => encode(text))
    return { place, encode: () => key }
  })
}

async function* keysRead({ io }: CommandContext, encode: Encode): AsyncGenerator<GivenKey> {
  const tooLong = ({ line }: { readonly line: number }) => {
    throw new HyperdexError('INVALID', `line ${line} is too long for a key`, 'write one key a line')
  }
  for await (const lines of splitLines(untilAborted(io.stdin, io.interrupted), tooLong)) {
    for (const { line, raw } of lines) yield { place: `line ${line}`, encode: () => encode(textOf(raw)) }
  }
  if (io.interrupted.aborted) throw new HyperdexError('ABORTED', 'interrupted while keys were read', 'run it again for the other keys')
}

/** Without the carriage return of a line that ends with one. Throws INVALID. */
function textOf(line: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line.at(-1) === 0x0d ? line.subarray(0, -1) : line)
  } catch (cause) {
    throw new HyperdexError('INVALID', 'the key is not UTF-8', 'with --quoted write such bytes as \\xHH', { cause })
  }
}

/** Asks for so many at a time, and gives the answers in the order of the keys; with the first that fails it ends. */
async function* inOrder(
  keys: Iterable<GivenKey> | AsyncIterable<GivenKey>,
  get: (key: GivenKey) => Promise<GotRow>,
): AsyncGenerator<GotRow> {
  const open: Promise<GotRow>[] = []
  for await (const key of keys) {
    const row = get(key)
    // Its turn comes later.
    row.catch(() => {})
    open.push(row)
    if (open.length >= openMax) yield await open.shift()!
  }
  for (const row of open) yield await row
}
