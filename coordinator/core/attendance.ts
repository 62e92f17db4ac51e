// Who was heard when, and what each server last said of its links and its copies: what judgement (judgement.ts), repair (repair.ts) and
// `status` look at. Nothing here is durable. All times are milliseconds of the monotonic clock that the caller's `now` values come from.
//
// Nobody counts as silent for a time in which this coordinator itself may have been deaf: before it has listened for one suspicion time
// after its start, or after its own process stood still.
import type { RegionProgress } from '../../src/cluster/region-progress.ts'
import type { Limits } from './limits.ts'

export type AttendanceState = 'serving' | 'starting' | 'silent' | 'refusing'

export interface Sighting {
  readonly state: AttendanceState
  /** Milliseconds since the server was last heard, or since this coordinator's start. */
  readonly age: number
  /** The configuration the server has installed, 0 when it has not said. */
  readonly configurationVersion: number
  /** Why the server refuses to serve, else empty. */
  readonly reason: string
}

interface Entry {
  heard: number
  /** It has been heard since then without a silence. */
  since: number
  /** When the first of its starts was since it was last steady, or silent. Undefined: it has been steady since. */
  firstStart: number | undefined
  /** Its stream of heartbeats is open. */
  attending: boolean
  /** It has its id on its disk: it came back with it, or serves under it. One that dies before it could write it down never comes back. */
  settled: boolean
  configurationVersion: number
  reason: string
  unreachable: ReadonlySet<number>
  progress: ReadonlyMap<number, RegionProgress>
}

const nothingSaid = { unreachable: new Set<number>(), progress: new Map<number, RegionProgress>() }

export class Attendance {
  readonly #suspicionMs: number
  #listeningSince: number
  readonly #entries = new Map<number, Entry>()
  /** What each server has noted in its data directory, as far as it has been heard in its present start. */
  readonly #pulses = new Map<number, number>()
  /** The nonces of the processes that were given their ids. */
  readonly #births = new Map<number, number>()

  constructor(now: number, { suspicionMs }: Pick<Limits, 'suspicionMs'>) {
    this.#suspicionMs = suspicionMs
    this.#listeningSince = now
  }

  /** This process stood still: what servers said meanwhile may not have arrived yet. */
  listenAnew(now: number): void {
    this.#listeningSince = now
  }

