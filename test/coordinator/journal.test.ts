import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { emptyState, type State, type StateRecord } from '../../coordinator/core/state.ts'
import { openEmbeddedJournal } from '../../coordinator/journal/embedded-journal.ts'
import { encodeFrame, encodeHeader, scanFrames } from '../../coordinator/journal/frames.ts'
import { decodeRecords, encodeRecords } from '../../coordinator/journal/record-codec.ts'
import { codesIn, page } from '../docs/pages.ts'
import { Cluster } from './commands.ts'

async function directory(t: ExecutionContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'hyperdex-journal-'))
  t.teardown(() => rm(path, { recursive: true, force: true }))
  return path
}

const reserve = (nextClient: number): { records: StateRecord[]; after: State } => ({
  records: [{ nextClient }],
  after: { ...emptyState, nextClient },
})

/** A journal of `count` frames, each reserving one more session id; where each frame ends. */
async function written(path: string, count: number): Promise<number[]> {
  const { journal } = await openEmbeddedJournal(path)
  const ends: number[] = []
  for (let index = 1; index <= count; index++) {
    const { records, after } = reserve(100 + index)
    await journal.append(records, after)
    ends.push((await stat(join(path, 'journal'))).size)
  }
  await journal.close()
  return ends
}

test('what was appended is found again', async (t) => {
  const path = join(await directory(t), 'new', 'store')
  const { journal, state, note } = await openEmbeddedJournal(path)
  t.deepEqual(state, emptyState)
  t.is(note, undefined)
  await journal.append(reserve(7).records, reserve(7).after)
  await journal.append([{ nextServer: 3, nextSpace: 4 }], { ...emptyState, nextClient: 7, nextServer: 3, nextSpace: 4 })
  await journal.close()
  const again = await openEmbeddedJournal(path)
  t.deepEqual(again.state, { ...emptyState, nextClient: 7, nextServer: 3, nextSpace: 4 })
  await again.journal.close()
})

test('a configuration survives, cut points and all', async (t) => {
  const path = await directory(t)
  const { journal } = await openEmbeddedJournal(path)
  const cluster = new Cluster()
  const original = cluster.do.bind(cluster)
  const appended: Promise<void>[] = []
  await journal.append([{ change: { toVersion: 1, cluster: 'cluster-1' } }], cluster.kept)
  cluster.do = (ask) => {
    let records: readonly StateRecord[] = []
    const answer = original((core) => {
      const decision = ask(core)
      records = decision.records
      return decision
    })
    appended.push(journal.append(records, cluster.kept))
    return answer
  }
  for (const port of [1, 2, 3]) cluster.join(port)
  cluster.addSpace('space people key name attributes int age, float score subspace age, score create 16 partitions')
  cluster.restart(2)
  await Promise.all(appended)
  await journal.close()
  const { journal: second, state } = await openEmbeddedJournal(path)
  await second.close()
  t.deepEqual(state, cluster.kept)
  t.true(state.configuration.spaces.size === 1)
})

test('appends of one turn share a frame and keep their order', async (t) => {
  const path = await directory(t)
  const { journal } = await openEmbeddedJournal(path)
  const order: number[] = []
  await Promise.all(
    [1, 2, 3].map((index) => journal.append(reserve(index + 10).records, reserve(index + 10).after).then(() => order.push(index))),
  )
  await journal.close()
  t.deepEqual(order, [1, 2, 3])
  const { payloads } = scanFrames(await readFile(join(path, 'journal')), path)
  t.deepEqual(payloads.map(decodeRecords), [[{ nextClient: 11 }, { nextClient: 12 }, { nextClient: 13 }]])
})

test('a grown journal is replaced by a snapshot and goes on', async (t) => {
  const path = await directory(t)
  const { journal } = await openEmbeddedJournal(path, { compactAtLeast: 200 })
  for (let index = 1; index <= 50; index++) await journal.append(reserve(index).records, reserve(index).after)
  await journal.close()
  t.true((await stat(join(path, 'journal'))).size < 1_500)
  const again = await openEmbeddedJournal(path)
  t.is(again.state.nextClient, 50)
  await again.journal.close()
})

test('a tail cut off at any byte is dropped with a note, all before it kept', async (t) => {
  const path = await directory(t)
  const ends = await written(path, 3)
  const file = join(path, 'journal')
  const whole = await readFile(file)
  for (let length = ends[1]! + 1; length < ends[2]!; length++) {
    await writeFile(file, whole.subarray(0, length))
    const { journal, state, note } = await openEmbeddedJournal(path)
    t.is(state.nextClient, 102)
    t.regex(note!, /unfinished write/)
    await journal.append(reserve(200).records, reserve(200).after)
    await journal.close()
    const again = await openEmbeddedJournal(path)
    t.is(again.state.nextClient, 200)
    t.is(again.note, undefined)
    await again.journal.close()
  }
})

test('a last write of which a sector never reached the disk is dropped', async (t) => {
  const path = await directory(t)
  const file = join(path, 'journal')
  const before = Buffer.concat([encodeHeader(), encodeFrame(0, encodeRecords([{ nextClient: 5 }]))])
  const frame = encodeFrame(1, encodeRecords(Array.from({ length: 100 }, (_, index) => ({ nextClient: 10 + index }))))
  const whole = Buffer.concat([before, frame])
  for (const sector of [0, 1, 2]) {
    const torn = Buffer.from(whole)
    torn.fill(0, Math.max(before.length, sector * 512), (sector + 1) * 512)
    await writeFile(file, torn)
    const { journal, state, note } = await openEmbeddedJournal(path)
    t.is(state.nextClient, 5)
    t.truthy(note)
    await journal.close()
  }
})

