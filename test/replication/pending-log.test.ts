// The pending log alone: what its rows are over the life of a segment, and what a start makes of them.
import test from 'ava'
import fc from 'fast-check'
import type { Entry } from '../../src/ports/store.ts'
import { defaultPendingLogLimits, PendingLog, type PendingLogLimits, type PendingRecord } from '../../src/replication/pending-log.ts'
import { readSegmentRow, segmentName, settledName } from '../../src/replication/pending-segment.ts'
import { StoreView } from '../../src/replication/store-view.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { fromLatin1, toLatin1 } from '../../src/values/bytes.ts'

const everything = { from: Uint8Array.of(0), to: Uint8Array.of(255), reverse: false }

/** A log over a disk, turn by turn. */
class LoggedDisk {
  readonly store: MemoryStore
  readonly log: PendingLog
  readonly restored: readonly PendingRecord[]
  readonly #view: StoreView
  #turn = 0

  private constructor(store: MemoryStore, rows: readonly Entry[], limits: Partial<PendingLogLimits>) {
    this.store = store
    this.#view = new StoreView(store)
    this.log = new PendingLog(this.#view, { ...defaultPendingLogLimits, ...limits })
    this.restored = this.log.restore(rows)
  }

  static async start(limits: Partial<PendingLogLimits> = {}, store = new MemoryStore()): Promise<LoggedDisk> {
    return new LoggedDisk(store, await store.read(everything, { limit: 1e9, maxBytes: 1e9 }), limits)
  }

  /** Ends a turn. Returns the names of the rows that it puts and, with a minus sign, removes. `made` false: the process dies, and the batch is lost. */
  async turn(made = true): Promise<string[]> {
    this.log.endTurn()
    const batch = this.#view.takeBatch(++this.#turn)
    if (made) await this.store.write(batch, false)
    this.#view.written(this.#turn)
    return [...batch].map(([name, value]) => (value ? name : `-${name}`))
  }

  async rows(): Promise<string[]> {
    return (await this.store.read(everything, { limit: 1e9, maxBytes: 1e9 })).map(({ key }) => toLatin1(key))
  }

  segment(sequence: number) {
    const entries = readSegmentRow(this.store.get(fromLatin1(segmentName(sequence)))!)
    return entries.map(({ regions, update }) => [toLatin1(update), ...regions])
  }

  take(region: number, update: string): PendingRecord {
    return this.log.take(region, fromLatin1(update))
  }
}

const [first, second, third] = [1, 2, 3].map(segmentName) as [string, string, string]
const said = (records: readonly PendingRecord[]) => records.map(({ region, update }) => `${toLatin1(update)} in ${region}`)

test('a segment lives until its last record has settled; what has settled before is marked', async (t) => {
  const disk = await LoggedDisk.start()
  const [a, b, c] = ['a', 'b', 'c'].map((name) => disk.take(7, name)) as [PendingRecord, PendingRecord, PendingRecord]
  t.deepEqual(await disk.turn(), [first])
  disk.log.settle(b)
  t.deepEqual(await disk.turn(), [settledName(1)])
  t.deepEqual(said((await LoggedDisk.start({}, disk.store)).restored), ['a in 7', 'c in 7'])
  t.deepEqual(await disk.turn(), [], 'a turn in which nothing changes')
  disk.log.settle(b)
  t.deepEqual(await disk.turn(), [], 'nothing settles twice')
  disk.log.drop(a)
  disk.log.settle(c)
  t.deepEqual(await disk.turn(), [`-${first}`, `-${settledName(1)}`])
  t.deepEqual(await disk.rows(), [])
})

test('records that settle together leave no mark', async (t) => {
  const disk = await LoggedDisk.start()
  const records = ['a', 'b'].map((name) => disk.take(7, name))
  await disk.turn()
  for (const record of records) disk.log.settle(record)
  t.deepEqual(await disk.turn(), [`-${first}`])
})

test('what settles in the turn that takes it is not written', async (t) => {
  const disk = await LoggedDisk.start()
  disk.log.settle(disk.take(7, 'a'))
  t.deepEqual(await disk.turn(), [])
  const dropped = disk.take(7, 'b')
  disk.take(8, 'c')
  disk.log.drop(dropped)
  t.deepEqual(await disk.turn(), [first])
  t.deepEqual(disk.segment(1), [['c', 8]])
})

test('an update that several regions take after each other is written once; each of them settles for itself', async (t) => {
  const disk = await LoggedDisk.start()
  const update = fromLatin1('a')
  const records = [7, 8, 9].map((region) => disk.log.take(region, update))
  disk.take(7, 'b')
  await disk.turn()
  t.deepEqual(disk.segment(1), [
    ['a', 7, 8, 9],
    ['b', 7],
  ])
  disk.log.settle(records[1]!)
  await disk.turn()
  t.deepEqual(said((await LoggedDisk.start({}, disk.store)).restored), ['a in 7', 'a in 9', 'b in 7'])
})

test('a turn with much has several segments, each of a bounded size but for what is larger by itself', async (t) => {
  const disk = await LoggedDisk.start({ segmentBytes: 10 })
  for (const name of ['aaaa', 'bbbbbb', 'c', 'd'.repeat(25), 'e']) disk.take(7, name)
  t.deepEqual(await disk.turn(), [1, 2, 3, 4].map(segmentName))
  t.deepEqual(
    [1, 2, 3, 4].map((sequence) => disk.segment(sequence)),
    [
      [
        ['aaaa', 7],
        ['bbbbbb', 7],
      ],
      [['c', 7]],
      [['d'.repeat(25), 7]],
      [['e', 7]],
    ],
  )
})

test('a segment that is far behind is written anew when little of it lives, a bounded number of them a turn', async (t) => {
  const disk = await LoggedDisk.start({ agedSegments: 20, livingShare: 0.25 })
  for (let sequence = 1; sequence <= 10; sequence++) {
    const records = Array.from({ length: 8 }, (_, number) => disk.take(number, `${sequence}.${number}`))
    await disk.turn()
    for (const record of records.slice(0, 7)) disk.log.settle(record)
    await disk.turn()
  }
  for (let sequence = 11; sequence <= 20; sequence++) {
    disk.log.settle(disk.take(1, 'brief'))
    const record = disk.take(1, 'passing')
    await disk.turn()
    disk.log.settle(record)
    await disk.turn()
  }
  t.is(disk.segment(1).length, 8, 'it is not far behind yet')
  const small = await LoggedDisk.start({ agedSegments: 20, livingShare: 0.25, segmentBytes: 30 }, disk.store)
  t.is(small.restored.length, 10)
  for (let number = 0; number < 40; number++) small.take(1, `${number}`.repeat(30))
  const thinned = (names: readonly string[]) =>
    Array.from({ length: 10 }, (_, index) => index + 1).filter((n) => names.includes(segmentName(n)))
  t.deepEqual(thinned(await small.turn()), [1, 2, 3, 4, 5, 6, 7, 8])
  t.deepEqual(thinned(await small.turn()), [9, 10])
  t.deepEqual(small.segment(3), [['3.7', 7]])
  t.false((await small.rows()).includes(settledName(3)))
  const again = await LoggedDisk.start({}, small.store)
  t.deepEqual(
    said(again.restored).slice(0, 10),
    Array.from({ length: 10 }, (_, index) => `${index + 1}.7 in 7`),
  )
  small.log.settle(small.restored[2]!)
  t.deepEqual(await small.turn(), [`-${segmentName(3)}`])
})

test('a start numbers its segments behind those it finds, and removes what nobody asks for', async (t) => {
  const disk = await LoggedDisk.start()
  const a = disk.take(7, 'a')
  await disk.turn()
  disk.take(7, 'b')
  await disk.turn()
  disk.log.settle(a)
  await disk.turn()
  const marks = Uint8Array.of(1)
  await disk.store.write(
    new Map([
      [segmentName(1), disk.store.get(fromLatin1(second))!],
      [settledName(1), marks],
      [settledName(9), marks],
    ]),
    false,
  )
  const again = await LoggedDisk.start({}, disk.store)
  t.deepEqual(said(again.restored), ['b in 7'])
  again.take(7, 'c')
  t.deepEqual((await again.turn()).sort(), [`-${first}`, `-${settledName(1)}`, `-${settledName(9)}`, segmentName(10)].sort())
  t.deepEqual(await again.rows(), [second, segmentName(10)])
})

test('numbers go on within a run when all segments are gone', async (t) => {
  const disk = await LoggedDisk.start()
  for (const name of [first, second, third]) {
    const record = disk.take(7, 'a')
    t.deepEqual(await disk.turn(), [name])
    disk.log.settle(record)
    t.deepEqual(await disk.turn(), [`-${name}`])
  }
})

test('a row that is cut off is no segment', async (t) => {
  const disk = await LoggedDisk.start()
  disk.take(7, 'abc')
  await disk.turn()
  const row = disk.store.get(fromLatin1(first))!
  for (let length = 1; length < row.length; length++) {
    t.throws(() => readSegmentRow(row.subarray(0, length)), { instanceOf: RangeError, message: /cut off/ }, `${length} bytes`)
  }
})

/** Each update a row of its own, put when it is taken and removed when it settles: what the log must be like. */
type Model = Map<string, string>

interface Alive {
  readonly record: PendingRecord
  readonly name: string
}

const commands = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('take' as const),
        region: fc.nat(3),
        bytes: fc.integer({ min: 1, max: 60 }),
        places: fc.integer({ min: 1, max: 3 }),
      }),
    },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('settle' as const), which: fc.nat(1000) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop' as const), region: fc.nat(3) }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('turn' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), made: fc.boolean(), dropped: fc.option(fc.nat(3)) }) },
  ),
  { maxLength: 120, size: 'max' },
)

