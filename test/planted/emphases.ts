// What runs are made of that are to catch a planted fault: each brings out one kind of trouble. Faults that any run may catch need none.
import { attributesText } from '../simulation/objects.ts'
import type { Emphasis } from '../simulation/plan.ts'

const reliable = { clientUnevenness: 1, lostCalls: 0, repeatedCalls: 0, dialMs: 1000 }
const never = Number.POSITIVE_INFINITY
const calm = {
  breakMs: never,
  partitionMs: never,
  crashMs: never,
  loopMs: never,
  powerMs: never,
  pauseMs: never,
  coordinatorMs: never,
  clientMs: never,
  administrationMs: never,
  cuttingMs: never,
  wallMs: never,
  operatorMs: never,
  fullMs: never,
  bitMs: never,
}
const space = (behind: string, tolerate: number, durability = 'replicated', partitions = 4) =>
  `space space0 key id attributes ${attributesText} ${behind} ` +
  `tolerate ${tolerate} failures create ${partitions} partitions durability ${durability}`

const busy: Emphasis = {
  coordinators: 1,
  faults: calm,
  joining: 0,
  lost: 0,
  leaseMs: 2000,
  sessionMs: 60_000,
  clients: 4,
  thinkMs: 5,
  concurrency: 4,
  keys: ['key0', 'key1', 'key2'],
  contention: 0.3,
  further: 0,
  watching: 0,
}

/** Three coordinators: who leads stands still, or is cut off from the others or from etcd, until another one leads. */
export const fallenOver: Emphasis = {
  ...busy,
  coordinators: 3,
  servers: 4,
  spaces: [space('subspace color', 1)],
  leaseMs: 200,
  network: { delayMs: 0.5, unevenness: 3, silenceMinMs: 100, silenceMaxMs: 800, ...reliable },
  configurationLagMs: 0,
  partitionShapes: ['coordinator'],
  partitionMs: 1500,
  faults: { ...calm, partitionMs: 700, pauseMs: 300, crashMs: 600, administrationMs: 200 },
}

/** Objects move between many regions over slow and uneven links. */
export const crossing: Emphasis = {
  ...busy,
  faults: { ...calm, breakMs: 500 },
  servers: 4,
  spaces: [space('subspace color subspace size , counter', 1)],
  network: { delayMs: 3, unevenness: 10, silenceMinMs: 500, silenceMaxMs: 3000, ...reliable },
}

/** Links break all the time. */
export const churn: Emphasis = {
  ...busy,
  servers: 3,
  spaces: [space('subspace color', 1)],
  faults: { ...calm, breakMs: 60, crashMs: 1500 },
}

/** Servers are killed and come back. */
export const restarts: Emphasis = {
  ...busy,
  servers: 3,
  spaces: [space('subspace color', 1)],
  faults: { ...calm, breakMs: 1000, crashMs: 300 },
}

/** The same with much in each turn, so that updates of different fates share a segment of the pending log, and with segments that age at once. */
export const restartsUnderLoad: Emphasis = {
  ...restarts,
  clients: 6,
  thinkMs: 1,
  concurrency: 16,
  keys: Array.from({ length: 12 }, (_, index) => `key${index}`),
  contention: 0,
  disk: { writeMs: 3, flushMs: 4, readMs: 0.05 },
  network: { delayMs: 1, unevenness: 3, silenceMinMs: 100, silenceMaxMs: 800, ...reliable },
  pendingLogLimits: { segmentBytes: 3000, agedSegments: 2, livingShare: 0.9 },
}

/** The same with objects that have secrets. */
export const guarded: Emphasis = { ...restarts, spaces: [`${space('subspace color', 1)} with authorization`] }

/** The same with objects that have a time to live. */
export const expiring: Emphasis = { ...restarts, further: 0.5, expiring: 0.6 }

/** The same with clients that all watch. */
export const watched: Emphasis = { ...restarts, watching: 1 }

/** The power fails, of one machine or of all. */
export const powerCuts: Emphasis = {
  ...busy,
  servers: 3,
  spaces: [space('subspace color', 1, 'synced')],
  disk: { writeMs: 0.3, flushMs: 4, readMs: 0.05 },
  faults: { ...calm, powerMs: 300 },
}

/** The power fails again and again, of all machines as often as not, and nothing is flushed. */
export const blackouts: Emphasis = {
  ...busy,
  servers: 3,
  spaces: [space('subspace color subspace size , counter', 0)],
  disk: { writeMs: 0.3, flushMs: 4, readMs: 0.05 },
  faults: { ...calm, powerMs: 500 },
}

/** The power fails again and again, the disks are slow, and whatever was shown has to be there afterwards. */
export const syncedBlackouts: Emphasis = {
  ...blackouts,
  spaces: [space('subspace color subspace size , counter', 0, 'synced')],
  disk: { writeMs: 0.3, flushMs: 15, readMs: 0.05 },
  network: { delayMs: 0.5, unevenness: 3, silenceMinMs: 100, silenceMaxMs: 800, ...reliable },
}

