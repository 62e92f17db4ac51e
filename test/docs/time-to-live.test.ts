// Times to live as docs/spaces.md has them, by a client made from the protos alone: `ttl_ms` of every call that takes an update, and a space's default.
import { type ServiceError, status } from '@grpc/grpc-js'
import anyTest, { type TestFn } from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { ForeignClient, failureOf, int, type Message } from '../cluster/foreign-client.ts'
import { until } from '../until.ts'

const test = anyTest as TestFn<{ cluster: EmbeddedCluster; client: ForeignClient }>
const service = 'hyperdex.v1.HyperDex'
/** Milliseconds that are over soon, and some that no test sees the end of. */
const [brief, long, never] = [100, 600_000, Number.MAX_SAFE_INTEGER]

test.before(async (t) => {
  const cluster = await embedded({ servers: 2 })
  const client = new ForeignClient(cluster.addresses[1]!)
  t.context = { cluster, client }
  for (const definition of [
    'space plain key k attributes int n subspace n',
    'space expiring key k attributes int n subspace n expire 1000 ms',
  ]) {
    await client.call('hyperdex.v1.Admin', 'AddSpace', { definition })
  }
})

test.after.always(async (t) => {
  t.context.client?.[Symbol.dispose]()
  await t.context.cluster?.close()
})

/** One space of the two, of one test alone by the keys and numbers that it uses. */
class Objects {
  readonly #client: ForeignClient
  readonly #space: string

  constructor(client: ForeignClient, space: string) {
    this.#client = client
    this.#space = space
  }

  write(key: string, n: number, rest: Message = {}): Promise<Message> {
    const operations = [{ attribute: 1, name: 'put', operands: [int(n)] }]
    return this.#client.call(service, 'Update', { space: this.#space, update: { key: Buffer.from(key), operations, ...rest } })
  }

  async isThere(key: string): Promise<boolean> {
    return found(this.#client.call(service, 'Get', { space: this.#space, key: Buffer.from(key) }))
  }

  /** The library leaves out what is 0. */
  async count(n: number): Promise<unknown> {
    return (await this.#client.call(service, 'Count', { query: `${this.#space} where n = ${n}` })).count ?? 0
  }
}

/** Whether a call finds its object. */
async function found(call: Promise<Message>): Promise<boolean> {
  try {
    await call
    return true
  } catch (error) {
    if ((error as ServiceError).code === status.NOT_FOUND && failureOf(error as ServiceError)?.code === 'NOT_FOUND') return false
    throw error
  }
}

test('an object that was put with ttl_ms goes, for gets, searches and conditional writes, and others stay', async (t) => {
  const plain = new Objects(t.context.client, 'plain')
  const { version } = await plain.write('brief', 1, { ttlMs: brief })
  await plain.write('long', 1, { ttlMs: long })
  await plain.write('none', 1)
  await plain.write('never', 1, { ttlMs: never })
  await until('the object is gone', async () => !(await plain.isThere('brief')))
  await until('searches do not show it', async () => (await plain.count(1)) === 3)
  for (const key of ['long', 'none', 'never']) t.true(await plain.isThere(key), key)
  t.false(await found(plain.write('brief', 1, { presence: 'present' })))
  // Its removal took a version of its own, and a new object of that key has no time to live.
  t.true(((await plain.write('brief', 2, { presence: 'absent' })).version as number) > (version as number) + 1)
})

test('a write with ttl_ms counts anew from itself, whatever the object had', async (t) => {
  const plain = new Objects(t.context.client, 'plain')
  for (const [key, before] of [
    ['had none', {}],
    ['had a long one', { ttlMs: long }],
    ['had one without end', { ttlMs: never }],
  ] as const) {
    await plain.write(key, 3, before)
    await plain.write(key, 3, { presence: 'present', ttlMs: brief })
    await until(`the one that ${key} is gone`, async () => !(await plain.isThere(key)))
    t.false(await found(plain.write(key, 3, { presence: 'present' })), key)
  }
})

test('the default of a space counts from the creation, and a time of its own goes before it', async (t) => {
  const expiring = new Objects(t.context.client, 'expiring')
  await expiring.write('default', 4)
  await expiring.write('long', 4, { ttlMs: long })
  await expiring.write('never', 4, { ttlMs: never })
  // Written all the time: were its time to begin anew with that, it would never go.
  await until('the object is gone', async () => !(await found(expiring.write('default', 4, { presence: 'present' }))))
  await until('searches do not show it', async () => (await expiring.count(4)) === 2)
  for (const key of ['long', 'never']) t.true(await expiring.isThere(key), key)
})

test('GroupUpdate and Session take it as Update does', async (t) => {
  const { client } = t.context
  const plain = new Objects(client, 'plain')
  for (const key of ['a', 'b', 'c']) await plain.write(key, 5)
  const operations = [{ attribute: 1, name: 'put', operands: [int(5)] }]
  const group = { query: 'plain where n = 5', update: { operations, ttlMs: brief } }
  t.is((await client.call(service, 'GroupUpdate', group)).changed, 3)
  await until('the group is gone', async () => (await plain.count(5)) === 0)

  const { spaces } = (await client.call('hyperdex.v1.Admin', 'GetConfiguration', {})) as { spaces: { id: number; definition: string }[] }
  const { id } = spaces.find(({ definition }) => definition.startsWith('space plain'))!
  const stream = client.stream(service, 'Session')
  const update = { key: Buffer.from('by session'), operations, ttlMs: brief }
  stream.write({ requests: [{ id: 1, space: id, update: { update } }] })
  for await (const { responses } of stream as AsyncIterable<{ responses: Message[] }>) {
    t.deepEqual([responses[0]!.id, responses[0]!.failure], [1, undefined])
    break
  }
  await until('the object is gone', async () => !(await plain.isThere('by session')))
})

test('a removal has no time to live', async (t) => {
  const plain = new Objects(t.context.client, 'plain')
  await plain.write('kept', 6)
  const error = (await t.throwsAsync(plain.write('kept', 6, { operations: [], remove: true, ttlMs: long }))) as ServiceError
  t.deepEqual([error.code, failureOf(error)?.code], [status.INVALID_ARGUMENT, 'INVALID'])
  t.true(await plain.isThere('kept'))
})
