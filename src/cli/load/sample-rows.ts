// The rows that `load` shows the coordinator before the first write into an empty space (protocol.md section 1).
import { rowsInSample, sampleRowOf } from '../../client/sample.ts'
import type { Space } from '../../cluster/configuration.ts'
import { EvenSample } from '../../transport/even-sample.ts'
import type { Bytes } from '../../values/bytes.ts'
import { type DecodedRecord, type RawRecord, type RecordFormat, RejectedRecord } from './record.ts'

/** Of a pipe, that much is held back at most until the sample is offered. */
const mostBytesHeld = 128 * 1024 * 1024

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

/** Of each record that decodes. */
export function sampleRows<Raw>(space: Space, format: RecordFormat<Raw>, sample: readonly Raw[]): Bytes[][] {
  const rowOf = sampleRowOf(space)
  return sample.flatMap((raw) => {
    const record = decodeIfPossible(format, raw)
    return record ? [rowOf(record.key, record.values)] : []
  })
}

function decodeIfPossible<Raw>(format: RecordFormat<Raw>, raw: Raw): DecodedRecord | undefined {
  try {
    return format.decode(raw)
  } catch (error) {
    if (error instanceof RejectedRecord) return undefined
    throw error
  }
}
