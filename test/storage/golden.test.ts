// The bytes of docs/formats/storage.md. A change here is a change of the disk format.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { ClassicLevel } from 'classic-level'
import { regionIndexes } from '../../src/hyperspace/region-indexes.ts'
import {
  departureKey,
  escapeOrdered,
  expiryKey,
  indexPrefix,
  markKey,
  membershipKey,
  membershipRow,
  objectKey,
  objectRow,
  outcomeKey,
  regionRange,
  removalKey,
  rowKind,
  sizeKey,
  watermarkKey,
} from '../../src/replication/layout.ts'
import { decodeHeader, encodeHeader } from '../../src/replication/object-header.ts'
import { OutcomeCount } from '../../src/replication/outcome-count.ts'
import { Outcomes } from '../../src/replication/outcomes.ts'
import { defaultPendingLogLimits, PendingLog } from '../../src/replication/pending-log.ts'
import { RegionSize } from '../../src/replication/region-size.ts'
import { Remembered } from '../../src/replication/remember.ts'
import { StoreView } from '../../src/replication/store-view.ts'
import { makeUpdate } from '../../src/replication/update.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { openDataDirectory } from '../../src/storage/data-directory.ts'
import { LevelStore } from '../../src/storage/level-store.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { type Bytes, fromLatin1 } from '../../src/values/bytes.ts'
import { encodeFloat, encodeInt, encodeString } from '../../src/values/encode.ts'
import { codesIn, page, tables } from '../docs/pages.ts'
import { indexKey, pendingKey } from '../replication/row-keys.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const region = 0x0102
const version = 0x100000005 // past 32 bits
const key = fromLatin1('ab')

function hex(bytes: Bytes): string {
  return Buffer.from(bytes).toString('hex')
}

/** The rows that `write` puts into a store, key → value. */
function rowsOf(write: (view: StoreView) => void): Record<string, string> {
  const view = new StoreView(new MemoryStore())
  write(view)
  return Object.fromEntries([...view.takeBatch(1)].map(([name, value]) => [hex(fromLatin1(name)), value ? hex(value) : 'gone']))
}

/** Of segment 3: as it was written, then what has settled of it. */
function loggedRows(): (readonly [string, string])[] {
  const rows: (readonly [string, string])[] = []
  const view = new StoreView(new MemoryStore())
  const log = new PendingLog(view, defaultPendingLogLimits)
  const shared = Uint8Array.of(0xaa, 0xbb, 0xcc)
  let records: ReturnType<PendingLog['take']>[] = []
  for (let sequence = 1; sequence <= 3; sequence++) {
    records = [log.take(0x0102, shared), log.take(0x0103, shared), log.take(0x0102, Uint8Array.of(0xdd))]
    log.endTurn()
    rows[0] = [...view.takeBatch(sequence)].map(([name, value]) => [hex(fromLatin1(name)), hex(value!)] as const)[0]!
  }
  log.settle(records[1]!)
  log.settle(records[2]!)
  log.endTurn()
  rows.push(...[...view.takeBatch(4)].map(([name, value]) => [hex(fromLatin1(name)), hex(value!)] as const))
  return rows
}

test('keys', (t) => {
  t.is(hex(objectKey(region, key)), '6f000001026162')
  t.is(hex(expiryKey(region, 0x1900000000, key)), '650000010200000019000000006162')
  t.is(hex(removalKey(region, key)), '72000001026162')
  t.is(hex(pendingKey(region, version, key)), '700000010200000001000000056162')
  t.is(hex(departureKey(region, version, key)), '640000010200000001000000056162')
  t.is(hex(outcomeKey(region, 3, version)), '780000010200000000000000030000000100000005')
  t.is(hex(markKey(region, 3)), '6d000001020000000000000003')
  t.is(hex(watermarkKey(region)), '7700000102')
  t.is(hex(sizeKey(region)), '6e00000102')
})

