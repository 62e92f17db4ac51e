// Whole texts that commands read: a file, or stdin for `-` and for no name at all.
import { readFile, stat } from 'node:fs/promises'
import { HyperdexError } from '../errors.ts'
import type { CommandIo } from './io.ts'

const mostBytes = 16 * 1024 * 1024

/** Throws INVALID when the file cannot be read or is no UTF-8 text. */
export async function readText(io: CommandIo, file: string | undefined): Promise<string> {
  const name = file === undefined || file === '-' ? 'stdin' : file
  const bytes = name === 'stdin' ? await readAll(io.stdin) : await readNamed(name)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new HyperdexError('INVALID', `${name} is not UTF-8 text`, 'give a text file in UTF-8', { cause })
  }
}

async function readNamed(name: string): Promise<Uint8Array> {
  try {
    if ((await stat(name)).size > mostBytes) throw tooLong(name)
    return await readFile(name)
  } catch (cause) {
    throw cause instanceof HyperdexError ? cause : unreadableFile(name, cause)
  }
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of stream) {
    parts.push(part)
    length += part.length
    if (length > mostBytes) throw tooLong('stdin')
  }
  return Buffer.concat(parts)
}

function tooLong(name: string): HyperdexError {
  return new HyperdexError('INVALID', `${name} is longer than 16 MiB`, 'give a space definition; data is read by `load`')
}

/** For a file named on the command line that cannot be opened or read. */
export function unreadableFile(name: string, cause: unknown): HyperdexError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new HyperdexError('INVALID', `cannot read ${name}: ${reason}`, 'name a file that exists and may be read, or - for stdin', {
    cause,
  })
}
