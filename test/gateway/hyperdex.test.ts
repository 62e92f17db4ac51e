import { Client, credentials, type ServiceError } from '@grpc/grpc-js'
import test, { type ExecutionContext } from 'ava'
import fc from 'fast-check'
import type { HyperdexError } from '../../src/errors.ts'
import { Gateway } from '../../src/gateway/gateway.ts'
import { fromStatus } from '../../src/transport/failure.ts'
import { RpcClient } from '../../src/transport/rpc-client.ts'
import { RpcServer } from '../../src/transport/rpc-server.ts'
import { adminService, hyperDexService } from '../../src/transport/services.ts'
import type { Sent } from '../../src/transport/wire.ts'
import { decodeFloat, decodeInt, decodeString, encodeInt, encodeString } from '../../src/values/encode.ts'
import { decodeObject } from '../../src/values/object.ts'
import { MemoryDriver } from './memory-driver.ts'

const { get, update, search, explain, count, aggregate, groupUpdate, groupUpdateWithProgress } = hyperDexService.methods

interface World {
  readonly driver: MemoryDriver
  readonly client: RpcClient
  readonly gateway: Gateway
  readonly address: string
}

async function world(t: ExecutionContext): Promise<World> {
  const driver = new MemoryDriver()
  const gateway = new Gateway({ connectDriver: async () => driver })
  const server = new RpcServer()
  gateway.addTo(server)
  const address = `127.0.0.1:${await server.listen('127.0.0.1:0')}`
  gateway.connect({ hosts: [address] })
  const client = new RpcClient(address)
  t.teardown(async () => {
    client.close()
    await gateway.close()
    await server.close()
  })
  return { driver, client, gateway, address }
}

const put = (name: string, age: bigint, town: string): Sent<'UpdateCall'> => ({
  space: 'people',
  update: {
    key: encodeString(name),
    operations: [
      { attribute: 1, operands: [encodeInt(age)] },
      { attribute: 2, operands: [encodeString(town)] },
    ],
  },
})

async function fill({ client }: World): Promise<void> {
  for (const [name, age, town] of [
    ['ann', 30n, 'Oslo'],
    ['bob', 40n, 'Rome'],
    ['cat', 50n, 'Oslo'],
  ] as const) {
    await client.unary(update, put(name, age, town))
  }
}

async function rows({ client }: World, call: Sent<'SearchCall'>) {
  const found: { key: string; cursor: string; values: readonly Uint8Array[] }[] = []
  for await (const { key, object, cursor } of client.serverStream(search, call)) {
    found.push({ key: decodeString(key.slice())!, cursor, values: decodeObject(object.slice()) })
  }
  return found
}

const keysOf = async (here: World, call: Sent<'SearchCall'>) => (await rows(here, call)).map(({ key }) => key)

test('an object is put, read, changed, removed', async (t) => {
  const here = await world(t)
  await fill(here)
  const ann = await here.client.unary(get, { space: 'people', key: encodeString('ann') })
  t.deepEqual([ann.version, [...ann.attributes]], [1, ['age', 'town']])
  const [age, town] = decodeObject(ann.object.slice())
  t.deepEqual([decodeInt(age!), decodeString(town!)], [30n, 'Oslo'])
  const removed = await here.client.unary(update, { space: 'people', update: { key: encodeString('ann'), remove: true } })
  t.is(removed.version, 4)
  await t.throwsAsync(here.client.unary(get, { space: 'people', key: encodeString('ann') }), { code: 'NOT_FOUND' })
  await t.throwsAsync(here.client.unary(get, { space: 'nobody', key: encodeString('ann') }), { code: 'UNKNOWN_SPACE' })
})

test('a get gives the attributes it selects, and names them', async (t) => {
  const here = await world(t)
  await fill(here)
  const key = encodeString('ann')
  const ann = await here.client.unary(get, { space: 'people', key, select: [2, 0] })
  t.deepEqual([ann.version, [...ann.attributes]], [1, ['town', 'name']])
  t.deepEqual(decodeObject(ann.object.slice()), [encodeString('Oslo'), key])
  for (const select of [[3], [1, 1], [2 ** 32 - 1]]) await refused(t, here.client.unary(get, { space: 'people', key, select }), `${select}`)
  const missing = here.client.unary(get, { space: 'people', key: encodeString('nobody'), select: [1] })
  await t.throwsAsync(missing, { code: 'NOT_FOUND' })
})