test('index keys', (t) => {
  t.is(hex(escapeOrdered(Uint8Array.of(1, 0, 0xff))), '0100ffff0000')
  t.is(hex(indexPrefix(region, 0x0304)), '69000001020304')
  t.is(hex(indexKey(region, 2, Uint8Array.of(0x61, 0), key)), '690000010200026100ff00006162')
})

test('what stands in index rows', (t) => {
  const definition = parseSpace(
    'space s key k attributes int a, set(string) s, map(float, int) m, document d index a index s index m index d.x.y tolerate 0 failures create 1 partition',
  )
  const space = {
    id: 1,
    schemaVersion: 1,
    definition,
    settling: false,
    readOnly: false,
    subspaces: [{ axes: [{ attribute: 0, side: 1 }], regions: [] }],
  }
  const values: Record<string, Uint8Array> = {
    a: encodeInt(258n),
    s: Uint8Array.from([1, 0, 0, 0, 0x61, 1, 0, 0, 0, 0x62]),
    m: Uint8Array.from([...encodeFloat(1), ...encodeInt(7n)]),
  }
  const documents = { scalar: '{"x":{"y":2.5}}', array: '{"x":{"y":[null,"a",[]]}}', object: '{"x":{"y":{"b":true}}}', missing: '{"x":1}' }
  const rows = (name: string, value: Uint8Array) =>
    regionIndexes(space, 0)
      .filter((index) => index.name === name)
      .flatMap(({ attribute, forms }) => forms(value).map((form) => hex(indexKey(region, attribute, form, key))))
  t.deepEqual(rows('a', values.a!), ['69000001020001' + '8000ff00ff00ff00ff00ff0102' + '0000' + '6162'])
  t.deepEqual(rows('s', values.s!), ['69000001020002' + '61' + '0000' + '6162', '69000001020002' + '62' + '0000' + '6162'])
  t.deepEqual(rows('m', values.m!), ['69000001020003' + 'bff000ff00ff00ff00ff00ff00ff' + '0000' + '6162'])
  const path = '69000001020004' + '00ff00ff00ff03' + '782e79'
  const y = (text: string) => rows('d.x.y', encodeString(text))
  t.deepEqual(y(documents.scalar), [`${path}03c00400ff00ff00ff00ff00ff00ff8000ff00006162`])
  t.deepEqual(y(documents.array), [`${path}050100006162`, `${path}05046100006162`])
  t.deepEqual(y(documents.object), [`${path}066200006162`])
  t.deepEqual(y(documents.missing), [])
})

test('ranges of a region', (t) => {
  const ends = (inRegion: number) => {
    const { from, to } = regionRange(rowKind.object, inRegion)
    return [hex(from), hex(to)]
  }
  t.deepEqual(ends(region), ['6f00000102', '6f00000103'])
  t.deepEqual(ends(0xffffffff), ['6fffffffff', '7000000000'])
})

test('object row', (t) => {
  t.is(hex(objectRow(version, Uint8Array.of(0x0a, 1, 0x78))), '0100000001000000050a0178')
  const header = encodeHeader({ expiresAt: 0x1900000000 })!
  t.is(hex(objectRow(version, Uint8Array.of(0x0a, 1, 0x78), header)), '0200000001000000050009010000001900000000' + '0a0178')
  const rootKey = new Uint8Array(32).fill(0xab)
  const key = 'ab'.repeat(32)
  t.is(hex(encodeHeader({ rootKey })!), `02${key}`)
  t.is(hex(encodeHeader({ expiresAt: 0x1900000000, rootKey })!), `03${'0000001900000000'}${key}`)
  for (const parts of [{ rootKey }, { expiresAt: 5 }, { expiresAt: 5, rootKey }]) t.deepEqual(decodeHeader(encodeHeader(parts)), parts)
})

