import test from 'ava'
import type { Departure, SearchPage } from '../../src/cluster/client-messages.ts'
import { encodeCursor } from '../../src/search/cursor-text.ts'
import { type MergeOptions, type SearchEffect, SearchMerge, windowMsDefault } from '../../src/search/merge.ts'
import type { MergedRow } from '../../src/search/page-stream.ts'
import { planSearch } from '../../src/search/search-plan.ts'
import { toLatin1 } from '../../src/values/bytes.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'
import * as sample from '../hyperspace/sample-space.ts'
import { all, sampleSpace } from '../hyperspace/sample-space.ts'

const space = sampleSpace({ attributes: { a: 'int' }, subspaces: [['a']], partitions: 4, servers: [1, 2] })
const byA = { attribute: 1, descending: false }
const object = (a: number) => encodeObject([encodeInt(BigInt(a))])
const row = (key: string, version: number, a = 0) => ({ key: encodeString(key), version, object: object(a) })
const departure = (key: string, version: number): Departure => ({ key: encodeString(key), version })
const last = (rows: SearchPage['rows'], more: SearchPage = {}): SearchPage => ({ rows: rows!, done: true, ...more })

/** A search of two servers that has begun: streams 1 and 2. */
function begun(options: Partial<MergeOptions> = {}): SearchMerge {
  const merge = new SearchMerge({ space, predicate: all, ...options })
  merge.begin(planSearch(space, all), 0)
  return merge
}

function brief(effects: readonly SearchEffect[]): string[] {
  return effects.map((effect) => {
    if (effect.kind === 'settle') return `settle ${toLatin1(effect.key)}`
    if (effect.kind === 'replan') return `replan ${effect.reason}`
    return effect.kind === 'open' ? `open ${effect.stream} at ${effect.server}` : `${effect.kind} ${effect.stream}`
  })
}

const names = (rows: readonly MergedRow[]) => rows.map(({ key, version }) => `${toLatin1(key)}@${version}`)

test('rows of several servers are merged in the order of keys, each server asked once for all its regions', (t) => {
  const merge = begun()
  const effects = merge.takeEffects()
  t.deepEqual(brief(effects), ['open 1 at 2', 'open 2 at 1'])
  t.is(effects[0]!.kind === 'open' && effects[0]!.open.regions!.length, 2)
  merge.page(1, last([row('a', 1), row('c', 3)], { candidates: 5, index: 'key scan' }), 1)
  t.deepEqual(merge.pull(10), [])
  merge.page(2, last([row('b', 2)], { candidates: 4, index: 'index a' }), 1)
  t.deepEqual(names(merge.pull(10)), ['a@1', 'b@2', 'c@3'])
  t.true(merge.done)
  t.deepEqual(merge.takeEffects(), [])
  t.deepEqual(merge.explain(), {
    subspace: 0,
    attributes: ['k'],
    regionsAsked: 4,
    regionsTotal: 4,
    serversAsked: 2,
    indexes: ['index a', 'key scan'],
    candidates: 9,
    matches: 3,
  })
})

test('servers are asked for the attributes that the reader takes', (t) => {
  const asked = (select?: readonly number[]) => {
    const [effect] = begun({ select }).takeEffects()
    return effect?.kind === 'open' && effect.open.select
  }
  t.deepEqual([asked(), asked([1, 0, 1]), asked([])], [[], [1, 0], [0]])
})

test('of two sightings of one key the newer version wins, whichever page it comes on', (t) => {
  const merge = begun()
  merge.takeEffects()
  merge.page(1, { rows: [row('a', 1), row('b', 2)], cursor: 11 }, 1)
  merge.page(2, last([row('b', 7), row('c', 3)]), 1)
  t.deepEqual(names(merge.pull(2)), ['a@1', 'b@7'])
  t.deepEqual(brief(merge.takeEffects()), ['next 1'])
  t.deepEqual(merge.pull(5), [])
  merge.page(1, last([row('b', 2), row('c', 9)]), 1)
  t.deepEqual(names(merge.pull(5)), ['c@9'])
  t.true(merge.done)
})

