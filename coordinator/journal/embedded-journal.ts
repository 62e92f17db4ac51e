// The journal of a coordinator that runs alone: one file, appended to, and replaced by a snapshot when it has grown. All records that are
// waiting when the disk is free go into one frame (group commit). docs/formats/journal.md has the bytes.
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HyperdexError } from '../../src/errors.ts'
import { syncDirectory, temporarySuffix } from '../../src/storage/atomic-file.ts'
import { makeDirectory } from '../../src/storage/make-directory.ts'
import { isMissing, storageFailure } from '../../src/storage/storage-failure.ts'
import { applyRecord, emptyState, type State, type StateRecord, snapshotOf } from '../core/state.ts'
import { encodeFrame, encodeHeader, scanFrames } from './frames.ts'
import type { Journal, OpenedJournal } from './journal.ts'
import { decodeRecords, encodeRecords } from './record-codec.ts'

const journalFile = 'journal'

/** A journal is not replaced before it has this many bytes, and four times what its snapshot had. */
const compactAtLeast = 1024 * 1024

interface Waiting {
  readonly records: readonly StateRecord[]
  readonly after: State
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

/**
 * Opens the journal in a directory, and makes both when missing. A torn tail is cut off: it was never acted on. Errors: INTERNAL when the
 * file is corrupt or cannot be read, VERSION_MISMATCH when a newer release wrote it, DISK_FULL.
 */
export async function openEmbeddedJournal(directory: string, options: { compactAtLeast?: number } = {}): Promise<OpenedJournal> {
  const path = join(directory, journalFile)
  try {
    await makeDirectory(directory)
    await rm(path + temporarySuffix, { force: true })
    const bytes = (await readIfPresent(path)) ?? (await createFile(path, encodeHeader()))
    const { payloads, end } = scanFrames(bytes, path)
    const state = replay(payloads, path)
    const handle = await open(path, 'r+')
    if (end < bytes.length) {
      await handle.truncate(end)
      await handle.datasync()
    }
    const journal = new EmbeddedJournal(path, handle, {
      size: end,
      sequence: payloads.length,
      limit: options.compactAtLeast ?? compactAtLeast,
    })
    if (end === bytes.length) return { journal, state }
    return { journal, state, note: `cut ${bytes.length - end} bytes of an unfinished write off the journal ${path}, at byte ${end}` }
  } catch (error) {
    throw storageFailure(error, `use the journal ${path}`)
  }
}

async function readIfPresent(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** A whole file or none, durable when this resolves. */
async function createFile(path: string, bytes: Buffer): Promise<Buffer> {
  const temporary = path + temporarySuffix
  const handle = await open(temporary, 'w')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, path)
  await syncDirectory(dirname(path))
  return bytes
}

function replay(payloads: readonly Buffer[], path: string): State {
  let state = emptyState
  for (const [index, payload] of payloads.entries()) {
    try {
      for (const record of decodeRecords(payload)) state = applyRecord(state, record)
    } catch (cause) {
      throw new HyperdexError(
        'INTERNAL',
        `frame ${index} of the journal ${path} does not follow from those before: ${cause instanceof Error ? cause.message : cause}`,
        "Restore the coordinator's data directory from a copy, or run the release that wrote it.",
        { cause },
      )
    }
  }
  return state
}

class EmbeddedJournal implements Journal {
  readonly #path: string
  #handle: FileHandle
  #size: number
  #sequence: number
  #snapshotSize = 0
  readonly #limit: number
  #waiting: Waiting[] = []
  #writing: Promise<void> | undefined
  #failure: Error | undefined

  constructor(path: string, handle: FileHandle, { size, sequence, limit }: { size: number; sequence: number; limit: number }) {
    this.#path = path
    this.#handle = handle
    this.#size = size
    this.#sequence = sequence
    this.#limit = limit
  }

  append(records: readonly StateRecord[], after: State): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    if (records.length === 0 && this.#writing === undefined) return Promise.resolve()
    return new Promise((resolve, reject) => {
      this.#waiting.push({ records, after, resolve, reject })
      this.#writing ??= this.#drain()
    })
  }

  async close(): Promise<void> {
    await this.#writing
    this.#failure ??= new HyperdexError('UNAVAILABLE', 'the coordinator is stopping', 'Ask again when it has started.')
    await this.#handle.close()
  }

  /** Never rejects: those who wait are told. */
  async #drain(): Promise<void> {
    // All that is appended in this turn of the event loop shares one write.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      try {
        await this.#keep(batch)
        for (const { resolve } of batch) resolve()
      } catch (error) {
        this.#failure = storageFailure(error, `write the journal ${this.#path}`)
        for (const { reject } of [...batch, ...this.#waiting]) reject(this.#failure)
        this.#waiting = []
      }
    }
    this.#writing = undefined
  }

  async #keep(batch: readonly Waiting[]): Promise<void> {
    const records = batch.flatMap((waiting) => waiting.records)
    if (records.length === 0) return
    if (this.#size >= Math.max(this.#limit, 4 * this.#snapshotSize)) return this.#compact(batch.at(-1)!.after)
    const frame = encodeFrame(this.#sequence, encodeRecords(records))
    await writeAll(this.#handle, frame, this.#size)
    await this.#handle.datasync()
    this.#size += frame.length
    this.#sequence++
  }

  /** A new file with one frame, the state, takes the old one's place. */
  async #compact(state: State): Promise<void> {
    const bytes = Buffer.concat([encodeHeader(), encodeFrame(0, encodeRecords([snapshotOf(state)]))])
    await createFile(this.#path, bytes)
    const former = this.#handle
    this.#handle = await open(this.#path, 'r+')
    await former.close()
    this.#size = bytes.length
    this.#snapshotSize = bytes.length
    this.#sequence = 1
  }
}

async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    written += (await handle.write(bytes, written, bytes.length - written, position + written)).bytesWritten
  }
}
