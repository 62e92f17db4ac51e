import test from 'ava'
import { objectKey, objectRow, readObjectRow } from '../../../src/replication/layout.ts'
import { compareObjects, type SourceState } from '../../../src/replication/transfer/compare.ts'
import { fromLatin1, toLatin1 } from '../../../src/values/bytes.ts'

const region = 7
const row = (version: number) => objectRow(version, fromLatin1('x'))
const entry = (key: string, version: number) => ({ key: objectKey(region, fromLatin1(key)), value: row(version) })
const named = (key: string, version: number) => ({ key: fromLatin1(key), version })
const quiet: SourceState = { changed: () => false, pendingVersion: () => 0 }

function compare(entries: [string, number][], have: [string, number][], state = quiet, through?: string) {
  const { rows, gone } = compareObjects(
    entries.map(([key, version]) => entry(key, version)),
    have.map(([key, version]) => named(key, version)),
    through === undefined ? undefined : fromLatin1(through),
    state,
  )
  return {
    rows: rows!.map(({ key, value }) => [toLatin1(key!), readObjectRow(value!).version]),
    gone: gone!.map(({ key, version }) => [toLatin1(key!), version]),
  }
}

function state(changed: Record<string, number | undefined>, pending: Record<string, number>): SourceState {
  return {
    changed: (key) => {
      const name = toLatin1(key)
      if (!(name in changed)) return false
      return changed[name] === undefined ? undefined : row(changed[name])
    },
    pendingVersion: (key) => pending[toLatin1(key)] ?? 0,
  }
}

test('only what differs travels, what is not here is gone', (t) => {
  const page = compare(
    [
      ['a', 1],
      ['b', 2],
      ['d', 4],
    ],
    [
      ['a', 1],
      ['b', 1],
      ['c', 3],
    ],
  )
  t.deepEqual(page, {
    rows: [
      ['b', 2],
      ['d', 4],
    ],
    gone: [['c', 3]],
  })
})

test('of what is named behind the page nothing is said', (t) => {
  t.deepEqual(compare([['a', 1]], [['c', 3]], quiet, 'b'), { rows: [['a', 1]], gone: [] })
  t.deepEqual(compare([['a', 1]], [['c', 3]], quiet, 'c'), { rows: [['a', 1]], gone: [['c', 3]] })
})

test('what has changed since it was read counts as it is now', (t) => {
  const now = state({ a: 5, b: undefined, c: 6 }, {})
  const page = compare(
    [
      ['a', 1],
      ['b', 2],
    ],
    [
      ['b', 2],
      ['c', 3],
    ],
    now,
  )
  t.deepEqual(page, {
    rows: [
      ['a', 5],
      ['c', 6],
    ],
    gone: [['b', 2]],
  })
})

test('a newer version that is pending here was brought by its update, or will be replaced by one; any other is of a lost history', (t) => {
  t.deepEqual(compare([['a', 1]], [['a', 3]], state({}, { a: 3 })), { rows: [], gone: [] })
  t.deepEqual(compare([['a', 1]], [['a', 3]], state({}, { a: 2 })), { rows: [['a', 1]], gone: [] })
  t.deepEqual(compare([], [['a', 3]], state({}, { a: 4 })), { rows: [], gone: [] })
  t.deepEqual(compare([], [['a', 3]], state({}, { a: 2 })), { rows: [], gone: [['a', 3]] })
  t.deepEqual(compare([['a', 5]], [['a', 3]], state({}, { a: 6 })), { rows: [['a', 5]], gone: [] })
})