test('removal and departure rows', (t) => {
  const removalRow = (moved: boolean) => rowsOf((view) => new Remembered(region, view).removed('ab', key, version, 9, moved))
  t.deepEqual(removalRow(false), { '72000001026162': '00000001000000050000000900' })
  t.deepEqual(removalRow(true), { '72000001026162': '00000001000000050000000901' })
  const rows = rowsOf((view) => {
    const remembered = new Remembered(region, view)
    remembered.departed({ key, version, keyRegion: 9, orderedKey: key, coordinates: [1, 0xfffffffe], keepUntil: 0 })
  })
  t.deepEqual(rows, { '640000010200000001000000056162': '0000000900000001fffffffe' })
})

test('a removal row says whether the object went elsewhere, one of an older server by the departure beside it', (t) => {
  const row = (last: number[]) => Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0, 9, ...last)
  const ends = (removal: Uint8Array, departed: boolean) => {
    let ended = false
    rowsOf((view) => {
      const remembered = new Remembered(region, view)
      remembered.restoreRemoval('ab', key, removal)
      if (departed) remembered.departed({ key, version, keyRegion: 9, orderedKey: key, coordinates: [], keepUntil: 0 })
      ended = [...remembered.endings(9)].length > 0
    })
    return ended
  }
  t.true(ends(row([0]), false))
  t.false(ends(row([1]), false))
  t.true(ends(row([]), false))
  t.false(ends(row([]), true))
})

test('outcome and mark rows', (t) => {
  const update = { keyRegion: region, space: 1, previous: 0, key, client: 3, mark: 6 }
  const rows = rowsOf((view) => {
    const outcomes = new Outcomes(region, view, new OutcomeCount(), () => {})
    outcomes.record(makeUpdate({ ...update, version, number: 7 }))
    outcomes.record(makeUpdate({ ...update, version: version + 1, number: 9 }))
    outcomes.endTurn()
  })
  t.deepEqual(rows, {
    '780000010200000000000000030000000000000007': '0000000000000007000000010000000500000000000000090000000100000006',
    '6d000001020000000000000003': '0000000000000006',
  })
})

test('membership rows', (t) => {
  t.is(hex(membershipKey(region)), '4a00000102')
  t.is(hex(membershipRow(5)), '0000000000000005')
})

test('size rows', (t) => {
  const size = (stopping: boolean) =>
    rowsOf((view) => {
      const regionSize = new RegionSize(region, view)
      regionSize.change(2, 300)
      if (stopping) regionSize.settle(true)
    })
  t.deepEqual(size(false), { '6e00000102': '000000000000000002000000000000012c' })
  t.deepEqual(size(true), { '6e00000102': '010000000000000002000000000000012c' })
})

