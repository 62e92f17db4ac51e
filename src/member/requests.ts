// Requests of clients at the member they were stamped for: gets and updates. What does not fit the installed configuration is answered `stale`
// or `busy`, what is malformed is answered `INVALID`; nothing else is disturbed.
import { type Failure, type Request, type Response, responseStatus } from '../cluster/client-messages.ts'
import type { RegionLocation } from '../cluster/lookup.ts'
import { readOnlyError } from '../cluster/read-only.ts'
import { keyBytesMax } from '../cluster/size-limits.ts'
import { HyperdexError } from '../errors.ts'
import { refusalOfRead } from '../replication/authorization.ts'
import { decodeHeader } from '../replication/object-header.ts'
import { committedObject } from '../replication/object-rows.ts'
import type { Replica } from '../replication/replica.ts'
import type { SpaceView } from '../replication/space-view.ts'
import { type Caller, expired, failure, type Surroundings, tooManyWait } from '../replication/surroundings.ts'
import { Waiters } from '../replication/waiters.ts'
import { checkSelection, projector } from '../schema/selection.ts'
import { type Bytes, toLatin1 } from '../values/bytes.ts'
import { ownCopy } from '../values/own-copy.ts'
import type { Chains } from './chains.ts'

type Answer = Omit<Response, 'id'>

interface Read {
  readonly tokens: Request['tokens']
  readonly select: Request['select']
  readonly key: Bytes
  readonly orderedKey: Bytes
}

/** How long a caller should wait when this server has yet to install the configuration the request was stamped by. */
const settleMs = 20

export class Requests {
  readonly #chains: Chains
  readonly #around: Surroundings
  readonly #want: (configurationVersion: number) => void
  readonly #waiters = new Waiters()

  constructor(chains: Chains, around: Surroundings, want: (configurationVersion: number) => void) {
    this.#chains = chains
    this.#around = around
    this.#want = want
  }

  /** Gets that wait for an update are given up when their deadline has passed. To be called now and then. */
  expire(now: number): void {
    this.#waiters.expire(now)
  }

