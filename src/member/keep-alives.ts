// Keep-alives between this server and every other, either way (docs/repair.md, States). For those that share a chain with it, as a full member or as the
// learner, they are leases; with all others they are *probes*, by which it is known who can be reached: an update may pass from any server of a space
// to any other. A probe gives no lease and costs no promise. What an answer gives its asker, a lease, and what giving it costs the answerer, a promise, are one duration seen from both sides;
// promises.ts has the other half. Keep-alives also carry configurations to whoever is behind, so that losing the coordinator stops nothing.
//
// - A lease counts from the moment its keep-alive was *sent*: the answer may have been on its way for long.
// - An answer to an earlier run of this server counts for nothing, and one by a server with a newer configuration only when that is installed here:
//   in the newer one this server may be out of the chain.
// - Anybody who asks is answered: whoever is in no common chain by the configuration here may be in one by the asker's.
import type { ConfigurationChange } from '../cluster/change.ts'
import { chainOf } from '../cluster/configuration.ts'
import type { ConfigurationIndex } from '../cluster/lookup.ts'
import { RecentConfigurations } from '../cluster/recent-configurations.ts'
import type { RepairTiming } from '../cluster/repair-timing.ts'
import type { LinkMessage } from '../replication/messages.ts'
import { isWithin, later, type Moment, never } from './moment.ts'

/** Keep-alives to one server whose answers are waited for; those older than a lease are worth nothing. */
const asksMax = 16

interface Ask {
  readonly number: number
  readonly sent: Moment
  readonly probe: boolean
}

interface Peer {
  readonly server: number
  /** As asker: when the newest keep-alive was sent whose answer counts. */
  leaseFrom: Moment
  asks: Ask[]
  /** The newest answer that counts only when a configuration of that version is installed. */
  early: { readonly sent: Moment; readonly version: number } | undefined
  /** When an answer last came, or since when one can be expected. */
  heardAt: number
  askedAt: number
  /** As grantor: when its last keep-alive was answered. */
  answeredAt: Moment
  /** Of the server's start that is waited for. */
  incarnation: number
  /** The newest configuration it said it has installed. */
  installed: number
  /** It remembers nearly as many outcomes as it may, by its last answer. */
  full: boolean
  /** What it was last sent of the configuration, and when. */
  told: { readonly from: number; readonly to: number; readonly at: number } | undefined
}

export interface KeepAliveParts {
  readonly server: number
  /** The incarnation of this server. */
  readonly run: number
  readonly timing: RepairTiming
  /** This server remembers nearly as many outcomes as it may. */
  isNearlyFull(): boolean
  /** To the outside: a message for a server, and what another server sent of the configuration. */
  queue(peer: number, message: LinkMessage): void
  bring(change: ConfigurationChange): void
  want(configurationVersion: number): void
}

export class KeepAlives {
  readonly #parts: KeepAliveParts
  readonly #recent = new RecentConfigurations()
  readonly #peers = new Map<number, Peer>()
  /** Those who share a chain with this server. */
  #common = new Set<Peer>()
  /** All servers of the cluster but this one. */
  #all = new Set<Peer>()
  /** For each region of this server, the others of its chain. */
  #others = new Map<number, readonly Peer[]>()
  #index: ConfigurationIndex
  #at: Moment
  #number = 0
  #roundAt = Number.NEGATIVE_INFINITY

  constructor(parts: KeepAliveParts, index: ConfigurationIndex, at: Moment) {
    this.#parts = parts
    this.#index = index
    this.#at = at
  }

