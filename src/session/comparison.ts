// Compares every copy of every object of a space: all replicas of all regions of all subspaces (protocol.md section 4, Coming back). Each replica
// is read once, page by page in the order of keys; the streams are joined by key, and a key whose copies are not all the same, or not where they
// belong, is in doubt. That may be an update on its way, or a page older than another: so doubtful keys are *examined*:
//
//   the point leader says what it has when nothing is pending · then every replica that has, or should have, a copy · then the leader once more
//
// When the leader has said the same twice, what lies between was true of all replicas at once: it commits last, so nobody may lack what it has, and
// nobody may have more. The key region is taken to be right. To mend a key its point leader drives it down its path once more (replication/redrive.ts).
//
// Pure: a generator that yields questions to places and is given the answers, so that a driver and a simulated world run it alike.
import { type ComparedRow, type Response, responseStatus } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import { Heap } from '../search/heap.ts'
import { type Bytes, emptyBytes, fromLatin1, toLatin1 } from '../values/bytes.ts'
import { dataType } from '../values/registry.ts'
import type { Comparing, ComparisonOptions, ComparisonResult, Difference } from './comparison-steps.ts'
import { examine, type KeyInDoubt } from './examination.ts'
import type { PlaceQuestion } from './place-calls.ts'

/** Rows of all pages together. */
const rowsAtOnce = 65_536
const pageRowsMin = 16
const pageRowsMax = 1024
/** Doubtful keys examined at a time. */
const doubtsAtOnce = 256
const doubtBytesMax = 256 * 1024
/** Differences kept for the end, those that stay at most. */
const leftMax = 10_000

const unread = { rows: [], next: 0, key: '', ahead: undefined, after: emptyBytes, done: false, gone: false }

interface Stream {
  readonly subspace: number
  readonly region: number
  readonly server: number
  rows: readonly ComparedRow[]
  next: number
  /** Of the row at `next`, as text: in order where the bytes are. */
  key: string
  /** The page behind `rows`, if it has been read already. */
  ahead: readonly ComparedRow[] | undefined
  /** Behind which key the next page begins. */
  after: Bytes
  /** There are no more pages. */
  done: boolean
  /** The server holds the region no longer: what it has not shown is not missed. */
  gone: boolean
}

export function* compareSpace({ space, configuration, mend }: ComparisonOptions): Comparing<ComparisonResult> {
  const first = configuration().spaces.get(space)
  if (!first) return { keys: 0, copies: 0, differences: 0, left: [], unsettled: 0 }
  const comparison = new Comparison(first)
  const keyType = dataType(first.definition.key.type)
  const left: Difference[] = []
  let differences = 0
  let unsettled = 0
  let found: Difference[] = []
  for (;;) {
    const questions = comparison.pagesToRead()
    if (questions.length > 0) {
      comparison.read(yield { questions, found, keys: comparison.keys })
      found = []
    }
    const atEnd = comparison.join()
    while (comparison.doubts.length >= doubtsAtOnce || comparison.doubtBytes >= doubtBytesMax || (atEnd && comparison.doubts.length > 0)) {
      const keys = comparison.takeDoubts().map(({ key, regions }): KeyInDoubt => ({ key, canonical: keyType.fromOrdered(key), regions }))
      const examined = yield* examine({ space, configuration, mend }, keys, comparison.keys)
      differences += examined.differences.length
      unsettled += examined.unsettled
      found = [...found, ...examined.differences]
      for (const difference of examined.left) if (left.length < leftMax) left.push(difference)
    }
    if (atEnd) break
  }
  if (found.length > 0) yield { questions: [], found, keys: comparison.keys }
  return { keys: comparison.keys, copies: comparison.copies, differences, left, unsettled }
}

class Comparison {
  keys = 0
  copies = 0
  doubts: { key: Bytes; regions: ReadonlySet<number> }[] = []
  doubtBytes = 0
  readonly #streams: Stream[] = []
  readonly #limit: number
  readonly #heads: Heap<Stream>
  /** Streams of each region that are still read. */
  readonly #replicas = new Map<number, number>()
  /** Of each subspace, by index; those that are still being built lack objects rightly and are left out. */
  readonly #readers: number[]
  readonly #hungry: Set<Stream>
  #asked: readonly Stream[] = []