test('pages are asked for only as rows are pulled', (t) => {
  const merge = begun()
  merge.takeEffects()
  merge.page(1, { rows: [row('a', 1), row('b', 1), row('c', 1), row('d', 1)], cursor: 11 }, 1)
  merge.page(2, last([]), 1)
  t.deepEqual(merge.takeEffects(), [])
  merge.pull(1)
  t.deepEqual(merge.takeEffects(), [])
  merge.pull(1)
  t.deepEqual(brief(merge.takeEffects()), ['next 1'])
  merge.pull(1)
  t.deepEqual(merge.takeEffects(), [])
  merge.close()
  t.deepEqual(brief(merge.takeEffects()), ['close 1'])
})

test('a departure not seen elsewhere at that version or a newer one is settled before any row', (t) => {
  const merge = begun({ predicate: sample.test(1, 'greater', encodeInt(0n)) })
  merge.takeEffects()
  const departures = [departure('b', 5), departure('c', 6), departure('d', 8), departure('d', 3), departure('e', 9)]
  merge.page(1, last([row('a', 1, 1), row('b', 4, 1)], { departures }), 1)
  merge.page(2, last([row('c', 6, 1), row('z', 2, 1)]), 1)
  t.deepEqual(merge.pull(5), [])
  const settles = merge.takeEffects()
  t.deepEqual(brief(settles).sort(), ['settle b', 'settle d', 'settle e'])
  const answers = new Map([
    ['b', { version: 5, object: object(-1) }],
    ['d', { version: 8, object: object(2) }],
  ])
  for (const settle of settles) {
    t.deepEqual(merge.pull(5), [])
    if (settle.kind === 'settle') merge.settled(settle.token, answers.get(toLatin1(settle.key)))
  }
  t.deepEqual(names(merge.pull(5)), ['a@1', 'c@6', 'd@8', 'z@2'])
})

test('a settled object takes its place in the order and overrules older sightings of later pages', (t) => {
  const merge = begun({ orderBy: byA })
  merge.takeEffects()
  merge.page(1, { rows: [row('x', 1, 1)], cursor: 11, departures: [departure('m', 5)] }, 1)
  merge.page(2, last([row('y', 2, 4)]), 1)
  const [settle] = merge.takeEffects()
  merge.settled(settle!.kind === 'settle' ? settle!.token : 0, { version: 5, object: object(9) })
  merge.settled(999, { version: 6, object: object(0) })
  t.deepEqual(names(merge.pull(1)), ['x@1'])
  merge.page(1, last([row('m', 4, 2), row('w', 1, 3)]), 1)
  t.deepEqual(names(merge.pull(9)), ['w@1', 'y@2', 'm@5'])
})

test('no key comes twice where the order does not bring its sightings together', (t) => {
  const merge = begun({ orderBy: byA, limit: 2 })
  merge.takeEffects()
  merge.page(1, last([row('m', 1, 1), row('n', 1, 5)]), 1)
  merge.page(2, { rows: [row('m', 2, 3), row('o', 1, 9)], cursor: 12 }, 1)
  t.deepEqual(names(merge.pull(9)), ['m@1', 'n@1'])
  t.true(merge.done)
  t.deepEqual(brief(merge.takeEffects()), ['close 2'])
})

test('a search that was too long in opening begins again, and closes what it had opened', (t) => {
  const merge = begun({ windowMs: 100 })
  merge.takeEffects()
  merge.page(1, { rows: [row('a', 1)], cursor: 11 }, 50)
  merge.page(2, last([]), 101)
  t.deepEqual(brief(merge.takeEffects()), ['close 1', 'replan slow'])
  merge.begin(planSearch(space, all), 200)
  t.deepEqual(brief(merge.takeEffects()), ['open 3 at 2', 'open 4 at 1'])
  merge.page(3, last([row('a', 2)]), 250)
  merge.page(4, last([]), 300)
  t.deepEqual(names(merge.pull(5)), ['a@2'])
})

