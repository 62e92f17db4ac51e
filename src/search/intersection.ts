// The keys that several ways name. The probe ends with one way read to its end, its candidates; of these only those are left that other ways
// name as well, since every object that matches has a row in each. Ways that the probe has read to their ends come at no further cost.
// Another is read on when that promises to save more than it costs. How many candidates it would leave is told by a sample of their
// objects; how long it is by the same share of all objects in the regions, whose numbers are kept with every write. The estimate takes
// the tests for independent of each other: where it was wrong the reading stops once it has cost what it was to save.
//
// Candidates are kept in order and other ways' keys are looked up among them as they come, so that these need not be held.
import { type Bytes, compareBytes } from '../values/bytes.ts'
import { type Allowance, getCost, type KeyAt } from './object-source.ts'
import { type Contestant, indexWeight, isComplete, namedKey, type ProbeOutcome } from './probe.ts'
import type { RangeReader } from './range-reader.ts'
import { StepwiseSort } from './stepwise-sort.ts'

/** What an object of the sample shows. */
export interface Inspected {
  readonly matches: boolean
  /** Whether it has a row where the search reads that way. */
  isNamed(attribute: number): boolean
}

export interface IntersectionOptions {
  readonly probed: ProbeOutcome
  /** How many objects the regions hold. */
  readonly objects: number
  /** So many matching candidates are read, in the order of keys; infinite: all. */
  readonly wanted: number
  readonly inspect: (at: KeyAt) => Inspected
  readonly allowance: Allowance
}

export interface NamedKeys {
  /** The ways that narrowed them, the probe's winner first. */
  readonly ways: readonly number[]
  readonly keys: readonly KeyAt[]
  /** How many the first way alone has named. */
  readonly namedByFirst: number
}

/** A way whose keys are being looked up among the candidates. */
interface Joining {
  readonly way: Contestant
  /** By candidate: 1 where the way names it. */
  readonly marks: Uint8Array
  /** Of the keys that the probe has read. */
  next: number
  /** Rows that were read on. */
  read: number
  readonly readMax: number
}

/** Fewer candidates are read without further ado. */
const sampledFromMin = 64
const sampleSize = 32
/** Of a sample that was itself narrowed. */
const sampleMin = 8
/** Rows come in pieces, each by a read of its own that is waited for. */
const pieceRows = 1024
const pieceCost = 64
/** How many times its cost a way must promise to save: the estimate is rough. */
const savingMin = 2

export class Intersection {
  readonly #options: IntersectionOptions
  readonly #ways: number[]
  #keys: readonly KeyAt[]
  #sort: StepwiseSort<KeyAt> | undefined
  /** Shortest first. */
  readonly #complete: Contestant[]
  #unfinished: readonly Contestant[]
  #sample: readonly Inspected[] | undefined
  #joining: Joining | undefined

  constructor(options: IntersectionOptions) {
    const { winner, others } = options.probed
    this.#options = options
    this.#ways = [winner.attribute]
    this.#keys = winner.keys
    this.#complete = others.filter(isComplete).sort((a, b) => a.keys.length - b.keys.length)
    this.#unfinished = others.filter((other) => !isComplete(other))
    if (others.length > 0) this.#sort = new StepwiseSort(winner.keys, compareKeys)
  }

  hungry(): readonly RangeReader[] {
    return this.#joining?.way.regions.map(({ reader }) => reader).filter((reader) => reader.hungry) ?? []
  }

