// Which indexes of each region are whole on this disk, and the building of those that are not: indexes that a space in use was given, and those that
// a process which ended left half-built. One index of one region at a time, page by page, beside everything else.
//
//   unknown → building → whole → leaving → unknown
//
// From the moment a configuration is installed every commit keeps the rows of all its indexes (index-rows.ts): a build only has to write those of the
// objects that lie here already, as they are when it comes to them. Rows of an index that was taken away are removed; whoever gives it back
// meanwhile waits for that, for they miss what happened since. So the row on disk (`I` region) names every index that may have rows, and whether
// it is whole: what a start finds there as not whole is removed and built anew, and a region without such a row has no whole index.
import type { RegionIndex } from '../hyperspace/region-indexes.ts'
import type { Entry, KeyRange } from '../ports/store.ts'
import { indexObjectIn } from '../replication/index-rows.ts'
import { indexRange, indexStatesKey, readUint32, regionRange, rowKind } from '../replication/layout.ts'
import { committedObject } from '../replication/object-rows.ts'
import type { Replica } from '../replication/replica.ts'
import type { SpaceView } from '../replication/space-view.ts'
import type { StoreView } from '../replication/store-view.ts'
import { type Bytes, justBehind } from '../values/bytes.ts'
import { decodeString, encodeString } from '../values/encode.ts'
import type { Chains } from './chains.ts'

/** Objects that one turn indexes, as long as they are small and have few rows. */
const pageRows = 256
/** Rows with which a turn ends; its last object may bring as many again (region-indexes.ts). */
const turnRows = 8192
/** So many bytes of an object take as long to read and to look through as a row to write. */
const bytesAsOneRow = 2048

/** How objects are written into an index (region-indexes.ts): what another build of the server has left is made anew. */
const rowsForm = 4

interface IndexOf {
  readonly attribute: number
  readonly name: string
  /** What its rows begin with, behind region and attribute, as numbers. */
  readonly prefix: readonly number[]
}

/** As it is kept on disk. Former builds, whose rows are others, look for a member `whole`: they make the index anew, too. */
interface KeptState extends IndexOf {
  /** `rowsForm` of whoever made the index whole; 0: it is not. */
  readonly form: number
}

interface IndexState extends IndexOf {
  whole: boolean
  /** Rows are there, or may be, that miss what happened since. */
  stale: boolean
}

interface RegionState {
  readonly indexes: Map<string, IndexState>
  view: SpaceView | undefined
}

interface Job {
  readonly replica: Replica
  readonly id: string
}

export interface IndexBuildOutlets {
  readonly store: StoreView
  turn(): number
  /** Reads the newest rows, when the turn is written. */
  read(range: KeyRange, limit: number, keysOnly: boolean, take: (entries: readonly Entry[]) => void): void
  remove(region: number, range: KeyRange, then: () => void): void
}

export class IndexBuilds {
  readonly #chains: Chains
  readonly #outlets: IndexBuildOutlets
  readonly #regions = new Map<number, RegionState>()
  #jobs: Job[] = []
  #current: Job | undefined

  constructor(chains: Chains, outlets: IndexBuildOutlets) {
    this.#chains = chains
    this.#outlets = outlets
  }

  /** Indexes of regions that are still to be built or removed. */
  get waiting(): number {
    return this.#jobs.length + (this.#current ? 1 : 0)
  }

  /** What the disk says, before the first `adopt`. */
  start(rows: readonly Entry[]): void {
    for (const { key, value } of rows) {
      if (key[0] !== rowKind.indexStates) continue
      const indexes = new Map<string, IndexState>()
      for (const kept of JSON.parse(decodeString(value) ?? '[]') as KeptState[]) {
        const { attribute, name, prefix, form } = kept
        const whole = form === rowsForm
        indexes.set(idOf(kept), { attribute, name, prefix, whole, stale: !whole })
      }
      this.#regions.set(readUint32(key, 1), { indexes, view: undefined })
    }
  }

  /** A region is not this server's any more. */
  lose(region: number): void {
    this.#regions.delete(region)
    this.#jobs = this.#jobs.filter(({ replica }) => replica.region !== region)
  }

  /** A region without an object: all its indexes are whole. Of one that is to be learned, too, for what its copy stores it indexes. */
  found(replica: Replica): void {
    this.lose(replica.region)
    this.#regions.set(replica.region, { indexes: new Map(), view: replica.view })
    this.#add(replica, true)
  }

  /** The copy of a region has ended: what became of its indexes meanwhile is made up for. */
  copied(region: number): void {
    const replica = this.#chains.replicas.get(region)
    const state = this.#regions.get(region)
    if (!replica || !state) return
    this.#keep(region)
    for (const [id, { whole }] of state.indexes) if (!whole) this.#request(replica, id)
    this.#next()
  }

