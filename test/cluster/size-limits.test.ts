// The limits on keys, objects and messages, at each interface. It is the object that a write leaves behind that counts, not the operands.
import { type ServiceError, status } from '@grpc/grpc-js'
import test from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { connect, HyperdexError, ne, space, t as types } from '../../src/index.ts'
import { Commands } from '../cli/commands.ts'
import { ForeignClient, failureOf, type Message } from './foreign-client.ts'

const service = 'hyperdex.v1.HyperDex'
const mebibyte = 1024 * 1024
const keyBytesMax = 64 * 1024
const messageBytesMax = 36 * mebibyte
/** With it and an empty attribute an encoded object takes exactly 16 MiB: each value stands behind a tag and its length. */
const largest = 16 * mebibyte - (1 + 4) - 2

const blobs = space('blobs', {
  key: { name: types.string },
  attributes: { a: types.bytes, b: types.bytes },
  partitions: 2,
  tolerate: 1,
})

const bulks = space('bulks', {
  key: { name: types.string },
  attributes: { numbers: types.set(types.int), profile: types.document },
  partitions: 2,
  tolerate: 1,
})

let cluster: EmbeddedCluster

test.before(async () => {
  cluster = await embedded({ servers: 2 })
  await using db = await cluster.connect()
  await db.admin.addSpace(blobs)
  await db.admin.addSpace(bulks)
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
  await using db = await connect(cluster.url, { timeoutMs: 120_000 })
  const u = db.space(blobs)
  const bytes = (count: number) => new Uint8Array(count).fill(120)
  t.true(await u.put('k'.repeat(keyBytesMax), {}))
  t.is(await codeOf(u.put('k'.repeat(keyBytesMax + 1), {})), 'TOO_LARGE')
  t.is(await codeOf(u.get('k'.repeat(keyBytesMax + 1))), 'TOO_LARGE')
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
  t.is(await update('k'.repeat(keyBytesMax), put(1)), 'done')
  t.is(await update('k'.repeat(keyBytesMax + 1), put(1)), 'TOO_LARGE')
  t.is(await update('g', put(largest)), 'done')
  t.is((await client.call(service, 'Count', { query: `blobs where name = "g" and length(a) = ${largest}` })).count, 1)
  t.is(await update('g', put(largest + 1)), 'TOO_LARGE')
  t.is(await update('g', put(10 * mebibyte), put(10 * mebibyte)), 'done')
  t.is(await update('g', put(10 * mebibyte), put(10 * mebibyte, 2)), 'TOO_LARGE')
})

test.serial('operands just below the limit for messages', async (t) => {
  t.timeout(300_000)
  await using db = await connect(cluster.url, { timeoutMs: 120_000 })
  const u = db.space(blobs)
  using client = new ForeignClient(cluster.addresses[1]!)
  /** All of the operands leaves no more than three bytes of the object. */
  const typed = (count: number) =>
    u
      .update('edge')
      .put({ a: new Uint8Array(count) })
      .ltrim({ a: count - 3 })
      .commit()
  const group = (count: number) =>
    u.group
      .update({ name: 'edge' })
      .put({ a: new Uint8Array(count) })
      .ltrim({ a: count - 3 })
      .commit({ timeoutMs: 120_000 })
  const foreign = async (count: number) => {
    const trimmed = Buffer.alloc(8)
    trimmed.writeBigInt64LE(BigInt(count - 3))
    const operations = [
      { attribute: 1, name: 'put', operands: [Buffer.alloc(count)] },
      { attribute: 1, name: 'ltrim', operands: [trimmed] },
    ]
    const options = { deadline: Date.now() + 120_000 }
    return client.call(service, 'Update', { space: 'blobs', update: { key: Buffer.from('edge'), operations } }, options).then(
      () => true,
      (error) => failureOf(error)?.code ?? error,
    )
  }
  for (const write of [typed, foreign]) {
    t.true(await codeOf(write(messageBytesMax - 512)))
    for (const less of [200, 64]) t.is(await codeOf(write(messageBytesMax - less)), 'TOO_LARGE', `${write.name}, ${less}`)
  }
  t.is(await codeOf(typed(messageBytesMax - 1)), 'TOO_LARGE')
  // More than the server's gRPC library takes: it answers by itself, without a code of ours.
  t.is(((await foreign(messageBytesMax - 1)) as ServiceError).code, status.RESOURCE_EXHAUSTED)
  // Not 0, as if no object had matched: of a group the longest key has to fit as well.
  t.is(await codeOf(group(messageBytesMax - keyBytesMax - 512)), 1)
  for (const less of [1, 64, 200, keyBytesMax]) t.is(await codeOf(group(messageBytesMax - less)), 'TOO_LARGE', `group, ${less}`)
  // A condition takes room, too.
  const condition = { a: ne(new Uint8Array(20 * mebibyte)) }
  t.is(await codeOf(u.put('edge', { a: new Uint8Array(17 * mebibyte) }, { if: condition })), 'TOO_LARGE')
  t.is((await u.get('edge'))?.a.length, 3)
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
  using raised = new ForeignClient(cluster.addresses[1]!, { 'grpc.max_receive_message_length': messageBytesMax })
  t.is(((await raised.call(service, 'Get', get)).object as Buffer).length, 16 * mebibyte)
})

