// The limits on keys, objects and messages, at each interface. It is the object that a write leaves behind that counts, not the operands.
import { type ServiceError, status } from '@grpc/grpc-js'
import test from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { HyperdexError, space, t as types } from '../../src/index.ts'
import { Commands } from '../cli/commands.ts'
import { ForeignClient, failureOf, type Message } from './foreign-client.ts'

const service = 'hyperdex.v1.HyperDex'
const mebibyte = 1024 * 1024
const keyMax = 64 * 1024
/** With it and an empty attribute an encoded object takes exactly 16 MiB: each value stands behind a tag and its length. */
const largest = 16 * mebibyte - (1 + 4) - 2

const blobs = space('blobs', {
  key: { name: types.string },
  attributes: { a: types.bytes, b: types.bytes },
  partitions: 2,
  tolerate: 1,
})

let cluster: EmbeddedCluster

test.before(async () => {
  cluster = await embedded({ servers: 2 })
  await using db = await cluster.connect()
  await db.admin.addSpace(blobs)
})

test.after.always(() => cluster?.close())

async function codeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (answer) => answer,
    (error) => (error instanceof HyperdexError ? error.code : error),
  )
}

test.serial('typed client', async (t) => {
  t.timeout(180_000)
  await using db = await cluster.connect()
  const u = db.space(blobs)
  const bytes = (count: number) => new Uint8Array(count).fill(120)
  t.true(await u.put('k'.repeat(keyMax), {}))
  t.is(await codeOf(u.put('k'.repeat(keyMax + 1), {})), 'TOO_LARGE')
  t.is(await codeOf(u.get('k'.repeat(keyMax + 1))), 'TOO_LARGE')
  t.true(await u.put('k', { a: bytes(largest) }))
  t.is((await u.get('k'))?.a.length, largest)
  // Not one byte more, by whatever way.
  t.is(await codeOf(u.put('k', { a: bytes(largest + 1) })), 'TOO_LARGE')
  t.is(await codeOf(u.append('k', { a: bytes(1) })), 'TOO_LARGE')
  t.is(await codeOf(u.put('k', { b: bytes(1) })), 'TOO_LARGE')
  t.is((await u.get('k'))?.a.length, largest)
  // The operands together may be larger than the object that they make.
  const half = bytes(10 * mebibyte)
  t.true(await u.update('k').put({ a: half }).put({ a: half }).commit())
  t.is((await u.get('k'))?.a.length, half.length)
  t.true(
    await u
      .update('k')
      .put({ a: bytes(17 * mebibyte) })
      .ltrim({ a: 17 * mebibyte - 3 })
      .commit(),
  )
  t.is((await u.get('k'))?.a.length, 3)
  t.is(await codeOf(u.update('k').put({ a: half }).put({ b: half }).commit()), 'TOO_LARGE')
  // What cannot be sent in one message is refused, and the connection serves on.
  const many = u.update('k').put({ a: half }).put({ a: half }).put({ a: half }).put({ a: half })
  t.is(await codeOf(many.commit()), 'TOO_LARGE')
  t.is(await codeOf(u.group.put({ name: 'k' }, { a: bytes(37 * mebibyte) })), 'TOO_LARGE')
  t.is(await codeOf(u.putMany([['k', { a: bytes(17 * mebibyte) }]])), 'TOO_LARGE')
  t.is(await u.putMany(['m1', 'm2', 'm3'].map((key) => [key, { a: half }] as const)), 3)
  t.is((await u.get('k'))?.a.length, 3)
})

test.serial('gRPC', async (t) => {
  t.timeout(180_000)
  using client = new ForeignClient(cluster.addresses[1]!)
  const put = (length: number, attribute = 1) => ({ attribute, name: 'put', operands: [Buffer.alloc(length, 'x')] })
  const update = (key: string, ...operations: Message[]) =>
    client.call(service, 'Update', { space: 'blobs', update: { key: Buffer.from(key), operations } }).then(
      () => 'done',
      (error) => failureOf(error)?.code ?? error,
    )
  t.is(await update('k'.repeat(keyMax), put(1)), 'done')
  t.is(await update('k'.repeat(keyMax + 1), put(1)), 'TOO_LARGE')
  t.is(await update('g', put(largest)), 'done')
  t.is((await client.call(service, 'Count', { query: `blobs where name = "g" and length(a) = ${largest}` })).count, 1)
  t.is(await update('g', put(largest + 1)), 'TOO_LARGE')
  t.is(await update('g', put(10 * mebibyte), put(10 * mebibyte)), 'done')
  t.is(await update('g', put(10 * mebibyte), put(10 * mebibyte, 2)), 'TOO_LARGE')
})

test.serial('a gRPC client has to raise what it takes', async (t) => {
  t.timeout(180_000)
  const get = { space: 'blobs', key: Buffer.from('large') }
  using asItIs = new ForeignClient(cluster.addresses[1]!)
  const operations = [{ attribute: 1, name: 'put', operands: [Buffer.alloc(largest, 'x')] }]
  await asItIs.call(service, 'Update', { space: 'blobs', update: { key: get.key, operations } })
  const error = await t.throwsAsync(asItIs.call(service, 'Get', get))
  t.is((error as ServiceError).code, status.RESOURCE_EXHAUSTED)
  t.is(failureOf(error as ServiceError), undefined)
  using raised = new ForeignClient(cluster.addresses[1]!, { 'grpc.max_receive_message_length': 36 * mebibyte })
  t.is(((await raised.call(service, 'Get', get)).object as Buffer).length, 16 * mebibyte)
})

test.serial('command line', async (t) => {
  t.timeout(180_000)
  await using commands = await Commands.connect(cluster.addresses)
  t.is((await commands.run(['put', 'blobs', 'k'.repeat(keyMax), 'a=x'])).status, 0)
  const keyed = await commands.run(['put', 'blobs', 'k'.repeat(keyMax + 1), 'a=x'])
  t.deepEqual([keyed.status, keyed.code], [1, 'TOO_LARGE'])
  t.is((await commands.run(['put', 'blobs', 'c', `a=${'x'.repeat(largest)}`])).status, 0)
  const appended = await commands.run(['op', 'blobs', 'c', 'append', 'a=x'])
  t.deepEqual([appended.status, appended.code], [1, 'TOO_LARGE'])
  const loaded = await commands.run(
    ['load', 'blobs', '-'],
    `${JSON.stringify({ name: 'l', a: 'x'.repeat(largest + 1) })}\n{"name":"small","a":"x"}\n`,
  )
  t.is(loaded.status, 1)
  t.regex(loaded.stderr, /line 1: the object would take 16777217 bytes/)
  t.is((await commands.run(['get', 'blobs', 'small', 'a'])).status, 0)
})
