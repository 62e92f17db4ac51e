// What a copy may ask of the server it runs in, on either side. The member provides it (member/transfers.ts).
import type { Entry, KeyRange } from '../../ports/store.ts'
import type { LinkBody, Place } from '../messages.ts'

export interface TransferSurroundings {
  /** Milliseconds on a monotonic clock, as of the last tick. */
  now(): number
  watermark(keyRegion: number): number
  learnWatermark(keyRegion: number, version: number): void
  /** Queues a message for the end of the turn. */
  send(to: Place, fromRegion: number, body: LinkBody): void
  /** Reads a page of the newest rows when this turn is written: at most `limit` entries and about `copyPageBytes`. */
  readRows(range: KeyRange, limit: number, take: (entries: readonly Entry[]) => void): void
  /** The copy has ended, and what was pending then has settled. */
  copied(region: number): void
  /** Runs when this turn's batch is in the store. */
  afterWrite(run: () => void): void
  /** Runs when this turn's rows are in the disk's own memory. */
  afterFlush(run: () => void): void
  /** This row of the turn must also reach the disk's own memory. `name`: its key, one character a byte. */
  flush(name: string, row: Uint8Array): void
}

/** Rows of one page, and about how many bytes they may take; a single object may take more. */
export const copyPageRows = 1024
export const copyPageBytes = 1024 * 1024

/** The only row is that of the empty key: kind and region are all that its own key has. */
export function endsWithEmptyKey(entries: readonly Entry[]): boolean {
  return entries.at(-1)?.key.length === 5
}

/** Whether a page that was read so may end before its range does; one that ends with the empty key does not (member/page-reads.ts). */
export function isCut(entries: readonly Entry[]): boolean {
  if (endsWithEmptyKey(entries)) return false
  if (entries.length >= copyPageRows) return true
  let bytes = 0
  for (const { key, value } of entries) bytes += key.length + value.length
  return bytes >= copyPageBytes
}