test('a first page that comes when its attempt is over has its cursor closed', (t) => {
  const merge = begun()
  merge.takeEffects()
  merge.lost(1)
  t.deepEqual(brief(merge.takeEffects()), ['replan lost'])
  merge.page(2, { rows: [row('a', 1)], cursor: 22 }, 1)
  t.deepEqual(merge.takeEffects(), [{ kind: 'close', stream: 2, server: 1, cursor: 22 }])
  merge.page(2, { rows: [], cursor: 22 }, 1)
  merge.page(77, { rows: [], cursor: 77 }, 1)
  t.deepEqual(merge.takeEffects(), [])
})

test('a stream lost in mid-way: the next attempt goes on behind the last row', (t) => {
  const merge = begun({ limit: 10 })
  merge.takeEffects()
  merge.page(1, { rows: [row('a', 1), row('b', 1)], cursor: 11 }, 1)
  merge.page(2, { rows: [row('c', 1)], cursor: 12 }, 1)
  t.deepEqual(names(merge.pull(2)), ['a@1', 'b@1'])
  merge.takeEffects()
  merge.lost(1)
  t.deepEqual(brief(merge.takeEffects()), ['close 2', 'replan lost'])
  merge.begin(planSearch(space, all), 5)
  const [open] = merge.takeEffects()
  t.true(open!.kind === 'open' && open!.open.hasAfter === true && toLatin1(open!.open.afterKey!) === 'b' && open!.open.limit === 72)
  merge.page(3, last([row('d', 1)], { departures: [departure('a', 9), departure('b', 9)] }), 6)
  merge.page(4, last([row('c', 2)]), 6)
  t.deepEqual(names(merge.pull(9)), ['c@2', 'd@1'])
})

test('a limit as high as numbers go asks for no more than a message can say', (t) => {
  for (const limit of [Number.MAX_SAFE_INTEGER - 63, Number.MAX_SAFE_INTEGER]) {
    const [open] = begun({ limit }).takeEffects()
    t.is(open?.kind === 'open' && open.open.limit, Number.MAX_SAFE_INTEGER)
  }
})

test('an ordered search goes on after a loss, unless an object has moved before the last row', (t) => {
  for (const moved of [false, true]) {
    const merge = begun({ orderBy: byA })
    merge.page(1, { rows: [row('a', 1, 1), row('b', 1, 2)], cursor: 11 }, 1)
    merge.page(2, last([row('c', 1, 3), row('d', 1, 4)]), 1)
    t.is(merge.pull(2).length, 2)
    merge.lost(1)
    merge.begin(planSearch(space, all), 5)
    merge.page(3, last([row('a', 1, 1), row('b', 1, 2)]), 6)
    merge.page(4, last(moved ? [row('d', 2, 0), row('c', 1, 3)] : [row('c', 1, 3), row('d', 1, 4)]), 6)
    t.deepEqual(names(merge.pull(9)), moved ? [] : ['c@1', 'd@1'])
    t.is(merge.failure?.code, moved ? 'SEARCH_EXPIRED' : undefined)
  }
})

test('keys of a long ordered search are remembered up to a bound; a loss beyond it ends the search with a cursor to go on from', (t) => {
  for (const yielded of [2, 3]) {
    const merge = begun({ orderBy: byA, keysBound: { keys: 2, bytes: 1000 } })
    merge.page(1, { rows: [row('a', 1, 1), row('b', 1, 2), row('e', 1, 3)], cursor: 11 }, 1)
    merge.page(2, last([row('c', 1, 4)]), 1)
    t.is(merge.pull(yielded).length, yielded)
    merge.lost(1)
    t.is(merge.failure?.code, yielded > 2 ? 'SEARCH_EXPIRED' : undefined)
    if (merge.failure) t.regex(merge.failure.remedy, /cursor/)
  }
})

