// What one run is made of, drawn from its seed: the machines, the spaces, how busy the clients are and how much goes wrong.

import { limitsDefault } from '../../coordinator/core/limits.ts'
import { defaultRepairTiming, type RepairTiming } from '../../src/cluster/repair-timing.ts'
import { defaultPendingLogLimits, type PendingLogLimits } from '../../src/replication/pending-log.ts'
import { defaultVersionLimits, type VersionLimits } from '../../src/replication/version.ts'
import type { NetworkSpeed } from './connection.ts'
import type { DiskSpeed } from './disk.ts'
import { attributesText } from './objects.ts'
import { type PartitionShape, partitionShapes } from './partitions.ts'
import type { Random } from './random.ts'

/** Mean milliseconds between two faults of a kind; Infinity: it does not happen in this run. */
export interface FaultRates {
  readonly breakMs: number
  readonly partitionMs: number
  readonly crashMs: number
  readonly loopMs: number
  readonly powerMs: number
  readonly pauseMs: number
  readonly coordinatorMs: number
  readonly clientMs: number
  readonly administrationMs: number
  /** A space in use is cut anew. */
  readonly cuttingMs: number
  /** Somebody sets a clock on the wall. */
  readonly wallMs: number
  /** An administrator drains a server, ends it or takes it back, or changes how many failures a space tolerates. */
  readonly operatorMs: number
  /** A disk is full for a while. */
  readonly fullMs: number
  /** A bit turns on a disk. Never where the power fails. */
  readonly bitMs: number
}

/** Calls of each kind in a hundred. */
export interface CallMix {
  readonly updates: number
  readonly gets: number
  readonly searches: number
  readonly counts: number
}

export interface Plan {
  readonly servers: number
  /** 1–3; several keep their records in etcd, and one leads. */
  readonly coordinators: number
  readonly clients: number
  /** Space language; the first is there from the beginning, further ones too. */
  readonly spaces: readonly string[]
  readonly keys: readonly string[]
  /** How likely a call is for one of the first two keys. */
  readonly contention: number
  /** Between two calls of one client, in milliseconds. */
  readonly thinkMs: number
  /** Calls of one client that are open at a time. */
  readonly concurrency: number
  readonly mix: CallMix
  /** How likely a write is one that may be refused, beyond those of an even mixture. */
  readonly conditional: number
  /** How likely a call is one of the further kinds, by a draw of its own: updates of several operations or at one version, group updates, aggregates. */
  readonly further: number
  /** How likely one of the further updates has a time to live, by a draw of its own. Never where clocks on the wall are set. */
  readonly expiring: number
  /** How likely one of these is an aggregate. */
  readonly aggregates: number
  /** How likely a client watches a space beside its calls, in all of the run, or after it lost writes. */
  readonly watching: number
  /** How likely a search has a limit, which is then small. */
  readonly limits: number
  /** How long clients work while faults happen, in milliseconds. */
  readonly durationMs: number
  readonly disk: DiskSpeed
  readonly network: NetworkSpeed
  /** How much later than other messages configurations arrive, on average. */
  readonly configurationLagMs: number
  readonly appendMs: number
  /** Every clock runs at 1 ± this. */
  readonly drift: number
  /** How likely a paused server is suspended with its whole machine. Never where clocks on the wall are set: one clock at least is right. */
  readonly suspended: number
  /** Servers that join while clients work. */
  readonly joining: number
  /** How likely all machines lose their power when one does. */
  readonly allPower: number
  /** How likely one machine never comes back, of those that lose their power together and leave the others everything. At most one in a run. */
  readonly lost: number
  /** How long a lease lasts, in milliseconds; suspicion and everything else of repair follow from it. */
  readonly leaseMs: number
  /** A session that is not renewed for so long ends, in milliseconds: in some runs soon enough for pauses, partitions and a coordinator that is away. */
  readonly sessionMs: number
  readonly faults: FaultRates
  /** In some runs so low that regions want new epochs again and again. */
  readonly versionLimits: VersionLimits
  /** In half of the runs so low that segments of the pending log are cut and written anew. */
  readonly pendingLogLimits: PendingLogLimits
  /** For how long, typically, a server that was killed stays away: one of these. */
  readonly absencesMs: readonly number[]
  readonly partitionShapes: readonly PartitionShape[]
  /** Typical length of a partition. */
  readonly partitionMs: number
  readonly mood: string
}

