// The journal of coordinators of which several run and one leads: records in etcd, each written by compare-and-swap. docs/formats/journal.md
// has the keys and values.
//
// Record n is written only when there is none with that number, and only while the writer's candidacy of the election still exists. So two
// coordinators can never both decide: one that has lost its lease without having noticed finds its candidacy gone, or the number taken, and stops
// leading. A writer whose request got no answer asks again; it knows its own record by the candidacy in it.
import { setTimeout as pause } from 'node:timers/promises'
import { type Etcd3, Range } from 'etcd3'
import { HyperdexError } from '../../src/errors.ts'
import { applyRecord, emptyState, type State, type StateRecord, snapshotOf } from '../core/state.ts'
import type { Journal, OpenedJournal } from './journal.ts'
import { decodeRecords, encodeRecords } from './record-codec.ts'

const format = '1'
/** etcd takes requests of at most 1.5 MiB unless told otherwise. */
const partBytesMax = 512 * 1024
const snapshotEvery = 256
const againMs = 250
/** How long one record may be tried; the lease usually ends it earlier. */
const patienceMs = 30_000

export interface EtcdPlace {
  readonly client: Etcd3
  /** What every key begins with; ends with a slash. */
  readonly prefix: string
}

/** What is stored under the number of a record, or as the pointer to the newest snapshot. */
interface Stored {
  /** The candidacy of the writer. */
  readonly by: string
  /** Of a snapshot: the number of the last record it holds. */
  readonly through?: number
  readonly records?: string
  /** Instead of `records`, when they are large: in so many parts, under keys that begin so. */
  readonly parts?: { readonly prefix: string; readonly count: number }
}

/**
 * Reads what is kept; `candidacy` is the key that etcd removes when the caller's lease ends. Errors: VERSION_MISMATCH when a newer release wrote
 * it, INTERNAL when it does not fit together, UNAVAILABLE when etcd does not answer.
 */
export async function openEtcdJournal(place: EtcdPlace, candidacy: string): Promise<OpenedJournal> {
  const { state, next } = await readJournal(place)
  return { journal: new EtcdJournal(place, candidacy, next), state }
}

async function readJournal(place: EtcdPlace): Promise<{ state: State; next: number }> {
  try {
    await checkFormat(place)
    return await readState(place)
  } catch (error) {
    throw etcdFailure(error, 'read the journal in etcd')
  }
}

async function checkFormat({ client, prefix }: EtcdPlace): Promise<void> {
  const key = `${prefix}format`
  await client.if(key, 'Create', '==', 0).then(client.put(key).value(format)).commit()
  const found = await client.get(key).string()
  if (found === format) return
  throw new HyperdexError(
    'VERSION_MISMATCH',
    `etcd holds a journal of format ${found} under ${prefix}, this release reads format ${format}`,
    'Run the release that wrote it, or a newer one.',
  )
}

async function readState(place: EtcdPlace): Promise<{ state: State; next: number }> {
  const { client, prefix } = place
  let state = emptyState
  let next = 1
  const pointer = await client.get(`${prefix}snapshot`).string()
  if (pointer !== null) {
    const snapshot = storedOf('the snapshot', pointer)
    state = await replayed(place, state, 'the snapshot', snapshot)
    next = snapshot.through! + 1
  }
  for (;;) {
    const text = await client.get(recordKey(prefix, next)).string()
    if (text === null) return { state, next }
    state = await replayed(place, state, `record ${next}`, storedOf(`record ${next}`, text))
    next++
  }
}

async function replayed(place: EtcdPlace, before: State, what: string, stored: Stored): Promise<State> {
  const bytes = await recordsOf(place, stored)
  try {
    let state = before
    for (const record of decodeRecords(bytes)) state = applyRecord(state, record)
    return state
  } catch (cause) {
    throw misfit(what, cause)
  }
}

function storedOf(what: string, text: string): Stored {
  try {
    const stored: unknown = JSON.parse(text)
    if (typeof stored !== 'object' || stored === null) throw new TypeError('it is no object')
    return stored as Stored
  } catch (cause) {
    throw misfit(what, cause)
  }
}

