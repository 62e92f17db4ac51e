// How much an aggregate may ask for and answer: what is at a limit is answered, one more is refused.
import test from 'ava'
import { type Aggregation, aggregateKind, type PartialGroup, type SearchPage } from '../../src/cluster/client-messages.ts'
import { AggregateMerge } from '../../src/search/aggregate-merge.ts'
import { compileAggregation } from '../../src/search/aggregation.ts'
import { GroupSink } from '../../src/search/group-sink.ts'
import type { SearchEffect } from '../../src/search/merge.ts'
import { planSearch } from '../../src/search/search-plan.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'
import { all, test as isTrue, sampleSpace } from '../hyperspace/sample-space.ts'

const space = sampleSpace({ attributes: { a: 'int' }, subspaces: [['a']], partitions: 2, servers: [1, 2] })
const counted: Aggregation = { functions: [{ kind: aggregateKind.count }], by: [0] }
const inSubspace = isTrue(1, 'equal', encodeInt(0n))
const groupsMax = 65_536

/** Groups by keys of ten characters, or of more where it is said. */
function groups(from: number, to: number, keyLength = 10): PartialGroup[] {
  return Array.from({ length: to - from }, (_, index) => ({
    by: [encodeString(String(from + index).padStart(keyLength, '0'))],
    values: [{ count: 1 }],
  }))
}

const row = (key: string, version: number) => ({ key: encodeString(key), version, object: encodeObject([encodeInt(0n)]) })

/** An aggregate of two servers in the key subspace that has begun: streams 1 and 2. */
function begun(aggregation = counted): AggregateMerge {
  const merge = new AggregateMerge({ space, predicate: all, aggregation })
  merge.begin(planSearch(space, all), 0)
  merge.takeEffects()
  return merge
}

/** One whose only stream is at one server, in the subspace of attribute a, where keys are kept apart. */
function begunInSubspace(): AggregateMerge {
  const merge = new AggregateMerge({ space, predicate: inSubspace, aggregation: counted })
  const { servers } = planSearch({ ...space, subspaces: [space.subspaces[1]!] }, inSubspace)
  merge.begin({ space, subspace: 1, servers: new Map([...servers].slice(0, 1)) }, 0)
  return merge
}

const page = (more: SearchPage = {}): SearchPage => ({ rows: [], cursor: 7, ...more })
const last = (more: SearchPage = {}): SearchPage => ({ rows: [], done: true, ...more })
const kinds = (effects: readonly SearchEffect[]) => effects.map(({ kind }) => kind)

test('65,536 groups are answered, one more is refused and the cursors are closed', (t) => {
  const half = groupsMax / 2
  const full = begun()
  full.page(1, page({ groups: groups(0, half) }), 1)
  // Groups that both servers have are one.
  full.page(2, page({ groups: groups(0, half) }), 1)
  full.page(1, last({ groups: groups(half, groupsMax) }), 1)
  full.page(2, last({ groups: groups(half, groupsMax) }), 1)
  t.true(full.done)
  t.is(full.failure, undefined)
  t.is(full.groups.length, groupsMax)
  t.deepEqual(full.groups.at(-1)!.values, [encodeInt(2n)])

  const over = begun()
  over.page(1, page({ groups: groups(0, groupsMax) }), 1)
  over.page(2, page({ groups: groups(0, half) }), 1)
  over.takeEffects()
  over.page(2, page({ groups: groups(groupsMax, groupsMax + 1) }), 1)
  t.true(over.done)
  t.is(over.failure?.code, 'TOO_LARGE')
  t.regex(over.failure!.message, /more than 65536 groups/)
  t.deepEqual(kinds(over.takeEffects()), ['close', 'close'])
})

test('objects that were kept apart count towards the groups, too', (t) => {
  for (const [count, code] of [
    [groupsMax - 1, undefined],
    [groupsMax, 'TOO_LARGE'],
  ] as const) {
    const merge = begunInSubspace()
    merge.page(1, page({ departures: [{ key: encodeString('seen apart'), version: 1 }] }), 1)
    merge.page(1, last({ groups: groups(0, count), rows: [row('seen apart', 2)] }), 1)
    t.true(merge.done)
    t.is(merge.failure?.code, code)
    t.is(merge.groups.length, code ? 0 : groupsMax)

    // Only its departure was seen: what became of it is read.
    const settled = begunInSubspace()
    settled.page(1, page({ departures: [{ key: encodeString('departed'), version: 1 }] }), 1)
    settled.takeEffects()
    settled.page(1, last({ groups: groups(0, count) }), 1)
    const [settle] = settled.takeEffects()
    settled.settled(settle?.kind === 'settle' ? settle.token : -1, { version: 2, object: row('', 0).object })
    t.true(settled.done)
    t.is(settled.failure?.code, code)
    t.is(settled.groups.length, code ? 0 : groupsMax)
  }
})

test('fewer groups that take more than 32 MiB together are refused for that, and not for their number', (t) => {
  const merge = begun()
  const keyLength = 60_000
  merge.page(1, page({ groups: groups(0, 500, keyLength) }), 1)
  t.is(merge.failure, undefined)
  merge.page(2, page({ groups: groups(500, 600, keyLength) }), 1)
  t.is(merge.failure?.code, 'TOO_LARGE')
  t.regex(merge.failure!.message, /groups of more than 32 MiB/)
})

test('many functions of one large value, and many groupings by it, are refused before they take much memory', (t) => {
  const strings = sampleSpace({ attributes: { s: 'string' }, subspaces: [], partitions: 1, servers: [1] })
  const large = encodeString('x'.repeat(9 << 20))
  const most: Record<string, [Aggregation, boolean]> = {
    'fits three times': [{ functions: Array(3).fill({ kind: aggregateKind.min, attribute: 1 }) }, true],
    functions: [{ functions: Array(1000).fill({ kind: aggregateKind.min, attribute: 1 }) }, false],
    groupings: [{ functions: [{ kind: aggregateKind.count }], by: Array(1000).fill(1) }, false],
  }
  for (const [what, [aggregation, fits]] of Object.entries(most)) {
    const sink = new GroupSink(compileAggregation(strings, aggregation))
    const before = process.memoryUsage().arrayBuffers
    const add = () => sink.add(encodeString('k'), { keyForm: encodeString('k'), region: 1, version: 1, object: large }, [large])
    if (fits) t.notThrows(add, what)
    else t.throws(add, { code: 'TOO_LARGE', message: /groups of more than 32 MiB/ }, what)
    t.true(process.memoryUsage().arrayBuffers - before < 64 << 20, what)
  }
})

test('an aggregate has at most 1,000 functions, and groups by at most 1,000 attributes', (t) => {
  const functions = (count: number) => Array.from({ length: count }, () => ({ kind: aggregateKind.sum, attribute: 1 }))
  const by = (count: number) => Array.from({ length: count }, () => 1)
  t.is(compileAggregation(space, { functions: functions(1000), by: by(1000) }).functions.length, 1000)
  t.throws(() => compileAggregation(space, { functions: functions(1001) }), { code: 'INVALID', message: /more than 1000 functions/ })
  t.throws(() => compileAggregation(space, { functions: functions(1), by: by(1001) }), { code: 'INVALID' })
})
