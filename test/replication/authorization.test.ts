// Authorization at the point leader in a small world: by its wall clock, on what it has and what is still pending, on every server that may lead.
import test from 'ava'
import { rowKind } from '../../src/replication/layout.ts'
import { hmacSha256 } from '../../src/transport/hmac.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'
import { encodeMacaroon, rootKeyOf, signatureOf } from '../../src/values/macaroon.ts'
import { operationName } from '../../src/values/operation.ts'
import { World } from './world.ts'

const key = fromLatin1('k')

function token(secret: string, ...texts: string[]): Uint8Array {
  const identifier = fromLatin1('test')
  const caveats = texts.map(fromLatin1)
  const signature = signatureOf(hmacSha256, rootKeyOf(hmacSha256, fromLatin1(secret)), { identifier, caveats })
  return encodeMacaroon({ identifier, caveats, signature })
}

const put = (value: string, secret = '', more: { ttlMs?: number; presence?: number } = {}) => ({
  key,
  operations: [{ attribute: 1, name: operationName.put, operands: [fromLatin1(value)] }],
  ...(secret === '' ? {} : { secret: fromLatin1(secret) }),
  ...more,
})
const remove = { key, remove: true }

async function guarded(): Promise<World> {
  const space = 'space s key k attributes a subspace a create 2 partitions with authorization'
  const world = await World.create({ servers: 2, space, chain: () => [1, 2] })
  await world.tick(1000)
  return world
}

/** Empty: done, or found. */
function code(world: World, id: number): string {
  const answer = world.answer(id)
  return answer ? (answer.failure?.code ?? '') : 'nothing'
}

async function write(world: World, ...parameters: Parameters<World['update']>): Promise<string> {
  const id = await world.update(...parameters)
  await world.stabilize()
  return code(world, id)
}

async function read(world: World, ...tokens: Uint8Array[]): Promise<string> {
  const id = await world.get(key, tokens)
  await world.stabilize()
  return code(world, id)
}

test('a time caveat holds by the wall clock of the point leader, up to its second and no longer', async (t) => {
  const world = await guarded()
  await write(world, put('x', 's'))
  const untilFive = token('s', 'time < 5')
  await world.tick(5000 - world.now - 1)
  t.is(await read(world, untilFive), '')
  t.is(await write(world, put('y'), { tokens: [untilFive] }), '')
  await world.tick(1)
  t.is(await read(world, untilFive), 'PERMISSION_DENIED')
  t.is(await write(world, put('z'), { tokens: [untilFive] }), 'PERMISSION_DENIED')
  t.is(await read(world, untilFive, token('s')), '')
})

test('a read is judged on the object that it is answered with, not on the one before', async (t) => {
  const world = await guarded()
  await write(world, put('x', 'old'))
  await world.update({ ...remove }, { tokens: [token('old')] })
  const during = await world.get(key, [token('old')])
  await world.stabilize()
  t.is(code(world, during), 'UNAUTHENTICATED')
})

test('a write behind a pending removal is judged when that has committed', async (t) => {
  const world = await guarded()
  await write(world, put('x', 'old'))
  await world.update({ ...remove }, { tokens: [token('old')] })
  const withOldToken = await world.update(put('y'), { tokens: [token('old')] })
  const withNewSecret = await world.update(put('z', 'new'))
  const withNewToken = await world.update(put('w'), { tokens: [token('new')] })
  await world.stabilize()
  t.deepEqual(
    [withOldToken, withNewSecret, withNewToken].map((id) => code(world, id)),
    ['UNAUTHENTICATED', '', ''],
  )
  t.is(await read(world, token('old')), 'UNAUTHENTICATED')
  t.is(await read(world, token('new')), '')
})

test('of many writes behind one pending removal those above a bound are refused, and the others judged', async (t) => {
  const world = await guarded()
  await write(world, put('x', 's'))
  const tokens = [token('s')]
  await world.update({ ...remove }, { tokens })
  const behind: number[] = []
  for (let count = 0; count < 1025; count++) behind.push(await world.update(put('y'), { tokens: [token('other')] }))
  await world.stabilize()
  const codes = behind.map((id) => code(world, id))
  t.is(codes.indexOf('OVERLOADED'), 1024)
  t.false(codes.slice(0, 1024).includes('OVERLOADED'))
})