test('searches by predicate and by query: order, limit, selection, cursor, count', async (t) => {
  const here = await world(t)
  await fill(here)
  const inOslo = { kind: 1, attribute: 2, operands: [encodeString('Oslo')] }
  t.deepEqual(await keysOf(here, { space: 'people' }), ['ann', 'bob', 'cat'])
  t.deepEqual(await keysOf(here, { space: 'people', predicate: inOslo }), ['ann', 'cat'])
  t.deepEqual(await keysOf(here, { space: 'people', hasLimit: true }), [])
  t.deepEqual(await keysOf(here, { space: 'people', descending: true, hasLimit: true, limit: 2 }), ['cat', 'bob'])
  t.deepEqual(await keysOf(here, { space: 'people', cursor: 'ann' }), ['bob', 'cat'])
  t.deepEqual(await keysOf(here, { query: 'people where town = "Oslo" order by name desc' }), ['cat', 'ann'])
  t.deepEqual(await keysOf(here, { query: 'people limit 2', cursor: 'ann' }), ['bob', 'cat'])
  const [first] = await rows(here, { space: 'people', select: [2, 0] })
  t.deepEqual(
    first?.values.map((value) => decodeString(value)),
    ['Oslo', 'ann'],
  )
  const [selected] = await rows(here, { query: 'people select age where name = "bob"' })
  t.deepEqual(selected?.values.map(decodeInt), [40n])
  t.is((await here.client.unary(count, { space: 'people', predicate: inOslo })).count, 2)
  t.is((await here.client.unary(count, { query: 'people where age > 30' })).count, 2)
  t.is((await here.client.unary(count, { query: 'people where age > 30 limit 1' })).count, 1)
})

test('explain runs the search and says how', async (t) => {
  const here = await world(t)
  await fill(here)
  const { matches, candidates, timeMs, attributes, indexes } = await here.client.unary(explain, {
    query: 'people select town where age > 30 order by age desc limit 1',
  })
  t.deepEqual([matches, candidates, timeMs, [...attributes], [...indexes]], [1, 3, 0.5, ['name'], ['key scan']])
  t.is((await here.client.unary(explain, { space: 'people', cursor: 'ann' })).matches, 2)
  await t.throwsAsync(here.client.unary(explain, { space: 'nobody' }), { code: 'UNKNOWN_SPACE' })
})

test('aggregates: functions of everything that matches, or of each group', async (t) => {
  const here = await world(t)
  await fill(here)
  const [total] = (await here.client.unary(aggregate, {
    query: 'people where age > 30',
    aggregation: {
      functions: [{}, { kind: 1, attribute: 1 }, { kind: 2, attribute: 0 }, { kind: 4, attribute: 1 }],
    },
  }))!.groups
  t.deepEqual(
    total!.values!.slice(0, 2).map(({ value }) => decodeInt(value!)),
    [2n, 90n],
  )
  t.is(String(Buffer.from(total!.values![2]!.value!)), 'bob')
  t.is(decodeFloat(total!.values![3]!.value!), 45)
  const { groups } = await here.client.unary(aggregate, {
    space: 'people',
    aggregation: { functions: [{ kind: 3, attribute: 1 }], by: [2] },
  })
  t.deepEqual(
    groups.map(({ by, values }) => [String(Buffer.from(by![0]!)), decodeInt(values![0]!.value!)]),
    [
      ['Oslo', 50n],
      ['Rome', 40n],
    ],
  )
  const none = await here.client.unary(aggregate, {
    query: 'people where age > 99',
    aggregation: { functions: [{}, { kind: 2, attribute: 1 }] },
  })
  t.deepEqual(
    none.groups[0]!.values!.map((value) => value.none),
    [false, true],
  )
})

test('a group update changes what matches and says how many', async (t) => {
  const here = await world(t)
  await fill(here)
  const older = { operations: [{ attribute: 1, name: 1, operands: [encodeInt(1n)] }] }
  t.is((await here.client.unary(groupUpdate, { query: 'people where town = "Oslo"', update: older })).changed, 2)
  t.is((await here.client.unary(count, { query: 'people where age in (31, 51)' })).count, 2)
  t.is((await here.client.unary(groupUpdate, { space: 'people', update: { remove: true } })).changed, 3)
  t.is((await here.client.unary(count, { space: 'people' })).count, 0)
})