test('random takes, commits, drops, ends of turns and restarts leave what single rows would', async (t) => {
  let thinned = 0
  await fc.assert(
    fc.asyncProperty(commands, async (steps) => {
      const limits = { segmentBytes: 100, agedSegments: 3, livingShare: 0.7 }
      let disk = await LoggedDisk.start(limits)
      /** On disk, and as this turn will leave it. */
      let stored: Model = new Map()
      let wanted: Model = new Map()
      let alive: Alive[] = []
      let number = 0
      const end = (one: Alive) => {
        wanted.delete(one.name)
        alive.splice(alive.indexOf(one), 1)
      }
      const turn = async (made: boolean) => {
        const names = await disk.turn(made)
        thinned += names.filter((name) => name.startsWith('P') && stored.size > 0 && names.includes(`-${name.replace('P', 'S')}`)).length
        if (made) stored = new Map(wanted)
        else wanted = new Map(stored)
      }
      for (const step of steps) {
        if (step.kind === 'take') {
          const text = `${++number} `.padEnd(step.bytes, 'x')
          const update = fromLatin1(text)
          for (let place = 0; place < step.places; place++) {
            const region = (step.region + place) % 4
            const name = `${text} in ${region}`
            alive.push({ record: disk.log.take(region, update), name })
            wanted.set(name, text)
          }
        } else if (step.kind === 'settle' && alive.length > 0) {
          const one = alive[step.which % alive.length]!
          disk.log.settle(one.record)
          end(one)
        } else if (step.kind === 'drop') {
          for (const one of alive.filter(({ record }) => record.region === step.region)) {
            disk.log.drop(one.record)
            end(one)
          }
        } else if (step.kind === 'turn') await turn(true)
        else if (step.kind === 'restart') {
          await turn(step.made)
          disk = await LoggedDisk.start(limits, disk.store)
          t.deepEqual(said(disk.restored).sort(), [...stored.keys()].sort())
          alive = disk.restored.map((record) => ({ record, name: said([record])[0]! }))
          for (const one of alive.filter(({ record }) => record.region === step.dropped)) {
            disk.log.drop(one.record)
            end(one)
          }
        }
      }
      await turn(true)
      t.deepEqual(said((await LoggedDisk.start(limits, disk.store)).restored).sort(), [...stored.keys()].sort())
      for (const one of [...alive]) {
        disk.log.settle(one.record)
        end(one)
      }
      await turn(true)
      t.deepEqual(await disk.rows(), [])
    }),
    { numRuns: 500 },
  )
  t.true(thinned > 100, `segments were written anew ${thinned} times`)
})
