// The replicas of one server and, where it is the head of a key region, their point leaders; what a new configuration and a link that comes up
// mean to them.
import { type Configuration, chainOf, foundedAt, heldSince, type Region, type Space } from '../cluster/configuration.ts'
import { ConfigurationIndex } from '../cluster/lookup.ts'
import { type EndedSessions, sameSessions } from '../cluster/sessions.ts'
import type { LinkMessage, Place } from '../replication/messages.ts'
import { PointLeader } from '../replication/point-leader.ts'
import { RecentUpdates } from '../replication/recent-updates.ts'
import { Replica } from '../replication/replica.ts'
import { SpaceView } from '../replication/space-view.ts'
import type { Surroundings } from '../replication/surroundings.ts'
import { counterRange } from '../replication/version.ts'
import { copyBytes, toLatin1 } from '../values/bytes.ts'
import { KeptMessages } from './kept-messages.ts'

/** One whose grid has become that of the key. */
interface TurnedReplica {
  readonly replica: Replica
  /** Everything numbered up to here was numbered in the grid before. */
  readonly bound: number
}

export class Chains {
  readonly replicas = new Map<number, Replica>()
  readonly leaders = new Map<number, PointLeader>()
  readonly views = new Map<number, SpaceView>()
  index: ConfigurationIndex
  /** Some space asks for synced durability. */
  anySynced = false
  /** For replicas that are wedged. */
  readonly kept = new KeptMessages()
  readonly #around: Surroundings
  readonly #recent = new RecentUpdates()
  #endedSessions: EndedSessions | undefined
  /** Every announcement asks; a space is another object when anything of it changes. */
  readonly #peers = new WeakMap<Space, ReadonlySet<number>>()

  constructor(around: Surroundings, nothingYet: Configuration) {
    this.#around = around
    this.index = new ConfigurationIndex(nothingYet)
  }

