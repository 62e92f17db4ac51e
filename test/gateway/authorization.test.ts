// Spaces with authorization over gRPC alone: tokens and secrets in unary calls and in requests of a session, through any process.
import test from 'ava'
import { applyChange } from '../../src/cluster/change.ts'
import { type Request, type Response, responseStatus, type Update } from '../../src/cluster/client-messages.ts'
import { emptyConfiguration } from '../../src/cluster/configuration.ts'
import { embedded } from '../../src/embedded.ts'
import { t as columnTypes, type HyperdexError, macaroon, space } from '../../src/index.ts'
import { AdminCaller } from '../../src/transport/admin-caller.ts'
import { RpcClient } from '../../src/transport/rpc-client.ts'
import { hyperDexService } from '../../src/transport/services.ts'
import { openSessionStream } from '../../src/transport/session-stream.ts'
import type { Sent } from '../../src/transport/wire.ts'
import { encodeString } from '../../src/values/encode.ts'

const { get, update, search, explain, count, aggregate, groupUpdate, watch } = hyperDexService.methods
const vault = space('vault', { key: { k: columnTypes.string }, attributes: { a: columnTypes.string }, partitions: 4, authorization: true })
const key = encodeString('k')
const secret = encodeString('purple elephants')
const token = new Uint8Array(Buffer.from(macaroon('purple elephants'), 'base64url'))
const reader = new Uint8Array(Buffer.from(macaroon('purple elephants', ['op = read']), 'base64url'))
const put: Update = { key, operations: [{ attribute: 1, operands: [encodeString('x')] }] }

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => '',
    (error: unknown) => (error as HyperdexError).code,
  )
}

test('unary calls carry tokens and secrets', async (t) => {
  await using cluster = await embedded({ servers: 2 })
  await using db = await cluster.connect()
  await db.admin.addSpace(vault)
  for (const address of cluster.addresses) {
    const client = new RpcClient(address)
    const space = 'vault'
    const write = (call: Sent<'UpdateCall'>) => codeOf(client.unary(update, { space, ...call }))
    t.is(await write({ update: put }), 'UNAUTHENTICATED')
    t.is(await codeOf(client.unary(get, { space, key })), 'UNAUTHENTICATED')
    t.is(await write({ update: { ...put, secret } }), '')
    t.is(await codeOf(client.unary(get, { space, key })), 'UNAUTHENTICATED')
    t.is(await codeOf(client.unary(get, { space, key, tokens: [Uint8Array.of(9)] })), 'INVALID')
    t.true((await client.unary(get, { space, key, tokens: [reader] })).version > 0)
    t.is(await write({ update: put, tokens: [reader] }), 'PERMISSION_DENIED')
    t.is(await write({ update: put, tokens: [reader, token] }), '')
    t.is(await codeOf(client.unary(count, { space })), 'UNAUTHENTICATED')
    t.is(await codeOf(client.unary(explain, { space })), 'UNAUTHENTICATED')
    t.is(await codeOf(client.unary(aggregate, { space, aggregation: { functions: [{}] } })), 'UNAUTHENTICATED')
    t.is(await codeOf(client.unary(groupUpdate, { space, update: { remove: true } })), 'UNAUTHENTICATED')
    t.is(await codeOf(client.unary(groupUpdate, { space, update: { remove: true, secret } })), 'INVALID')
    t.is(await codeOf(client.serverStream(search, { space })[Symbol.asyncIterator]().next()), 'UNAUTHENTICATED')
    t.is(await codeOf(client.serverStream(watch, { space })[Symbol.asyncIterator]().next()), 'UNAUTHENTICATED')
    t.is(await write({ update: { key, remove: true }, tokens: [token] }), '')
    client.close()
  }
})

test('requests of a session that are stamped for no region carry them too', async (t) => {
  await using cluster = await embedded()
  await using db = await cluster.connect()
  await db.admin.addSpace(vault)
  const address = cluster.addresses[0]!
  const admin = new AdminCaller([address])
  const change = await admin.getConfiguration(0)
  admin.close()
  const { id: spaceId, schemaVersion } = applyChange(emptyConfiguration, change).spaces.values().next().value!
  const answers = new Map<number, (response: Response) => void>()
  const stream = openSessionStream(address, {
    onResponses(responses) {
      for (const response of responses) answers.get(response.id ?? 0)?.(response)
    },
    onClose: (error) => error && t.fail(error.message),
  })
  const codeFor = async (request: Request) => {
    const id = answers.size + 1
    const answer = new Promise<Response>((resolve) => answers.set(id, resolve))
    stream.send([{ id, space: spaceId, schemaVersion, ...request }])
    const { status, failure } = await answer
    return status === responseStatus.ok ? '' : failure?.code
  }
  t.is(await codeFor({ update: { update: put } }), 'UNAUTHENTICATED')
  t.is(await codeFor({ update: { update: { ...put, secret } } }), '')
  t.is(await codeFor({ get: key }), 'UNAUTHENTICATED')
  t.is(await codeFor({ get: key, tokens: [reader] }), '')
  t.is(await codeFor({ update: { update: put }, tokens: [reader] }), 'PERMISSION_DENIED')
  t.is(await codeFor({ update: { update: put }, tokens: [token] }), '')
  stream.close()
})