async function progressOf({ client }: World, call: Sent<'GroupUpdateCall'>) {
  const told: { changed: number; done: boolean }[] = []
  for await (const { changed, done } of client.serverStream(groupUpdateWithProgress, call)) told.push({ changed, done })
  return told
}

test('a group update says how far it is, and at its end how many it has changed', async (t) => {
  const here = await world(t)
  await fill(here)
  const older = { operations: [{ attribute: 1, name: 1, operands: [encodeInt(1n)] }] }
  const told = await progressOf(here, { query: 'people where town = "Oslo"', update: older })
  t.deepEqual(told.at(0), { changed: 1, done: false })
  t.deepEqual(told.at(-1), { changed: 2, done: true })
  t.is(told.filter(({ done }) => done).length, 1)
  t.is((await here.client.unary(count, { query: 'people where age in (31, 51)' })).count, 2)
  t.deepEqual(await progressOf(here, { query: 'people where town = "Bonn"', update: { remove: true } }), [{ changed: 0, done: true }])
})

test('a cancelled group update ends in the session, which is told the deadline', async (t) => {
  const here = await world(t)
  here.driver.hanging = true
  const call = { space: 'people', update: { remove: true } }
  for (const [index, options] of [{}, { timeoutMs: 60_000 }].entries()) {
    const controller = new AbortController()
    const cancelled = here.client.serverStream(groupUpdateWithProgress, call, { ...options, signal: controller.signal }).next()
    while (here.driver.calls.length <= index) await new Promise((resolve) => setImmediate(resolve))
    const { signal, timeoutMs } = here.driver.calls[index]!
    if (index === 0) t.is(timeoutMs, undefined)
    else t.true(timeoutMs! > 0 && timeoutMs! < 60_000)
    controller.abort()
    await t.throwsAsync(cancelled, { code: 'ABORTED' })
    if (!signal!.aborted) await new Promise((resolve) => signal!.addEventListener('abort', resolve))
    t.true(signal!.aborted)
  }
})

test('mistaken aggregates and group updates are INVALID', async (t) => {
  const here = await world(t)
  const aggregates: Record<string, Sent<'AggregateCall'>> = {
    'no aggregation': { space: 'people' },
    'a sum of strings': { space: 'people', aggregation: { functions: [{ kind: 1, attribute: 2 }] } },
    'an unknown function': { space: 'people', aggregation: { functions: [{ kind: 9 as never }] } },
    'an attribute out of range': { space: 'people', aggregation: { functions: [{ kind: 2, attribute: 3 }] } },
    'a group by an attribute out of range': { space: 'people', aggregation: { functions: [{}], by: [3] } },
    'a limit': { query: 'people limit 3', aggregation: { functions: [{}] } },
    'no space': { aggregation: { functions: [{}] } },
  }
  for (const [what, call] of Object.entries(aggregates)) await refused(t, here.client.unary(aggregate, call), what)
  const key = encodeString('ann')
  const groups: Record<string, Sent<'GroupUpdateCall'>> = {
    'no update': { space: 'people' },
    'a key': { space: 'people', update: { key, remove: true } },
    'a version': { space: 'people', update: { ifVersion: 1, hasIfVersion: true, remove: true } },
    'an order': { query: 'people order by age', update: { remove: true } },
    'a predicate and a query': { query: 'people', predicate: {}, update: { remove: true } },
  }
  for (const [what, call] of Object.entries(groups)) {
    await refused(t, here.client.unary(groupUpdate, call), what)
    await refused(t, progressOf(here, call), what)
  }
})

async function refused(t: ExecutionContext, call: Promise<unknown>, what: string): Promise<void> {
  const error = await t.throwsAsync<HyperdexError>(call, undefined, what)
  t.is(error?.code, 'INVALID', `${what}: ${error?.message}`)
  t.true((error?.remedy.length ?? 0) > 0, what)
}

/** As deep as a call can carry it, but not what passes it on within a batch of requests. */
function negated(times: number): Sent<'Predicate'> {
  return times === 0 ? { kind: 1, attribute: 1, operands: [encodeInt(1n)] } : { kind: 4, terms: [negated(times - 1)] }
}