test('the examples of the page', async (t) => {
  const value = Uint8Array.of(0x0a, 1, 0x78)
  const space = {
    ...{ id: 1, schemaVersion: 1, settling: false, readOnly: false },
    definition: parseSpace('space s key k attributes int a, set(string) s, int b, document d index s index d.x.y create 1 partition'),
    subspaces: [{ axes: [{ attribute: 0, side: 1 }], regions: [] }],
  }
  const indexed = (name: string, stored: Uint8Array) => {
    const { attribute, forms } = regionIndexes(space, 0).find((index) => index.name === name)!
    return [hex(indexKey(region, attribute, forms(stored)[0]!, key)), '']
  }
  const [row] = Object.entries(
    rowsOf((view) => {
      const update = { keyRegion: region, space: 1, previous: 0, key, client: 3, mark: 6 }
      const outcomes = new Outcomes(region, view, new OutcomeCount(), () => {})
      outcomes.record(makeUpdate({ ...update, version, number: 7 }))
      outcomes.record(makeUpdate({ ...update, version: version + 1, number: 9 }))
      outcomes.endTurn()
    }),
  ).filter(([name]) => name.startsWith('78'))
  const removal = (moved: boolean) =>
    Object.entries(rowsOf((view) => new Remembered(region, view).removed('ab', key, version, 9, moved)))[0]
  const computed: Record<string, readonly string[] | undefined> = {
    'object with the one value `x`': [hex(objectKey(region, key)), hex(objectRow(version, value))],
    'the same with the instant 107374182400': [
      hex(objectKey(region, key)),
      hex(objectRow(version, value, encodeHeader({ expiresAt: 107374182400 })!)),
    ],
    'its expiry': [hex(expiryKey(region, 107374182400, key)), ''],
    'index, attribute 2, value `61 00`': [hex(indexKey(region, 2, Uint8Array.of(0x61, 0), key)), ''],
    'index on a set, attribute 2, its element `a`': indexed('s', Uint8Array.of(1, 0, 0, 0, 0x61)),
    'index on the path `x.y`, attribute 4, the number 2.5 there': indexed('d.x.y', encodeString('{"x":{"y":2.5}}')),
    'the same, of an array there with null in it': indexed('d.x.y', encodeString('{"x":{"y":[null]}}')),
    'segment 3: an update `aabbcc` of regions 258 and 259, and `dd` of region 258': loggedRows()[0],
    'of that the second and third have settled': loggedRows()[1],
    pending: [hex(pendingKey(region, version, key)), ''],
    'removal, key region 9': removal(false),
    'the same, of an object that went elsewhere': removal(true),
    'departure, key region 9, coordinates 1 and 2^32 − 2': Object.entries(
      rowsOf((view) =>
        new Remembered(region, view).departed({ key, version, keyRegion: 9, orderedKey: key, coordinates: [1, 0xfffffffe], keepUntil: 0 }),
      ),
    )[0],
    'outcomes of client 3: 7, then 9 one version later': row,
    'mark 6 of client 3': [hex(markKey(region, 3)), '0000000000000006'],
    watermark: [hex(watermarkKey(region)), '0000000100000005'],
    'size, 2 objects of 300 bytes, exact': [hex(sizeKey(region)), '010000000000000002000000000000012c'],
    'complete for the membership of epoch 5': [hex(membershipKey(region)), hex(membershipRow(5))],
  }
  const [shown] = tables(page('docs/formats/storage.md'), 'row', 'key', 'value')
  for (const [what, name, stored] of shown!) {
    const bytes = [name, stored].map((cell) => (codesIn(cell!)[0] ?? '').replaceAll(' ', ''))
    t.deepEqual(bytes, [...computed[what!]!], what)
  }
  t.is(shown!.length, Object.keys(computed).length)
})

test('a value in LevelDB ends with its checksum', async (t) => {
  const directory = await temporaryDirectory(t)
  const store = await LevelStore.open(directory)
  const row = objectRow(version, Uint8Array.of(0x0a, 1, 0x78))
  await store.write(
    new Map([
      ['\x6f\x00\x00\x01\x02ab', row],
      ['\x69', new Uint8Array(0)],
    ]),
    false,
  )
  await store.close()
  const raw = new ClassicLevel<Bytes, Bytes>(directory, { keyEncoding: 'view', valueEncoding: 'view' })
  t.is(hex((await raw.get(objectKey(region, key)))!), '0100000001000000050a0178a10b158d')
  t.is(hex((await raw.get(Uint8Array.of(0x69)))!), 'e66c3671')
  await raw.close()
})

test('the files of a data directory', async (t) => {
  const path = await temporaryDirectory(t)
  const directory = await openDataDirectory(path, 'server')
  await directory.adopt('c1', 7)
  directory.pulse.note()
  await directory.markClean()
  await directory.release()
  t.is(await readFile(join(path, 'pulse'), 'utf8'), '0000000000000001\n')
  t.is(await readFile(join(path, 'format'), 'utf8'), '{"format":2,"kind":"server","cluster":"c1","server":7}\n')
  const run = JSON.parse(await readFile(join(path, 'run'), 'utf8'))
  t.is(typeof run.boot, 'string')
  t.deepEqual({ ...run, boot: 'B' }, { incarnation: 1, boot: 'B', clean: true, forgetful: false })
})
