// The floor of the disk: LevelStore, as a server opens it, doing what a server's gets and puts of the benchmark's objects do to it, and
// nothing else. A process of its own, so that its compactions and its CPU time are not counted elsewhere. Over its IPC channel it is
// asked for measurements (LevelRequest) and answers each with a LevelAnswer; it ends when the channel does.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { WriteBatch } from '../src/ports/store.ts'
import { markKey, objectKey, objectRow, outcomeKey } from '../src/replication/layout.ts'
import { type SegmentEntry, segmentName, segmentRow } from '../src/replication/pending-segment.ts'
import { makeUpdate } from '../src/replication/update.ts'
import { LevelStore } from '../src/storage/level-store.ts'
import { type Bytes, toLatin1 } from '../src/values/bytes.ts'
import { encodeObject } from '../src/values/object.ts'
import type { LevelAnswer, LevelRequest } from './level.ts'
import { anyIndex, anyValue, keyOf, objectCount } from './workload.ts'

const region = 1
const client = 1
const batchSize = 64

class Rows {
  readonly #store: LevelStore
  #version = 0
  /** The first number of the last batch, whose outcomes the next one removes. */
  #outcomes = 0

  constructor(store: LevelStore) {
    this.#store = store
  }

  async fill(): Promise<void> {
    for (let index = 0; index < objectCount; ) {
      const batch: WriteBatch = new Map()
      for (const end = Math.min(objectCount, index + batchSize); index < end; index++) {
        batch.set(toLatin1(objectKey(region, keyOf(index))), this.#objectRow(anyValue()))
      }
      await this.#store.write(batch, false)
    }
  }

  async get(): Promise<void> {
    for (let left = batchSize; left > 0; left--) {
      if (this.#store.get(objectKey(region, keyOf(anyIndex()))) === undefined) throw new Error('an object is missing')
    }
    await nextTurn()
  }

  /** As a put alone on its path: the old object is read; the new one, the outcomes and the mark are written, the last outcomes removed. */
  async put(): Promise<void> {
    const batch: WriteBatch = new Map()
    for (let left = batchSize; left > 0; left--) {
      const key = objectKey(region, keyOf(anyIndex()))
      this.#store.get(key)
      batch.set(toLatin1(key), this.#objectRow(anyValue()))
    }
    this.#book(batch)
    await this.#store.write(batch, false)
  }

  /** As a put on a path of several places: the same, and before it all pending records as one row in a batch of its own, which is then removed. */
  async chainedPut(): Promise<void> {
    const entries: SegmentEntry[] = []
    const commits: WriteBatch = new Map()
    for (let left = batchSize; left > 0; left--) {
      const index = anyIndex()
      const key = objectKey(region, keyOf(index))
      this.#store.get(key)
      const row = this.#objectRow(anyValue())
      entries.push({ regions: [region], update: this.#record(keyOf(index), row.subarray(9)) })
      commits.set(toLatin1(key), row)
    }
    const segment = segmentName(this.#version)
    commits.set(segment, undefined)
    await this.#store.write(new Map([[segment, segmentRow(entries)]]), false)
    this.#book(commits)
    await this.#store.write(commits, false)
  }

  #objectRow(value: Bytes): Bytes {
    return objectRow(++this.#version, encodeObject([value]))
  }

  #record(key: Bytes, object: Bytes): Bytes {
    const version = this.#version
    return makeUpdate({ keyRegion: region, space: 1, version, previous: 1, key, client, number: version, mark: version, object }).encoded
  }

  #book(batch: WriteBatch): void {
    const first = this.#version
    batch.set(toLatin1(outcomeKey(region, client, first)), new Uint8Array(16 * batchSize))
    batch.set(toLatin1(outcomeKey(region, client, this.#outcomes)), undefined)
    batch.set(toLatin1(markKey(region, client)), new Uint8Array(8))
    this.#outcomes = first
  }
}

async function measureBatches(batch: () => Promise<void>, { warmUpMs, measuredMs }: LevelRequest): Promise<LevelAnswer> {
  const warmAt = performance.now() + warmUpMs
  while (performance.now() < warmAt) await batch()
  const before = process.cpuUsage()
  const began = performance.now()
  let batches = 0
  while (performance.now() < began + measuredMs) {
    await batch()
    batches++
  }
  const { user, system } = process.cpuUsage(before)
  return { operations: batches * batchSize, seconds: (performance.now() - began) / 1000, cpuUs: user + system }
}

const directory = await mkdtemp(join(tmpdir(), 'hyperdex-bench-level-'))
const store = await LevelStore.open(join(directory, 'store'))
const rows = new Rows(store)
await rows.fill()
process.on('message', (request: LevelRequest) => {
  measureBatches(() => rows[request.kind](), request).then((answer) => process.send?.(answer))
})
process.once('disconnect', async () => {
  await store.close()
  await rm(directory, { recursive: true, force: true })
})
process.send?.('ready')