  outcome(): NamedKeys | 'waiting' {
    for (;;) {
      if (this.#options.allowance.left <= 0 || !this.#inOrder()) return 'waiting'
      this.#joining ??= this.#nextWay()
      if (!this.#joining) return { ways: this.#ways, keys: this.#keys, namedByFirst: this.#options.probed.winner.keys.length }
      if (!this.#join(this.#joining)) return 'waiting'
      this.#joining = undefined
    }
  }

  #nextWay(): Joining | undefined {
    for (let way = this.#complete.shift(); way; way = this.#complete.shift()) {
      if (way.keys.length <= this.#keys.length * getCost) return this.#begin(way, Number.POSITIVE_INFINITY)
    }
    if (this.#unfinished.length === 0 || this.#keys.length < sampledFromMin) return undefined
    this.#sample ??= this.#takeSample()
    if (this.#sample.length < sampleMin) return undefined
    let best: { readonly way: Contestant; readonly saved: number; readonly cost: number } | undefined
    for (const way of this.#unfinished) {
      const { saved, cost } = this.#estimate(way, this.#sample)
      if (saved >= savingMin * cost && (!best || saved - cost > best.saved - best.cost)) best = { way, saved, cost }
    }
    if (!best) return undefined
    const { way, saved } = best
    this.#unfinished = this.#unfinished.filter((other) => other !== way)
    return this.#begin(way, saved)
  }

  /** In rows of an index. */
  #estimate(way: Contestant, sample: readonly Inspected[]): { readonly saved: number; readonly cost: number } {
    const { objects, wanted } = this.#options
    const named = share(sample, (object) => object.isNamed(way.attribute))
    const reads = Math.min(this.#keys.length, wanted / share(sample, ({ matches }) => matches))
    const rows = Math.max(1, named * objects - way.keys.length)
    const pieces = way.regions.filter(({ reader }) => !reader.finished).length + rows / pieceRows
    return { saved: reads * (1 - named) * indexWeight, cost: rows + pieces * pieceCost }
  }

  #takeSample(): readonly Inspected[] {
    const keys = this.#keys
    return Array.from({ length: sampleSize }, (_, index) => this.#options.inspect(keys[Math.floor((index * keys.length) / sampleSize)]!))
  }

  #begin(way: Contestant, readMax: number): Joining {
    return { way, marks: new Uint8Array(this.#keys.length), next: 0, read: 0, readMax }
  }

  /** Whether the candidates are, where they are to be compared with anything. */
  #inOrder(): boolean {
    if (!this.#sort) return true
    const sorted = this.#sort.sorted(this.#options.allowance)
    if (!sorted) return false
    this.#keys = sorted
    this.#sort = undefined
    return true
  }

  /** True when it is over. */
  #join(joining: Joining): boolean {
    const { way, marks, readMax } = joining
    const { allowance } = this.#options
    for (; joining.next < way.keys.length; joining.next++) {
      if (allowance.left <= 0) return false
      this.#mark(marks, way.keys[joining.next]!)
    }
    for (const { region, reader } of way.regions) {
      for (let entry = reader.head; entry; entry = reader.head) {
        this.#mark(marks, { region, keyForm: namedKey(way.attribute, entry) })
        joining.read++
        reader.advance()
      }
    }
    if (joining.read > readMax) return true
    if (!isComplete(way)) return false
    const left = this.#keys.filter((_, index) => marks[index] === 1)
    if (left.length < this.#keys.length) this.#ways.push(way.attribute)
    this.#keys = left
    this.#sample = this.#sample?.filter((object) => object.isNamed(way.attribute))
    return true
  }

  /** The same key may stand there twice, where a way has several rows of one object. */
  #mark(marks: Uint8Array, at: KeyAt): void {
    this.#options.allowance.left--
    const keys = this.#keys
    let low = 0
    let high = keys.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compareKeys(keys[middle]!, at) < 0) low = middle + 1
      else high = middle
    }
    for (; low < keys.length && compareKeys(keys[low]!, at) === 0; low++) marks[low] = 1
  }
}

function compareKeys(
  a: { readonly region: number; readonly keyForm: Bytes },
  b: { readonly region: number; readonly keyForm: Bytes },
): number {
  return compareBytes(a.keyForm, b.keyForm) || a.region - b.region
}

/** Never 0 or 1: what a sample shows of none, or of all, is not sure. */
function share<Item>(sample: readonly Item[], isOne: (item: Item) => boolean): number {
  return (sample.filter(isOne).length + 1) / (sample.length + 2)
}
