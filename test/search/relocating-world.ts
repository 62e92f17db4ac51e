// A small cluster for tests of the merging side: keys' objects change and relocate step by step (protocol.md section 2, forwarding and
// committing along the path as separate steps) while searches open and page. Servers search with the real RegionCursor.
import type { SearchPage } from '../../src/cluster/client-messages.ts'
import type { Space } from '../../src/cluster/configuration.ts'
import { Locator } from '../../src/hyperspace/locate.ts'
import { coordinatesOf, mayMatchCoordinates } from '../../src/hyperspace/plan.ts'
import type { SearchEffect } from '../../src/search/merge.ts'
import { RegionCursor } from '../../src/search/region-cursor.ts'
import { type Bytes, toLatin1 } from '../../src/values/bytes.ts'
import { encodeObject } from '../../src/values/object.ts'
import { type SampleSnapshot, type StoredRow, snapshotOf } from './sample-store.ts'

export interface Version {
  readonly version: number
  /** Undefined: removed. */
  readonly values: readonly Bytes[] | undefined
}

interface UpdateUnderWay {
  readonly key: Bytes
  readonly next: Version
  /** Regions still to commit, the next one last; 0 is the key's. */
  readonly commits: number[]
}

interface OpenCursor {
  readonly cursor: RegionCursor
  readonly snapshot: SampleSnapshot
}

/** Servers may send smaller pages than asked for; small ones show more interleavings. */
const serverPageRows = 2

type Opening = Extract<SearchEffect, { kind: 'open' }>

export class RelocatingWorld {
  readonly space: Space
  readonly #locator: Locator
  readonly #subspace: number
  /** By region, then key. */
  readonly #regions = new Map<number, Map<string, StoredRow>>()
  readonly #departures: { region: number; key: Bytes; version: number; coordinates: readonly number[] }[] = []
  readonly #underWay: UpdateUnderWay[] = []
  readonly #cursors = new Map<number, OpenCursor>()
  /** What each key was, as its point leader judged; the last entry may be under way. */
  readonly history = new Map<string, Version[]>()
  /** What each key's point leader has committed. */
  readonly committed = new Map<string, Version>()
  /** Keys that came into a region since the search under way began. */
  #arrivals: { region: number; key: Bytes }[] = []
  /** Servers remember arrivals; without that an object could be counted twice. */
  remembersArrivals = true
  #version = 0
  #cursorId = 0

  /** One subspace, behind the key's, is searched. */
  constructor(space: Space, subspace: number) {
    this.space = space
    this.#subspace = subspace
    this.#locator = new Locator(space)
    for (const { id } of space.subspaces[subspace]!.regions) this.#regions.set(id, new Map())
  }

  get openCursors(): number {
    return this.#cursors.size
  }

  get busy(): boolean {
    return this.#underWay.length > 0
  }

  /** A search begins: servers remember no arrivals for longer than it takes to open it. */
  begin(): void {
    this.#arrivals = []
  }

  #regionOf(key: Bytes, values: readonly Bytes[]): number {
    return this.space.subspaces[this.#subspace]!.regions[this.#locator.regionPosition(this.#subspace, key, values)]!.id
  }

