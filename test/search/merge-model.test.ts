import test, { type ExecutionContext } from 'ava'
import fc from 'fast-check'
import { type SearchEffect, SearchMerge } from '../../src/search/merge.ts'
import type { MergedRow } from '../../src/search/page-stream.ts'
import { type OrderBy, RowOrder } from '../../src/search/row-order.ts'
import { planSearch } from '../../src/search/search-plan.ts'
import { emptyBytes, equalBytes, toLatin1 } from '../../src/values/bytes.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { compilePredicate } from '../../src/values/matcher.ts'
import { decodeObject } from '../../src/values/object.ts'
import type { Predicate } from '../../src/values/predicate.ts'
import * as sample from '../hyperspace/sample-space.ts'
import { all, both, sampleSpace, typesOf } from '../hyperspace/sample-space.ts'
import { choices } from './choices.ts'
import { RelocatingWorld, type Version } from './relocating-world.ts'

const space = sampleSpace({
  attributes: { place: 'int', rank: 'int' },
  subspaces: [['place']],
  indexes: [{ attribute: 'rank' }],
  partitions: 8,
  servers: [1, 2, 3],
})
const keys = Array.from({ length: 14 }, (_, index) => encodeString(`key ${String.fromCharCode(97 + index)}`))
const int = (value: number) => encodeInt(BigInt(value))
const wide: Predicate = sample.test(1, 'between', int(-1000), int(1000))
const predicates = [wide, both(wide, sample.test(2, 'lessOrEqual', int(3))), sample.test(1, 'greater', int(0)), all]

interface Task {
  ready(): boolean
  run(): void
}

/** What a search must hold of one key: the versions that were current from its beginning to its end. */
function versionsDuring(world: RelocatingWorld, name: string, before: Version | undefined): (Version | undefined)[] {
  const versions = world.history.get(name) ?? []
  return [before, ...versions.filter(({ version }) => version > (before?.version ?? 0))]
}

interface Scenario {
  readonly predicate: Predicate
  readonly orderBy: OrderBy | undefined
  readonly limit: number | undefined
  readonly select?: readonly number[] | undefined
  readonly losses: boolean
  /** False plants a fault. */
  readonly remembersArrivals?: boolean
  readonly choose: (count: number) => number
}

interface Outcome {
  readonly settles: number
  readonly restarts: number
  readonly expired: boolean
  readonly rows: number
  /** Keys that came more than once. */
  readonly repeated: number
}

/** One search while writes relocate objects between all its steps; asserts the promise of interface.md section 3. */
function searchUnderWrites(
  t: ExecutionContext,
  { predicate, orderBy, limit, select, losses, remembersArrivals = true, choose }: Scenario,
): Outcome {
  const world = new RelocatingWorld(space, 1)
  world.remembersArrivals = remembersArrivals
  const randomValues = () => [int(choose(9) * 60 - 240), int(choose(6))]
  for (const key of keys) if (choose(4) > 0) world.write(key, randomValues())
  while (world.busy) world.step(0)
  for (let index = choose(12); index > 0; index--) {
    world.write(keys[choose(keys.length)]!, randomValues())
    if (choose(2)) world.step(choose(50))
  }
  const before = new Map(world.committed)
  const merge = new SearchMerge({ space, predicate, orderBy, limit, select, windowMs: 1000, keysBound: { keys: 1, bytes: 1000 } })
  const plan = { ...planSearch(space, predicate), subspace: 1 }
  const servers = new Map(planSearch({ ...space, subspaces: [space.subspaces[1]!] }, predicate).servers)
  const begin = () => {
    world.begin()
    merge.begin({ ...plan, servers }, 0)
  }
  begin()
  const rows: MergedRow[] = []
  let tasks: Task[] = []
  let settles = 0
  let restarts = 0
  const submit = (effect: SearchEffect): void => {
    if (effect.kind === 'open') {
      const waits = world.pendingIn(effect)
      tasks.push({ ready: () => !waits(), run: () => merge.page(effect.stream, world.open(effect), 5) })
    } else if (effect.kind === 'next') {
      const run = () => (world.has(effect.cursor) ? merge.page(effect.stream, world.page(effect.cursor), 5) : merge.lost(effect.stream))
      tasks.push({ ready: () => true, run })
    } else if (effect.kind === 'settle') {
      settles++
      const waits = world.pendingOn(effect.key)
      tasks.push({ ready: () => !waits(), run: () => merge.settled(effect.token, world.get(effect.key)) })
    } else if (effect.kind === 'close') world.close(effect.cursor)
    else {
      restarts++
      begin()
    }
  }
  for (let turn = 0; !merge.done; turn++) {
    for (const effect of merge.takeEffects()) submit(effect)
    const action = choose(10)
    if (action < 3 && turn < 200) world.write(keys[choose(keys.length)]!, choose(6) ? randomValues() : undefined)
    else if (action < 6) world.step(choose(50))
    else if (action === 6 && losses && turn < 60 && choose(6) === 0) world.closeAll()
    else if (action === 7) rows.push(...merge.pull(1 + choose(3)))
    else {
      const ready = tasks.filter((task) => task.ready())
      const task = ready[choose(Math.max(1, ready.length))]
      tasks = tasks.filter((other) => other !== task)
      task?.run()
    }
    if (turn > 5000) throw new Error('the search does not end')
  }
  for (const effect of merge.takeEffects()) submit(effect)
  while (world.busy) world.step(0)
  for (const task of tasks) task.run()
  for (const effect of merge.takeEffects()) submit(effect)
  if (!losses) t.is(world.openCursors, 0, 'a cursor was left open')
  if (remembersArrivals) check(t, world, before, rows, { predicate, orderBy, limit, select, failed: merge.failure !== undefined })
  const repeated = rows.length - new Set(rows.map(({ key }) => toLatin1(key))).size
  return { settles, restarts, expired: merge.failure?.code === 'SEARCH_EXPIRED', rows: rows.length, repeated }
}