/** Many clients at two keys, over a slow disk and network. */
export const contended: Emphasis = {
  ...busy,
  servers: 3,
  keys: ['key0', 'key1'],
  spaces: [space('subspace color', 2)],
  network: { delayMs: 3, unevenness: 10, silenceMinMs: 500, silenceMaxMs: 3000, ...reliable },
}

/** Clients lose their connections and send again, while what they sent before may still be on its way. */
export const impatient: Emphasis = {
  ...contended,
  clients: 5,
  mix: { updates: 95, gets: 5, searches: 0, counts: 0 },
  conditional: 0.6,
  concurrency: 1,
  keys: ['key0', 'key1', 'key2', 'key3', 'key4'],
  spaces: [space('subspace color', 1, 'replicated', 9)],
  network: { delayMs: 10, unevenness: 3, silenceMinMs: 100, silenceMaxMs: 800, ...reliable },
  faults: { ...calm, breakMs: 25, crashMs: 2000, pauseMs: 1000 },
}

/** Sessions that end while their clients stand still or cannot reach the coordinator, whose writes then come again. */
export const endedSessions: Emphasis = {
  ...impatient,
  sessionMs: 200,
  faults: { ...calm, breakMs: 25, pauseMs: 60, coordinatorMs: 1500 },
}

/** Searches whose regions open at very different moments, of objects that move all the time. */
export const slowSearches: Emphasis = {
  ...busy,
  servers: 4,
  durationMs: 1500,
  thinkMs: 3,
  concurrency: 4,
  spaces: [space('subspace color', 0, 'replicated', 3)],
  mix: { updates: 60, gets: 0, searches: 35, counts: 5 },
  disk: { writeMs: 0.05, flushMs: 1, readMs: 0.05 },
  network: { delayMs: 0.2, unevenness: 1, silenceMinMs: 3000, silenceMaxMs: 9000, ...reliable, clientUnevenness: 300 },
}

/** The same over links of clients that are slower still, and of more different speed. */
export const verySlowSearches: Emphasis = {
  ...slowSearches,
  durationMs: 3000,
  network: { ...slowSearches.network!, dialMs: 4000, clientUnevenness: 1500 },
}

/** Searches with a limit among many objects, of which few have just moved. */
export const topmost: Emphasis = {
  ...slowSearches,
  durationMs: 4000,
  clients: 8,
  keys: Array.from({ length: 40 }, (_, index) => `key${index}`),
  limits: 1,
  contention: 0.2,
  mix: { updates: 30, gets: 0, searches: 70, counts: 0 },
  network: { ...slowSearches.network!, dialMs: 2000, clientUnevenness: 500 },
}

/** The administrator changes spaces, mostly by samples. */
export const administered: Emphasis = { ...busy, faults: { ...calm, administrationMs: 100 } }

/** Spaces are cut anew all the time, while links are slow and uneven. */
export const cutting: Emphasis = {
  ...crossing,
  keys: Array.from({ length: 8 }, (_, index) => `key${index}`),
  mix: { updates: 50, gets: 10, searches: 35, counts: 5 },
  faults: { ...calm, breakMs: 500, cuttingMs: 150 },
}

/** The same of chains of one, with servers that stand still or cannot reach the coordinator: they go on in the configuration that they know. */
export const cuttingUnheard: Emphasis = {
  ...cutting,
  servers: 3,
  spaces: [space('subspace color subspace size , counter', 0)],
  leaseMs: 300,
  configurationLagMs: 300,
  network: { delayMs: 0.5, unevenness: 3, silenceMinMs: 500, silenceMaxMs: 3000, ...reliable },
  faults: { ...calm, cuttingMs: 150, partitionMs: 300, pauseMs: 400 },
}

/** The grids of keys are replaced all the time, while links break and answers are lost. */
export const turningKeys: Emphasis = {
  ...busy,
  servers: 3,
  leaseMs: 200,
  durationMs: 4000,
  configurationLagMs: 30,
  spaces: [space('', 1)],
  keys: Array.from({ length: 8 }, (_, index) => `key${index}`),
  mix: { updates: 70, gets: 30, searches: 0, counts: 0 },
  network: { delayMs: 1, unevenness: 5, silenceMinMs: 300, silenceMaxMs: 1000, ...reliable },
  faults: { ...calm, breakMs: 60, cuttingMs: 100 },
}

const repaired: Emphasis = {
  ...busy,
  servers: 4,
  durationMs: 4000,
  leaseMs: 200,
  configurationLagMs: 0,
  appendMs: 1,
  disk: { writeMs: 0.3, flushMs: 1, readMs: 0.3 },
  spaces: [space('subspace color', 1)],
  network: { delayMs: 0.5, unevenness: 3, silenceMinMs: 100, silenceMaxMs: 800, ...reliable },
}

const shapes = ['island', 'island', 'halves', 'coordinator', 'neighbours', 'one'] as const

