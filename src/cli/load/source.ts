// What `load` reads: a file, which can be read twice, or a stream, which cannot.
import { open, stat } from 'node:fs/promises'
import type { CommandIo } from '../io.ts'
import { unreadableFile } from '../read-text.ts'

export interface Source {
  readonly name: string
  /** In bytes; undefined for a stream. */
  readonly size: number | undefined
  /** From the beginning; a stream can be asked once. Throws INVALID when it cannot be read. */
  chunks(): AsyncIterable<Uint8Array>
}

/** `-` is stdin. Throws INVALID when the file cannot be read. */
export async function openSource(io: CommandIo, file: string): Promise<Source> {
  if (file === '-') return { name: 'stdin', size: undefined, chunks: () => io.stdin }
  try {
    const handle = await open(file)
    const status = await handle.stat()
    if (status.isFile()) {
      await handle.close()
      return { name: file, size: (await stat(file)).size, chunks: () => fileChunks(file) }
    }
    if (status.isDirectory()) {
      await handle.close()
      throw new Error('it is a directory')
    }
    return { name: file, size: undefined, chunks: () => handle.createReadStream() }
  } catch (cause) {
    throw unreadableFile(file, cause)
  }
}

const chunkBytes = 256 * 1024

async function* fileChunks(file: string): AsyncGenerator<Uint8Array> {
  try {
    const handle = await open(file)
    try {
      for (;;) {
        const chunk = new Uint8Array(chunkBytes)
        const { bytesRead } = await handle.read(chunk, 0, chunkBytes)
        if (bytesRead === 0) return
        yield bytesRead === chunkBytes ? chunk : chunk.subarray(0, bytesRead)
      }
    } finally {
      await handle.close()
    }
  } catch (cause) {
    throw unreadableFile(file, cause)
  }
}

/** Ends quietly when the signal aborts, also while the source gives nothing. */
export async function* untilAborted(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const aborted = Promise.withResolvers<undefined>()
  const onAbort = () => aborted.resolve(undefined)
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort)
  const iterator = chunks[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted.promise])
      if (next === undefined || next.done) return
      yield next.value
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    if (!signal.aborted) await iterator.return?.()
  }
}
