// One server's part of one search: a pure state machine that reads its regions from one snapshot and yields pages of rows in the order
// asked for (merge.ts is the caller's side). Called by `member`, which sends its reads to the store, hands their entries back, adds
// departures and the cursor's number to the pages, and closes the snapshot. Knows nothing of chains, epochs, connections or time.
//
// Nothing is read unless a page is wanted, so a slow reader bounds memory. A page that is long in coming (few objects match, or many must
// be sorted) is yielded early, with fewer rows or none: the caller simply wants the next.
import type { SearchOpen, SearchPage } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import { typeOf } from '../hyperspace/locate.ts'
import type { Entry, Snapshot } from '../ports/store.ts'
import { type Bytes, emptyBytes } from '../values/bytes.ts'
import type { DataType } from '../values/data-type.ts'
import { compilePredicate, type Matcher } from '../values/matcher.ts'
import { decodeObject } from '../values/object.ts'
import { matchAll } from '../values/predicate.ts'
import type { Effort } from '../values/regex.ts'
import { dataType } from '../values/registry.ts'
import { AccessPaths } from './access-paths.ts'
import { Candidates } from './candidates.ts'
import { GroupSink } from './group-sink.ts'
import { IndexWalk } from './index-walk.ts'
import type { Inspected, NamedKeys } from './intersection.ts'
import { KeyList } from './key-list.ts'
import { KeyScan, largeObjectBytes } from './key-scan.ts'
import { type Allowance, getNamedObject, type KeyAt, type ObjectSource, type StoredObject } from './object-source.ts'
import { pageBytesMax, pageSink } from './page-sink.ts'
import { indexWeight, Probe } from './probe.ts'
import { RangeReader, type ReadRequest, type ReadSize, type RegionReader } from './range-reader.ts'
import { type Place, RowOrder } from './row-order.ts'
import type { RowSink } from './row-sink.ts'
import { SortedCollection } from './sorted-collection.ts'

export type { ReadRequest } from './range-reader.ts'

/** A region to search; all regions of a search are of one subspace. */
export interface RegionSource {
  readonly region: number
  /** Index in the space; 0 is the key's. */
  readonly subspace: number
  /** How many objects the region holds, about. */
  readonly objects: number
  /** Names of indexes that are not whole in the region. */
  readonly unbuilt?: ReadonlySet<string>
}

export interface RegionCursorOptions {
  readonly open: SearchOpen
  readonly space: Space
  readonly sources: readonly RegionSource[]
  readonly snapshot: Snapshot
  /** Places that are sorted at a time, at most; by default what suits a server's memory. */
  readonly placesMax?: number
}

/** What came of an input: reads to begin, and the wanted page when it is there. */
export interface CursorStep {
  readonly reads: readonly ReadRequest[]
  /** Without departures and the cursor's number, which the caller adds. */
  readonly page?: SearchPage
}

const pageRowsDefault = 256
const pageRowsMax = 16_384
/** Objects scanned for one page at most: a few milliseconds, which nobody else is served meanwhile. */
const pageAllowance = 4096
/** So many bytes of an object may take as long to judge as a small object does. */
const bytesAsOneObject = 1024
/** A read of fewer rows costs no less. */
const readRowsMin = 16
const readBytesMin = 64 * 1024
/** Up to so many objects a scan costs less than a trial of the indexes. */
const fewObjects = 16
/** So many keys that an index names are held at most, each about 200 bytes: beyond, a scan reads the objects piece by piece. */
const keysHeldMax = 262_144

const nothingToDo: CursorStep = { reads: [] }

export class RegionCursor {
  readonly #space: Space
  readonly #snapshot: Snapshot
  readonly #sources: readonly RegionSource[]
  readonly #order: RowOrder
  readonly #keyType: DataType
  readonly #matches: Matcher
  readonly #limit: number
  readonly #sink: RowSink | GroupSink
  readonly #pageRows: number
  readonly #placesMax: number | undefined
  readonly #after: Place | undefined
  readonly #paths: AccessPaths
  readonly #allowance: Allowance = { left: 0 }
  readonly #effort: Effort = { spent: 0 }
  readonly #reading = new Map<number, RangeReader>()
  #token = 0
  #candidates: Candidates | undefined
  #source: ObjectSource | undefined
  #index = ''
  #examined = 0
  #wanted = false
  #done = false
  /** Of the object judged last. */
  #values: readonly Bytes[] = []