test('a write behind a pending creation is judged by its secret', async (t) => {
  const world = await guarded()
  const created = await world.update(put('x', 's'))
  const wrong = await world.update(put('y', 'other'))
  const right = await world.update(put('z'), { tokens: [token('s', 'op = write')] })
  await world.stabilize()
  t.deepEqual(
    [created, wrong, right].map((id) => code(world, id)),
    ['', 'UNAUTHENTICATED', ''],
  )
})

test('a write that was answered is answered again alike, whatever became of the object', async (t) => {
  const world = await guarded()
  t.is(await write(world, put('x', 's'), { number: 1 }), '')
  t.is(await write(world, put('y'), { number: 2 }), 'UNAUTHENTICATED')
  t.is(await write(world, { ...remove }, { number: 3, tokens: [token('s')] }), '')
  t.is(await write(world, put('z', 'new'), { number: 4 }), '')
  t.is(await write(world, put('x', 's'), { number: 1 }), '')
  t.is(await write(world, put('y'), { number: 2 }), 'UNAUTHENTICATED')
  t.is(await write(world, { ...remove }, { number: 3, tokens: [token('s')] }), '')
  t.is(await read(world, token('new')), '')
})

test('the root key stays through changes, a time to live, relocation, and the loss of the leader', async (t) => {
  const world = await guarded()
  await write(world, put('x', 's'))
  const tokens = [token('s')]
  for (const update of [put('y'), put('z', '', { ttlMs: 100_000 }), put('a'), put('b', 'other')]) {
    t.is(await write(world, update, { tokens }), '')
  }
  world.crash(1)
  world.remove(1)
  await world.install(2)
  await world.tick(10_000)
  t.is(await read(world, ...tokens), '')
  t.is(await read(world, token('other')), 'UNAUTHENTICATED')
  t.is(await write(world, put('c'), { tokens }), '')
})

test('an object whose time is over is gone with its secret', async (t) => {
  const world = await guarded()
  await write(world, put('x', 's', { ttlMs: 500 }))
  await world.tick(600)
  t.is(await read(world, token('s')), 'UNAUTHENTICATED')
  t.is(await write(world, put('y'), { tokens: [token('s')] }), 'UNAUTHENTICATED')
  t.is(await write(world, put('y', 'new')), '')
  t.is(await read(world, token('new')), '')
})

test('malformed tokens and secrets are INVALID or TOO_LARGE, whether there is an object or not', async (t) => {
  const world = await guarded()
  const judge = async () => [
    await read(world, Uint8Array.of(1, 2, 3)),
    await read(world, new Uint8Array(5000)),
    await read(world, ...Array.from({ length: 17 }, () => token('s'))),
    await write(world, put('x', 'x'.repeat(1025))),
    await write(world, put('x'), { tokens: [new Uint8Array(0)] }),
  ]
  const expected = ['INVALID', 'TOO_LARGE', 'TOO_LARGE', 'TOO_LARGE', 'INVALID']
  t.deepEqual(await judge(), expected)
  await write(world, put('x', 's'))
  t.deepEqual(await judge(), expected)
})

test('servers refuse searches and watches themselves', async (t) => {
  const world = await guarded()
  const region = world.view.keyRegion(key)
  const regions = [{ region: region.id, epoch: region.epoch }]
  const stamp = { space: 1, schemaVersion: 1, tokens: [token('s')] }
  t.is(code(world, await world.request(2, { ...stamp, searchOpen: { regions } })), 'UNAUTHENTICATED')
  t.is(code(world, await world.request(1, { ...stamp, watchOpen: { regions } })), 'UNAUTHENTICATED')
})

test('no replica keeps the secret itself', async (t) => {
  const world = await guarded()
  await write(world, put('x', 'a very long secret of somebody'))
  for (const server of world.servers()) {
    const rows = await world.rows(server, rowKind.object)
    t.true(rows.length > 0)
    for (const { value } of rows) t.false(Buffer.from(value).includes('secret'))
  }
})
