// A result of a hundred thousand objects goes through two servers and a client in pieces: however many rows were found and taken, few are held at
// any time. Rows that are still reachable are counted, at the servers and at the client, while a reader takes them.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import test from 'ava'
import type { SearchOpen, SearchPage } from '../../src/cluster/client-messages.ts'
import { type MergeOptions, type SearchEffect, SearchMerge } from '../../src/search/merge.ts'
import type { ReadRequest } from '../../src/search/range-reader.ts'
import { type CursorStep, RegionCursor } from '../../src/search/region-cursor.ts'
import { planSearch } from '../../src/search/search-plan.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { all, sampleSpace } from '../hyperspace/sample-space.ts'
import { place, sourcesOf } from './run-cursor.ts'
import { type SampleSnapshot, snapshotOf } from './sample-store.ts'

const total = 100_000
/** Where there is no index, five passes over the objects. */
const placesMax = 20_000
/** At a time, of one region. */
const readRows = 1024
const pageRows = 256
const servers = [1, 2]
const space = sampleSpace({
  attributes: { rank: 'int', level: 'int' },
  indexes: [{ attribute: 'rank' }],
  partitions: 8,
  servers,
})
const int = (value: number) => encodeInt(BigInt(value))
const stored = place(
  space,
  0,
  // Steps that share no divisor with the total meet every number once.
  Array.from({ length: total }, (_, id) => ({
    key: encodeString(`object ${String(id).padStart(6, '0')}`),
    values: [int((id * 68_787) % total), int((id * 50_843) % total)],
  })),
)
const sources = sourcesOf(space, 0, stored)
const snapshot = snapshotOf(space, stored)
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Things that were given out, and how many of them somebody can still reach. */
class Given {
  #things: WeakRef<object>[] = []

  add(thing: object): void {
    this.#things.push(new WeakRef(thing))
  }

  reachable(): number {
    this.#things = this.#things.filter((thing) => thing.deref() !== undefined)
    return this.#things.length
  }
}

/** A server's cursor, whose reads are answered by copies. */
class ServerCursor {
  readonly #cursor: RegionCursor
  readonly #read: Given

  constructor(open: SearchOpen, read: Given) {
    const regions = new Set(open.regions!.map(({ region }) => region))
    const copying = { ...snapshot, get: (key: Uint8Array) => this.#copied(snapshot.get(key)), close: () => {} }
    const asked = sources.filter(({ region }) => regions.has(region))
    this.#cursor = new RegionCursor({ open, space, sources: asked, snapshot: copying as unknown as SampleSnapshot, placesMax })
    this.#read = read
  }

  page(): SearchPage {
    const reads: ReadRequest[] = []
    for (let step: CursorStep = this.#cursor.wantPage(); ; ) {
      reads.push(...step.reads)
      if (step.page) {
        if (reads.length > 0) throw new Error('a page came, and reads are under way for nobody')
        return { ...step.page, cursor: 1 }
      }
      const read = reads.shift()!
      const entries = snapshot.read(read).map(({ key, value }) => ({ key: key.slice(), value: this.#copied(value)! }))
      step = this.#cursor.take(read.token, entries)
    }
  }

  #copied(value: Uint8Array | undefined): Uint8Array | undefined {
    const copy = value?.slice()
    if (copy) this.#read.add(copy)
    return copy
  }
}

/** Rows as a connection brings them: nothing of the server's. */
function arrived(page: SearchPage, received: Given): SearchPage {
  const rows = page.rows!.map((row) => {
    const copy = { ...row, key: row.key!.slice(), object: row.object!.slice() }
    received.add(copy.object)
    return copy
  })
  return { ...page, rows }
}

interface Held {
  readonly rows: number
  readonly atServers: number
  readonly atClient: number
  /** Rows that had come and were not taken yet. */
  readonly ahead: number
}

async function searched(options: Partial<MergeOptions>): Promise<Held> {
  const merge = new SearchMerge({ space, predicate: all, ...options })
  const [read, received] = [new Given(), new Given()]
  const cursors = new Map<number, ServerCursor>()
  let [rows, atServers, atClient, came, ahead] = [0, 0, 0, 0, 0]
  const answer = (effect: SearchEffect): void => {
    if (effect.kind === 'open') cursors.set(effect.stream, new ServerCursor(effect.open, read))
    else if (effect.kind !== 'next') throw new Error(`nothing was lost or moved, but ${effect.kind}`)
    const page = arrived(cursors.get(effect.stream)!.page(), received)
    came += page.rows!.length
    merge.page(effect.stream, page, 1)
  }
  merge.begin(planSearch(space, all), 0)
  for (let looked = 0; ; ) {
    for (const effect of merge.takeEffects()) answer(effect)
    ahead = Math.max(ahead, came - rows)
    rows += merge.pull(50).length
    if (merge.done) break
    if (rows - looked < total / 16) continue
    looked = rows
    // What a WeakRef has shown stays until the end of the job.
    await new Promise((resolve) => setImmediate(resolve))
    collectGarbage()
    atServers = Math.max(atServers, read.reachable())
    atClient = Math.max(atClient, received.reachable())
  }
  if (merge.failure) throw merge.failure
  return { rows, atServers, atClient, ahead }
}

const orders: Readonly<Record<string, Partial<MergeOptions>>> = {
  'by key': {},
  'by an index, descending': { orderBy: { attribute: 1, descending: true } },
  'without an index': { orderBy: { attribute: 2, descending: false } },
}
for (const [name, options] of Object.entries(orders)) {
  test.serial(`of a hundred thousand rows ${name} few are held at a time`, async (t) => {
    t.timeout(120_000)
    const { rows, atServers, atClient, ahead } = await searched(options)
    t.is(rows, total)
    // Of each server the page that is being taken, and the next.
    t.true(ahead <= servers.length * 2 * pageRows, `${ahead} rows had come and were not taken`)
    t.true(atClient <= servers.length * 2 * pageRows, `${atClient} rows at the client`)
    // Of each server the page in the making, of each region what was read for it.
    t.true(atServers <= servers.length * pageRows + sources.length * readRows, `${atServers} rows at the servers`)
    t.true(atServers > 0 && atClient > 0)
  })
}