  /** Throws INVALID for a predicate, an order or a selection that does not fit the space. */
  constructor({ open, space, sources, snapshot, placesMax }: RegionCursorOptions) {
    this.#placesMax = placesMax
    this.#space = space
    this.#snapshot = snapshot
    this.#sources = sources
    this.#order = new RowOrder(space, { attribute: open.hasOrder ? (open.orderBy ?? 0) : 0, descending: open.descending ?? false })
    this.#keyType = dataType(space.definition.key.type)
    const predicate = open.predicate ?? matchAll
    const matches = compilePredicate(
      predicate,
      [space.definition.key.type, ...space.definition.attributes.map(({ type }) => type)],
      this.#effort,
    )
    this.#matches = (key, values) => {
      this.#effort.spent = 0
      const holds = matches(key, values)
      this.#allowance.left -= this.#effort.spent
      return holds
    }
    this.#limit = open.hasLimit ? (open.limit ?? 0) : Number.POSITIVE_INFINITY
    this.#pageRows = Math.min(open.pageRows || pageRowsDefault, pageRowsMax)
    this.#after = open.hasAfter ? this.#order.place(open.afterKey ?? emptyBytes, this.#afterOrder(open)) : undefined
    const isWhole = (index: string) => !sources.some(({ unbuilt }) => unbuilt?.has(index))
    this.#paths = new AccessPaths({
      space,
      subspace: sources[0]?.subspace ?? 0,
      predicate,
      order: this.#order,
      after: this.#after,
      isWhole,
    })
    this.#sink = pageSink(space, open, !this.#order.byKey && this.#limit !== Infinity && (sources[0]?.subspace ?? 0) > 0)
    if (sources.length === 0 || this.#limit === 0 || this.#paths.impossible) {
      this.#index = 'key scan'
      this.#done = true
    }
  }

  #afterOrder(open: SearchOpen): Bytes {
    const type = typeOf(this.#space, this.#order.attribute)!
    return open.afterOrder?.length ? open.afterOrder : dataType(type).absent
  }

  /** The last page was yielded, or there is none. */
  get done(): boolean {
    return this.#done
  }

  /** Of an aggregation, before its first page: objects of these keys are to be rows and no part of a group. */
  keepApart(keys: readonly Bytes[]): void {
    if (this.#sink instanceof GroupSink) this.#sink.keepApart(keys)
  }

  /** Asks for the next page; once at a time. */
  wantPage(): CursorStep {
    this.#wanted = true
    this.#allowance.left = pageAllowance
    return this.#run()
  }

  /** The entries of one read, which must be of this cursor's snapshot. */
  take(token: number, entries: readonly Entry[]): CursorStep {
    const reader = this.#reading.get(token)
    if (!reader) return nothingToDo
    this.#reading.delete(token)
    reader.take(entries)
    return this.#wanted ? this.#run() : nothingToDo
  }

  #run(): CursorStep {
    if (this.#done) return this.#page()
    this.#source ??= this.#chooseSource()
    while (this.#source) {
      if (this.#allowance.left <= 0 || this.#sink.full(this.#pageRows)) return this.#page()
      const stored = this.#source.next()
      if (stored === 'waiting') return this.#wait(this.#source.hungry())
      if (!stored) {
        this.#done = true
        return this.#page()
      }
      const { judged } = this.#source
      if (judged || this.#judge(stored)) this.#sink.add(this.#keyType.fromOrdered(stored.keyForm), stored, this.#values)
      if (this.#sink.taken >= this.#limit) {
        this.#done = true
        return this.#page()
      }
    }
    return this.#wait(this.#candidates?.hungry() ?? [])
  }

  #wait(hungry: readonly RangeReader[]): CursorStep {
    if (this.#allowance.left <= 0) return this.#page()
    return { reads: hungry.map((reader) => this.#read(reader)) }
  }

  #read(reader: RangeReader): ReadRequest {
    const token = ++this.#token
    this.#reading.set(token, reader)
    return reader.request(token)
  }

  #page(): CursorStep {
    const page = { ...this.#sink.take(this.#done), done: this.#done, candidates: this.#examined, index: this.#index }
    this.#wanted = false
    return { reads: [], page }
  }

  /** Whether the object matches and lies behind the place to go on from; then its place. */
  #judge(stored: StoredObject): Place | undefined {
    this.#examined++
    this.#allowance.left -= 1 + stored.object.length / bytesAsOneObject
    const key = this.#keyType.fromOrdered(stored.keyForm)
    const values = decodeObject(stored.object)
    if (!this.#matches(key, values)) return undefined
    this.#values = values
    if (this.#order.byKey && !this.#after) return { keyForm: stored.keyForm, orderForm: emptyBytes }
    const place = this.#order.place(key, this.#order.orderValueOf(values))
    return this.#after && this.#order.compare(place, this.#after) <= 0 ? undefined : place
  }

  /** Undefined while the ways in are being tried. */
  #chooseSource(): ObjectSource | undefined {
    const paths = this.#paths
    if (!this.#candidates) {
      const single = paths.singleKeys(this.#sources)
      if (single && single.length <= this.#keysMax()) {
        this.#index = 'key scan'
        return this.#inOrder(() => this.#listKeys(single))
      }
      if (paths.narrowed.length === 0 || this.#objects() <= fewObjects) return this.#unaided()
      this.#candidates = this.#tryWays([...(paths.keyNarrowed ? [0] : []), ...paths.narrowed])
    }
    const named = this.#candidates.outcome()
    if (named === 'waiting') return undefined
    this.#candidates = undefined
    return named ? this.#sourceOf(named) : this.#unaided()
  }

  #tryWays(ways: readonly number[]): Candidates {
    const size = this.#readSize(Math.max(readRowsMin, Math.ceil(pageRowsDefault / this.#sources.length)))
    const probed = ways.map((attribute) => ({ attribute, regions: this.#readers(attribute, size, true, false) }))
    return new Candidates(new Probe(probed, this.#keysMax(), this.#allowance), {
      objects: this.#objects(),
      wanted: this.#order.byKey ? this.#limit : Number.POSITIVE_INFINITY,
      inspect: (at) => this.#inspect(at),
      allowance: this.#allowance,
    })
  }

  #inspect(at: KeyAt): Inspected {
    const { keyForm, object } = getNamedObject(this.#snapshot, at, this.#allowance)
    this.#examined++
    const values = decodeObject(object)
    return {
      matches: this.#matches(this.#keyType.fromOrdered(keyForm), values),
      isNamed: (way) => this.#paths.isNamed(way, keyForm, values),
    }
  }

  /** The keys one by one, unless a scan or a walk by the first way alone costs less. */
  #sourceOf({ ways, keys, namedByFirst }: NamedKeys): ObjectSource {
    const first = ways[0]!
    if (first === 0 && namedByFirst <= keys.length * indexWeight) return this.#scan()
    if (first !== 0 && first === this.#order.attribute) {
      const walked = Math.min(namedByFirst, (namedByFirst / keys.length) * this.#limit)
      if (walked <= keys.length + Math.min(keys.length, this.#limit)) return this.#walk()
    }
    this.#index = ways.map((way) => (way === 0 ? 'key range' : `index ${this.#paths.indexName(way)}`)).join(' and ')
    return this.#inOrder(() => this.#listKeys(keys))
  }

  /**
   * How many keys an index may name before scanning beats reading objects one by one. With a limit, a scan or a walk in the order asked for
   * may also end early, after about objects × limit / keys, which the square root balances.
   */
  #keysMax(): number {
    const objects = this.#objects()
    const third = Math.max(fewObjects, Math.min(keysHeldMax, Math.floor(objects / 3)))
    const { attribute, byKey } = this.#order
    return byKey || this.#paths.isIndexed(attribute) ? Math.min(third, Math.ceil(2 * Math.sqrt(objects * this.#limit))) : third
  }

  #objects(): number {
    return this.#sources.reduce((sum, { objects }) => sum + objects, 0)
  }

  /** No index narrows the search enough: walks the index of the order where it may end early, else scans. */
  #unaided(): ObjectSource {
    const { attribute, byKey } = this.#order
    const narrows = this.#paths.keyNarrowed || this.#paths.narrowed.some((narrowed) => narrowed !== attribute)
    const endsEarly = this.#limit !== Number.POSITIVE_INFINITY || !narrows
    return !byKey && this.#paths.isIndexed(attribute) && endsEarly ? this.#walk() : this.#scan()
  }

  #scan(): ObjectSource {
    this.#index = 'key scan'
    const rows = this.#order.byKey ? Math.min(this.#pageRows, this.#limit) : pageAllowance
    const size = this.#readSize(Math.max(readRowsMin, Math.ceil((2 * rows) / this.#sources.length)))
    const { byKey, descending } = this.#order
    const reverse = byKey && descending
    const [snapshot, allowance] = [this.#snapshot, this.#allowance]
    return this.#inOrder(() => new KeyScan({ regions: this.#readers(0, size, false, reverse), descending: reverse, snapshot, allowance }))
  }

  #walk(): ObjectSource {
    const { attribute, descending } = this.#order
    this.#index = `index ${this.#paths.indexName(attribute)}`
    const size = this.#readSize(Math.max(readRowsMin, Math.ceil((2 * this.#pageRows) / this.#sources.length)))
    return new IndexWalk({
      snapshot: this.#snapshot,
      order: this.#order,
      regions: this.#readers(attribute, size, true, descending),
      size,
      after: this.#after,
      allowance: this.#allowance,
      placesMax: this.#placesMax,
    })
  }

  #listKeys(keys: readonly KeyAt[]): KeyList {
    const { byKey, descending } = this.#order
    return new KeyList(this.#snapshot, keys, byKey && descending, this.#allowance)
  }

  /** A source in the order of keys, put into the order asked for. */
  #inOrder(source: () => ObjectSource): ObjectSource {
    if (this.#order.byKey) return source()
    return new SortedCollection({
      snapshot: this.#snapshot,
      order: this.#order,
      source,
      placeOf: (stored) => this.#judge(stored),
      limit: this.#limit,
      allowance: this.#allowance,
      placesMax: this.#placesMax,
    })
  }

  #readers(attribute: number, size: ReadSize, keysOnly: boolean, reverse: boolean): RegionReader[] {
    return this.#sources.map(({ region }) => {
      const ranges = attribute === 0 ? this.#paths.objectRanges(region, reverse) : this.#paths.indexRanges(region, attribute, reverse)
      return { region, reader: new RangeReader(ranges, size, keysOnly, largeObjectBytes(this.#sources.length)) }
    })
  }

  #readSize(limit: number): ReadSize {
    return { limit: Math.min(limit, 1024), maxBytes: Math.max(readBytesMin, Math.ceil(pageBytesMax / this.#sources.length)) }
  }
}
