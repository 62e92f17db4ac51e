// After the faults: everything must heal within a bounded time, and what is then on the disks and in the history must be right.
import { limitsDefault } from '../../coordinator/core/limits.ts'
import type { Space } from '../../src/cluster/configuration.ts'
import type { HyperdexError } from '../../src/errors.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'
import { checkAgreement, checkDumpAgainstHistory } from '../checkers/agreement.ts'
import { checkHistory, violationsText } from '../checkers/checkers.ts'
import { CheckerGaveUp, type History, type RecordedHistory, type Violation } from '../checkers/history.ts'
import type { ObjectState } from '../checkers/model.ts'
import { checkWatches } from '../checkers/watches.ts'
import type { Administration } from './administration.ts'
import { brokenChains } from './chain-changes.ts'
import type { VirtualClient } from './client.ts'
import type { Coordinators } from './coordinators.ts'
import { checkIndexes, disksOf, dumpSpace, leftovers, outcomesMost, regionFinder } from './dump.ts'
import { describeDifferences, inspect } from './inspector.ts'
import type { KeyPool } from './key-pool.ts'
import { decodeState } from './objects.ts'
import type { Plan } from './plan.ts'
import type { VirtualServer } from './server.ts'
import type { Timeline } from './timeline.ts'
import type { Watcher } from './watcher.ts'
import type { Workload } from './workload.ts'

/** Virtual milliseconds that each step of healing may take, at least. */
const stepMinMs = 30_000
/** The same in leases: a coordinator's candidacy lapses after two, the next one judges after two more, and who was cut off is waited for. */
const stepLeases = 6
/** The last calls have so long, and some leases more: where these are long, links are slow, and a search must hear of all its regions within Δ. */
const finalCallMs = 20_000
const finalCallLeases = 4
/** For all chains to be whole: those taken out again and again are taken back late. */
const chainsMaxMs = 300_000
/** How many outcomes a region may remember for one client: what the client had open at a time, several times over. */
const outcomesMax = 64
/** Configurations that the checkers may visit for one key. */
const checkerBudget = 50_000

/** What is looked at when the faults are over. */
export interface HealedWorld {
  readonly timeline: Timeline
  /** All but the one that never comes back. */
  readonly present: readonly VirtualServer[]
  readonly clients: readonly { readonly client: VirtualClient; readonly workload: Workload; readonly watcher: Watcher | undefined }[]
  readonly coordinators: Coordinators
  readonly administration: Administration
  readonly keys: KeyPool
  readonly history: History
  readonly plan: Pick<Plan, 'leaseMs' | 'sessionMs' | 'versionLimits'>
  /** To be set when the checkers give up. */
  undecided: boolean
  readonly effort: number
}

/** Lets time pass up to a moment or until the condition holds; tells whether it did. */
export type Wait = (untilMs: number, reached: () => boolean) => boolean

type Within = (what: string, reached: () => boolean, maxMs?: number) => boolean

export class Recovery {
  readonly #world: HealedWorld
  readonly #fail: (failure: string) => void

  constructor(world: HealedWorld, fail: (failure: string) => void) {
    this.#world = world
    this.#fail = fail
  }