  /** `deadline` as in LeaderRequest. */
  get(caller: Caller, request: Request, deadline: number): void {
    if (deadline <= this.#around.now()) {
      this.#around.answer(caller, { status: responseStatus.failed, failure: expired('read') })
      return
    }
    const place = this.#place(caller, request, request.region ?? 0, request.epoch ?? 0, 'head')
    if (!place) return
    const { replica, view } = place
    const { key, fault } = keyIn(view, replica, request.get!)
    if (!key) {
      this.#refuse(caller, fault)
      return
    }
    const unfit = refusalOfSelection(view, request.select)
    if (unfit) {
      this.#refuse(caller, unfit)
      return
    }
    const orderedKey = view.keyType.toOrdered(key)
    this.#chains.leaders.get(replica.region)?.removeOverdue(key)
    const newest = replica.pending.newestOf(toLatin1(key))
    if (!newest) {
      this.#around.answer(caller, this.#object(replica, { key, orderedKey, tokens: request.tokens, select: request.select }))
      return
    }
    const { space } = view
    const { copy: kept, bytes } = ownCopy({ key, orderedKey, tokens: request.tokens, select: request.select })
    const leave = this.#around.waiting.enter(space.id, bytes)
    if (!leave) {
      this.#around.answer(caller, busy(tooManyWait(space, this.#around.waiting.of(space.id))))
      return
    }
    this.#waiters.add({
      pendings: [newest],
      deadline,
      settled: (committed) => {
        leave()
        const obstacle = this.#around.obstacle(replica.region)
        this.#around.answer(caller, !committed ? this.stale() : obstacle ? busy(obstacle) : this.#object(replica, kept))
      },
      expired: () => {
        leave()
        this.#around.answer(caller, { status: responseStatus.failed, failure: expired('read') })
      },
    })
  }

  /** `deadline` as in LeaderRequest. */
  update(caller: Caller, request: Request, deadline: number): void {
    const place = this.#place(caller, request, request.region ?? 0, request.epoch ?? 0, 'head')
    if (!place) return
    const { replica, view, location } = place
    const { update, client = 0, number = 0, mark = 0, firstEpoch } = request.update!
    if (!update) {
      this.#invalid(caller, 'an update request holds no update', 'send what is to be done to the key')
      return
    }
    if (!client || !number) {
      this.#invalid(caller, 'an update has no client or number', 'open a session (Admin.OpenSession) and number updates from 1')
      return
    }
    if (this.#around.sessionEnded(client)) {
      const reason = failure('OUTCOME_UNKNOWN', `session ${client} has ended: what it did before is forgotten`, 'open another session')
      this.#around.answer(caller, { status: responseStatus.failed, failure: reason })
      return
    }
    const { key, fault } = keyIn(view, replica, update.key ?? new Uint8Array(0))
    if (!key) {
      const { readOnly } = this.#chains.index.configuration
      const refusal = readOnlyError(readOnly, location.space)
      this.#refuse(caller, refusal ? failure(refusal.code, refusal.message, refusal.remedy) : fault)
      return
    }
    this.#chains.leaders.get(replica.region)!.submit({
      caller,
      client: client!,
      number: number!,
      mark: mark ?? 0,
      update: update.key === key ? update : { ...update, key },
      tokens: request.tokens,
      firstEpoch: firstEpoch || (request.epoch ?? 0),
      deadline,
    })
  }

  /** The replica a request was stamped for, when this server may answer for it; else the request has its answer. */
  #place(
    caller: Caller,
    request: Request,
    region: number,
    epoch: number,
    as: 'head' | 'tail',
  ): { replica: Replica; view: SpaceView; location: RegionLocation } | undefined {
    const refusal = this.refusal(region, epoch, as, request.schemaVersion ?? 0)
    if (refusal) {
      this.#around.answer(caller, refusal)
      return undefined
    }
    const replica = this.#chains.replicas.get(region)!
    return { replica, view: replica.view, location: this.#chains.index.regionById(region)! }
  }

  /** Why this server cannot answer for a region stamped so; undefined when it can. */
  refusal(region: number, epoch: number, as: 'head' | 'tail' | 'member', schemaVersion: number): Answer | undefined {
    const replica = this.#chains.replicas.get(region)
    const location = this.#chains.index.regionById(region)
    // A region never heard of is of a space that is gone, or of one that is newer than what is installed here.
    if (!location) this.#want(this.#around.configurationVersion() + 1)
    if (!replica || !location || epoch < replica.epoch) return this.stale()
    if (epoch > replica.epoch) {
      this.#want(this.#around.configurationVersion() + 1)
      return busy(failure('UNAVAILABLE', 'this server has yet to install the configuration', 'try again at once', settleMs))
    }
    if (as === 'head' ? !replica.isHead || replica.subspace !== 0 : as === 'tail' && !replica.isTail) return this.stale()
    const { space } = location
    if (schemaVersion > space.schemaVersion) {
      this.#want(this.#around.configurationVersion() + 1)
      return busy(failure('UNAVAILABLE', 'this server has yet to install the configuration', 'try again at once', settleMs))
    }
    // An older version says the same by the same indices; what was dropped since is refused where it is named (replication/dropped.ts).
    if (schemaVersion < 1) {
      const text = `a request to space ${space.definition.name} names no schema version`
      return { status: responseStatus.failed, failure: failure('SCHEMA_MISMATCH', text, 'fetch the configuration and encode by it') }
    }
    const obstacle = this.#around.obstacle(region)
    return obstacle && busy(obstacle)
  }

  stale(): Answer {
    return { status: responseStatus.stale, configurationVersion: this.#around.configurationVersion() }
  }

  #object(replica: Replica, { key, orderedKey, tokens, select }: Read): Answer {
    const committed = committedObject(replica, orderedKey)
    if (replica.view.guarded) {
      const authority = { hmac: this.#around.hmac, wallMs: this.#around.wall(), tokens }
      const refusal = refusalOfRead(replica.view, committed && decodeHeader(committed.header), authority)
      if (refusal) return { status: responseStatus.failed, failure: refusal }
    }
    if (!committed) return { status: responseStatus.ok, found: false }
    const { version, object } = committed
    if (!select?.length) return { status: responseStatus.ok, found: true, version, object }
    const project = projector(select, replica.view.space.definition)
    return { status: responseStatus.ok, found: true, version, object: project(key, object), selected: true }
  }

  #invalid(caller: Caller, message: string, remedy: string): void {
    this.#refuse(caller, failure('INVALID', message, remedy))
  }

  #refuse(caller: Caller, reason: Failure): void {
    this.#around.answer(caller, { status: responseStatus.failed, failure: reason })
  }
}

/** The key in canonical form, or what is wrong with it. */
function keyIn(
  view: SpaceView,
  { region }: Replica,
  given: Bytes,
): { readonly key: Bytes; readonly fault?: undefined } | { readonly key?: undefined; readonly fault: Failure } {
  if (given.length > keyBytesMax) {
    const text = `the key takes ${given.length} bytes, the limit is ${keyBytesMax}`
    return { fault: failure('TOO_LARGE', text, 'use a shorter key') }
  }
  const wrong = view.keyType.check(given)
  if (wrong) return { fault: failure('INVALID', `the key ${wrong}`, `encode it as ${view.types[0]!.kind}: docs/formats/values.md`) }
  const key = view.keyType.canonicalKey(given)
  if (view.keyRegion(key).id === region) return { key }
  const remedy = 'stamp the region its coordinate hashes to, or 0 to be routed'
  return { fault: failure('INVALID', `the key does not lie in region ${region}`, remedy) }
}

/** What is wrong with the attributes that a get selects. */
function refusalOfSelection(view: SpaceView, select: Request['select']): Failure | undefined {
  if (!select?.length) return undefined
  try {
    checkSelection(select, view.space.definition)
    return undefined
  } catch (error) {
    if (!(error instanceof HyperdexError)) throw error
    return failure(error.code, error.message, error.remedy)
  }
}

/** Why a request is answered that was cancelled while it waited. */
export const cancelled = failure('ABORTED', 'the request was cancelled by its caller', 'ask again when it is wanted')

/** Why a request for a page is answered whose cursor or watch was closed while it waited. */
export function closed(what: string): Failure {
  return failure('SEARCH_EXPIRED', `${what} was closed by its caller`, 'ask again when it is wanted')
}

export function busy(reason: Failure): Answer {
  return { status: responseStatus.busy, failure: reason }
}