function misfit(what: string, cause: unknown): HyperdexError {
  return new HyperdexError(
    'INTERNAL',
    `${what} of the journal in etcd does not follow from those before: ${cause instanceof Error ? cause.message : cause}`,
    'Restore etcd from a backup, or run the release that wrote it.',
    { cause },
  )
}

async function recordsOf({ client }: EtcdPlace, stored: Stored): Promise<Buffer> {
  if (stored.parts === undefined) return Buffer.from(stored.records ?? '[]', 'utf8')
  const parts: Buffer[] = []
  for (let part = 0; part < stored.parts.count; part++) {
    const bytes = await client.get(`${stored.parts.prefix}${part}`).buffer()
    if (bytes === null)
      throw new HyperdexError('INTERNAL', `part ${part} of ${stored.parts.prefix} is missing`, 'Restore etcd from a backup.')
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

/** Numbers of one length, so that their order is that of the keys. */
function recordKey(prefix: string, number: number): string {
  return `${prefix}records/${String(number).padStart(16, '0')}`
}

interface Waiting {
  readonly records: readonly StateRecord[]
  readonly after: State
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

class EtcdJournal implements Journal {
  readonly #place: EtcdPlace
  readonly #candidacy: string
  #next: number
  #sinceSnapshot: number
  #waiting: Waiting[] = []
  #writing: Promise<void> | undefined
  #failure: Error | undefined

  constructor(place: EtcdPlace, candidacy: string, next: number) {
    this.#place = place
    this.#candidacy = candidacy
    this.#next = next
    this.#sinceSnapshot = 0
  }

  append(records: readonly StateRecord[], after: State): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    if (records.length === 0 && this.#writing === undefined) return Promise.resolve()
    return new Promise((resolve, reject) => {
      this.#waiting.push({ records, after, resolve, reject })
      this.#writing ??= this.#drain()
    })
  }

  async close(): Promise<void> {
    await this.#writing
    this.#failure ??= new HyperdexError('UNAVAILABLE', 'the coordinator is stopping', 'Ask again when it has started.')
  }

  /** Never rejects: those who wait are told. */
  async #drain(): Promise<void> {
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      try {
        const records = batch.flatMap((waiting) => waiting.records)
        if (records.length > 0) await this.#keep(records)
        for (const { resolve } of batch) resolve()
        if (this.#sinceSnapshot >= snapshotEvery) await this.#snapshot(batch.at(-1)!.after)
      } catch (error) {
        this.#failure = etcdFailure(error, 'write the journal in etcd')
        for (const { reject } of [...batch, ...this.#waiting]) reject(this.#failure)
        this.#waiting = []
      }
    }
    this.#writing = undefined
  }

  async #keep(records: readonly StateRecord[]): Promise<void> {
    const { prefix } = this.#place
    const number = this.#next
    const text = JSON.stringify(await this.#stored(`${prefix}parts/${number}/`, encodeRecords(records)))
    await this.#swap(recordKey(prefix, number), text, 'absent')
    this.#next++
    this.#sinceSnapshot++
  }

  /** Puts the state in the place of all records so far; what it replaces is removed. */
  async #snapshot(state: State): Promise<void> {
    const { client, prefix } = this.#place
    const through = this.#next - 1
    const stored = await this.#stored(`${prefix}snapshots/${through}/`, encodeRecords([snapshotOf(state)]))
    await this.#swap(`${prefix}snapshot`, JSON.stringify({ ...stored, through }), 'any')
    this.#sinceSnapshot = 0
    await client.delete().range(new Range(Buffer.from(recordKey(prefix, 0)), Buffer.from(recordKey(prefix, through + 1))))
    await this.#removeParts(`${prefix}parts/`, through + 1)
    await this.#removeParts(`${prefix}snapshots/`, through)
  }

  /** Of records or snapshots with lower numbers than `below`. */
  async #removeParts(under: string, below: number): Promise<void> {
    const { client } = this.#place
    for (const key of await client.getAll().prefix(under).keys()) {
      if (Number(key.slice(under.length).split('/', 1)[0]) < below) await client.delete().key(key)
    }
  }

  /** Large records lie in parts, under keys that no other writer uses. */
  async #stored(under: string, bytes: Buffer): Promise<Stored> {
    const by = this.#candidacy
    if (bytes.length <= partBytesMax) return { by, records: bytes.toString('utf8') }
    const prefix = `${under}${by.slice(by.lastIndexOf('/') + 1)}/`
    const count = Math.ceil(bytes.length / partBytesMax)
    for (let part = 0; part < count; part++) {
      const piece = bytes.subarray(part * partBytesMax, (part + 1) * partBytesMax)
      await this.#patiently(() => this.#place.client.put(`${prefix}${part}`).value(piece).exec())
    }
    return { by, parts: { prefix, count } }
  }

  async #swap(key: string, text: string, expected: 'absent' | 'any'): Promise<void> {
    const { client } = this.#place
    await this.#patiently(async () => {
      let comparison = client.if(this.#candidacy, 'Create', '>', 0)
      if (expected === 'absent') comparison = comparison.and(key, 'Create', '==', 0)
      const { succeeded } = await comparison.then(client.put(key).value(text)).commit()
      // An earlier try may have succeeded although its answer was lost.
      if (!succeeded && (await client.get(key).string()) !== text) throw notLeading()
    })
  }

  /** Tries again while etcd does not answer. */
  async #patiently(attempt: () => Promise<unknown>): Promise<void> {
    for (const end = performance.now() + patienceMs; ; await pause(againMs)) {
      try {
        await attempt()
        return
      } catch (error) {
        if (error instanceof HyperdexError || performance.now() > end) throw error
      }
    }
  }
}