  /** `returns`: it has been here before, under this id. `nonce`: of the process. */
  registered(server: number, now: number, { returns, nonce }: { readonly returns: boolean; readonly nonce: number }): void {
    this.#pulses.delete(server)
    if (!returns) this.#births.set(server, nonce)
    const before = this.#entries.get(server)
    const former = before === undefined || now - before.heard >= this.#suspicionMs ? undefined : before.firstStart
    this.#entries.set(server, {
      ...nothingSaid,
      heard: now,
      since: now,
      firstStart: former ?? now,
      attending: false,
      settled: returns,
      configurationVersion: 0,
      reason: '',
    })
  }

  /** It says its id: it has it. */
  confirmed(server: number): void {
    const entry = this.#entries.get(server)
    if (entry !== undefined) entry.settled = true
  }

  /** A start of the server was turned away. */
  refused(server: number, reason: string, now: number): void {
    const said = { ...nothingSaid, configurationVersion: 0, reason }
    this.#entries.set(server, { ...said, heard: now, since: now, firstStart: undefined, attending: false, settled: true })
  }

  heard(
    server: number,
    said: { configurationVersion: number; unreachable: readonly number[]; regions: readonly RegionProgress[]; pulse: number },
    now: number,
  ): void {
    this.#pulses.set(server, said.pulse)
    const before = this.#entries.get(server)
    const pause = before === undefined ? Number.POSITIVE_INFINITY : now - before.heard
    const goesOn = before !== undefined && pause < this.#suspicionMs && before.reason === ''
    this.#entries.set(server, {
      heard: now,
      since: goesOn ? before.since : now,
      firstStart: goesOn && now - before.since < this.#suspicionMs ? before.firstStart : undefined,
      attending: true,
      settled: true,
      configurationVersion: said.configurationVersion,
      reason: '',
      // A server that itself stood still has missed the answers of all others.
      unreachable: pause < this.#suspicionMs / 2 ? new Set(said.unreachable) : nothingSaid.unreachable,
      progress: new Map(said.regions.map((report) => [report.region, report])),
    })
  }

  /** The server's stream of heartbeats has ended. */
  left(server: number): void {
    const entry = this.#entries.get(server)
    if (entry !== undefined) entry.attending = false
  }

  forget(server: number): void {
    this.#pulses.delete(server)
    this.#births.delete(server)
    this.#entries.delete(server)
  }

  /** What the server's data directory has noted at least; 0: nothing is known of it. */
  pulse(server: number): number {
    return this.#pulses.get(server) ?? 0
  }

  /** Has sent a heartbeat since its last start, in this coordinator's time. */
  hasAttended(server: number): boolean {
    return (this.#entries.get(server)?.configurationVersion ?? 0) > 0
  }

  /** It was given an id, in this coordinator's time, and has not said it yet. */
  isUnclaimed(server: number): boolean {
    return this.#entries.get(server)?.settled === false
  }

  /** The process that drew this `nonce` was given the server's id, in this coordinator's time. 0: it drew none. */
  isBirth(server: number, nonce: number): boolean {
    return nonce !== 0 && this.#births.get(server) === nonce
  }

  /** Certainly running: sends heartbeats at this moment. */
  isAttending(server: number, now: number): boolean {
    const entry = this.#entries.get(server)
    return entry?.attending === true && now - entry.heard < this.#suspicionMs
  }

  /** May be counted on for new regions. `settled`: as far as a coordinator knows that has not heard it yet. */
  isAvailable(server: number, now: number, presumed: { readonly settled: boolean }): boolean {
    const { heard, reason, settled } = this.#entries.get(server) ?? { heard: this.#listeningSince, reason: '', ...presumed }
    return settled && reason === '' && now - heard < this.#suspicionMs && !this.isCrashLooping(server, now)
  }

  /** Whoever is there may not have been heard yet. */
  isNew(now: number): boolean {
    return now - this.#listeningSince < this.#suspicionMs
  }

  /** Has failed, as far as anybody can tell. */
  isSilent(server: number, now: number): boolean {
    if (this.isNew(now)) return false
    const entry = this.#entries.get(server)
    return entry === undefined || entry.reason !== '' || now - entry.heard >= this.#suspicionMs
  }

  /**
   * Started again and again, the last time two suspicion times after the first, without being heard for a whole one in between: heard at each start
   * it is never silent, and yet of no use to anybody.
   */
  isCrashLooping(server: number, now: number): boolean {
    return !this.isNew(now) && this.#loopingSince(server) !== undefined
  }

  /** From the first of its starts on; only while the last was at least two suspicion times later: one that lasts is not known to begin with. */
  #loopingSince(server: number): number | undefined {
    const { since = 0, firstStart } = this.#entries.get(server) ?? {}
    return firstStart !== undefined && since - firstStart >= 2 * this.#suspicionMs ? firstStart : undefined
  }

  /** Has failed, in one way or the other. */
  hasFailed(server: number, now: number): boolean {
    return this.isSilent(server, now) || this.isCrashLooping(server, now)
  }

  /** Is silent for all that is known: one that was turned away, or killed, has been heard of. */
  hasFallenSilent(server: number, now: number): boolean {
    return this.isSilent(server, now) && !this.#entries.get(server)?.reason
  }

  /** Was heard but a moment ago: one that has just failed, and does not count as silent yet, mostly was not. */
  isFresh(server: number, now: number): boolean {
    return !this.isSilent(server, now) && now - (this.#entries.get(server)?.heard ?? Number.NEGATIVE_INFINITY) < (this.#suspicionMs * 3) / 4
  }

  isHeardSince(server: number, moment: number): boolean {
    return (this.#entries.get(server)?.heard ?? Number.NEGATIVE_INFINITY) >= moment
  }

  /** Has been heard for a whole suspicion time without a silence: so have those that started with it, if they did. */
  isSteady(server: number, now: number): boolean {
    const entry = this.#entries.get(server)
    return entry !== undefined && !this.isSilent(server, now) && now - entry.since >= this.#suspicionMs
  }

  /**
   * Was heard long after the other one was heard last: but a heartbeat, a quarter of the suspicion time, before the other's silence counts. Of those
   * that fail within less than that none has outlived another: none may leave for one that is gone itself and does not count as silent yet. To wait
   * for the heartbeat behind that moment would put off every repair by one. One that was turned away is known to have failed, however often it is
   * started again. One that starts again and again must have done so for two suspicion times that the other one has been heard all through: where all
   * were started again and again the first one that lasts has outlived nobody.
   */
  hasOutlived(server: number, other: number): boolean {
    if (this.#entries.get(other)?.reason) return true
    const { heard, since } = this.#entries.get(server) ?? { heard: 0, since: 0 }
    const looping = this.#loopingSince(other)
    if (looping !== undefined && heard - Math.max(since, looping) >= 2 * this.#suspicionMs) return true
    return this.#lastHeard(server) - this.#lastHeard(other) >= (this.#suspicionMs * 3) / 4
  }

  #lastHeard(server: number): number {
    return Math.max(this.#listeningSince, this.#entries.get(server)?.heard ?? 0)
  }

  /** The configuration the server has installed, 0 when it has not said. */
  installed(server: number): number {
    return this.#entries.get(server)?.configurationVersion ?? 0
  }

  /** One of the two has had no answers of the other for a suspicion time. */
  isBroken(one: number, other: number): boolean {
    return this.complains(one, other) || this.complains(other, one)
  }

  complains(server: number, about: number): boolean {
    return this.#entries.get(server)?.unreachable.has(about) === true
  }

  /** Why chains may do without the server, in words; empty: nothing is known against it. */
  reasonAgainst(server: number, now: number): string {
    const reason = this.#entries.get(server)?.reason
    if (reason) return reason
    if (this.isSilent(server, now)) return 'it has fallen silent'
    if (this.isCrashLooping(server, now)) return 'it is started again and again'
    const apart = [...this.#entries.keys()].filter((other) => this.isBroken(server, other) && !this.isSilent(other, now))
    return apart.length === 0 ? '' : `it and server ${apart.sort((a, b) => a - b).join(', ')} do not reach each other`
  }

  /** Those that complain, and those they complain about. */
  *complaints(now: number): IterableIterator<readonly [by: number, about: number]> {
    for (const [server, { unreachable }] of this.#entries) {
      if (unreachable.size === 0 || this.isSilent(server, now)) continue
      for (const about of unreachable) yield [server, about]
    }
  }

  /** What the server last said of a region, in its present start. */
  progress(server: number, region: number): RegionProgress | undefined {
    return this.#entries.get(server)?.progress.get(region)
  }

  sighting(server: number, now: number): Sighting {
    const entry = this.#entries.get(server)
    const age = Math.max(0, now - (entry?.heard ?? this.#listeningSince))
    const { configurationVersion, reason } = entry ?? { configurationVersion: 0, reason: '' }
    return { state: this.#stateOf(entry, age), age, configurationVersion, reason }
  }

  #stateOf(entry: Entry | undefined, age: number): AttendanceState {
    if (entry !== undefined && entry.reason !== '') return 'refusing'
    if (age >= this.#suspicionMs) return 'silent'
    return entry?.attending ? 'serving' : 'starting'
  }
}
