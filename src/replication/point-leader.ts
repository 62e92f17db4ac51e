// The point leader: the head of a key region judges every operation on the region's keys on their newest values, numbers the updates and sends
// them down their paths (HyperDex, section 3.2; protocol.md section 2, Exactly once). It lives beside the region's replica and keeps, in
// memory only: who waits for what, negative outcomes, and writes on keys whose removal is still pending.
import { type Failure, type Response, responseStatus, type Update } from '../cluster/client-messages.ts'
import { readOnlyError } from '../cluster/read-only.ts'
import { type Bytes, toLatin1 } from '../values/bytes.ts'
import { decodeObject } from '../values/object.ts'
import { ownCopy } from '../values/own-copy.ts'
import { ExpiryClock } from './expiry.ts'
import { headerAfter, type JudgedObject, judge, type Verdict } from './judge.ts'
import { decodeHeader, encodeHeader } from './object-header.ts'
import { committedObject } from './object-rows.ts'
import { weights } from './outcome-count.ts'
import type { PendingUpdate } from './pending.ts'
import { type Redrive, Redrives } from './redrive.ts'
import type { Replica } from './replica.ts'
import { ledMax } from './space-shares.ts'
import { type Caller, expired, failure, type Surroundings, tooManyWait } from './surroundings.ts'
import { makeUpdate, type Redriven, type ReplicatedUpdate } from './update.ts'
import { VersionCounter } from './version-counter.ts'
import { Waiters } from './waiters.ts'

export interface LeaderRequest {
  readonly caller: Caller
  readonly client: number
  readonly number: number
  readonly mark: number
  /** The key is in canonical form. */
  readonly update: Update
  /** Macaroons in binary form, of a space with authorization. */
  readonly tokens?: readonly Bytes[] | null | undefined
  /** On the clock of the surroundings; Infinity: none. */
  readonly deadline: number
  /** The epoch of the oldest attempt that may have been taken in. */
  readonly firstEpoch: number
}

type Answer = Omit<Response, 'id'>

interface WaitingRequest {
  readonly request: LeaderRequest
  /** It waits no longer. */
  leave(): void
}

const none: { readonly object?: Bytes; readonly version: number; readonly header?: Bytes } = { version: 0 }

/** A space that has more pending here steps back with what no client waits for. */
const busyUpdates = ledMax.count / 4
/** How long a caller should wait for a new epoch: about a heartbeat. */
const newEpochAgainMs = 500
/** Writes that wait behind one pending removal: a session of ours has one of them at a time, others may have any number. */
const waitingMax = 1024
const waitingAgainMs = 100

export class PointLeader {
  readonly #replica: Replica
  readonly #around: Surroundings
  readonly #versions: VersionCounter
  #resigned = false
  /** What was pending when it began to lead has no newer version. */
  readonly #inheritedThrough: number
  /** Client → number → the negative answer, from its judgement until the mark passes it. */
  readonly #negatives = new Map<number, Map<number, Answer>>()
  /** Client → number → the pending update. */
  readonly #underWay = new Map<number, Map<number, PendingUpdate>>()
  /** Key → operations that wait until its removal has committed, or until its redrive is ordered, in the order they came. */
  readonly #waiting = new Map<string, WaitingRequest[]>()
  /** Refusals that hold only when what they were judged on has committed. */
  readonly #waiters = new Waiters()
  readonly #expiry: ExpiryClock
  readonly #redrives: Redrives