test('outside the key subspace a long ordered search remembers, beyond the bound, the keys that it may see twice', (t) => {
  const away = encodeInt(1n << 40n)
  const inSubspace = sample.test(1, 'less', away)
  const plan = planSearch(space, inSubspace)
  t.is(plan.subspace, 1)
  const merge = new SearchMerge({
    space,
    predicate: inSubspace,
    orderBy: { attribute: 1, descending: true },
    keysBound: { keys: 1, bytes: 1000 },
  })
  merge.begin(plan, 0)
  const opens = merge.takeEffects()
  t.true(opens.length > 0 && opens.every((effect) => effect.kind === 'open' && effect.open.nameUnsettled))
  const unsettled = [encodeString('b')]
  merge.page(1, last([row('a', 1, 9), row('b', 1, 8), row('c', 1, 7), row('b', 2, 6)], { unsettled }), 1)
  for (const effect of opens.slice(1)) if (effect.kind === 'open') merge.page(effect.stream, last([]), 1)
  t.deepEqual(names(merge.pull(9)), ['a@1', 'b@1', 'c@1'])
  t.true(merge.done)
})

test('where those are too many it goes over to the key subspace, behind what it has yielded', (t) => {
  for (const limit of [undefined, 3]) {
    const merge = new SearchMerge({
      space,
      predicate: all,
      orderBy: byA,
      limit,
      keysBound: limit ? { keys: 9, bytes: 2 } : { keys: 2, bytes: 99 },
    })
    const plan = { ...planSearch(space, all), subspace: 1 }
    merge.begin(plan, 0)
    const [open] = merge.takeEffects()
    t.is(open?.kind === 'open' && open.open.nameUnsettled, limit === undefined)
    merge.page(1, { rows: [row('a', 1, 1), row('c', 1, 3), row('d', 1, 4)], cursor: 11, ...(limit ? {} : { crowded: true }) }, 1)
    merge.page(2, last([row('b', 1, 2)]), 1)
    t.deepEqual(names(merge.pull(9)), ['a@1', 'b@1'])
    t.true(merge.inKeySubspace)
    t.deepEqual(brief(merge.takeEffects()), ['close 1', 'replan moved'])
    merge.begin(planSearch(space, all, { inKeySubspace: merge.inKeySubspace }), 5)
    merge.page(3, last([row('a', 1, 1), row('c', 1, 3)]), 6)
    merge.page(4, last([row('b', 1, 2), row('d', 1, 4)]), 6)
    t.deepEqual(names(merge.pull(9)), limit ? ['c@1'] : ['c@1', 'd@1'])
    t.true(merge.done && merge.failure === undefined)
  }
})

test('when more was settled than the servers had rows to spare, a limited search begins again with more', (t) => {
  const merge = begun({ limit: 1 })
  const [open] = merge.takeEffects()
  t.true(open!.kind === 'open' && open!.open.limit === 65 && open!.open.pageRows === 1)
  merge.page(1, last([], { departures: Array.from({ length: 65 }, (_, index) => departure(`k${index}`, 1)) }), 1)
  merge.page(2, last([]), 1)
  let reads = 0
  let effects = merge.takeEffects()
  t.is(effects.length, 64)
  for (; effects[0]?.kind === 'settle'; effects = merge.takeEffects()) {
    for (const effect of effects) if (effect.kind === 'settle') merge.settled(effect.token, undefined)
    reads += effects.length
  }
  t.is(reads, 65)
  t.deepEqual(brief(effects), ['replan moved'])
  merge.begin(planSearch(space, all), 9)
  const [again] = merge.takeEffects()
  t.true(again!.kind === 'open' && again!.open.limit === 131)
})

test('a server that cannot be reached is left out when that is allowed, else PARTIAL names its regions', (t) => {
  const allowed = begun({ partial: true })
  allowed.page(2, last([row('a', 1)]), 1)
  allowed.unreachable(1, 1)
  t.deepEqual(names(allowed.pull(9)), ['a@1'])
  t.deepEqual(allowed.missingRegions, [1, 3])
  const strict = begun()
  strict.page(2, { rows: [row('a', 1)], cursor: 22 }, 1)
  strict.takeEffects()
  strict.unreachable(1, 1)
  t.is(strict.failure?.code, 'PARTIAL')
  t.regex(strict.failure!.message, /regions 1, 3 /)
  t.deepEqual(brief(strict.takeEffects()), ['close 2'])
})