test('mistaken updates are INVALID', async (t) => {
  const here = await world(t)
  const key = encodeString('ann')
  const wrong: Record<string, Sent<'UpdateCall'>> = {
    'an empty message': {},
    'no update': { space: 'people' },
    'an unknown presence': { space: 'people', update: { key, presence: 9 as never } },
    'an attribute out of range': { space: 'people', update: { key, operations: [{ attribute: 3, operands: [key] }] } },
    'the key changed': { space: 'people', update: { key, operations: [{ attribute: 0, operands: [key] }] } },
    'an int of 3 bytes': { space: 'people', update: { key, operations: [{ attribute: 1, operands: [key] }] } },
    'a string that is no UTF-8 operand count': { space: 'people', update: { key, operations: [{ attribute: 2, operands: [] }] } },
    'an unknown operation': { space: 'people', update: { key, operations: [{ attribute: 2, name: 77 as never, operands: [key] }] } },
    'an operation of another type': { space: 'people', update: { key, operations: [{ attribute: 2, name: 5, operands: [key] }] } },
    'an operation with a path': {
      space: 'people',
      update: { key, operations: [{ attribute: 1, name: 28, path: 'a.b', operands: [key] }] },
    },
    'remove with operations': { space: 'people', update: { key, remove: true, operations: [{ attribute: 2, operands: [key] }] } },
    'remove what has to be absent': { space: 'people', update: { key, remove: true, presence: 2 } },
    'an inner operation of a put': {
      space: 'people',
      update: { key, operations: [{ attribute: 1, operands: [encodeInt(1n)], inner: 1 }] },
    },
    'a version without its flag': { space: 'people', update: { key, ifVersion: 3 } },
    'a removal with a time to live': { space: 'people', update: { key, remove: true, ttlMs: 3 } },
    'a condition on nothing': { space: 'people', update: { key, condition: { kind: 1, attribute: 12 } } },
    'a condition that is nested too deep': { space: 'people', update: { key, condition: negated(96) } },
    'a condition of unknown kind': { space: 'people', update: { key, condition: { kind: 17 as never } } },
  }
  for (const [what, call] of Object.entries(wrong)) await refused(t, here.client.unary(update, call), what)
  t.is((await here.client.unary(update, put('ann', 1n, ''))).version, 1)
})

test('mistaken searches and counts are INVALID', async (t) => {
  const here = await world(t)
  await fill(here)
  const predicates: Record<string, Sent<'Predicate'>> = {
    'an unknown kind': { kind: 12 as never },
    'an unknown operator': { kind: 1, attribute: 1, operator: 99 as never, operands: [encodeInt(1n)] },
    'an attribute out of range': { kind: 1, attribute: 3, operands: [encodeInt(1n)] },
    'a wrong value': { kind: 1, attribute: 1, operands: [encodeString('x')] },
    'no operand': { kind: 1, attribute: 1 },
    'a not of two': { kind: 4, terms: [{}, {}] },
    'one that is nested too deep': negated(96),
    'a regex that is none': { kind: 1, attribute: 2, operator: 9, operands: [encodeString('(')] },
    'a path': { kind: 1, attribute: 2, path: 'a', operands: [encodeString('x')] },
  }
  for (const [what, predicate] of Object.entries(predicates)) {
    await refused(t, keysOf(here, { space: 'people', predicate }), what)
    await refused(t, here.client.unary(explain, { space: 'people', predicate }), what)
    await refused(t, here.client.unary(count, { space: 'people', predicate }), what)
  }
  const calls: Record<string, Sent<'SearchCall'>> = {
    'an empty message': {},
    'a query that does not parse': { query: 'people where where' },
    'an unknown attribute in a query': { query: 'people where size = 3' },
    'a negative limit': { query: 'people limit -1' },
    'query and predicate': { query: 'people', predicate: {} },
    'query and limit': { query: 'people', hasLimit: true, limit: 2 },
    'query and the order of its keys': { query: 'people', descending: true },
    'two spaces': { space: 'other', query: 'people' },
    'query and order': { query: 'people', orderBy: 1 },
    'an order without its flag': { space: 'people', orderBy: 1 },
    'a direction and an order without its flag': { space: 'people', orderBy: 1, descending: true },
    'a limit without its flag': { space: 'people', limit: 2 },
    'query and a limit without its flag': { query: 'people', limit: 2 },
    'an order out of range': { space: 'people', hasOrder: true, orderBy: 3 },
    'a selection out of range': { space: 'people', select: [1, 3] },
    'a selection twice': { space: 'people', select: [1, 1] },
  }
  for (const [what, call] of Object.entries(calls)) {
    await refused(t, keysOf(here, call), what)
    await refused(t, here.client.unary(explain, call), what)
  }
  await refused(t, here.client.unary(count, {}), 'a count of nothing')
  await refused(t, here.client.unary(get, {}), 'a get of nothing')
  t.is((await here.client.unary(count, { space: 'people' })).count, 3)
})