  constructor({ subspaces }: Space) {
    for (const [subspace, { regions, stage }] of subspaces.entries()) {
      if (stage === 'building') continue
      for (const { id, members } of regions) {
        this.#replicas.set(id, members.length)
        for (const server of members) {
          this.#streams.push({ subspace, region: id, server, ...unread })
        }
      }
    }
    this.#readers = subspaces.map((_, subspace) => this.#streams.filter((stream) => stream.subspace === subspace).length)
    this.#limit = Math.min(pageRowsMax, Math.max(pageRowsMin, Math.floor(rowsAtOnce / this.#streams.length)))
    this.#heads = new Heap((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    this.#hungry = new Set(this.#streams)
  }

  /** Of streams that must be read on, and beside these of those that soon must. Empty: what is there can be joined. */
  pagesToRead(): PlaceQuestion[] {
    if (this.#hungry.size === 0) return []
    this.#asked = this.#streams.filter((stream) => {
      const { rows, next, ahead, done } = stream
      return this.#hungry.has(stream) || (!done && !ahead && rows.length - next < this.#limit / 2)
    })
    return this.#asked.map(({ region, server, after }) => ({ region, server, compare: { after, limit: this.#limit } }))
  }

  read(answers: readonly Response[]): void {
    for (const [index, stream] of this.#asked.entries()) {
      const { status, compared } = answers[index]!
      const rows = compared?.rows ?? []
      stream.gone = status === responseStatus.stale
      // A page ends with the empty key only where nothing is behind it (member/page-reads.ts).
      const after = rows.at(-1)?.key ?? emptyBytes
      stream.done = stream.gone || after.length === 0
      if (rows.length > 0) {
        stream.ahead = rows
        stream.after = after
      }
      if (this.#hungry.delete(stream) && this.#turnPage(stream)) this.#heads.push(stream)
    }
  }

  /** Joins what has been read, until some stream must be read on. True: everything is joined. */
  join(): boolean {
    while (this.#hungry.size === 0) {
      const first = this.#heads.top
      if (!first) return true
      this.#joinKey(first.key)
    }
    return false
  }

  takeDoubts(): Comparison['doubts'] {
    let bytes = 0
    let count = 0
    while (count < this.doubts.length && count < doubtsAtOnce && bytes < doubtBytesMax) bytes += this.doubts[count++]!.key.length
    this.doubtBytes -= bytes
    return this.doubts.splice(0, count)
  }

  #joinKey(key: string): void {
    const perRegion = new Map<number, number>()
    const subspaces = new Set<number>()
    let alike = true
    let version = -1
    let sum = -1
    for (let stream = this.#heads.top; stream && stream.key === key; stream = this.#heads.top) {
      const row = stream.rows[stream.next]!
      if (version < 0) {
        version = row.version ?? 0
        sum = row.sum ?? 0
      }
      if ((row.version ?? 0) !== version || (row.sum ?? 0) !== sum || row.misplaced) alike = false
      perRegion.set(stream.region, (perRegion.get(stream.region) ?? 0) + 1)
      subspaces.add(stream.subspace)
      this.copies++
      this.#advance(stream)
    }
    this.keys++
    // Copies that are alike and in place lie in one region a subspace: the values lead nowhere else.
    for (const [region, count] of perRegion) if (count !== this.#replicas.get(region)) alike = false
    const wanted = this.#readers.filter((readers) => readers > 0).length
    if (alike && subspaces.size === wanted && perRegion.size === wanted) return
    const bytes = fromLatin1(key)
    this.doubts.push({ key: bytes, regions: new Set(perRegion.keys()) })
    this.doubtBytes += bytes.length
  }

  #advance(stream: Stream): void {
    stream.next++
    if (stream.next < stream.rows.length) {
      stream.key = toLatin1(stream.rows[stream.next]!.key!)
      this.#heads.replaceTop(stream)
      return
    }
    if (this.#turnPage(stream)) this.#heads.replaceTop(stream)
    else {
      this.#heads.pop()
      if (!stream.done) this.#hungry.add(stream)
    }
  }

  /** To the page that has been read ahead. False: there is none. */
  #turnPage(stream: Stream): boolean {
    const { ahead } = stream
    stream.ahead = undefined
    stream.rows = ahead ?? []
    stream.next = 0
    if (ahead) stream.key = toLatin1(ahead[0]!.key!)
    else if (stream.gone) {
      this.#replicas.set(stream.region, this.#replicas.get(stream.region)! - 1)
      this.#readers[stream.subspace]!--
    }
    return ahead !== undefined
  }
}