interface Asked {
  readonly predicate: Predicate
  readonly orderBy: OrderBy | undefined
  readonly limit: number | undefined
  readonly select: readonly number[] | undefined
  readonly failed: boolean
}

function check(
  t: ExecutionContext,
  world: RelocatingWorld,
  before: ReadonlyMap<string, Version>,
  rows: readonly MergedRow[],
  asked: Asked,
): void {
  const matches = compilePredicate(asked.predicate, typesOf(space))
  const order = new RowOrder(space, asked.orderBy)
  const found = new Set(rows.map(({ key }) => toLatin1(key)))
  t.is(found.size, rows.length, 'a key came twice')
  t.true(
    rows.every((row, index) => index === 0 || order.compare(rows[index - 1]!, row) < 0),
    'rows are out of order',
  )
  t.true(rows.length <= (asked.limit ?? Number.POSITIVE_INFINITY))
  for (const row of rows) {
    const name = toLatin1(row.key)
    const shown = versionsDuring(world, name, before.get(name)).find((version) => version?.version === row.version)
    const told = decodeObject(row.object)
    const wanted = asked.select ?? [1, 2]
    const untorn = shown?.values?.every((value, index) => equalBytes(told[index] ?? emptyBytes, value) || !wanted.includes(index + 1))
    t.true(untorn && matches(row.key, shown!.values!), `${name} at ${row.version} was not current and matching`)
  }
  if (asked.failed) return
  const last = asked.limit !== undefined && rows.length === asked.limit ? rows.at(-1) : undefined
  for (const key of asked.limit === 0 ? [] : keys) {
    const versions = versionsDuring(world, toLatin1(key), before.get(toLatin1(key)))
    const owed = versions.every((version) => {
      if (!version?.values || !matches(key, version.values)) return false
      return !last || order.compare(order.place(key, order.orderValueOf(version.values)), last) < 0
    })
    if (owed) t.true(found.has(toLatin1(key)), `${toLatin1(key)} is missing`)
  }
}

const scenario = fc.record({
  predicate: fc.constantFrom(...predicates),
  orderBy: fc.constantFrom(
    undefined,
    { attribute: 0, descending: true },
    { attribute: 1, descending: false },
    { attribute: 2, descending: true },
    { attribute: 2, descending: false },
  ),
  limit: fc.option(fc.nat({ max: 8 }), { nil: undefined }),
  select: fc.constantFrom(undefined, [], [0], [1], [2, 0]),
  seed: fc.integer({ min: 0, max: 0x7fffffff }),
})

test('a search among relocating objects is complete, sound, in order and free of duplicates', (t) => {
  let settles = 0
  let rows = 0
  fc.assert(
    fc.property(scenario, ({ seed, ...asked }) => {
      const outcome = searchUnderWrites(t, { ...asked, losses: false, choose: choices(seed) })
      settles += outcome.settles
      rows += outcome.rows
    }),
    { numRuns: 400 },
  )
  t.true(settles > 100 && rows > 500, `too little happened: ${settles} settles, ${rows} rows`)
})

test('it stays so when cursors are lost in mid-way, or it says that it expired', (t) => {
  let restarts = 0
  let expired = 0
  fc.assert(
    fc.property(scenario, ({ seed, ...asked }) => {
      const outcome = searchUnderWrites(t, { ...asked, losses: true, choose: choices(seed) })
      restarts += outcome.restarts
      if (outcome.expired) {
        expired++
        t.true(asked.orderBy !== undefined && asked.orderBy.attribute > 0)
      }
    }),
    { numRuns: 400 },
  )
  t.true(restarts > 10, `only ${restarts} restarts`)
  t.true(expired < 100, `${expired} expired`)
})

test('did servers not remember what came into their regions, a search that remembers few of its keys would show one twice', (t) => {
  const orderBy = { attribute: 2, descending: false }
  const asked = { predicate: wide, orderBy, limit: undefined, losses: false, remembersArrivals: false }
  let repeated = 0
  for (let seed = 0; seed < 300; seed++) repeated += searchUnderWrites(t, { ...asked, choose: choices(seed) }).repeated
  t.true(repeated > 0)
})
