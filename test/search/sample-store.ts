// An ordered store in memory whose reads are answered at once, holding the rows that replicas write.
import type { Space } from '../../src/cluster/configuration.ts'
import { regionIndexes } from '../../src/hyperspace/region-indexes.ts'
import type { Entry, Snapshot } from '../../src/ports/store.ts'
import { objectKey, objectRow } from '../../src/replication/layout.ts'
import type { ReadRequest } from '../../src/search/range-reader.ts'
import { type Bytes, compareBytes, emptyBytes, fromLatin1, toLatin1 } from '../../src/values/bytes.ts'
import { encodeObject } from '../../src/values/object.ts'
import { dataType } from '../../src/values/registry.ts'
import { indexKey } from '../replication/row-keys.ts'

export interface StoredRow {
  readonly region: number
  readonly subspace: number
  readonly key: Bytes
  readonly version: number
  readonly values: readonly Bytes[]
}

export class SampleSnapshot implements Snapshot {
  readonly #rows: ReadonlyMap<string, Bytes>
  readonly #keys: readonly Bytes[]
  gets = 0
  entriesRead = 0

  constructor(rows: ReadonlyMap<string, Bytes>) {
    this.#rows = rows
    this.#keys = [...rows.keys()].map(fromLatin1).sort(compareBytes)
  }

  get(key: Bytes): Bytes | undefined {
    this.gets++
    return this.#rows.get(toLatin1(key))
  }

  close(): void {}

  read({ range, limit, maxBytes, keysOnly }: ReadRequest): Entry[] {
    const within = this.#keys.slice(this.#from(range.from), this.#from(range.to))
    if (range.reverse) within.reverse()
    const entries: Entry[] = []
    let bytes = 0
    for (const key of within) {
      if (entries.length >= limit || bytes > maxBytes) break
      const value = keysOnly ? emptyBytes : this.#rows.get(toLatin1(key))!
      entries.push({ key, value })
      bytes += key.length + value.length
    }
    this.entriesRead += entries.length
    return entries
  }

  /** Position of the first key that is not below. */
  #from(key: Bytes): number {
    let low = 0
    let high = this.#keys.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compareBytes(this.#keys[middle]!, key) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

export function snapshotOf(space: Space, stored: Iterable<StoredRow>): SampleSnapshot {
  const rows = new Map<string, Bytes>()
  const keyType = dataType(space.definition.key.type)
  for (const { region, subspace, key, version, values } of stored) {
    const keyForm = keyType.toOrdered(key)
    rows.set(toLatin1(objectKey(region, keyForm)), objectRow(version, encodeObject(values)))
    for (const { attribute, forms } of regionIndexes(space, subspace)) {
      const { absent } = dataType(space.definition.attributes[attribute - 1]!.type)
      for (const form of forms(values[attribute - 1] ?? absent)) {
        rows.set(toLatin1(indexKey(region, attribute, form, keyForm)), emptyBytes)
      }
    }
  }
  return new SampleSnapshot(rows)
}
