// What replicas here say of what they store, for whoever compares copies (session/comparison.ts), and redrives that are asked for. A comparison costs
// reads of pages beside everything else: only so many are under way at a time, the rest are told to come again. No token of an object covers that, so
// in a space with authorization it is for those who run the servers (docs/authorization.md).
import { type CompareAsk, type ComparedRow, type RedriveAsk, type Request, responseStatus } from '../cluster/client-messages.ts'
import type { Entry, KeyRange } from '../ports/store.ts'
import { refusalOfComparison } from '../replication/authorization.ts'
import { type ObjectRow, objectKey, readObjectRow, regionRange, rowKey, rowKind } from '../replication/layout.ts'
import { committedObject } from '../replication/object-rows.ts'
import { objectSum } from '../replication/object-sum.ts'
import type { Replica } from '../replication/replica.ts'
import { type Caller, expired, failure, type Surroundings, tooManyWait } from '../replication/surroundings.ts'
import { Waiters } from '../replication/waiters.ts'
import { type Bytes, justBehind, toLatin1 } from '../values/bytes.ts'
import { decodeObject } from '../values/object.ts'
import { ownCopy } from '../values/own-copy.ts'
import type { Chains } from './chains.ts'
import { busy, type Requests } from './requests.ts'

const pageRowsMax = 1024
const readingMax = 8
const keysMax = 1024
const againMs = 20

export class Comparisons {
  readonly #chains: Chains
  readonly #requests: Requests
  readonly #around: Surroundings
  readonly #read: (range: KeyRange, limit: number, take: (entries: readonly Entry[]) => void) => void
  readonly #allowsGuarded: boolean
  readonly #waiters = new Waiters()
  #reading = 0

  constructor(
    chains: Chains,
    requests: Requests,
    around: Surroundings,
    read: (range: KeyRange, limit: number, take: (entries: readonly Entry[]) => void) => void,
    allowsGuarded: boolean,
  ) {
    this.#chains = chains
    this.#requests = requests
    this.#around = around
    this.#read = read
    this.#allowsGuarded = allowsGuarded
  }

  /** Questions that wait for updates are given up when their deadline has passed. To be called now and then. */
  expire(now: number): void {
    this.#waiters.expire(now)
  }

  /** False: the request is not about copies. `deadline` as in LeaderRequest. */
  request(caller: Caller, request: Request, deadline: number): boolean {
    const { compare, redrive } = request
    if (!compare && !redrive) return false
    const { region = 0, epoch = 0, schemaVersion = 0 } = request
    const refusal = this.#requests.refusal(region!, epoch!, redrive || compare?.settled ? 'head' : 'member', schemaVersion!)
    const replica = this.#chains.replicas.get(region!)
    const unauthenticated = !this.#allowsGuarded && replica && refusalOfComparison(replica.view)
    if (refusal) this.#around.answer(caller, refusal)
    else if (!replica?.isFull) this.#around.answer(caller, this.#requests.stale())
    else if (unauthenticated) this.#around.answer(caller, { status: responseStatus.failed, failure: unauthenticated })
    else if (redrive) this.#redrive(caller, replica, redrive)
    else if (compare!.settled) this.#settled(caller, replica, compare!, deadline)
    else if (compare!.keys?.length) this.#rows(caller, replica, compare!.keys)
    else this.#page(caller, replica, compare!)
    return true
  }