test('a server that was left out is left out of later attempts, too, and each region is named once', (t) => {
  const merge = begun({ partial: true })
  merge.page(2, last([row('a', 1)]), 1)
  merge.takeEffects()
  merge.unreachable(1, windowMsDefault + 1)
  t.deepEqual(brief(merge.takeEffects()), ['replan slow'])
  merge.begin(planSearch(space, all), windowMsDefault + 2)
  t.deepEqual(brief(merge.takeEffects()), ['open 3 at 1'])
  merge.page(3, last([row('a', 1)]), windowMsDefault + 3)
  t.deepEqual(names(merge.pull(9)), ['a@1'])
  t.true(merge.done)
  t.deepEqual(merge.missingRegions, [1, 3])
})

test('a search of which no server can be had is empty, where that is allowed', (t) => {
  const merge = begun({ partial: true })
  merge.unreachable(1, 1)
  merge.unreachable(2, windowMsDefault + 1)
  merge.takeEffects()
  merge.begin(planSearch(space, all), windowMsDefault + 2)
  t.deepEqual(merge.takeEffects(), [])
  t.deepEqual(merge.pull(9), [])
  t.true(merge.done)
  t.deepEqual(merge.missingRegions.toSorted(), [1, 2, 3, 4])
})

test('regions without which rows were yielded stay named, also when another server has them in a later attempt', (t) => {
  const merge = begun({ partial: true })
  merge.unreachable(1, 1)
  merge.page(2, { rows: [row('k', 1)], cursor: 22 }, 2)
  t.deepEqual(names(merge.pull(1)), ['k@1'])
  merge.lost(2)
  merge.takeEffects()
  const tails = planSearch(space, all)
  merge.begin({ ...tails, servers: new Map([[3, [...tails.servers.values()].flat()]]) }, 4)
  t.deepEqual(brief(merge.takeEffects()), ['open 3 at 3'])
  merge.page(3, last([row('l', 1)]), 5)
  t.deepEqual(names(merge.pull(9)), ['l@1'])
  t.true(merge.done)
  t.deepEqual(merge.missingRegions.toSorted(), [1, 3])
})

test('counting asks for keys alone', (t) => {
  const merge = begun({ keysOnly: true, orderBy: byA })
  const [open] = merge.takeEffects()
  t.true(open!.kind === 'open' && open!.open.keysOnly === true && open!.open.hasOrder === false)
  const bare = (key: string) => ({ key: encodeString(key), version: 1 })
  merge.page(1, last([bare('a'), bare('b')]), 1)
  merge.page(2, last([bare('b'), bare('c')]), 1)
  t.is(merge.pull(1000).length, 3)
  t.true(merge.done)
})

test('a cursor resumes behind its row; limit 0 and contradictions ask nobody; what does not fit is INVALID', (t) => {
  const merge = begun({ orderBy: byA, cursor: encodeCursor(byA, { key: encodeString('m'), order: encodeInt(5n) }) })
  const [open] = merge.takeEffects()
  t.true(open!.kind === 'open' && open!.open.hasAfter === true && open!.open.afterOrder![0] === 5)
  for (const done of [begun({ limit: 0 }), new SearchMerge({ space, predicate: sample.test(1, 'oneOf') })]) {
    done.begin(planSearch(space, sample.test(1, 'oneOf')), 0)
    t.true(done.done)
    t.deepEqual(done.takeEffects(), [])
  }
  t.throws(() => begun({ limit: -1 }), { code: 'INVALID' })
  t.throws(() => begun({ cursor: 'nonsense' }), { code: 'INVALID' })
  t.throws(() => begun({ orderBy: { attribute: 7, descending: false } }), { code: 'INVALID' })
  t.throws(() => begun({ predicate: sample.test(7, 'equal', encodeInt(1n)) }), { code: 'INVALID' })
})