test('whatever bytes arrive, each call is answered and the next one served', async (t) => {
  const here = await world(t)
  await fill(here)
  const raw = new Client(here.address, credentials.createInsecure())
  const same = (value: Buffer) => value
  const send = (path: string, bytes: Buffer) =>
    new Promise<string>((resolve) => {
      raw.makeUnaryRequest(path, same, same, bytes, { deadline: Date.now() + 5000 }, (error: ServiceError | null) => {
        resolve(error ? fromStatus(error, '').code : 'OK')
      })
    })
  const paths = [
    get.path,
    update.path,
    count.path,
    explain.path,
    adminService.methods.addSpace.path,
    adminService.methods.getConfiguration.path,
  ]
  const seen = new Map<string, number>()
  const message = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.uint8Array({ maxLength: 30 }).map((rest) => Buffer.concat([Buffer.from('\n\x06people\x12'), Buffer.from([rest.length]), rest])),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), message, async (path, bytes) => {
      const code = await send(path, Buffer.from(bytes))
      seen.set(code, (seen.get(code) ?? 0) + 1)
      t.true(['OK', 'INVALID', 'NOT_FOUND', 'UNKNOWN_SPACE', 'UNAVAILABLE'].includes(code), code)
    }),
    { numRuns: 300 },
  )
  t.true((seen.get('INVALID') ?? 0) > 50)
  t.true((await here.client.unary(count, { space: 'people' })).count >= 3)
  raw.close()
})

test('deadlines and cancellation reach the session', async (t) => {
  const here = await world(t)
  here.driver.hanging = true
  const key = encodeString('ann')
  await t.throwsAsync(here.client.unary(get, { space: 'people', key }, { timeoutMs: 2000 }), { code: 'TIMEOUT' })
  const [first] = here.driver.calls
  t.true(first!.timeoutMs! > 0 && first!.timeoutMs! <= 2000)
  const controller = new AbortController()
  const ended = t.throwsAsync(
    async () => {
      for await (const _ of here.client.serverStream(search, { space: 'people' }, { signal: controller.signal })) t.fail()
    },
    { code: 'ABORTED' },
  )
  while (here.driver.calls.length < 2) await new Promise((resolve) => setImmediate(resolve))
  controller.abort()
  await ended
  const { signal } = here.driver.calls[1]!
  if (!signal!.aborted) await new Promise((resolve) => signal!.addEventListener('abort', resolve))
  t.true(first!.signal!.aborted)
})

test('before it is connected, and when the cluster is away, calls fail with UNAVAILABLE and later ones try again', async (t) => {
  let attempts = 0
  const driver = new MemoryDriver()
  const gateway = new Gateway({
    connectDriver: async () => {
      if (++attempts < 3) throw new Error('not reached')
      return driver
    },
  })
  const server = new RpcServer()
  gateway.addTo(server)
  const address = `127.0.0.1:${await server.listen('127.0.0.1:0')}`
  const client = new RpcClient(address)
  await t.throwsAsync(client.unary(get, { space: 'people' }), { code: 'UNAVAILABLE' })
  await t.throwsAsync(client.unary(adminService.methods.openSession, {}), { code: 'UNAVAILABLE' })
  gateway.connect({ hosts: [address] })
  await t.throwsAsync(client.unary(get, { space: 'people' }), { code: 'INTERNAL' })
  await t.throwsAsync(client.unary(get, { space: 'people' }), { code: 'NOT_FOUND' })
  t.is(attempts, 3)
  await gateway.close()
  await t.throwsAsync(client.unary(get, { space: 'people' }), { code: 'UNAVAILABLE' })
  client.close()
  await server.close()
})
