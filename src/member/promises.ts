// What this server owes to servers that an installed configuration took out of a chain (docs/repair.md, rule 2). Such a server may not know it yet
// and go on judging and answering for as long as its lease lasts, which the answers given here prolonged. Until that has run out, or it has
// said that it installed the configuration too, the replica here does nothing that could be seen.
//
// A promise is fixed when the configuration is installed: later answers prolong nothing, for a server that counts them must first have installed the
// configuration they name.
import { chainOf, foundedAt, joinedAt, type Region } from '../cluster/configuration.ts'
import type { ConfigurationIndex } from '../cluster/lookup.ts'
import { hasPassed, type Moment } from './moment.ts'

interface Owed {
  readonly server: number
  /** When its last keep-alive before that configuration was answered. */
  readonly since: Moment
  readonly version: number
}

/** What a server was answered, and what it said. */
export interface Granted {
  grant(server: number): { readonly answeredAt: Moment; readonly installed: number }
  granted(): number[]
}

export class Promises {
  readonly #server: number
  readonly #lastMs: number
  readonly #byRegion = new Map<number, Owed[]>()
  /** A run before this one made promises that are forgotten: everybody is owed since this start. */
  #forgottenSince: Moment | undefined

  /** `lastMs`: how long a promise lasts. `forgottenSince`: the start of this run, when an earlier one answered keep-alives. */
  constructor(server: number, lastMs: number, forgottenSince: Moment | undefined) {
    this.#server = server
    this.#lastMs = lastMs
    this.#forgottenSince = forgottenSince
  }

  /** Nothing is owed to anybody. */
  get none(): boolean {
    return this.#forgottenSince === undefined && this.#byRegion.size === 0
  }

  /**
   * A region that is new since the forgotten promises were made owes none of them. Nor does one that took the place of others (a sample): these answered
   * nothing any more, and their servers owed nothing, when it began (reports.ts).
   */
  owes(region: Region): boolean {
    return this.#byRegion.has(region.id) || (this.#forgottenSince !== undefined && region.epoch > foundedAt(region))
  }

  /** About how long it may last at most, in milliseconds. */
  remainingMs(region: number, at: Moment): number {
    const starts = (this.#byRegion.get(region) ?? []).map(({ since }) => since.now)
    if (this.#forgottenSince) starts.push(this.#forgottenSince.now)
    return Math.max(0, Math.max(...starts) + this.#lastMs - at.now)
  }

  /** A newer configuration is installed. */
  adopt(before: ConfigurationIndex, after: ConfigurationIndex, granted: Granted, at: Moment): void {
    const mine = new Set<number>()
    for (const { region } of after.regionsOf(this.#server)) {
      mine.add(region.id)
      const prior = before.regionById(region.id)?.region
      if (prior?.epoch === region.epoch) continue
      for (const server of this.#takenOut(prior, region, granted)) {
        const { answeredAt, installed } = granted.grant(server)
        const { version } = after.configuration
        if (installed >= version || hasPassed(answeredAt, at, this.#lastMs)) continue
        const owed = this.#byRegion.get(region.id) ?? []
        this.#byRegion.set(region.id, [...owed, { server, since: answeredAt, version }])
      }
    }
    for (const region of this.#byRegion.keys()) if (!mine.has(region)) this.#byRegion.delete(region)
  }

  /** A server said which configuration it has installed. True: some promise ended. */
  heard(server: number, version: number): boolean {
    return this.#drop((owed) => owed.server === server && owed.version <= version)
  }

  /** True: some promise ended. */
  expire(at: Moment): boolean {
    const remembered = this.#forgottenSince !== undefined && hasPassed(this.#forgottenSince, at, this.#lastMs)
    if (remembered) this.#forgottenSince = undefined
    return this.#drop(({ since }) => hasPassed(since, at, this.#lastMs)) || remembered
  }

  /**
   * Who may have been an element of the chain until this configuration. Several of the chain's changes may come at once, and who came and went
   * between them is not known: then it may have been anybody.
   */
  #takenOut(prior: Region | undefined, region: Region, granted: Granted): Set<number> {
    const taken = new Set<number>()
    const since = joinedAt(region, this.#server)!
    const stayed = prior !== undefined && joinedAt(prior, this.#server) === since
    if (stayed) {
      for (const server of chainOf(prior)) if (joinedAt(region, server) !== joinedAt(prior, server)) taken.add(server)
    }
    if (region.epoch > (stayed ? prior.epoch + 1 : since)) {
      for (const server of granted.granted()) if (joinedAt(region, server) === undefined) taken.add(server)
    }
    return taken
  }

  #drop(ended: (owed: Owed) => boolean): boolean {
    let dropped = false
    for (const [region, owed] of this.#byRegion) {
      const kept = owed.filter((one) => !ended(one))
      if (kept.length === owed.length) continue
      dropped = true
      if (kept.length > 0) this.#byRegion.set(region, kept)
      else this.#byRegion.delete(region)
    }
    return dropped
  }
}
