// `hyperdex check`, `db.admin.check` and Admin.Check, on real servers: rows that go from one server's disk behind everybody's back are found where they are missing, and written again.
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { ClassicLevel } from 'classic-level'
import { run } from '../../src/cli/run.ts'
import { connectSession } from '../../src/cli/session-connection.ts'
import { connect } from '../../src/client/connect.ts'
import { readUint32, rowKind } from '../../src/replication/layout.ts'
import { AdminCaller } from '../../src/transport/admin-caller.ts'
import type { Received } from '../../src/transport/wire.ts'
import { decodeInt, encodeInt, encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { until } from '../until.ts'
import { TestCluster } from './cluster.ts'

const keys = 300

class Sink {
  readonly terminal = false
  text = ''
  async write(text: string): Promise<void> {
    this.text += text
  }
}

async function check(address: string, ...argv: string[]): Promise<{ status: number; lines: string[]; note: string }> {
  const stdout = new Sink()
  const stderr = new Sink()
  const never = new AbortController().signal
  const stdin = (async function* () {})()
  const io = { stdin, stdout, stderr, environment: {}, interrupted: never, killed: never, connect: connectSession }
  const status = await run(['check', ...argv, '--cluster', address], io)
  return { status, lines: stdout.text.split('\n').filter((line) => line !== ''), note: stderr.text }
}

/** What Admin.Check at that process finds, as the command prints it, and its last message. */
async function checkOverGrpc(t: ExecutionContext, address: string, ...spaces: string[]) {
  const admin = new AdminCaller([address])
  t.teardown(() => admin.close())
  const differing: { key: unknown }[] = []
  let summary: Received<'CheckSummary'> | undefined
  for await (const event of admin.check({ spaces }, { timeoutMs: 60_000 })) {
    t.is(summary, undefined)
    if (event.summary) summary = event.summary as Received<'CheckSummary'>
    if (!event.found) continue
    const { kind, key, subspace, region, server, version, wanted } = event.found as Received<'CopyDifference'>
    differing.push({ kind, space: event.space, key: Number(decodeInt(key)), subspace, region, server, version, wanted } as { key: unknown })
  }
  return { differing, summary }
}

test('what a disk has lost is found and mended, beside clients', async (t) => {
  t.timeout(120_000)
  const cluster = await TestCluster.start(t, 3)
  const driver = await cluster.connect()
  await driver.admin.addSpace('space kv key int k attributes v, w subspace w create 4 partitions tolerate 1 failures')
  const space = await driver.space('kv')
  const put = (key: number, w: string) => {
    const operations = [`v${key}`, w].map((value, index) => ({
      attribute: index + 1,
      name: operationName.put,
      operands: [encodeString(value)],
    }))
    return driver.update(space, { key: encodeInt(BigInt(key)), operations })
  }
  for (let key = 0; key < keys; key++) await put(key, `w${key % 7}`)
  const { address } = cluster.coordinator
  const before = await check(address, 'kv')
  t.deepEqual(before.lines, [])
  t.is(before.status, 0)
  t.true(before.note.includes(`kv: ${keys} keys, ${keys * 4} copies, 0 differences`), before.note)

  await cluster.servers.get('server-2')!.close()
  const store = new ClassicLevel<Uint8Array, Uint8Array>(join(cluster.directory, 'server-2', 'store'), {
    keyEncoding: 'view',
    valueEncoding: 'view',
  })
  const notHeads = new Set(
    driver
      .configuration()
      .spaces.get(space.id)!
      .subspaces[1]!.regions.map(({ id }) => id),
  )
  let lost = 0
  for await (const [key] of store.iterator({ gte: Uint8Array.of(rowKind.object), lt: Uint8Array.of(rowKind.object + 1) })) {
    if (!notHeads.has(readUint32(key, 1)) || lost === 5) continue
    await store.del(key.slice())
    lost++
  }
  await store.close()
  await cluster.startServer('server-2')
  await until('its chains have it again', async () => {
    const [current] = driver.configuration().spaces.values()
    return current!.subspaces.every(({ regions }) => regions.every(({ members, learner }) => members.length === 2 && !learner))
  })

  let writing = true
  const load = (async () => {
    for (let index = 0; writing; index++) await put(keys + (index % 50), `w${index % 7}`)
  })()
  const found = await check(address, 'kv', '--json')
  t.is(lost, 5)
  t.is(found.lines.length, 5, found.note)
  for (const line of found.lines) t.like(JSON.parse(line), { kind: 'missing', space: 'kv', subspace: 1, server: 2, version: 0 })
  t.is(found.status, 6)
  await using db = await connect(`hyperdex://${address}`)
  const report = await db.admin.check({ spaces: ['kv'] })
  t.false(report.alike)
  const byKey = (a: { key: unknown }, b: { key: unknown }) => Number(a.key) - Number(b.key)
  const differences = report.spaces[0]!.differences.toSorted(byKey)
  const current = found.lines.map((line) => JSON.parse(line)).sort(byKey)
  t.deepEqual(differences as unknown[], current)
  for (const process of [cluster.servers.get('server-3')!.address, address]) {
    const { differing, summary } = await checkOverGrpc(t, process)
    t.deepEqual(differing.toSorted(byKey), current, process)
    t.like(summary, { alike: false, spaces: [{ space: 'kv', differences: 5, left: 5, unsettled: 0 }] })
  }
  const mended = await check(address, '--repair')
  t.is(mended.lines.length, 5)
  t.is(mended.status, 0)
  t.true(mended.note.includes('5 differences, 5 of them mended'), mended.note)
  t.regex(mended.lines[0]!, /^\d+ in subspace w, region \d+, server 2: missing, where the key region has version \d+$/)
  writing = false
  await load
  t.is((await check(address)).status, 0)
  t.like(await checkOverGrpc(t, address), { differing: [], summary: { alike: true, spaces: [{ differences: 0 }] } })
  t.is((await check(address, 'none')).status, 1)
  await t.throwsAsync(checkOverGrpc(t, address, 'none'), { code: 'UNKNOWN_SPACE' })
})

test('spaces with authorization are compared only at servers that were started for that', async (t) => {
  t.timeout(120_000)
  const cluster = await TestCluster.start(t, 1)
  const driver = await cluster.connect()
  await driver.admin.addSpace('space vault key k attribute v create 1 partition tolerate 0 failures with authorization')
  await driver.admin.addSpace('space open key k attribute v create 1 partition tolerate 0 failures')
  await driver.update(await driver.space('vault'), { key: encodeString('bob'), secret: encodeString('purple elephants'), operations: [] })
  await driver.update(await driver.space('open'), { key: encodeString('ann'), operations: [] })
  const { address } = cluster.coordinator
  const one = await check(address, 'vault', '--repair')
  t.is(one.status, 1)
  t.regex(one.note, /UNAUTHENTICATED: space vault has authorization.*\n.*--compare-guarded/)
  const all = await check(address)
  t.is(all.status, 1)
  t.regex(all.note, /open: 1 keys, 1 copies, 0 differences/)
  t.regex(all.note, /vault: not compared/)

  await cluster.servers.get('server-1')!.close()
  cluster.compareGuarded = true
  await cluster.startServer('server-1')
  const allowed = await check(address)
  t.is(allowed.status, 0)
  t.regex(allowed.note, /vault: 1 keys, 1 copies, 0 differences/)
})