function notLeading(): HyperdexError {
  return new HyperdexError('UNAVAILABLE', 'another coordinator leads now', 'Ask again: the coordinators know which.')
}

function etcdFailure(error: unknown, what: string): Error {
  if (error instanceof HyperdexError) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new HyperdexError('UNAVAILABLE', `cannot ${what}: ${reason}`, 'See that etcd runs and is reachable at the addresses of --store.', {
    cause: error,
  })
}

/** A journal elsewhere that the one in etcd is to go on from. */
interface FormerJournal {
  /** Resolves with the state it ends with, when nobody can append to it any more. */
  leave(): Promise<State>
  /** Etcd holds this cluster: goes on from the former journal when it is the same. Rejects with INVALID when it is another. */
  arrived(cluster: string): Promise<void>
}

/**
 * Makes the state that another journal ends with the first record of an empty one. False: it is there already. A repetition of what was broken off at
 * any point comes to the same end. Errors: as openEtcdJournal and FormerJournal.
 */
export async function importState(place: EtcdPlace, candidacy: string, former: FormerJournal): Promise<boolean> {
  const { journal, state: found } = await openEtcdJournal(place, candidacy)
  if (await holds(found, former)) return false
  const state = await former.leave()
  await journal.append([snapshotOf(state)], state)
  return holds(state, former)
}

/**
 * For one that does not lead: another may, and have begun with something else. `unreadable` is told of what does not fit together, which may be over at
 * the next look. Errors: as importState.
 */
export async function isImported(place: EtcdPlace, former: FormerJournal, unreadable: (error: HyperdexError) => void): Promise<boolean> {
  const state = await readJournal(place).then(
    (read) => read.state,
    (error: unknown) => {
      // Whoever leads may have replaced with one snapshot what was about to be read.
      if (!(error instanceof HyperdexError) || error.code !== 'INTERNAL') throw error
      unreadable(error)
      return undefined
    },
  )
  return state !== undefined && holds(state, former)
}

async function holds({ configuration: { version, cluster } }: State, former: FormerJournal): Promise<boolean> {
  if (version === 0) return false
  await former.arrived(cluster)
  return true
}
