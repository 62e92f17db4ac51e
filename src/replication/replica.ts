// One replica: what one server keeps for one region, and its part in the chain (protocol.md section 2). It records an update as pending, forwards
// it along the path, commits it when the rest of the path has, and passes the acknowledgement back. Judging is the point leader's
// (point-leader.ts), what a commit writes is in commit.ts, what is remembered afterwards in remember.ts and outcomes.ts.
//
// Invariants: a pending record is in the same or an earlier batch than its forwarding; versions of one key commit in rising order; an
// acknowledgement is passed on only by a commit or for a version already committed.
import { foundedAt, heldSince, type Learner, type Region } from '../cluster/configuration.ts'
import { type Bytes, toLatin1 } from '../values/bytes.ts'
import { Arrivals } from './arrivals.ts'
import { commitUpdate } from './commit.ts'
import { HoldBuffer } from './hold.ts'
import type { CommittedChange } from './kept-changes.ts'
import type { Place } from './messages.ts'
import { committedObject, type Incomplete, isConfirmed, type RegionRows } from './object-rows.ts'
import { Outcomes } from './outcomes.ts'
import { neighbour, orderedKeyOf, passes, regionAt, sameSteps, stepsOf } from './path.ts'
import { PendingTable, type PendingUpdate } from './pending.ts'
import type { PendingRecord } from './pending-log.ts'
import { RegionSize } from './region-size.ts'
import { Remembered } from './remember.ts'
import { pendingName } from './row-names.ts'
import type { SpaceView } from './space-view.ts'
import type { Role } from './step.ts'
import type { Surroundings } from './surroundings.ts'
import type { ReplicatedUpdate } from './update.ts'

export class Replica implements RegionRows {
  readonly region: number
  readonly place: Place
  readonly pending = new PendingTable()
  readonly remembered: Remembered
  readonly arrivals = new Arrivals()
  readonly size: RegionSize
  /** Of a region of a key's grid only. */
  readonly outcomes: Outcomes
  /** The epoch at which the region began. */
  readonly founded: number
  /** The epoch at which this server's present membership began. */
  readonly joined: number
  /** Of a learner, until its copy has ended and what was pending then has settled. */
  incomplete: Incomplete | undefined
  /** Names of indexes that lack rows here: searches leave them out. */
  unbuilt: ReadonlySet<string> = new Set()
  /** Called with every commit, after it: of a key region for its leader, of another for who keeps what was read of it. */
  onCommit: ((pending: PendingUpdate) => void) | undefined
  /** Called with the ordered key of every commit, before it: whoever reads the region's rows meanwhile looks at them again. */
  onChange: ((orderedKey: Bytes) => void) | undefined
  readonly #around: Surroundings
  readonly #hold = new HoldBuffer()
  readonly #awaitingFlush = new Set<string>()
  /** Key region → the newest version that was ever here. Only where no rows were found or copied, so that it is known. */
  readonly #newest: Map<number, number> | undefined
  #view: SpaceView
  #subspace: number
  #current: Region
  #wedged = false

  /** `fresh`: the region began its existence with this replica, so there are no rows of it. */
  constructor(around: Surroundings, view: SpaceView, subspace: number, region: Region, fresh: boolean) {
    this.#around = around
    this.#view = view
    this.#current = region
    this.#newest = fresh ? new Map() : undefined
    this.region = region.id
    this.founded = foundedAt(region)
    this.joined = heldSince(region, around.server)!
    this.#subspace = subspace
    this.place = { region: region.id, server: around.server }
    this.remembered = new Remembered(region.id, around.store)
    this.size = new RegionSize(region.id, around.store)
    this.outcomes = new Outcomes(region.id, around.store, around.outcomeCount, (outcomes) => around.endTurnWith(outcomes))
  }

  get view(): SpaceView {
    return this.#view
  }

  /** Its index in the space, which changes when another subspace before it comes or goes. */
  get subspace(): number {
    return this.#subspace
  }

  get holdsKeys(): boolean {
    return this.#view.holdsKeys(this.#subspace)
  }