  run(wait: Wait): void {
    const within = this.#within(wait)
    if (!this.#heal(wait, within)) return
    within('a watch is not open', () => this.#watchers.every(({ rests }) => rests))
    const since = this.#world.history.moment()
    this.#write(within)
    within('a watch does not show the last writes', () => this.#watchers.every((watcher) => watcher.hasShown(this.#world.keys, since)))
    this.#read(within)
    this.#rest(wait, within)
    this.#leave(within)
    this.#check()
  }

  /**
   * Where answered writes may be lost, by a loss of power that nothing was flushed against: what is left must be alike everywhere, by itself. Of the calls,
   * those before the first loss were right. Then everything begins anew, with the objects that are left.
   */
  beginAnew(wait: Wait, before: RecordedHistory | undefined): void {
    const { history, present, coordinators } = this.#world
    const within = this.#within(wait)
    if (!this.#heal(wait, within)) return
    this.#rest(wait, within)
    this.#checkDisks([...(before ? this.#checkHistory(before) : [])])
    const disks = disksOf(present)
    const initial = new Map<string, ObjectState>()
    for (const space of coordinators.configuration.spaces.values()) {
      for (const { subspace, members } of dumpSpace(space, disks).regions) {
        if (subspace > 0) continue
        for (const [key, { values }] of members[0]!.objects) initial.set(`${space.id}/${key}`, decodeState(fromLatin1(values)))
      }
    }
    history.beginAnew(initial)
  }

  get #stepMaxMs(): number {
    return Math.max(stepMinMs, stepLeases * this.#world.plan.leaseMs)
  }

  get #watchers(): Watcher[] {
    return this.#world.clients.flatMap(({ watcher }) => watcher ?? [])
  }

  #within(wait: Wait): Within {
    const { timeline } = this.#world
    return (what, reached, maxMs = this.#stepMaxMs) => {
      const good = wait(timeline.now + maxMs, reached)
      if (!good) this.#fail(`not healed within ${maxMs} ms: ${what}`)
      return good
    }
  }

  #heal(wait: Wait, within: Within): boolean {
    // A server may still be lost while copies are compared: who is present is asked each time.
    const { timeline, clients, coordinators, administration } = this.#world
    within('calls of clients are still open', () => clients.every(({ client }) => client.openCalls === 0))
    within('an administrative call is not answered', () => administration.idle)
    if (!wait(timeline.now + chainsMaxMs, () => !administration.forgetting))
      this.#fail('the server that never comes back cannot be forgotten')
    for (const { definition, readOnly } of coordinators.configuration.spaces.values()) {
      if (readOnly) administration.allowWrites(definition.name)
    }
    within('a space is read-only or settles', () => {
      const spaces = [...coordinators.configuration.spaces.values()]
      return administration.idle && spaces.every(({ readOnly, settling }) => !readOnly && !settling)
    })
    within('a disk is still told of as full', () => [...coordinators.configuration.servers.values()].every(({ full }) => !full))
    let broken: string[] = []
    const whole = () => {
      broken = brokenChains(coordinators.configuration, this.#world.present.length)
      return broken.length === 0 && coordinators.stable
    }
    if (!wait(timeline.now + chainsMaxMs, whole)) this.#fail(`not stable within ${chainsMaxMs} ms: ${broken.slice(0, 3).join('; ')}`)
    const upToDate = () => {
      const { version } = coordinators.configuration
      return (
        this.#world.present.every(({ member }) => member?.configuration().version === version) &&
        clients.every(({ client }) => client.configuration.version === version)
      )
    }
    return within('some server does not serve under the newest configuration', upToDate)
  }

  /** Until nothing is pending and nothing has to be remembered; then the product's own comparison. */
  #rest(wait: Wait, within: Within): void {
    const { timeline, present, coordinators } = this.#world
    let left: string[] = []
    const quiet = () => {
      left = leftovers(coordinators.configuration, disksOf(present))
      if (present.some(({ member }) => (member?.indexesWaiting ?? 0) > 0)) left.push('indexes are being built')
      return left.length === 0
    }
    let lookAt = 0
    const quietNow = () => {
      if (timeline.now < lookAt) return false
      lookAt = timeline.now + 200
      return quiet()
    }
    const maxMs = this.#stepMaxMs
    if (!wait(timeline.now + maxMs, quietNow) && !quiet()) this.#fail(`not healed within ${maxMs} ms: ${left.join('; ')}`)
    this.#inspect(within)
  }

  /** The product's own comparison finds nothing. */
  #inspect(within: Within): void {
    const { clients, coordinators } = this.#world
    let open = 0
    for (const { id, definition } of coordinators.configuration.spaces.values()) {
      open++
      inspect(clients[0]!.client, id, (found, unsettled) => {
        open--
        if (!found) this.#fail(`space ${definition.name} cannot be compared after healing`)
        else if (found.length > 0) this.#fail(`after healing ${describeDifferences(found)}`)
        else if (unsettled > 0) this.#fail(`${unsettled} keys of space ${definition.name} do not come to rest`)
      })
    }
    within('the copies are not compared', () => open === 0)
  }