  #page(caller: Caller, replica: Replica, { after, limit }: CompareAsk): void {
    if (this.#reading >= readingMax) {
      const reason = failure('OVERLOADED', `${this.#reading} pages are being compared here`, 'come again', againMs)
      this.#around.answer(caller, busy(reason))
      return
    }
    const { region } = replica
    const range = regionRange(rowKind.object, region)
    const from = after?.length ? justBehind(rowKey(rowKind.object, region, after)) : range.from
    this.#reading++
    this.#read({ ...range, from }, Math.min(limit || pageRowsMax, pageRowsMax), (entries) => {
      this.#reading--
      if (!this.#stillAnswers(caller, replica)) return
      const rows = entries.map(({ key, value }) => rowOf(replica, key.subarray(5), readObjectRow(value)))
      this.#around.answer(caller, { status: responseStatus.ok, compared: { rows, done: rows.length === 0 } })
    })
  }

  #rows(caller: Caller, replica: Replica, keys: readonly Bytes[]): void {
    if (keys.length > keysMax) {
      const reason = failure('TOO_LARGE', `${keys.length} keys are asked for at once, the limit is ${keysMax}`, 'ask for fewer at a time')
      this.#around.answer(caller, { status: responseStatus.failed, failure: reason })
      return
    }
    const rows = keys.map((key) => {
      const row = replica.store.get(objectKey(replica.region, key))
      return row ? rowOf(replica, key, readObjectRow(row)) : { key, version: 0 }
    })
    this.#around.answer(caller, { status: responseStatus.ok, compared: { rows } })
  }

  /** A point leader waits for what is pending on the keys now, as for gets: what has committed here is on every replica. */
  #settled(caller: Caller, replica: Replica, { keys }: CompareAsk, deadline: number): void {
    const { view, pending } = replica
    const { keyType, space } = view
    // The keys are views of a message, and the wait may be long.
    const { copy: wanted, bytes } = ownCopy((keys ?? []).slice(0, keysMax))
    const newest = wanted.map((key) => pending.newestOf(toLatin1(keyType.fromOrdered(key))))
    const pendings = newest.filter((update) => update !== undefined)
    const { waiting } = this.#around
    // Many updates are waited for at the cost of as many: their bytes say so.
    const leave = pendings.length === 0 ? () => {} : waiting.enter(space.id, bytes)
    if (!leave) {
      this.#around.answer(caller, busy(tooManyWait(space, waiting.of(space.id))))
      return
    }
    // What is judged while this waits may be on other replicas when this is answered, and is not spoken of here.
    const { issued } = this.#chains.leaders.get(replica.region)!
    const settled = (committed: boolean) => {
      leave()
      if (!committed) this.#around.answer(caller, this.#requests.stale())
      if (!committed || !this.#stillAnswers(caller, replica)) return
      const rows = wanted.map((key) => {
        const object = committedObject(replica, key)
        if (!object) return { key, version: 0 }
        const values = decodeObject(object.object)
        const canonical = keyType.fromOrdered(key)
        const regions = space.subspaces.slice(1).map((_, index) => view.regionOf(index + 1, canonical, values).id)
        return { ...rowOf(replica, key, object), regions }
      })
      this.#around.answer(caller, {
        status: responseStatus.ok,
        version: issued,
        configurationVersion: this.#around.configurationVersion(),
        compared: { rows },
      })
    }
    const late = () => {
      leave()
      this.#around.answer(caller, { status: responseStatus.failed, failure: expired('read') })
    }
    this.#waiters.add({ pendings, deadline, settled, expired: late })
  }

  #redrive(caller: Caller, replica: Replica, { key, strays }: RedriveAsk): void {
    const { keyType } = replica.view
    const wrong = keyType.check(key ?? new Uint8Array(0))
    const canonical = wrong ? undefined : keyType.canonicalKey(key!).slice()
    if (!canonical || replica.view.keyRegion(canonical).id !== replica.region) {
      const reason = failure('INVALID', `the key ${wrong ?? `does not lie in region ${replica.region}`}`, 'stamp the region of the key')
      this.#around.answer(caller, { status: responseStatus.failed, failure: reason })
      return
    }
    const asked = this.#chains.leaders.get(replica.region)!.redrive({
      key: canonical,
      strays: (strays ?? []).slice(0, keysMax),
      done: (outcome, version) => {
        this.#around.answer(caller, outcome === 'lost' ? this.#requests.stale() : { status: responseStatus.ok, version })
      },
    })
    if (!asked) this.#around.answer(caller, busy(failure('OVERLOADED', 'too many redrives wait here', 'come again', againMs)))
  }

  #stillAnswers(caller: Caller, replica: Replica): boolean {
    const obstacle = this.#around.obstacle(replica.region)
    if (this.#chains.replicas.get(replica.region) !== replica) this.#around.answer(caller, this.#requests.stale())
    else if (obstacle) this.#around.answer(caller, busy(obstacle))
    else return true
    return false
  }
}

function rowOf({ view, subspace, region }: Replica, key: Bytes, row: ObjectRow): ComparedRow {
  const belongs = view.regionOf(subspace, view.keyType.fromOrdered(key), decodeObject(row.object))
  return { key, version: row.version, sum: objectSum(row), ...(belongs.id === region ? {} : { misplaced: true }) }
}