  /** Judges a write and sends it down its path; false while one of that key is under way. */
  write(key: Bytes, values: readonly Bytes[] | undefined): boolean {
    const name = toLatin1(key)
    if (this.#underWay.some((update) => toLatin1(update.key) === name)) return false
    const versions = this.history.get(name) ?? []
    const old = versions.at(-1)?.values
    if (!old && !values) return false
    const next = { version: ++this.#version, values }
    this.history.set(name, [...versions, next])
    const path = [0, ...(old ? [this.#regionOf(key, old)] : []), ...(values ? [this.#regionOf(key, values)] : [])]
    this.#underWay.push({ key, next, commits: [...new Set(path)] })
    return true
  }

  /** One commit, of the update that `pick` chooses: new region first, then old, the point leader last. */
  step(pick: number): void {
    const update = this.#underWay[pick % Math.max(1, this.#underWay.length)]
    if (!update) return
    const region = update.commits.pop()!
    if (region === 0) {
      this.committed.set(toLatin1(update.key), update.next)
      this.#underWay.splice(this.#underWay.indexOf(update), 1)
    } else this.#commit(region, update)
  }

  #commit(region: number, { key, next: { version, values } }: UpdateUnderWay): void {
    const name = toLatin1(key)
    const rows = this.#regions.get(region)!
    if (values && this.#regionOf(key, values) === region) {
      if (!rows.has(name)) this.#arrivals.push({ region, key })
      rows.set(name, { region, subspace: this.#subspace, key, version, values })
      return
    }
    const old = rows.get(name)!
    rows.delete(name)
    if (!values) return
    const coordinates = coordinatesOf(this.space, this.#subspace, key, old.values)
    this.#departures.push({ region, key, version, coordinates })
  }

  /** What a search that arrives now must wait for: the updates under way in its regions. */
  pendingIn({ open }: Opening): () => boolean {
    const asked = new Set(open.regions!.map(({ region }) => region!))
    const awaited = this.#underWay.filter(({ commits }) => commits.some((region) => asked.has(region)))
    return () => awaited.some(({ commits }) => commits.some((region) => asked.has(region)))
  }

  open({ open }: Opening): SearchPage {
    const regions = open.regions!.map(({ region }) => region!)
    const rows = regions.flatMap((region) => [...this.#regions.get(region)!.values()])
    const snapshot = snapshotOf(this.space, rows)
    const sources = regions.map((region) => ({ region, subspace: this.#subspace, objects: this.#regions.get(region)!.size }))
    const id = ++this.#cursorId
    this.#cursors.set(id, {
      cursor: new RegionCursor({ open: { ...open, pageRows: serverPageRows }, space: this.space, sources, snapshot }),
      snapshot,
    })
    const departures = this.#departures.filter(
      ({ region, coordinates }) =>
        regions.includes(region) && mayMatchCoordinates(this.space, this.#subspace, open.predicate!, coordinates),
    )
    if (open.aggregation) return { done: false, cursor: id, departures, unsettled: this.#unsettledIn(regions) }
    return { ...this.page(id), departures, ...(open.nameUnsettled ? { unsettled: this.#unsettledIn(regions) } : {}) }
  }

  #unsettledIn(regions: readonly number[]): Bytes[] {
    if (!this.remembersArrivals) return []
    return this.#arrivals.filter(({ region }) => regions.includes(region)).map(({ key }) => key)
  }

  page(id: number, apart: readonly Bytes[] = []): SearchPage {
    const { cursor, snapshot } = this.#cursors.get(id)!
    if (apart.length > 0) cursor.keepApart(apart)
    let step = cursor.wantPage()
    const reads = [...step.reads]
    while (!step.page) {
      const read = reads.shift()!
      step = cursor.take(read.token, snapshot.read(read))
      reads.push(...step.reads)
    }
    if (step.page.done) this.#cursors.delete(id)
    return { ...step.page, cursor: id }
  }

  has(cursor: number): boolean {
    return this.#cursors.has(cursor)
  }

  close(cursor: number): void {
    this.#cursors.delete(cursor)
  }

  /** Forgets all cursors of a server that holds `region`, as when it restarts. */
  closeAll(): void {
    this.#cursors.clear()
  }

  /** A linearizable read waits for the update under way on its arrival. */
  pendingOn(key: Bytes): () => boolean {
    const awaited = this.#underWay.find((update) => toLatin1(update.key) === toLatin1(key))
    return () => awaited !== undefined && this.#underWay.includes(awaited)
  }

  get(key: Bytes): { version: number; object: Bytes } | undefined {
    const found = this.committed.get(toLatin1(key))
    return found?.values && { version: found.version, object: encodeObject(found.values) }
  }
}