test.serial('command line', async (t) => {
  t.timeout(180_000)
  await using commands = await Commands.connect(cluster.addresses)
  t.is((await commands.run(['put', 'blobs', 'k'.repeat(keyBytesMax), 'a=x'])).status, 0)
  const keyed = await commands.run(['put', 'blobs', 'k'.repeat(keyBytesMax + 1), 'a=x'])
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

test.serial('a set of two million ints, and a document of a million', async (t) => {
  t.timeout(300_000)
  await using db = await connect(cluster.url, { timeoutMs: 120_000 })
  const u = db.space(bulks)
  using client = new ForeignClient(cluster.addresses[1]!)
  const write = (key: string, attribute: number, name: string, operand: Buffer, path = '') => {
    const update = { key: Buffer.from(key), operations: [{ attribute, name, operands: [operand], path }] }
    return client.call(service, 'Update', { space: 'bulks', update }, { deadline: Date.now() + 120_000 }).then(
      () => 'done',
      (error) => failureOf(error)?.code ?? error,
    )
  }
  const count = async (query: string) => (await client.call(service, 'Count', { query }, { deadline: Date.now() + 120_000 })).count
  // Beside a set stands an empty document, beside a document an empty set.
  const mostInts = Math.floor((16 * mebibyte - (1 + 4) - (2 + 2)) / 8)
  const int = (value: number) => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(BigInt(value))
    return bytes
  }
  /** Falling, and the least of them twice. */
  const ints = (count: number) => {
    const bytes = Buffer.alloc(8 * (count + 1))
    for (let index = 0; index < count; index++) bytes.writeInt32LE(3 * (count - index), 8 * index)
    bytes.writeInt32LE(3, 8 * count)
    return bytes
  }
  t.is(await write('set', 1, 'put', ints(mostInts + 1)), 'TOO_LARGE')
  t.is(await write('set', 1, 'put', ints(mostInts)), 'done')
  t.is(await write('set', 1, 'setAdd', int(3)), 'done', 'it is in it')
  t.is(await write('set', 1, 'setAdd', int(4)), 'TOO_LARGE')
  t.is(await write('set', 1, 'setRemove', int(3)), 'done')
  t.is(await write('set', 1, 'setAdd', int(4)), 'done')
  const numbers = (await u.get('set'))!.numbers
  t.is(numbers.size, mostInts)
  t.deepEqual([numbers.has(3), numbers.has(4), numbers.has(3 * mostInts)], [false, true, true])
  t.true(await u.put('copy', { numbers }))
  t.is(await count(`bulks where length(numbers) = ${mostInts} and numbers contains 4`), 2)

  const longest = 16 * mebibyte - (1 + 4) - 2
  const elements = Array.from({ length: 1_000_000 }, (_, index) => 123_456_789_000_000 + index)
  const begin = `{"elements": [${elements}], "text": "`
  /** So long when it is stored: without its three spaces. */
  const document = (length: number) => Buffer.from(`${begin}${'x'.repeat(length + 3 - begin.length - 2)}"}`)
  t.is(await write('document', 2, 'put', document(longest + 1)), 'TOO_LARGE')
  t.is(await write('document', 2, 'put', document(longest)), 'done', 'what counts is the form that is stored')
  t.is(await write('document', 2, 'docSet', Buffer.from('12'), 'elements[7]'), 'done')
  t.is(await write('document', 2, 'docSet', Buffer.from(`"${'x'.repeat(20)}"`), 'elements[7]'), 'TOO_LARGE')
  t.is(await count('bulks where profile.elements[999999] = 123456789999999'), 1)
  // Short as it is written, it would take more memory than a server has.
  const empty = Buffer.from(`{"elements":[${'{},'.repeat(5_500_000)}{}]}`)
  t.true(empty.length < longest)
  t.is(await write('empty', 2, 'put', empty), 'TOO_LARGE')
  t.is(await write('document', 2, 'docSet', empty, 'text'), 'TOO_LARGE')
})