test('a flipped bit anywhere but in a torn tail is refused, never guessed around', async (t) => {
  const path = await directory(t)
  const ends = await written(path, 3)
  const file = join(path, 'journal')
  const whole = await readFile(file)
  for (let byte = 0; byte < ends[1]!; byte++) {
    const damaged = Buffer.from(whole)
    damaged[byte]! ^= 0x10
    await writeFile(file, damaged)
    await t.throwsAsync(openEmbeddedJournal(path), { code: 'INTERNAL', message: /corrupt/ }, `byte ${byte}`)
    t.deepEqual(await readFile(file), damaged, 'a corrupt journal must stay as it is')
  }
  const last = Buffer.from(whole)
  last[whole.length - 2]! ^= 1
  await writeFile(file, last)
  await t.throwsAsync(openEmbeddedJournal(path), { code: 'INTERNAL', message: /corrupt/ })
})

test('a missing frame is refused', async (t) => {
  const path = await directory(t)
  const frames = [0, 2].map((sequence) => encodeFrame(sequence, encodeRecords([{ nextClient: sequence + 5 }])))
  await writeFile(join(path, 'journal'), Buffer.concat([encodeHeader(), ...frames]))
  await t.throwsAsync(openEmbeddedJournal(path), { code: 'INTERNAL' })
})

test('records that do not follow are refused', async (t) => {
  const path = await directory(t)
  const frame = encodeFrame(0, encodeRecords([{ change: { fromVersion: 3, toVersion: 4, cluster: 'c' } }]))
  await writeFile(join(path, 'journal'), Buffer.concat([encodeHeader(), frame]))
  await t.throwsAsync(openEmbeddedJournal(path), { code: 'INTERNAL', message: /does not follow/ })
})

test('what is no record of this release is refused, never passed over', (t) => {
  for (const text of ['{}', '["x"]', '[null]', '[[]]', '[{"nextServer":2},{"nextTable":3}]', '[{"toString":1}]']) {
    t.throws(() => decodeRecords(Buffer.from(text)), { instanceOf: RangeError }, text)
  }
  t.throws(() => decodeRecords(Buffer.from('[{"nextTable":3}]')), { message: /the member "nextTable", which this release does not know/ })
  for (const [text, member] of [
    ['[{"change":{"tables":[]}}]', 'change.tables'],
    ['[{"change":{"servers":[{"id":1},{"id":2,"rack":"r"}]}}]', 'change.servers.rack'],
    [
      '[{"change":{"spaces":[{"subspaces":[{"regions":[{"id":1,"learner":{"server":1,"since":2}}]}]}]}}]',
      'change.spaces.subspaces.regions.learner.since',
    ],
    ['[{"change":{"regions":[{"id":1,"colour":3}]}}]', 'change.regions.colour'],
  ] as const) {
    t.throws(() => decodeRecords(Buffer.from(text)), { message: `a record has the member "${member}", which this release does not know` })
  }
  t.deepEqual(decodeRecords(Buffer.from('[{},{"killed":[1]}]')), [{}, { killed: [1] }])
})

test('a newer format is a version mismatch', async (t) => {
  const path = await directory(t)
  const header = Buffer.from('48584a4f55524e0a02000000', 'hex')
  const { crc32 } = await import('node:zlib')
  const sum = Buffer.alloc(4)
  sum.writeUInt32LE(crc32(header))
  await writeFile(join(path, 'journal'), Buffer.concat([header, sum]))
  await t.throwsAsync(openEmbeddedJournal(path), { code: 'VERSION_MISMATCH' })
})

test('what an interrupted snapshot left is removed', async (t) => {
  const path = await directory(t)
  await written(path, 1)
  await appendFile(join(path, 'journal.new'), 'half a snapshot')
  const { journal, state } = await openEmbeddedJournal(path)
  t.is(state.nextClient, 101)
  await journal.close()
  await t.throwsAsync(stat(join(path, 'journal.new')), { code: 'ENOENT' })
})

test('a closed journal takes nothing', async (t) => {
  const { journal } = await openEmbeddedJournal(await directory(t))
  await journal.close()
  await t.throwsAsync(journal.append(reserve(1).records, reserve(1).after), { code: 'UNAVAILABLE' })
})

test('golden bytes: docs/formats/journal.md', (t) => {
  t.is(encodeHeader().toString('hex'), '48584a4f55524e0a010000005b71a669')
  const payload = encodeRecords([
    {
      nextSpace: 2,
      change: { toVersion: 1, spaces: [{ subspaces: [{ axes: [{ attribute: 1, side: 2, cutPoints: [Buffer.of(1, 255)] }] }] }] },
    },
  ])
  t.is(
    payload.toString(),
    '[{"nextSpace":2,"change":{"toVersion":1,"spaces":[{"subspaces":[{"axes":[{"attribute":1,"side":2,"cutPoints":[{"$bytes":"Af8="}]}]}]}]}}]',
  )
  t.is(encodeFrame(7, Buffer.from('[]')).toString('hex'), '020000000700000029bb4c0d18dc67ab5b5d')
  const shown = codesIn(page('docs/formats/journal.md')).map((code) => code.replaceAll(' ', ''))
  t.true(shown.includes(encodeHeader().toString('hex')))
  t.true(shown.includes(encodeFrame(7, Buffer.from('[]')).toString('hex')))
})