/** Servers are cut off from others, leave their chains and come back, while some clients can still reach them. */
export const cutOff: Emphasis = { ...repaired, partitionShapes: shapes, faults: { ...calm, partitionMs: 150 } }

/** Few regions, of which clients can still reach replicas that were replaced, and much is read. */
export const islands: Emphasis = {
  ...repaired,
  servers: 3,
  leaseMs: 100,
  concurrency: 16,
  spaces: [space('subspace color', 1, 'replicated', 2)],
  mix: { updates: 40, gets: 25, searches: 35, counts: 0 },
  partitionShapes: ['island'],
  partitionMs: 1000,
  faults: { ...calm, partitionMs: 500 },
}

/** Links are slow, in proportion to leases, and are cut. Were they slower still nothing would come to rest. */
export const slowLinks: Emphasis = {
  ...cutOff,
  leaseMs: 600,
  network: { delayMs: 15, unevenness: 3, silenceMinMs: 100, silenceMaxMs: 800, ...reliable },
}

/** Machines stand still for longer than a lease. */
export const asleep: Emphasis = { ...repaired, suspended: 1, faults: { ...calm, pauseMs: 100 } }

/** Regions move to servers that join, and configurations come late. */
export const movedAbout: Emphasis = {
  ...repaired,
  servers: 2,
  joining: 4,
  leaseMs: 300,
  configurationLagMs: 20,
  faults: { ...calm, partitionMs: 500, crashMs: 800 },
}

/** The same with clients that lose touch with servers and send again what may have been done. */
export const outOfTouch: Emphasis = {
  ...movedAbout,
  clients: 6,
  conditional: 0.5,
  mix: { updates: 90, gets: 10, searches: 0, counts: 0 },
  keys: Array.from({ length: 12 }, (_, index) => `key${index}`),
  spaces: [space('', 0, 'replicated', 16)],
  partitionShapes: ['unanswered'],
  partitionMs: 1000,
  faults: { ...calm, partitionMs: 60 },
}

/** Many regions move, from servers that are cut off just then, with some clients. */
export const leftBehind: Emphasis = {
  ...movedAbout,
  durationMs: 5000,
  leaseMs: 1000,
  concurrency: 16,
  spaces: [space('subspace color', 1, 'replicated', 9)],
  mix: { updates: 40, gets: 25, searches: 35, counts: 0 },
  partitionShapes: ['island'],
  faults: { ...calm, partitionMs: 250 },
}

/** Servers start anew at once, while regions move and others are cut off. */
export const restartedAtOnce: Emphasis = {
  ...movedAbout,
  leaseMs: 800,
  absencesMs: [20],
  partitionShapes: ['island'],
  faults: { ...calm, partitionMs: 200, crashMs: 250 },
}

/** Servers are killed and stay away for long enough to be replaced; learners copy under load, slowly. */
export const joined: Emphasis = {
  ...repaired,
  leaseMs: 100,
  clients: 5,
  thinkMs: 2,
  concurrency: 8,
  keys: Array.from({ length: 60 }, (_, index) => `key${index}`),
  contention: 0,
  absencesMs: [1000],
  disk: { writeMs: 1, flushMs: 1, readMs: 15 },
  network: { delayMs: 1, unevenness: 3, silenceMinMs: 100, silenceMaxMs: 800, ...reliable },
  faults: { ...calm, crashMs: 300 },
}

/** The power of all machines fails, and one of them never comes back. */
export const unreturned: Emphasis = {
  ...busy,
  servers: 3,
  lost: 1,
  leaseMs: 300,
  durationMs: 4000,
  spaces: [space('subspace color', 1)],
  // Where servers, links or configurations are slow in proportion to leases nothing comes to rest.
  configurationLagMs: 0,
  appendMs: 1,
  disk: { writeMs: 0.3, flushMs: 1, readMs: 0.3 },
  network: { delayMs: 0.5, unevenness: 3, silenceMinMs: 100, silenceMaxMs: 800, ...reliable },
  absencesMs: [20, 3000],
  faults: { ...calm, powerMs: 1500 },
}

/** The power fails, and servers that may have forgotten come back. */
export const forgetful: Emphasis = {
  ...joined,
  spaces: [space('subspace color', 1, 'synced')],
  disk: { writeMs: 0.3, flushMs: 10, readMs: 1 },
  absencesMs: [20, 1000],
  faults: { ...calm, powerMs: 250 },
}

/** Updates of several operations, and of groups. */
export const compound: Emphasis = {
  ...busy,
  servers: 3,
  durationMs: 1500,
  spaces: [space('subspace color', 1)],
  further: 0.7,
  aggregates: 0,
}

/** Aggregates whose regions open at very different moments, of objects that move all the time. */
export const summed: Emphasis = { ...slowSearches, further: 0.5, aggregates: 0.7 }

/** Aggregates of regions on many servers, whose connections break all the time. */
export const summedAgain: Emphasis = {
  ...churn,
  servers: 4,
  spaces: [space('', 0)],
  further: 0.6,
  aggregates: 0.9,
  faults: { ...calm, breakMs: 20 },
}
