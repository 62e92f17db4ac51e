// What is pending by the rows of a disk (docs/formats/storage.md), in the pending log or in rows of its own, and what a batch changes of that.
import type { Entry, WriteBatch } from '../../src/ports/store.ts'
import { readUint32, readUint64, rowKind } from '../../src/replication/layout.ts'
import { isSettled, readSegmentRow, segmentName, settledName } from '../../src/replication/pending-segment.ts'
import { readUpdate } from '../../src/replication/update.ts'
import { type Bytes, fromLatin1, toLatin1 } from '../../src/values/bytes.ts'

/** Of keys that are strings, whose ordered form is their canonical one. */
export interface PendingRow {
  readonly region: number
  readonly keyName: string
  readonly version: number
}

interface Readable {
  get(key: Bytes): Bytes | undefined
}

export const pendingKinds: readonly number[] = [rowKind.segment, rowKind.settled, rowKind.pending]

/** Every record that lives. */
export function pendingRows(entries: readonly Entry[]): PendingRow[] {
  const rows = new Map(entries.map(({ key, value }) => [toLatin1(key), value]))
  return [...rows.keys()].flatMap((name) => {
    if (name.charCodeAt(0) === rowKind.pending) return [ownRow(name)]
    return name.charCodeAt(0) === rowKind.segment ? living((key) => rows.get(key), sequenceOf(name)) : []
  })
}

/** `disk`: before the batch. */
export function pendingChanges(batch: WriteBatch, disk: Readable): { recorded: PendingRow[]; settled: PendingRow[] } {
  const before: PendingRow[] = []
  const after: PendingRow[] = []
  const sequences = new Set<number>()
  for (const [name, value] of batch) {
    const kind = name.charCodeAt(0)
    if (kind === rowKind.pending) {
      if (value) after.push(ownRow(name))
      else before.push(ownRow(name))
    } else if (kind === rowKind.segment || kind === rowKind.settled) sequences.add(sequenceOf(name))
  }
  for (const sequence of sequences) {
    before.push(...living((name) => disk.get(fromLatin1(name)), sequence))
    after.push(...living((name) => (batch.has(name) ? batch.get(name) : disk.get(fromLatin1(name))), sequence))
  }
  return { recorded: without(after, before), settled: without(before, after) }
}

function ownRow(name: string): PendingRow {
  const key = fromLatin1(name)
  return { region: readUint32(key, 1), keyName: name.slice(13), version: readUint64(key, 5) }
}

function sequenceOf(name: string): number {
  return readUint64(fromLatin1(name), 1)
}

function living(row: (name: string) => Bytes | undefined, sequence: number): PendingRow[] {
  const segment = row(segmentName(sequence))
  if (!segment) return []
  const settled = row(settledName(sequence))
  return readSegmentRow(segment)
    .flatMap(({ regions, update }) => {
      const { keyName, version } = readUpdate(update)
      return regions.map((region) => ({ region, keyName, version }))
    })
    .filter((_record, number) => !settled || !isSettled(settled, number))
}

/** One of `less` takes away one of `rows`. */
function without(rows: readonly PendingRow[], less: readonly PendingRow[]): PendingRow[] {
  const counts = new Map<string, number>()
  for (const row of less) counts.set(nameOf(row), (counts.get(nameOf(row)) ?? 0) + 1)
  return rows.filter((row) => {
    const count = counts.get(nameOf(row)) ?? 0
    counts.set(nameOf(row), count - 1)
    return count <= 0
  })
}

function nameOf({ region, keyName, version }: PendingRow): string {
  return `${region} ${version} ${keyName}`
}