  /** A client with nothing more to ask for occupies no server. */
  #leave(within: Within): void {
    for (const watcher of this.#watchers) watcher.stop()
    within('a request of a call that is over has no answer', () => this.#world.clients.every(({ client }) => client.openRequests === 0))
  }

  get #finalCallMs(): number {
    return finalCallMs + finalCallLeases * this.#world.plan.leaseMs
  }

  /** Every key of every space can be written. */
  #write(within: Within): void {
    const { clients, coordinators, keys, plan } = this.#world
    let open = 0
    // Where an epoch has but few versions, the writes of all keys may need many, one after the other.
    const callMs = this.#finalCallMs + Math.ceil(keys.all.length / plan.versionLimits.spentAt) * plan.leaseMs
    const write = (space: Space, index: number, again: boolean) => {
      const key = keys.all[index]!
      clients[index % clients.length]!.workload.put(space, key, callMs, (error) => {
        // Where sessions are brief one may still end while its client looks for the coordinator that leads: then the next one writes.
        if (again && error?.code === 'OUTCOME_UNKNOWN') {
          write(space, index, false)
          return
        }
        open--
        if (error) this.#fail(`key ${key} of space ${space.definition.name} cannot be written after healing: ${error.message}`)
      })
    }
    for (const space of coordinators.configuration.spaces.values()) {
      for (const index of keys.all.keys()) {
        open++
        write(space, index, plan.sessionMs < limitsDefault.sessionMs)
      }
    }
    within('the last writes are not answered', () => open === 0, 2 * callMs + this.#stepMaxMs)
  }

  /** Every client sees every key by itself and in a search. */
  #read(within: Within): void {
    const { clients, coordinators, keys } = this.#world
    let open = 0
    const answered = (what: string) => (error: HyperdexError | undefined) => {
      open--
      if (error) this.#fail(`${what} after healing: ${error.message}`)
    }
    for (const space of coordinators.configuration.spaces.values()) {
      const { name } = space.definition
      for (const { workload } of clients) {
        open++
        workload.searchAll(space, this.#finalCallMs, answered(`space ${name} cannot be searched`))
      }
      for (const key of keys.all) {
        open++
        clients[0]!.workload.get(space, key, this.#finalCallMs, answered(`key ${key} of space ${name} cannot be read`))
      }
    }
    within('the last reads are not answered', () => open === 0)
  }

  #check(): void {
    const { present, coordinators, history } = this.#world
    const disks = disksOf(present)
    const violations: Violation[] = []
    for (const space of coordinators.configuration.spaces.values()) {
      violations.push(...checkDumpAgainstHistory(dumpSpace(space, disks), history, (key) => `${space.id}/${key}`))
    }
    const watches = this.#watchers.flatMap(({ records }) => records)
    this.#checkDisks([...violations, ...this.#checkHistory(history), ...checkWatches(watches, history)])
  }

  #checkDisks(found: readonly Violation[]): void {
    const { present, coordinators } = this.#world
    const disks = disksOf(present)
    const violations = [...found]
    for (const space of coordinators.configuration.spaces.values()) {
      violations.push(...checkAgreement(dumpSpace(space, disks), regionFinder(space)))
      for (const problem of checkIndexes(space, disks)) this.#fail(problem)
    }
    if (violations.length > 0) this.#fail(violationsText(violations))
    const outcomes = outcomesMost(disks)
    if (outcomes > outcomesMax) this.#fail(`a region remembers ${outcomes} outcomes of one client`)
  }

  /** What cannot be decided with its counts and aggregates is tried without them; what cannot be decided at all is told. */
  #checkHistory(history: RecordedHistory): Violation[] {
    const { searches } = history
    const withoutCounts = searches.filter(({ result }) => result.outcome !== 'counted' && result.outcome !== 'aggregated')
    for (const tried of [searches, withoutCounts]) {
      try {
        return checkHistory(
          { operations: history.operations, searches: tried, ...(history.initial ? { initial: history.initial } : {}) },
          { budget: checkerBudget * this.#world.effort },
        )
      } catch (error) {
        if (!(error instanceof CheckerGaveUp)) throw error
      }
    }
    this.#world.undecided = true
    return []
  }
}
