// The rows that `load` shows the coordinator before the first write into an empty space (protocol.md section 1).
import type { Space } from '../../cluster/configuration.ts'
import { EvenSample } from '../../transport/even-sample.ts'
import type { Bytes } from '../../values/bytes.ts'
import { dataType } from '../../values/registry.ts'
import { type DecodedRecord, type RawRecord, type RecordFormat, RejectedRecord } from './record.ts'

export const rowsInSample = 10_000
/** Of a pipe, that much is held back at most until the sample is offered. */
const mostBytesHeld = 128 * 1024 * 1024

/** Only axes of numbers have cut points; without one there is nothing to learn from a sample. */
export function hasCutPoints(space: Space): boolean {
  return space.subspaces.some(({ axes }) => axes.some(({ cutPoints }) => cutPoints !== undefined && cutPoints.length > 0))
}

/** Spread evenly over all records. Reads them to the end. */
export async function sampleOfAll<Raw>(records: AsyncIterable<readonly RawRecord<Raw>[]>, format: RecordFormat<Raw>): Promise<Raw[]> {
  const sample = new EvenSample<Raw>(rowsInSample)
  for await (const batch of records) for (const { raw } of batch) sample.offer(() => format.keep(raw))
  return sample.items()
}

/** Reads `least` records or more, if there are; they must then be loaded before the rest of the iterator. */
export async function firstRecords<Raw>(records: AsyncIterator<readonly RawRecord<Raw>[]>, least: number): Promise<RawRecord<Raw>[]> {
  const held: RawRecord<Raw>[] = []
  let bytes = 0
  while (held.length < least && bytes < mostBytesHeld) {
    const next = await records.next()
    if (next.done) break
    for (const record of next.value) {
      held.push(record)
      bytes += record.bytes
    }
  }
  return held
}

/**
 * The key and the attributes of each record that decodes. What lies on no numeric axis is left at its default: it moves no cut point,
 * and a sample of large objects stays small.
 */
export function sampleRows<Raw>(space: Space, format: RecordFormat<Raw>, sample: readonly Raw[]): Bytes[][] {
  const { key, attributes } = space.definition
  const axes = new Set(space.subspaces.flatMap(({ axes }) => axes.filter(({ cutPoints }) => cutPoints).map(({ attribute }) => attribute)))
  const absent = [key, ...attributes].map(({ type }) => dataType(type).absent)
  const rows: Bytes[][] = []
  for (const raw of sample) {
    const record = decodeIfPossible(format, raw)
    if (record)
      rows.push(
        absent.map((value, index) => (axes.has(index) ? (index === 0 ? record.key : record.values.get(index)) : undefined) ?? value),
      )
  }
  return rows
}

function decodeIfPossible<Raw>(format: RecordFormat<Raw>, raw: Raw): DecodedRecord | undefined {
  try {
    return format.decode(raw)
  } catch (error) {
    if (error instanceof RejectedRecord) return undefined
    throw error
  }
}