/** The times of repair in the proportions of the product's defaults, but for the pace of heartbeats, below which nothing is noticed. */
export function timingOf({ leaseMs }: Pick<Plan, 'leaseMs'>): RepairTiming & { readonly heartbeatMs: number } {
  return { ...defaultRepairTiming, leaseMs, keepAliveMs: leaseMs / 4, suspicionMs: 2 * leaseMs, heartbeatMs: leaseMs / 2 }
}

/** Parts of a plan that are given instead of drawn. */
export type Emphasis = Partial<Omit<Plan, 'faults' | 'mood'>> & { readonly faults?: Partial<FaultRates> }

/** Answered writes may be lost. */
export function losesWrites({ spaces, faults }: Plan): boolean {
  return faults.powerMs !== Number.POSITIVE_INFINITY && spaces.some((text) => text.includes('durability replicated'))
}

/** The plan with what is given in the place of what was drawn. */
export function emphasized(plan: Plan, { faults, ...given }: Emphasis): Plan {
  const leaseMs = given.leaseMs ?? plan.leaseMs
  return { ...plan, absencesMs: absencesMs(leaseMs), ...given, faults: { ...plan.faults, ...faults } }
}

/** The last is long enough for a silent server to be taken out of its chains, and for others to have taken its place. */
function absencesMs(leaseMs: number): number[] {
  return [20, 200, 1000, 5 * timingOf({ leaseMs }).suspicionMs]
}

const moods = ['calm', 'lively', 'rough', 'brutal'] as const

const subspaces = ['color', 'size', 'color, size', 'tag', 'counter', 'size, counter']

export function drawPlan(random: Random): Plan {
  const mood = random.pick(moods)
  const strength = moods.indexOf(mood)
  const durationMs = random.between(1500, 6000)
  const keyCount = random.integer(2, 12)
  const clients = random.integer(1, 5)
  const servers = random.integer(2, 5)
  const synced = random.chance(0.3)
  const suspended = random.pick([0, 0.5])
  const network = {
    delayMs: random.pick([0.1, 0.5, 3, 15]),
    unevenness: random.pick([1, 3, 10]),
    clientUnevenness: random.pick([1, 1, 10, 50]),
    silenceMinMs: random.pick([100, 500]),
    silenceMaxMs: random.pick([800, 3000]),
    lostCalls: random.pick([0, 0.02, 0.1]),
    repeatedCalls: random.pick([0, 0.02, 0.1]),
    dialMs: random.pick([300, 1000]),
  }
  const configurationLagMs = random.pick([0, 0, 30, 300])
  const guards = random.fork('authorization')
  const cuts = random.fork('cutting')
  const power = random.fork('power')
  const versions = random.fork('versions')
  const segments = random.fork('pending log')
  const further = random.fork('further')
  const watching = random.fork('watching')
  const operator = random.fork('operator')
  const full = random.fork('full')
  const sessions = random.fork('sessions')
  const bits = random.fork('bits')
  const several = random.fork('coordinators')
  return {
    servers,
    coordinators: several.chance(0.3) ? several.pick([2, 3]) : 1,
    clients,
    spaces: Array.from({ length: random.chance(0.7) ? 1 : 2 }, (_, index) => {
      const text = drawSpace(random, `space${index}`, synced)
      return guards.chance(index === 0 ? 0.03 : 0.5) ? `${text} with authorization` : text
    }),
    keys: Array.from({ length: keyCount }, (_, index) => `key${index}`),
    contention: random.pick([0, 0.3, 0.8]),
    thinkMs: random.pick([3, 10, 40]) * Math.sqrt(clients),
    concurrency: random.pick([1, 2, 4, 16]),
    mix: { updates: 55, gets: 20, searches: 18, counts: 7 },
    conditional: 0,
    further: further.chance(0.6) ? further.pick([0.1, 0.3]) : 0,
    expiring: suspended > 0 ? random.fork('expiring').pick([0, 0.2]) : 0,
    aggregates: 0.15,
    watching: watching.pick([0, 0.3, 1]),
    limits: 0.3,
    durationMs,
    disk: { writeMs: random.pick([0.05, 0.3, 2]), flushMs: random.pick([0.5, 4]), readMs: random.pick([0.05, 1]) },
    network,
    configurationLagMs,
    appendMs: random.pick([0.5, 5]),
    drift: random.pick([0, 0.01, 0.047]),
    suspended,
    joining: random.pick([0, 0, 1, 2]),
    allPower: synced ? 0.15 : 0.6,
    lost: random.fork('lost').pick([0, 0.7]),
    // Servers whose answers take longer than a lease would never serve.
    leaseMs: Math.max(random.pick([100, 300, 1000]), 60 * network.delayMs * network.unevenness, 10 * configurationLagMs),
    sessionMs: sessions.chance(0.4) ? drawSessionMs(sessions, network) : limitsDefault.sessionMs,
    faults: {
      ...drawFaults(random, { strength, durationMs, synced, suspended, looping: random.fork('looping').chance(0.15) }),
      ...(!synced && power.chance(0.15) ? { powerMs: durationMs / power.integer(1, 4) } : {}),
      cuttingMs: cuts.chance(0.4) ? durationMs / cuts.integer(1, 6) : Number.POSITIVE_INFINITY,
      operatorMs: operator.chance(0.3) ? durationMs / operator.integer(1, 6) : Number.POSITIVE_INFINITY,
      fullMs: full.chance(0.1) ? durationMs / full.integer(1, 3) : Number.POSITIVE_INFINITY,
      bitMs: bits.chance(0.3) ? durationMs / bits.integer(1, 4) : Number.POSITIVE_INFINITY,
    },
    versionLimits: versions.chance(0.2) ? drawVersionLimits(versions) : defaultVersionLimits,
    pendingLogLimits: segments.chance(0.5)
      ? { segmentBytes: segments.pick([300, 3000]), agedSegments: segments.pick([2, 6]), livingShare: 0.9 }
      : defaultPendingLogLimits,
    absencesMs: [],
    partitionShapes,
    partitionMs: 400,
    mood,
  }
}