  /** A configuration is installed. */
  adopt(): void {
    for (const replica of this.#chains.replicas.values()) this.#review(replica)
    this.#next()
  }

  #review(replica: Replica): void {
    let state = this.#regions.get(replica.region)
    if (!state) {
      state = { indexes: new Map(), view: undefined }
      this.#regions.set(replica.region, state)
    }
    if (state.view === replica.view) return
    state.view = replica.view
    const wanted = new Set(wantedBy(replica).map(idOf))
    for (const [id, index] of state.indexes) {
      if (!wanted.has(id)) {
        index.whole = false
        index.stale = true
      }
      if (!index.whole) this.#request(replica, id)
    }
    this.#add(replica, false)
  }

  /** Takes in the indexes that the region has by its view and that are not known yet. */
  #add(replica: Replica, whole: boolean): void {
    const { indexes } = this.#regions.get(replica.region)!
    for (const index of wantedBy(replica)) {
      const id = idOf(index)
      if (indexes.has(id)) continue
      const { attribute, name, prefix } = index
      indexes.set(id, { attribute, name, prefix: Array.from(prefix), whole, stale: false })
      if (!whole) this.#request(replica, id)
    }
    this.#keep(replica.region)
    this.#tell(replica)
  }

  /** While a copy is on its way the indexes wait for its end. */
  #request(replica: Replica, id: string): void {
    const isSame = (job: Job | undefined) => job?.replica === replica && job.id === id
    if (!replica.incomplete && !isSame(this.#current) && !this.#jobs.some(isSame)) this.#jobs.push({ replica, id })
  }

  #next(): void {
    if (this.#current) return
    this.#current = this.#jobs.shift()
    if (this.#current) this.#run(this.#current)
  }

  #run(job: Job): void {
    const state = this.#stateOf(job)
    if (!state) this.#end()
    else if (!state.stale) this.#build(job, undefined)
    else {
      state.stale = false
      const range = indexRange(job.replica.region, state.attribute, Uint8Array.from(state.prefix))
      this.#outlets.remove(job.replica.region, range, () => this.#cleared(job))
    }
  }

  #cleared(job: Job): void {
    if (!this.#stateOf(job) || wantedIndex(job)) {
      this.#run(job)
      return
    }
    const { region } = job.replica
    this.#regions.get(region)!.indexes.delete(job.id)
    this.#keep(region)
    this.#end()
  }

  /** From behind this object row on. An empty page comes when everything before it is written. */
  #build(job: Job, after: Bytes | undefined): void {
    const { replica } = job
    const range = regionRange(rowKind.object, replica.region)
    this.#outlets.read(after ? { ...range, from: justBehind(after) } : range, pageRows, true, (entries) => {
      const state = this.#stateOf(job)
      const index = wantedIndex(job)
      if (!state || !index || state.stale) {
        this.#run(job)
        return
      }
      let read = 0
      for (let cost = 0; read < entries.length && cost < turnRows; read++)
        cost += this.#indexObject(replica, index, entries[read]!.key.subarray(5))
      const last = entries[read - 1]
      if (last) this.#build(job, last.key.slice())
      else {
        state.whole = true
        this.#keep(replica.region)
        this.#tell(replica)
        this.#end()
      }
    })
  }

  /** What that took, in rows. */
  #indexObject(replica: Replica, index: RegionIndex, orderedKey: Bytes): number {
    const row = committedObject(replica, orderedKey)
    return row ? indexObjectIn(replica, index, orderedKey, row.object) + row.object.length / bytesAsOneRow : 0
  }

  #end(): void {
    this.#current = undefined
    this.#next()
  }

  /** Undefined: the region was lost meanwhile. */
  #stateOf({ replica, id }: Job): IndexState | undefined {
    return this.#chains.replicas.get(replica.region) === replica ? this.#regions.get(replica.region)?.indexes.get(id) : undefined
  }

  /** A copy on its way is forgotten by an end of the process, and with it what was indexed. */
  #keep(region: number): void {
    if (this.#chains.replicas.get(region)?.incomplete) return
    const { indexes } = this.#regions.get(region)!
    const kept = Array.from(
      indexes.values(),
      ({ attribute, name, prefix, whole }): KeptState => ({ attribute, name, prefix, form: whole ? rowsForm : 0 }),
    )
    this.#outlets.store.put(indexStatesKey(region), encodeString(JSON.stringify(kept)))
  }

  /** Searches leave out what is not whole. */
  #tell(replica: Replica): void {
    const { indexes } = this.#regions.get(replica.region)!
    replica.unbuilt = new Set(wantedBy(replica).flatMap((index) => (indexes.get(idOf(index))?.whole ? [] : [index.name])))
  }
}

/** An attribute that was dropped and given again under its name is another one. */
function idOf({ attribute, name }: { readonly attribute: number; readonly name: string }): string {
  return `${attribute} ${name}`
}

function wantedBy({ view, subspace }: Replica): readonly RegionIndex[] {
  return view.indexes[subspace]!
}

function wantedIndex({ replica, id }: Job): RegionIndex | undefined {
  return wantedBy(replica).find((index) => idOf(index) === id)
}