  get store() {
    return this.#around.store
  }

  get epoch(): number {
    return this.#current.epoch
  }

  get isHead(): boolean {
    return this.#current.members[0] === this.#around.server
  }

  get isTail(): boolean {
    return this.#current.members[this.#current.members.length - 1] === this.#around.server
  }

  /** A promise (docs/repair.md, rule 2) or doubt about what it has holds it back: until `free` or `unwedge` nothing may be given to it. */
  get wedged(): boolean {
    return this.#wedged
  }

  /**
   * It may have forgotten its last moments, and does nothing until it is known whether another member has not, or stands by while the one that was kept
   * is compared (docs/repair.md, rule 8).
   */
  get isDoubtful(): boolean {
    return this.standsBy || (this.#current.doubtful?.includes(this.#around.server) ?? false)
  }

  /** No member any more: it keeps what it has until the only one has been compared. */
  get standsBy(): boolean {
    return this.#current.standby?.some(({ server }) => server === this.#around.server) ?? false
  }

  /** A full member, not the learner. */
  get isFull(): boolean {
    return this.#current.members.includes(this.#around.server)
  }

  /** The region has a learner. */
  get isLearned(): boolean {
    return this.#current.learner !== undefined
  }

  /** Who copies the region from here: the learner, when there is one and this is its source, the last full member. */
  get learner(): Learner | undefined {
    return this.isTail ? this.#current.learner : undefined
  }

  /** The epoch since which what clients had asked for before may be forgotten; 0: nothing is. */
  get forgot(): number {
    return this.#current.forgot ?? 0
  }

  /** The last full member: whom a learner copies from. */
  get tail(): Place {
    return { region: this.region, server: this.#current.members.at(-1)! }
  }

  get heldUpdates(): number {
    return this.#hold.size
  }

  /** A new configuration; the region's axes never change (a region cut anew is another region), but what else is on a path may. */
  install(view: SpaceView, region: Region, subspace: number): void {
    const moved = !sameSteps(view.space, this.#view.space)
    this.#view = view
    this.#current = region
    this.#subspace = subspace
    if (moved) for (const pending of this.pending.all()) pending.steps = stepsOf(view, pending.update)
  }

  /** What was held back and need not be any more, since what it waits for may have been forgotten, goes on. */
  releaseHeld(): void {
    if (this.#wedged || this.#view.reconciling.size === 0) return
    for (const keyName of this.#hold.keyNames()) this.#release(keyName)
  }

  /** The newest committed version of a key here, a removal's included while it is remembered; 0: none. */
  committedVersion(keyName: string, orderedKey: Bytes): number {
    const removed = this.remembered.removedAt(keyName)
    const object = committedObject(this, orderedKey)
    return object && object.version > removed ? object.version : removed
  }

  /** An update from the replica before this one on its path. */
  receive(update: ReplicatedUpdate, from: Place): void {
    if (this.pending.find(update.keyName, update.version)) return
    if (this.incomplete && !this.incomplete.takes) return
    const orderedKey = orderedKeyOf(this.#view, update)
    if (!isConfirmed(this, orderedKey)) {
      // What lies here may be of a history that the others have forgotten: nothing is answered from it (docs/repair.md, rule 6).
      this.take(update)
      return
    }
    const committed = this.#knownCommitted(update, orderedKey)
    if (committed >= update.version || update.version <= this.#around.watermark(update.keyRegion)) {
      if (committed > update.version && this.#mayBeOvertaken) this.#pass(update)
      else this.#acknowledgeTo(from, update)
      return
    }
    if (this.#mustWait(update, committed)) {
      this.#hold.add(update, from)
      return
    }
    this.take(update)
  }

  // While a space is reconciled nothing is waited for where it may have been forgotten (`#mustWait`): a later version may be here already, though this
  // one is still to be heard of by the rest of its path, from which it may take the object away.
  get #mayBeOvertaken(): boolean {
    return this.subspace > 0 && this.#view.reconciling.size > 0
  }

  // Lets an update by that changes nothing here, since a later one has committed. Nothing of it is written: it may come more than once, and after a
  // restart here whoever is before on its path sends it again.
  #pass(update: ReplicatedUpdate): void {
    const pending = { ...this.#pendingOf(update, undefined), overtaken: true }
    this.pending.add(pending)
    this.#forward(pending)
  }

  // What `committedVersion` says, but without a read where it could only be less than the update needs: what is newer than all that was ever
  // here cannot have been committed, and an update that owes no previous version asks for nothing else.
  #knownCommitted(update: ReplicatedUpdate, orderedKey: Bytes): number {
    const owesNothing = update.previous === 0 || this.subspace === 0 || !this.isHead
    return owesNothing && this.#isNewest(update) ? 0 : this.committedVersion(update.keyName, orderedKey)
  }

  #isNewest({ keyRegion, version }: ReplicatedUpdate): boolean {
    return this.#newest !== undefined && version > (this.#newest.get(keyRegion) ?? 0)
  }

  /** Records an update as pending and forwards it. */
  take(update: ReplicatedUpdate): PendingUpdate {
    const pending = this.#pendingOf(update, this.#record(update))
    this.pending.add(pending)
    if (this.#isNewest(update)) this.#newest!.set(update.keyRegion, update.version)
    this.#forward(pending)
    this.#release(update.keyName)
    return pending
  }

  /** The replica behind this one on the path has committed. */
  acknowledged(keyName: string, version: number): void {
    const pending = this.pending.find(keyName, version)
    if (!pending) return
    pending.acknowledged = true
    this.#commitReady(keyName)
  }

  /**
   * *Again*: resends, in order, every pending update whose next place is one of those asked for, and forgets acknowledgements held for
   * them. `affected` is given the next place, null at the end of the path.
   */
  again(affected: (next: Place | null) => boolean): void {
    if (this.#wedged) return
    for (const pending of [...this.pending.all()]) {
      const next = neighbour(this.#view, pending.steps, this.place, 1)
      if (next === undefined || !affected(next)) continue
      if (this.pending.find(pending.update.keyName, pending.update.version) !== pending) continue
      pending.acknowledged = false
      this.#forward(pending)
    }
  }

  /** From here on it forwards, commits and acknowledges nothing. */
  wedge(): void {
    this.#wedged = true
  }

  /** A configuration under which nothing holds it back is installed, whose *Again* is still to come. */
  unwedge(): void {
    this.#wedged = false
  }

  /** The last promise has ended: *Again*, for everything. */
  free(): void {
    this.#wedged = false
    this.again(() => true)
  }

  /** Drops what is volatile by nature: *Again* of the neighbours refills it. */
  forgetHeld(): void {
    this.#hold.clear()
  }

  /**
   * The region is no longer this server's: whoever waits for an update to commit here waits in vain, and is told. Records with rows of their own stay
   * with the region's other rows and go with them.
   */
  abandon(): void {
    for (const pending of this.pending.all()) {
      const { listeners, record } = pending
      if (record && typeof record !== 'string') this.#around.pendingLog.drop(record)
      pending.listeners = undefined
      if (listeners) for (const listener of listeners) listener(false)
    }
  }

  /** More turns have reached the disk's own memory: commits that waited for that go on. */
  flushed(): void {
    if (this.#wedged || this.#awaitingFlush.size === 0) return
    const keys = [...this.#awaitingFlush]
    this.#awaitingFlush.clear()
    for (const keyName of keys) this.#commitReady(keyName)
  }

  /**
   * A pending record found on disk at a start, in the log or in a row of its own. They must come in the order of versions. A process that was killed may
   * have written it without flushing it: of a synced space it is flushed now, before it commits.
   */
  restorePending(update: ReplicatedUpdate, record: PendingRecord | string): void {
    this.pending.add(this.#pendingOf(update, record))
    if (this.#view.synced && typeof record === 'string') this.#around.flush(record, update.encoded)
  }

  // Where the commit waits for the flush of the record, the record is a row of its own: it must go with its own commit (protocol.md, Pending log).
  #record(update: ReplicatedUpdate): PendingRecord | string {
    if (!this.#view.synced) return this.#around.pendingLog.take(this.region, update.encoded)
    const name = pendingName(this.region, update.version, toLatin1(orderedKeyOf(this.#view, update)))
    this.store.putNamed(name, update.encoded)
    this.#around.flush(name, update.encoded)
    return name
  }

  #settle(record: PendingRecord | string): void {
    if (typeof record !== 'string') this.#around.pendingLog.settle(record)
    // While a copy is under way an update may come again after it has committed: then its record was written before.
    else if (this.incomplete) this.store.removeNamed(record)
    else this.store.removeOnce(record)
  }

  #pendingOf(update: ReplicatedUpdate, record: PendingUpdate['record']): PendingUpdate {
    const steps = stepsOf(this.#view, update)
    return {
      update,
      record,
      steps,
      role: this.#roleIn(steps),
      turn: this.#around.turn(),
      acknowledged: false,
      overtaken: false,
      listeners: undefined,
    }
  }

  #roleIn(steps: PendingUpdate['steps']): Role {
    for (const step of steps) if (regionAt(this.#view, step).id === this.region) return step.role
    throw new RangeError(`region ${this.region} is not on the path of an update it was given`)
  }

  // Order (protocol.md section 2): in the role old or staying the region's head owes the key's previous version first. Roles new and the
  // point leader's own region owe nothing; nor is a version owed that does not pass here. Where the leader or this region may have forgotten it, it
  // may never come: until they are reconciled nothing is waited for.
  #mustWait(update: ReplicatedUpdate, committed: number): boolean {
    if (this.subspace === 0 || update.previous === 0 || !this.isHead) return false
    const { reconciling } = this.#view
    if (reconciling.has(update.keyRegion) || reconciling.has(this.region)) return false
    if (!passes(this.#view.space, this.subspace, this.#view.locator.regionPosition(0, update.key, []), update.previous)) return false
    if (committed >= update.previous || update.previous <= this.#around.watermark(update.keyRegion)) return false
    if (this.pending.find(update.keyName, update.previous)) return false
    return this.#roleIn(stepsOf(this.#view, update)) !== 'new'
  }

  #forward(pending: PendingUpdate): void {
    const next = neighbour(this.#view, pending.steps, this.place, 1)
    if (next === undefined) return
    if (next) this.#around.send(next, this.region, { update: pending.update.encoded })
    else {
      pending.acknowledged = true
      this.#commitReady(pending.update.keyName)
    }
  }

  #commitReady(keyName: string): void {
    for (;;) {
      const first = this.pending.ofKey(keyName)?.[0]
      if (!first?.acknowledged) return
      if (this.#view.synced && !first.overtaken && first.turn > this.#around.flushedThrough()) {
        this.#awaitingFlush.add(keyName)
        return
      }
      this.#commit(first)
    }
  }

  #commit(pending: PendingUpdate): void {
    const { update } = pending
    this.onChange?.(orderedKeyOf(this.#view, update))
    this.pending.remove(pending)
    const change = pending.overtaken ? undefined : this.#apply(pending)
    if (this.subspace === 0) {
      if (change) this.#around.changes.record(this.region, change)
      else this.#around.changes.note(this.region)
    }
    if (update.client > 0 && this.holdsKeys && !this.#around.sessionEnded(update.client)) this.outcomes.record(update)
    const before = neighbour(this.#view, pending.steps, this.place, -1)
    if (before) this.#acknowledgeTo(before, update)
    this.onCommit?.(pending)
    if (pending.listeners) for (const listener of pending.listeners) listener(true)
    this.#release(update.keyName)
  }

  #apply(pending: PendingUpdate): CommittedChange | undefined {
    this.#settle(pending.record!)
    return commitUpdate(this, pending, this.#around.now())
  }

  #acknowledgeTo(place: Place, update: ReplicatedUpdate): void {
    this.#around.send(place, this.region, { acknowledgement: { key: update.key, version: update.version } })
  }

  #release(keyName: string): void {
    const held = this.#hold.take(keyName)
    if (held) for (const { update, from } of held) this.receive(update, from)
  }
}