/** Short, but with room for renewals that take long. */
function drawSessionMs(random: Random, { delayMs, unevenness, clientUnevenness, dialMs }: NetworkSpeed): number {
  return Math.max(random.pick([300, 600, 1500]), 10 * Math.min(dialMs / 8, delayMs * unevenness * clientUnevenness))
}

function drawVersionLimits(random: Random): VersionLimits {
  const wantsEpochAt = random.pick([1, 10, 50])
  return { wantsEpochAt, spentAt: wantsEpochAt + random.pick([1, 10, 50]) }
}

export function drawSpace(random: Random, name: string, synced: boolean): string {
  const chosen = random.shuffled(subspaces).slice(0, random.pick([0, 1, 1, 2, 2, 3]))
  const further = random.fork(`${name}/indexes`)
  const index =
    (random.chance(0.3) ? ' index counter' : '') +
    (further.chance(0.4) ? ` index ${further.pick(['marks', 'log', 'tallies', 'notes.n'])}` : '')
  const behind = chosen.map((attributes) => ` subspace ${attributes}`).join('')
  const tolerate = random.pick([0, 1, 1, 2])
  const partitions = random.pick([1, 2, 4, 6, 9])
  return (
    `space ${name} key id attributes ${attributesText}${behind.replaceAll(', ', ' , ')}${index}` +
    ` tolerate ${tolerate} failures create ${partitions} partitions durability ${synced ? 'synced' : 'replicated'}`
  )
}

interface Trouble {
  readonly strength: number
  readonly durationMs: number
  readonly synced: boolean
  readonly suspended: number
  /** A server is started again and again. */
  readonly looping: boolean
}

function drawFaults(
  random: Random,
  { strength, durationMs, synced, suspended, looping }: Trouble,
): Omit<FaultRates, 'cuttingMs' | 'operatorMs' | 'fullMs' | 'bitMs'> {
  /** About `count` faults a run, if any. */
  const some = (likelihood: number, count: number): number =>
    strength > 0 && random.chance(likelihood) ? durationMs / (count * strength) : Number.POSITIVE_INFINITY
  return {
    breakMs: some(0.7, 6),
    partitionMs: some(0.6, 1.5),
    crashMs: some(0.6, 1.5),
    loopMs: looping && strength > 0 ? durationMs / strength : Number.POSITIVE_INFINITY,
    powerMs: synced ? some(0.5, 1) : Number.POSITIVE_INFINITY,
    pauseMs: some(0.5, 1.5),
    coordinatorMs: some(0.4, 1),
    clientMs: some(0.3, 1),
    administrationMs: random.chance(0.4) ? durationMs / 3 : Number.POSITIVE_INFINITY,
    wallMs: suspended === 0 ? some(0.5, 1) : Number.POSITIVE_INFINITY,
  }
}
