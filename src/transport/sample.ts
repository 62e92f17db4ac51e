// A sample of rows, cut down to what one message carries. The quantiles of every n-th row are about those of all rows.
import type { Bytes } from '../values/bytes.ts'

const rowsMaximum = 10_000
const bytesMaximum = 32 * 1024 * 1024
/** The wire refuses messages of more than 2 million elements. */
const valuesMaximum = 1_000_000

/** At most 10,000 rows, 32 MiB and a million values, taken evenly; a row too large for the rest's average may end the sample early. */
export function thinSample(rows: readonly (readonly Bytes[])[]): readonly (readonly Bytes[])[] {
  let bytes = 0
  let values = 0
  for (const row of rows) {
    values += row.length
    bytes += 8
    for (const value of row) bytes += 6 + value.length
  }
  const share = Math.min(1, rowsMaximum / rows.length, bytesMaximum / bytes, valuesMaximum / values)
  if (!(share < 1)) return rows
  const kept = Math.floor(rows.length * share)
  const thinned: (readonly Bytes[])[] = []
  let left = bytesMaximum
  for (let index = 0; index < kept; index++) {
    const row = rows[Math.floor(index / share)]!
    left -= 8
    for (const value of row) left -= 6 + value.length
    if (left < 0) break
    thinned.push(row)
  }
  return thinned
}