  /**
   * Makes the replicas and their views those of a configuration. Returns the regions whose epoch is new, the regions this server lost and the
   * replicas that are new, and those whose grid has become that of the key; a region it left and came into again is both lost and made. The caller then lets leaders lead and does *Again*.
   */
  adopt(configuration: Configuration): { changed: Set<number>; lost: number[]; made: Replica[]; turned: TurnedReplica[] } {
    const before = this.index
    this.index = new ConfigurationIndex(configuration)
    for (const [id, space] of configuration.spaces) if (this.views.get(id)?.space !== space) this.views.set(id, new SpaceView(space))
    for (const id of this.views.keys()) if (!configuration.spaces.has(id)) this.views.delete(id)
    this.anySynced = [...this.views.values()].some((view) => view.synced)
    const changed = new Set<number>()
    for (const space of configuration.spaces.values()) {
      for (const { regions } of space.subspaces) {
        for (const region of regions) if (before.regionById(region.id)?.region.epoch !== region.epoch) changed.add(region.id)
      }
    }
    const mine = new Set<number>()
    const lost: number[] = []
    const made: Replica[] = []
    const turned: TurnedReplica[] = []
    for (const { region, space, subspace } of this.index.regionsHeldBy(this.#around.server)) {
      mine.add(region.id)
      const view = this.views.get(space.id)!
      const replica = this.replicas.get(region.id)
      if (replica && replica.joined === heldSince(region, this.#around.server)) {
        if (changed.has(region.id)) {
          replica.forgetHeld()
          this.#around.changes.note(region.id)
        }
        const turns = subspace === 0 && replica.subspace > 0
        replica.install(view, region, subspace)
        if (turns) {
          const bound = turnBound(before.regionById(region.id)!.space)
          turned.push({ replica, bound })
          this.#around.changes.open(region.id, bound)
        }
        continue
      }
      if (replica) {
        this.#lose(region.id)
        lost.push(region.id)
      }
      const founded = isFounded(region, before.configuration.version === 0)
      const fresh = new Replica(this.#around, view, subspace, region, founded)
      this.replicas.set(region.id, fresh)
      if (subspace === 0) this.#around.changes.open(region.id, founded ? 0 : region.epoch * counterRange)
      made.push(fresh)
    }
    for (const id of [...this.replicas.keys()]) {
      if (mine.has(id)) continue
      this.#lose(id)
      lost.push(id)
    }
    this.kept.forget(new Set([...changed, ...lost]))
    return { changed, lost, made, turned }
  }

  #lose(region: number): void {
    this.leaders.get(region)?.resign()
    this.leaders.delete(region)
    this.replicas.get(region)!.abandon()
    this.replicas.get(region)!.outcomes.abandon()
    this.replicas.delete(region)
    this.#around.changes.close(region)
  }

  /** Heads of key regions lead; whoever is head no longer resigns. */
  appoint(): void {
    this.#endSessions()
    for (const [id, replica] of this.replicas) {
      const leader = this.leaders.get(id)
      const leads = replica.subspace === 0 && replica.isHead
      if (leads && !leader) this.leaders.set(id, new PointLeader(replica, this.#around))
      else if (!leads && leader) {
        leader.resign()
        this.leaders.delete(id)
      }
    }
  }

  /** Once for each configuration that says something new about sessions, also for what a start finds on disk. */
  #endSessions(): void {
    const { sessions } = this.index.configuration
    if (sameSessions(sessions, this.#endedSessions)) return
    this.#endedSessions = sessions
    const hasEnded = (client: number) => this.#around.sessionEnded(client)
    for (const replica of this.replicas.values()) replica.outcomes.endSessions(hasEnded)
    for (const leader of this.leaders.values()) leader.endSessions(hasEnded)
  }

  /** *Again* after a configuration: wherever the epoch of the own or of the next region changed. */
  againAfter(changed: ReadonlySet<number>): void {
    for (const replica of this.replicas.values()) {
      const own = changed.has(replica.region)
      if (replica.pending.size > 0) replica.again((next) => own || (next !== null && changed.has(next.region)))
      replica.releaseHeld()
    }
  }

  /** *Again* after a link came up: everything whose next place is that server. */
  againTo(peer: number): void {
    for (const replica of this.replicas.values()) if (replica.pending.size > 0) replica.again((next) => next?.server === peer)
  }

  /** Takes what concerns copies. */
  onCopy: (message: LinkMessage, from: Place) => void = () => {}

  /** Takes what concerns reconciliation. */
  onReconcile: (message: LinkMessage, from: Place) => void = () => {}

  /** A message that the gate let in, or one from this server to itself. */
  deliver(message: LinkMessage, from: Place): void {
    const replica = this.replicas.get(message.toRegion ?? 0)
    if (!replica) return
    if (replica.wedged) this.kept.keep(ownMessage(message), from)
    else if (message.copyAsk || message.copyPage) this.onCopy(message, from)
    else if (message.reconcileAsk || message.reconcileAnswer) this.onReconcile(message, from)
    else if (message.update) replica.receive(this.#recent.read(message.update), from)
    else if (message.acknowledgement) replica.acknowledged(toLatin1(message.acknowledgement.key!), message.acknowledgement.version ?? 0)
  }

  /** The last promise of a replica has ended: *Again* comes first, then what was kept for it. */
  free(replica: Replica): void {
    replica.free()
    for (const { message, from } of this.kept.take(replica.region)) this.deliver(message, from)
  }

  /** All servers that hold a region of the space, but this one. */
  peersOf(space: Space): ReadonlySet<number> {
    const known = this.#peers.get(space)
    if (known) return known
    const peers = new Set<number>()
    for (const { regions } of space.subspaces) for (const region of regions) for (const peer of chainOf(region)) peers.add(peer)
    peers.delete(this.#around.server)
    this.#peers.set(space, peers)
    return peers
  }
}

/** What is kept for later is often a view of the batch it came in: without a copy each would keep its whole batch alive. */
function ownMessage(message: LinkMessage): LinkMessage {
  return message.update ? { ...message, update: copyBytes(message.update) } : message
}

/** A new replica's region is as new. Otherwise what is decided in its present epoch is all that it is told of (the upper part of a version). */
function isFounded(region: Region, starts: boolean): boolean {
  return region.epoch === foundedAt(region) && !starts
}

/**
 * Below what is numbered after the turn, by the last configuration before it that was installed here. The present epochs are no measure: they may have risen
 * since the turn, when several configurations are installed at once, and versions of the epochs between are pending perhaps.
 */
function turnBound({ subspaces }: Space): number {
  return (1 + Math.max(...subspaces.flatMap(({ regions }, index) => (index < 2 ? regions.map(({ epoch }) => epoch) : [])))) * counterRange
}