  constructor(replica: Replica, around: Surroundings) {
    this.#replica = replica
    this.#around = around
    this.#expiry = new ExpiryClock(replica.region)
    this.#redrives = new Redrives({
      mayOrder: () => this.#mayRedrive(),
      isPending: (keyName) => replica.pending.newestOf(keyName) !== undefined,
      order: (redrive, ended) => this.#order(redrive, ended),
    })
    let newest = 0
    for (const { update } of replica.pending.all()) newest = Math.max(newest, update.version)
    this.#versions = new VersionCounter(replica, around.versionLimits, newest)
    this.#inheritedThrough = newest
    for (const pending of replica.pending.all()) {
      if (pending.update.client > 0) this.#noteUnderWay(pending)
      this.#charge(pending.update)
    }
    replica.onCommit = (pending) => this.#committed(pending)
  }

  /**
   * Every version of the region up to this one is committed everywhere (protocol.md section 2, Watermark). With nothing pending here that
   * holds for all of the earlier epochs too: the leader's disk knows at least what its successors' know. Not while its region is being reconciled.
   */
  get watermark(): number {
    const oldest = this.#replica.pending.oldest()
    return oldest ? oldest.update.version - 1 : this.issued
  }

  /** No version above it has been given in the region; those still to come lie above it. */
  get issued(): number {
    return this.#versions.issued
  }

  /** It has given so many versions in the present epoch of its region that another one is due. */
  get wantsEpoch(): boolean {
    return this.#versions.wantsEpoch
  }

  submit(request: LeaderRequest): void {
    const { client, number, caller } = request
    const { outcomes } = this.#replica
    if (number < outcomes.mark(client)) {
      this.#around.answer(caller, {
        status: responseStatus.failed,
        failure: failure(
          'OUTCOME_UNKNOWN',
          `operation ${number} lies below the client's mark: it was answered before`,
          'number operations upwards',
        ),
      })
      return
    }
    this.#passMark(client, request.mark)
    const version = outcomes.version(client, number)
    if (version !== undefined) {
      this.#around.answer(caller, { status: responseStatus.ok, version })
      return
    }
    const underWay = this.#underWay.get(client)?.get(number)
    if (underWay) {
      this.#answerAfter(underWay, request, { status: responseStatus.ok, version: underWay.update.version })
      return
    }
    const keyName = toLatin1(request.update.key!)
    const negative = this.#negatives.get(client)?.get(number)
    if (negative) {
      this.#answerAfter(this.#replica.pending.newestOf(keyName), request, negative)
      return
    }
    if (request.firstEpoch < this.#replica.forgot) {
      const text = `what became of operation ${number} is forgotten: the machine of the region's only replica lost its power`
      this.#around.answer(caller, { status: responseStatus.failed, failure: failure('OUTCOME_UNKNOWN', text, 'read the object') })
      return
    }
    if (request.deadline <= this.#around.now()) {
      this.#expire(request)
      return
    }
    if (this.#waiting.has(keyName) || this.#redrives.holds(keyName)) {
      this.#wait(keyName, request)
      return
    }
    this.removeOverdue(request.update.key!)
    const newest = this.#replica.pending.newestOf(keyName)
    if (newest && !newest.update.object) {
      this.#wait(keyName, request)
      return
    }
    this.#judge(request, newest)
  }

  #wait(keyName: string, request: LeaderRequest): void {
    const { space } = this.#replica.view
    const { waiting } = this.#around
    const others = this.#waiting.get(keyName) ?? []
    const same = others.findIndex(({ request: other }) => other.client === request.client && other.number === request.number)
    // A later attempt takes the place of the one before it, and its room.
    const earlier = others[same]
    if (earlier) {
      earlier.leave()
      const reason = failure('UNAVAILABLE', `a later attempt at operation ${request.number} waits in its place`, 'await its answer')
      this.#around.answer(earlier.request.caller, { status: responseStatus.busy, failure: reason })
    }
    const { copy, bytes } = ownCopy(request)
    const leave = same < 0 && others.length >= waitingMax ? undefined : waiting.enter(space.id, bytes)
    if (leave) {
      others.splice(same < 0 ? others.length : same, 1, { request: copy, leave })
      this.#waiting.set(keyName, others)
      return
    }
    if (same >= 0) others.splice(same, 1)
    if (others.length === 0) this.#waiting.delete(keyName)
    const text = `${others.length} writes wait for the removal of one object of space ${space.definition.name}`
    const crowd = failure('OVERLOADED', text, 'send fewer at a time', waitingAgainMs)
    const busy = others.length >= waitingMax ? crowd : tooManyWait(space, waiting.of(space.id))
    this.#around.answer(request.caller, { status: responseStatus.busy, failure: busy })
  }

  /** This server no longer leads the region: nobody here may answer for it. */
  resign(): void {
    this.#resigned = true
    this.#replica.onCommit = undefined
    const stale = { status: responseStatus.stale, configurationVersion: this.#around.configurationVersion() }
    for (const requests of this.#waiting.values()) {
      for (const { request, leave } of requests) {
        leave()
        this.#around.answer(request.caller, stale)
      }
    }
    this.#waiting.clear()
    for (const numbers of this.#negatives.values()) this.#around.outcomeCount.add(-weights.refusal * numbers.size)
    this.#negatives.clear()
    this.#redrives.abandon()
    for (const pending of this.#replica.pending.all()) {
      this.#discharge(pending.update)
      const listeners = pending.listeners
      pending.listeners = undefined
      if (listeners) for (const listener of listeners) listener(false)
    }
    this.#underWay.clear()
  }

  /** Gives up operations that still wait for others although their deadline has passed; lets redrives go on. To be called now and then. */
  expire(now: number): void {
    this.#redrives.advance()
    this.#waiters.expire(now)
    for (const [keyName, requests] of this.#waiting) {
      const kept = requests.filter(({ request }) => request.deadline > now)
      if (kept.length === requests.length) continue
      for (const { request, leave } of requests) {
        if (request.deadline > now) continue
        leave()
        this.#expire(request)
      }
      if (kept.length > 0) this.#waiting.set(keyName, kept)
      else this.#waiting.delete(keyName)
    }
  }

  /** Every version of the region has committed everywhere: it commits here last. */
  get drained(): boolean {
    return this.#replica.pending.size === 0
  }

  /** What was refused to sessions that have ended is forgotten; what is under way goes on. */
  endSessions(hasEnded: (client: number) => boolean): void {
    for (const [client, numbers] of this.#negatives) {
      if (!hasEnded(client)) continue
      this.#around.outcomeCount.add(-weights.refusal * numbers.size)
      this.#negatives.delete(client)
    }
  }

  /** Looks for objects whose time is over and removes them; to be called now and then. */
  expireObjects(): void {
    if (this.#expiryRests() || this.#isBusy()) return
    const read = this.#expiry.read(this.#around.wall())
    if (!read) return
    this.#around.readPage(read.range, read.limit, (entries) => {
      if (this.#resigned) return
      for (const orderedKey of this.#expiry.due(entries, this.#around.wall())) {
        this.removeOverdue(this.#replica.view.keyType.fromOrdered(orderedKey))
      }
    })
  }

  /** When the object's time is over its removal is pending, or committed, afterwards: nobody is shown it, and no write builds on it. */
  removeOverdue(key: Bytes): void {
    if (!this.#expiry.active || this.#expiryRests()) return
    const newest = this.#replica.pending.newestOf(toLatin1(key))
    const current = this.#newestObject(key, newest)
    if (!current || (current.header.expiresAt ?? Number.POSITIVE_INFINITY) > this.#around.wall()) return
    const { pending } = this.#take(key, current, { client: 0, number: 0, mark: 0 })
    if (!pending) return
    this.#expiry.removalBegins()
    pending.listeners ??= []
    pending.listeners.push(() => this.#expiry.removalEnds())
  }

  /** Nothing of the region's keys is under way from here, and no redrive waits. */
  get idle(): boolean {
    return this.#replica.pending.size === 0 && this.#redrives.idle
  }

  /** Drives a key's object down its path once more (redrive.ts). False: too many are to be; to be asked again when some are done. */
  redrive(redrive: Redrive): boolean {
    return this.#redrives.add(redrive)
  }

  #order({ key, strays = [], adopt }: Omit<Redrive, 'done'>, ended: Redrive['done']): void {
    const committed = committedObject(this.#replica, this.#replica.view.keyType.toOrdered(key))
    // What the disk knows, not what this leader would claim: it may have forgotten what it issued.
    const { region, remembered } = this.#replica
    const known = Math.max(committed?.version ?? 0, remembered.removedAt(toLatin1(key)), this.#around.watermark(region))
    const adopted = adopt !== undefined && adopt.version > known && this.#versions.canFollow(adopt.version)
    const source = adopted ? adopt : committed
    if (!source && strays.length === 0) {
      ended('nothing', 0)
      return
    }
    if (adopted) this.#versions.follow(adopt.version)
    const current = this.#newestObject(key, undefined)
    const redriven = { strays, adopted }
    const { pending, version } = this.#take(key, current, { client: 0, number: 0, mark: 0 }, source?.object, source?.header, redriven)
    if (!pending) {
      ended('driven', version)
      return
    }
    pending.listeners ??= []
    pending.listeners.push((committed) => (committed ? ended('driven', version) : ended('lost', 0)))
  }

  /** What no client waits for steps back when its space has much to do; what other spaces wait for is no concern of this one. */
  #isBusy(): boolean {
    return this.#around.led.of(this.#replica.view.space.id).count >= busyUpdates
  }

  /** What copies lack that a space waits for has to go on, whatever is pending and on a full disk too: only so much of it is under way at a time. */
  #mayRedrive(): boolean {
    const { view, region } = this.#replica
    if (view.space.settling || this.#versions.isSpent || this.#around.unleased(region) !== undefined) return false
    return view.reconciling.size > 0 || (!view.closed && !this.#isBusy() && this.#around.fullServerOf(view.space) === undefined)
  }

  #mayJudge(): boolean {
    const { view, region } = this.#replica
    return !view.space.settling && !this.#versions.isSpent && this.#around.obstacle(region) === undefined
  }

  /** Nothing expires in a space that takes no writes, or where nothing may be judged. */
  #expiryRests(): boolean {
    return this.#around.readOnly() || this.#replica.view.space.readOnly || !this.#mayJudge()
  }

  #judge(request: LeaderRequest, newest: PendingUpdate | undefined): void {
    const obstacle = this.#around.obstacle(this.#replica.region) ?? this.#outOfVersions()
    if (obstacle) {
      this.#around.answer(request.caller, { status: responseStatus.busy, failure: obstacle })
      return
    }
    const { view } = this.#replica
    const { led } = this.#around
    if (!led.hasRoom(view.space.id)) {
      const { count, bytes } = led.of(view.space.id)
      const text = `${count} updates of space ${view.space.definition.name}, of ${bytes} bytes, are pending at this server`
      const remedy = 'send fewer at a time; when it lasts, see by status which server the space waits for'
      this.#around.answer(request.caller, { status: responseStatus.busy, failure: failure('OVERLOADED', text, remedy, 20) })
      return
    }
    if (this.#around.remembersEnough(this.#replica.region) && !this.#takesItsOwnPlace(request)) {
      this.#around.answer(request.caller, {
        status: responseStatus.busy,
        failure: failure(
          'OVERLOADED',
          'a server of this region remembers too many outcomes',
          'let marks follow the answers, or come again',
          1000,
        ),
      })
      return
    }
    const key = request.update.key!
    const current = this.#newestObject(key, newest)
    const authority = { hmac: this.#around.hmac, wallMs: this.#around.wall(), tokens: request.tokens }
    const verdict = this.#readOnly() ?? this.#noRoom(request.update) ?? judge(view, request.update, current, authority)
    if (verdict.kind === 'refuse') {
      const answer: Answer = { status: responseStatus.failed, failure: verdict.failure }
      this.#rememberNegative(request.client, request.number, answer)
      this.#answerAfter(newest, request, answer)
      return
    }
    const object = verdict.kind === 'write' ? verdict.object : undefined
    const header = object && encodeHeader(headerAfter(view, request.update, current, authority))
    const { pending, version } = this.#take(key, current, request, object, header)
    if (pending) this.#noteUnderWay(pending)
    this.#answerAfter(pending, request, { status: responseStatus.ok, version }, true)
  }

  /** Numbers an update and sends it on its way. When its path ends here nothing is pending: then it has committed, and nobody is left to wait for. */
  #take(
    key: Bytes,
    current: JudgedObject | undefined,
    { client, number, mark }: Pick<LeaderRequest, 'client' | 'number' | 'mark'>,
    object?: Bytes,
    header?: Bytes,
    redriven?: Redriven,
  ): { pending: PendingUpdate | undefined; version: number } {
    const { view } = this.#replica
    const version = this.#versions.next()
    const update = makeUpdate({
      keyRegion: this.#replica.region,
      space: view.space.id,
      version,
      previous: redriven ? 0 : (current?.version ?? 0),
      key,
      client,
      number,
      mark,
      ...(current ? { oldAxisValues: view.axisValues(current.values) } : {}),
      ...(header ? { header } : {}),
      ...(redriven ? { redriven } : {}),
      ...(object ? { object } : {}),
    })
    this.#charge(update)
    const pending = this.#replica.take(update)
    return { pending: this.#replica.pending.find(update.keyName, version) && pending, version }
  }

  /** Nothing came of this attempt: what another one of the same number does is remembered or pending, and is looked at before. */
  #expire({ caller }: Pick<LeaderRequest, 'caller'>): void {
    this.#around.answer(caller, { status: responseStatus.failed, failure: expired('write') })
  }

  #outOfVersions(): Failure | undefined {
    if (!this.#versions.isSpent) return undefined
    const { region, epoch } = this.#replica
    const text = `region ${region} has given the last version of its epoch ${epoch}`
    return failure(
      'OVERLOADED',
      text,
      'It goes on when the coordinator, which must be running, has begun a new epoch: try again.',
      newEpochAgainMs,
    )
  }

  #readOnly(): Verdict | undefined {
    const refusal = readOnlyError(this.#around.readOnly(), this.#replica.view.space)
    return refusal && { kind: 'refuse', failure: failure(refusal.code, refusal.message, refusal.remedy) }
  }

  /** Removals make room. */
  #noRoom(update: Update): Verdict | undefined {
    const { space } = this.#replica.view
    const server = update.remove ? undefined : this.#around.fullServerOf(space)
    if (server === undefined) return undefined
    const what = `the disk of server ${server}, which holds regions of space ${space.definition.name}, is full`
    return { kind: 'refuse', failure: failure('DISK_FULL', what, 'make room on it, or remove objects') }
  }

  #newestObject(key: Bytes, newest: PendingUpdate | undefined): JudgedObject | undefined {
    const { object, version, header } = newest
      ? newest.update
      : (committedObject(this.#replica, this.#replica.view.keyType.toOrdered(key)) ?? none)
    return object && { version, values: decodeObject(object), header: decodeHeader(header) }
  }

  /**
   * Answers at once, or when the update it was judged on has committed: a negative answer is as linearizable as a positive one. A positive one needs
   * no lease: what has committed here has committed everywhere, in whatever chain the region has become. `own`: the update is the request's own, and
   * has its room already; else it comes again when too many wait.
   */
  #answerAfter(
    pending: PendingUpdate | undefined,
    { caller, deadline }: Pick<LeaderRequest, 'caller' | 'deadline'>,
    answer: Answer,
    own = false,
  ): void {
    if (!pending) {
      this.#around.answer(caller, answer)
      return
    }
    const { space } = this.#replica.view
    const { waiting } = this.#around
    const leave = own ? () => {} : waiting.enter(space.id, 0)
    if (!leave) {
      this.#around.answer(caller, { status: responseStatus.busy, failure: tooManyWait(space, waiting.of(space.id)) })
      return
    }
    const settled = (committed: boolean) => {
      leave()
      const obstacle = answer.status === responseStatus.ok ? undefined : this.#around.obstacle(this.#replica.region)
      if (!committed) {
        // Told by the version: it was taken in, and may yet come about.
        const taken = answer.status === responseStatus.ok ? { version: pending.update.version } : {}
        this.#around.answer(caller, { status: responseStatus.stale, configurationVersion: this.#around.configurationVersion(), ...taken })
      } else this.#around.answer(caller, obstacle ? { status: responseStatus.busy, failure: obstacle } : answer)
    }
    if (answer.status === responseStatus.failed) {
      const late = () => {
        leave()
        this.#expire({ caller })
      }
      this.#waiters.add({ pendings: [pending], deadline, settled, expired: late })
      return
    }
    pending.listeners ??= []
    pending.listeners.push(settled)
  }

  #noteUnderWay(pending: PendingUpdate): void {
    const { client, number } = pending.update
    let numbers = this.#underWay.get(client)
    if (!numbers) {
      numbers = new Map()
      this.#underWay.set(client, numbers)
    }
    numbers.set(number, pending)
  }

  #committed(pending: PendingUpdate): void {
    const { client, number, keyName, object, header } = pending.update
    this.#discharge(pending.update)
    const { expiresAt } = decodeHeader(header)
    if (expiresAt !== undefined) this.#expiry.note(expiresAt)
    const numbers = this.#underWay.get(client)
    if (numbers?.delete(number) && numbers.size === 0) this.#underWay.delete(client)
    const held = this.#redrives.holds(keyName)
    if (held) this.#redrives.committed(keyName)
    if ((object && !held) || this.#redrives.holds(keyName)) return
    const waiting = this.#waiting.get(keyName)
    if (!waiting) return
    this.#waiting.delete(keyName)
    for (const { leave } of waiting) leave()
    for (const { request } of waiting) this.submit(request)
  }

  #charge({ version, encoded }: ReplicatedUpdate): void {
    this.#around.led.add(this.#replica.view.space.id, encoded.length, version <= this.#inheritedThrough)
  }

  #discharge({ version, encoded }: ReplicatedUpdate): void {
    this.#around.led.remove(this.#replica.view.space.id, encoded.length, version <= this.#inheritedThrough)
  }

  #rememberNegative(client: number, number: number, answer: Answer): void {
    let numbers = this.#negatives.get(client)
    if (!numbers) {
      numbers = new Map()
      this.#negatives.set(client, numbers)
    }
    if (!numbers.has(number)) this.#around.outcomeCount.add(weights.refusal)
    numbers.set(number, answer)
  }

  /**
   * What the client does next takes no more memory than what it did before: at the bound those go on that are here already, one by one. So does the oldest
   * of their operations that is not answered: as long as it is refused its client's mark cannot pass those that went before it, here or elsewhere.
   */
  #takesItsOwnPlace({ client, number, mark }: LeaderRequest): boolean {
    if (number === mark && this.#replica.outcomes.knows(client)) return true
    return this.#replica.outcomes.isSettled(client) && !this.#negatives.has(client) && !this.#underWay.has(client)
  }

  #passMark(client: number, mark: number): void {
    const { outcomes } = this.#replica
    if (mark <= outcomes.mark(client)) return
    // Nothing new of it is taken in either.
    if (this.#around.remembersEnough(this.#replica.region) && !outcomes.knows(client)) return
    outcomes.advance(client, mark)
    const numbers = this.#negatives.get(client)
    if (!numbers) return
    // In the order they were judged, which is nearly that of the numbers: one that lingers goes with a later mark.
    for (const number of numbers.keys()) {
      if (number >= mark) break
      numbers.delete(number)
      this.#around.outcomeCount.add(-weights.refusal)
    }
    if (numbers.size === 0) this.#negatives.delete(client)
  }
}
