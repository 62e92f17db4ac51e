// Runs one server's part of a search over rows in memory.
import type { Row, SearchPage } from '../../src/cluster/client-messages.ts'
import type { Space } from '../../src/cluster/configuration.ts'
import { Locator } from '../../src/hyperspace/locate.ts'
import type { ReadRequest } from '../../src/search/range-reader.ts'
import type { RegionCursor } from '../../src/search/region-cursor.ts'
import { type Bytes, toLatin1 } from '../../src/values/bytes.ts'
import { dataType } from '../../src/values/registry.ts'
import type { SampleSnapshot, StoredRow } from './sample-store.ts'

/** Reads answered in an order that `pick` chooses; returns the pages until the last. */
export function run(cursor: RegionCursor, snapshot: SampleSnapshot, pick: (count: number) => number = () => 0): SearchPage[] {
  const pages: SearchPage[] = []
  for (;;) {
    const open: ReadRequest[] = []
    let step = cursor.wantPage()
    for (;;) {
      open.push(...step.reads)
      if (step.page) break
      const [read] = open.splice(pick(open.length), 1)
      if (!read) throw new Error('the cursor waits for nothing')
      step = cursor.take(read.token, snapshot.read(read))
    }
    pages.push(step.page)
    for (const read of open) cursor.take(read.token, snapshot.read(read))
    if (step.page.done) return pages
  }
}

export function rowsOf(pages: readonly SearchPage[]): Row[] {
  return pages.flatMap(({ rows }) => [...rows!])
}

export function place(space: Space, subspace: number, objects: readonly { key: Bytes; values: readonly Bytes[] }[]): StoredRow[] {
  const locator = new Locator(space)
  const distinct = new Map(objects.map((object) => [toLatin1(dataType(space.definition.key.type).toOrdered(object.key)), object]))
  return [...distinct.values()].map(({ key, values }, index) => {
    const region = space.subspaces[subspace]!.regions[locator.regionPosition(subspace, key, values)]!.id
    return { region, subspace, key: dataType(space.definition.key.type).canonicalKey(key), version: index + 1, values }
  })
}

export function sourcesOf(space: Space, subspace: number, rows: readonly StoredRow[]) {
  return space.subspaces[subspace]!.regions.map(({ id }) => ({
    region: id,
    subspace,
    objects: rows.filter(({ region }) => region === id).length,
  }))
}