  /** Every other element of the region's chain has answered a keep-alive that was sent less than a lease ago. */
  leased(region: number): boolean {
    const others = this.#others.get(region)
    if (!others) return false
    const { leaseMs } = this.#parts.timing
    for (const { leaseFrom } of others) if (!isWithin(leaseFrom, this.#at, leaseMs)) return false
    return true
  }

  /** Whose answer a region lacks for its lease, and for how long; undefined when it has all. */
  missing(region: number): { readonly server: number; readonly forMs: number } | undefined {
    const { leaseMs } = this.#parts.timing
    for (const { server, leaseFrom, heardAt } of this.#others.get(region) ?? []) {
      if (!isWithin(leaseFrom, this.#at, leaseMs)) return { server, forMs: Math.max(0, this.#at.now - heardAt) }
    }
    return undefined
  }

  /** Another element of the region's chain can remember no more outcomes. */
  remembersEnough(region: number): boolean {
    return this.#others.get(region)?.some(({ full }) => full) ?? false
  }

  /** Servers that have answered nothing for the suspicion time, though this one was there to hear it. */
  unreachable(): number[] {
    const { suspicionMs } = this.#parts.timing
    return [...this.#all].filter(({ heardAt }) => this.#at.now - heardAt >= suspicionMs).map(({ server }) => server)
  }

  /** When a server's last keep-alive was answered, and which configuration it said it has. */
  grant(server: number): { readonly answeredAt: Moment; readonly installed: number } {
    return this.#peers.get(server) ?? { answeredAt: never, installed: 0 }
  }

  /** Everybody who was ever answered. */
  granted(): number[] {
    return [...this.#peers.values()].filter(({ answeredAt }) => answeredAt !== never).map(({ server }) => server)
  }

  tick(at: Moment): void {
    const { keepAliveMs } = this.#parts.timing
    // This process stood still: what the others answered meanwhile may be yet to be read.
    if (at.now - this.#at.now > 2 * keepAliveMs) for (const peer of this.#all) peer.heardAt = at.now
    this.#at = at
    if (at.now - this.#roundAt < keepAliveMs) return
    this.#roundAt = at.now
    for (const peer of this.#all) this.#ask(peer)
  }

  /**
   * A newer configuration is installed. Those it brings together ask each other at once; those it parts are told once that it is installed here,
   * which ends what they owe this server.
   */
  adopt(index: ConfigurationIndex): void {
    this.#index = index
    this.#recent.keep(index.configuration)
    const { version, servers } = index.configuration
    for (const peer of this.#peers.values()) {
      if (!peer.early || peer.early.version > version) continue
      peer.leaseFrom = later(peer.leaseFrom, peer.early.sent)
      peer.early = undefined
    }
    const before = this.#common
    this.#common = new Set()
    this.#others = new Map()
    for (const { region } of index.regionsOf(this.#parts.server)) {
      const others = chainOf(region).filter((server) => server !== this.#parts.server)
      const peers = others.map((server) => this.#peer(server))
      this.#others.set(region.id, peers)
      for (const peer of peers) this.#common.add(peer)
    }
    const known = this.#all
    const others = [...servers.keys()].filter((server) => server !== this.#parts.server)
    this.#all = new Set([...this.#common, ...others.map((server) => this.#peer(server))])
    for (const peer of this.#all) {
      const incarnation = servers.get(peer.server)?.incarnation ?? peer.incarnation
      const isNew = !known.has(peer) || (this.#common.has(peer) && !before.has(peer))
      // One that has started anew has not had the time to answer: to complain of it now would be to complain of its former life.
      if (isNew || incarnation !== peer.incarnation) peer.heardAt = this.#at.now
      peer.incarnation = incarnation
    }
    for (const peer of new Set([...before, ...this.#common])) this.#ask(peer)
    for (const peer of this.#peers.values()) {
      // Servers that are gone for good; long after they could hold anything.
      if (!this.#all.has(peer) && this.#at.now - peer.answeredAt.now > 60_000) this.#peers.delete(peer.server)
    }
  }

  /** What was sent on the link before this one may be lost. */
  linkUp(server: number): void {
    const peer = this.#peers.get(server)
    if (!peer) return
    peer.told = undefined
    if (this.#all.has(peer)) this.#ask(peer)
  }

  /** Another server's keep-alive: it is answered, and told what it lacks of the configuration. */
  asked(server: number, message: LinkMessage): void {
    const peer = this.#peer(server)
    const { number = 0, run = 0 } = message.keepAlive!
    const theirs = message.configurationVersion ?? 0
    const ours = this.#index.configuration.version
    peer.installed = Math.max(peer.installed, theirs)
    if (!message.keepAlive!.probe) peer.answeredAt = this.#at
    const change = theirs < ours ? this.#changeFor(peer, theirs) : undefined
    const full = this.#parts.isNearlyFull()
    this.#parts.queue(server, { configurationVersion: ours, alive: { number, run, ...(change && { change }), ...(full && { full }) } })
    if (theirs <= ours) return
    // Its answer brings what this server lacks; the others are asked later on, should that fail.
    this.#parts.want(theirs)
    if (this.#at.now - peer.askedAt >= this.#parts.timing.keepAliveMs / 2) this.#ask(peer)
  }

  /** The answer to one of this server's keep-alives. */
  answered(server: number, message: LinkMessage): void {
    const peer = this.#peers.get(server)
    if (!peer) return
    const theirs = message.configurationVersion ?? 0
    peer.installed = Math.max(peer.installed, theirs)
    const { number, run, change, full } = message.alive!
    if (run !== this.#parts.run) return
    const ask = peer.asks.find((other) => other.number === number)
    if (!ask) return
    peer.asks = peer.asks.filter((other) => other.number > ask.number)
    peer.heardAt = this.#at.now
    peer.full = full ?? false
    if (theirs <= this.#index.configuration.version) {
      if (!ask.probe) peer.leaseFrom = later(peer.leaseFrom, ask.sent)
      return
    }
    if (!ask.probe && (!peer.early || peer.early.sent.now < ask.sent.now)) peer.early = { sent: ask.sent, version: theirs }
    if (change) this.#parts.bring(change)
    else this.#parts.want(theirs)
  }

  #ask(peer: Peer): void {
    const number = ++this.#number
    const { leaseMs } = this.#parts.timing
    const probe = !this.#common.has(peer)
    peer.asks = peer.asks.filter(({ sent }) => isWithin(sent, this.#at, leaseMs)).slice(1 - asksMax)
    peer.asks.push({ number, sent: this.#at, probe })
    peer.askedAt = this.#at.now
    this.#parts.queue(peer.server, {
      configurationVersion: this.#index.configuration.version,
      keepAlive: { number, run: this.#parts.run, ...(probe ? { probe } : {}) },
    })
  }

  /** A server that asks again before it can have installed what it was sent is not sent it again. */
  #changeFor(peer: Peer, from: number): ConfigurationChange | undefined {
    const { configuration } = this.#index
    const { told } = peer
    const to = configuration.version
    if (told?.from === from && told.to === to && this.#at.now - told.at < this.#parts.timing.leaseMs) return undefined
    peer.told = { from, to, at: this.#at.now }
    return this.#recent.changeTo(configuration, from)
  }

  #peer(server: number): Peer {
    let peer = this.#peers.get(server)
    if (!peer) {
      peer = {
        server,
        leaseFrom: never,
        asks: [],
        early: undefined,
        heardAt: this.#at.now,
        askedAt: Number.NEGATIVE_INFINITY,
        answeredAt: never,
        incarnation: this.#index.configuration.servers.get(server)?.incarnation ?? 0,
        installed: 0,
        full: false,
        told: undefined,
      }
      this.#peers.set(server, peer)
    }
    return peer
  }
}
