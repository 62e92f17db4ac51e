import { once } from 'node:events'
import { Client, credentials, type ServiceError } from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import test, { type ExecutionContext } from 'ava'
import { protoPath } from 'grpc-health-check'
import { messageBytesMax, messageElementsMax } from '../../src/cluster/size-limits.ts'
import { HyperdexError } from '../../src/errors.ts'
import { fromStatus } from '../../src/transport/failure.ts'
import { listenError } from '../../src/transport/listen-error.ts'
import { RpcClient } from '../../src/transport/rpc-client.ts'
import { RpcServer } from '../../src/transport/rpc-server.ts'
import { adminService, type CallContext, coordinatorService, type Handlers, hyperDexService } from '../../src/transport/services.ts'
import { encodeMessage } from '../../src/transport/wire.ts'
import { decodeString, encodeString } from '../../src/values/encode.ts'
import { ForeignClient } from '../cluster/foreign-client.ts'

type Overrides = Partial<Handlers<typeof hyperDexService>>

const unused = async (): Promise<never> => {
  throw new HyperdexError('INVALID', 'not in this test', '')
}

async function serving(
  t: ExecutionContext,
  overrides: Overrides,
  limits: { requestBytesMax?: number } = {},
): Promise<{ server: RpcServer; client: RpcClient; address: string }> {
  const server = new RpcServer(limits)
  server.add(hyperDexService, {
    get: unused,
    update: unused,
    explain: unused,
    count: unused,
    aggregate: unused,
    groupUpdate: unused,
    async *search() {
      yield await unused()
    },
    async *groupUpdateWithProgress() {
      yield await unused()
    },
    async *watch() {
      yield await unused()
    },
    session: () => ({ receive() {}, closed() {} }),
    ...overrides,
  })
  const address = `127.0.0.1:${await server.listen('127.0.0.1:0')}`
  const client = new RpcClient(address)
  t.teardown(async () => {
    client.close()
    await server.close()
  })
  return { server, client, address }
}

function raw(address: string, path: string, bytes: Buffer): Promise<Buffer> {
  const client = new Client(address, credentials.createInsecure(), { 'grpc.max_send_message_length': -1 })
  const same = (value: Buffer) => value
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, same, same, bytes, (error: ServiceError | null, answer?: Buffer) => {
      client.close()
      if (error) reject(fromStatus(error, address))
      else resolve(answer!)
    })
  })
}

test('a unary call is answered, or fails as its handler did', async (t) => {
  const { client } = await serving(t, {
    async get({ space, key }) {
      if (space === 'none') throw new HyperdexError('UNKNOWN_SPACE', 'no space "none"', 'Add it.')
      if (space === 'bug') throw new TypeError('undefined is not a function')
      return { version: 2 ** 50, object: key, attributes: ['a'] }
    },
  })
  const { get } = hyperDexService.methods
  const { version, object, attributes } = await client.unary(get, { space: 's', key: encodeString('k') })
  t.deepEqual([version, decodeString(object), [...attributes]], [2 ** 50, 'k', ['a']])
  await t.throwsAsync(client.unary(get, { space: 'none' }), { code: 'UNKNOWN_SPACE', message: 'no space "none"' })
  await t.throwsAsync(client.unary(get, { space: 'bug' }), { code: 'INTERNAL', message: 'undefined is not a function' })
})

test('requests that are being answered are bounded by their bytes together; one has room, however large', async (t) => {
  const waiting: ((version: number) => void)[] = []
  let arrived = () => {}
  const { client } = await serving(
    t,
    {
      update: () =>
        new Promise((resolve) => {
          waiting.push((version) => resolve({ version }))
          arrived()
        }),
      async *search() {
        yield { key: encodeString('k') }
      },
    },
    { requestBytesMax: 100_000 },
  )
  const { update, search } = hyperDexService.methods
  const call = async (bytes: number) => {
    const taken = new Promise<void>((resolve) => {
      arrived = resolve
    })
    const answer = client.unary(update, { space: 's', update: { key: new Uint8Array(bytes) } })
    await Promise.race([taken, answer])
    return { answer }
  }
  const large = await call(150_000)
  await t.throwsAsync(call(10), { code: 'OVERLOADED', message: /hold 1500\d\d bytes, and no more than 100000 for one of \d\d$/ })
  await t.throwsAsync(
    async () => {
      for await (const _ of client.serverStream(search, { space: 's' })) t.fail()
    },
    { code: 'OVERLOADED' },
  )
  waiting.shift()!(1)
  t.is((await large.answer).version, 1)
  const two = [await call(40_000), await call(40_000)]
  await t.throwsAsync(call(40_000), { code: 'OVERLOADED' })
  for (const answered of waiting) answered(2)
  for (const { answer } of two) t.is((await answer).version, 2)
  let rows = 0
  for await (const _ of client.serverStream(search, { space: 's' })) rows++
  t.is(rows, 1)
})

test('nonsense and frames above the limit are answers to that call only', async (t) => {
  const { client, address } = await serving(t, { get: async () => ({ version: 1 }) })
  const path = hyperDexService.methods.get.path
  await t.throwsAsync(raw(address, path, Buffer.from([0x0a, 0xff])), { code: 'INVALID' })
  await t.throwsAsync(raw(address, '/hyperdex.v1.HyperDex/Nothing', Buffer.alloc(0)), { code: 'VERSION_MISMATCH' })
  await t.throwsAsync(raw(address, path, Buffer.alloc(messageBytesMax + 1)), { code: 'TOO_LARGE' })
  const tokens = Buffer.from([0x1a, 0])
    .toString('latin1')
    .repeat(messageElementsMax + 1)
  await t.throwsAsync(raw(address, path, Buffer.from(tokens, 'latin1')), { code: 'TOO_LARGE', message: /at most 2500000/ })
  t.is((await client.unary(hyperDexService.methods.get, {})).version, 1)
})

test('deadlines and cancellation reach the handler', async (t) => {
  const contexts: CallContext[] = []
  let arrived = () => {}
  const { client } = await serving(t, {
    get(_, context) {
      contexts.push(context)
      arrived()
      return new Promise((_, reject) => context.signal.addEventListener('abort', () => reject(context.signal.reason)))
    },
  })
  const { get } = hyperDexService.methods
  // On a busy machine the deadline can be over before the call arrives.
  let timeoutMs = 100
  for (; contexts.length === 0; timeoutMs *= 2) await t.throwsAsync(client.unary(get, {}, { timeoutMs }), { code: 'TIMEOUT' })
  const [late] = contexts
  // A tenth is for the answer's way back.
  t.true(late!.timeoutMs! > 0 && late!.timeoutMs! <= (timeoutMs / 2 + 1) * 0.9)
  const controller = new AbortController()
  arrived = () => controller.abort()
  await t.throwsAsync(client.unary(get, {}, { signal: controller.signal }), { code: 'ABORTED' })
  t.is(contexts.length, 2)
  const unlimited = contexts[1]!
  t.is(unlimited.timeoutMs, undefined)
  for (const { signal } of contexts) {
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
  }
  await t.throwsAsync(client.unary(get, {}, { signal: controller.signal }), { code: 'ABORTED' })
  t.is(contexts.length, 2)
})

test('a stream is held back by its reader, ends when it is left, and fails as its handler did', async (t) => {
  let produced = 0
  let ended: () => void = () => {}
  const left = new Promise<void>((resolve) => {
    ended = resolve
  })
  const { client } = await serving(t, {
    async *search({ space }) {
      try {
        for (let version = 1; ; version++) {
          if (space === 'short' && version > 3) throw new HyperdexError('PARTIAL', 'a region is missing', 'Search again.')
          produced++
          yield { version, object: new Uint8Array(100_000) }
        }
      } finally {
        ended()
      }
    },
  })
  const { search } = hyperDexService.methods
  const versions: number[] = []
  for await (const { version } of client.serverStream(search, { space: 'endless' })) {
    versions.push(version)
    if (version === 3) break
  }
  await left
  t.deepEqual(versions, [1, 2, 3])
  t.true(produced < 1000)
  const rows: number[] = []
  await t.throwsAsync(
    async () => {
      for await (const { version } of client.serverStream(search, { space: 'short' })) rows.push(version)
    },
    { code: 'PARTIAL' },
  )
  t.deepEqual(rows, [1, 2, 3])
})

test('for a reader that sleeps one large message waits, whatever may wait of small ones', async (t) => {
  let produced = 0
  const { address } = await serving(t, {
    async *search() {
      for (;;) {
        produced++
        yield { object: new Uint8Array(1024 * 1024) }
      }
    },
  })
  using client = new ForeignClient(address)
  const call = client.answers('hyperdex.v1.HyperDex', 'Search', {})
  await once(call, 'data')
  call.pause()
  call.on('error', () => {})
  // So much goes on meanwhile that all would have come that comes by itself.
  for (let times = 0; times < 100; times++) await t.throwsAsync(client.call('hyperdex.v1.HyperDex', 'Get', {}))
  call.cancel()
  // One was read, one or two are with the reader, one is on its way.
  t.true(produced <= 5, `${produced} messages`)
})

test('a bidirectional stream: headers, both ways, half-close, errors', async (t) => {
  const server = new RpcServer()
  t.teardown(() => server.close())
  const events: string[] = []
  server.add(coordinatorService, {
    register: unused,
    attend(call) {
      if (call.header('who') === 'stranger') throw new HyperdexError('INVALID', 'a stranger', '')
      call.accept({ hello: call.header('who') ?? '' })
      return {
        receive({ configurationVersion }) {
          if (configurationVersion === 9) throw new RangeError('nine')
          call.send({ toVersion: configurationVersion + 1 })
        },
        closed: () => events.push('closed'),
      }
    },
  })
  const client = new RpcClient(`127.0.0.1:${await server.listen('127.0.0.1:0')}`)
  const attend = (who: string, versions: number[]) =>
    new Promise<string[]>((resolve) => {
      const heard: string[] = []
      const call = client.bidi(
        coordinatorService.methods.attend,
        {
          accepted: (header) => heard.push(`hello ${header('hello')}`),
          receive: ({ toVersion }) => {
            heard.push(`version ${toVersion}`)
            if (versions.length > 0) call.send({ configurationVersion: versions.shift()! })
            else call.cancel()
          },
          closed: (error) => {
            heard.push(`closed ${error?.code} ${error?.message}`)
            resolve(heard)
          },
        },
        { who },
      )
      call.send({ configurationVersion: versions.shift()! })
    })
  t.deepEqual(
    await attend('me', [1, 2]),
    ['hello me', 'version 2', 'version 3', 'closed ABORTED Cancelled on client'].map((line) =>
      line.replace('Cancelled', `${client.address}: Cancelled`),
    ),
  )
  t.deepEqual(await attend('me', [9]), ['hello me', 'closed INTERNAL nine'])
  t.deepEqual(await attend('stranger', [1]), ['closed INVALID a stranger'])
  await server.close()
  t.deepEqual(events, ['closed', 'closed'])
})

test('a port in use, and what is no address, are refused with a remedy', async (t) => {
  const { address } = await serving(t, {})
  const error = await t.throwsAsync(new RpcServer().listen(address), { instanceOf: HyperdexError, code: 'ALREADY_EXISTS' })
  t.regex(error.message, /port in use/)
  t.regex(error.remedy, /--listen/)
  for (const nonsense of ['127.0.0.1', 'host:port', '127.0.0.1:99999', '', 'a b:1']) {
    await t.throwsAsync(new RpcServer().listen(nonsense), { code: 'INVALID' })
    t.throws(() => new RpcClient(nonsense), { code: 'INVALID' })
  }
})

test('an address of another machine is wrong input', async (t) => {
  // Of a network that is kept for documentation.
  const error = await t.throwsAsync(new RpcServer().listen('192.0.2.1:1982'), { instanceOf: HyperdexError, code: 'INVALID' })
  t.is(error.message, 'cannot listen at 192.0.2.1:1982, which is no address of this machine')
  t.regex(error.remedy, /--listen/)
})

test('a host that has no address is wrong input', async (t) => {
  // A name with an empty part is none: no name server is asked.
  const error = await t.throwsAsync(new RpcServer().listen('no..host:1982'), { instanceOf: HyperdexError, code: 'INVALID' })
  t.is(error.message, 'cannot listen at no..host:1982: no address is known of that host')
  t.regex(error.remedy, /--listen/)
})

test('a port that the user may not take is wrong input', (t) => {
  // As grpc-js says it. Whoever runs the tests may be allowed every port.
  const said = 'No address added out of total 1 resolved errors: [listen EACCES: permission denied 127.0.0.1:80]'
  const error = listenError('127.0.0.1:80', new Error(said))
  t.is(error.code, 'INVALID')
  t.is(error.message, 'cannot listen at 127.0.0.1:80: this user may not take that port')
  t.regex(error.remedy, /--listen/)
})

test('what else keeps from listening is told as it was said', (t) => {
  const error = listenError('127.0.0.1:80', new Error('listen EMFILE: too many open files'))
  t.is(error.code, 'INTERNAL')
  t.regex(error.message, /EMFILE/)
})

test('closing ends calls and streams with UNAVAILABLE', async (t) => {
  let arrived = () => {}
  const here = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const { server, client } = await serving(t, {
    get(_, { signal }) {
      arrived()
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    },
  })
  const call = t.throwsAsync(client.unary(hyperDexService.methods.get, {}), { code: 'UNAVAILABLE' })
  const stream = new Promise<HyperdexError | undefined>((closed) => {
    client.bidi(hyperDexService.methods.session, { receive() {}, closed }).send({})
  })
  await here
  await server.close()
  await call
  t.is((await stream)?.code, 'UNAVAILABLE')
  await t.throwsAsync(client.unary(adminService.methods.getStatus, {}, { timeoutMs: 2000 }), { code: 'UNAVAILABLE' })
})

test('health checks and reflection answer', async (t) => {
  const { server, address } = await serving(t, {})
  const health = loadSync(protoPath)['grpc.health.v1.Health'] as unknown as {
    Check: { path: string; requestSerialize(request: unknown): Buffer; responseDeserialize(bytes: Buffer): { status: unknown } }
  }
  const check = async (service: string) =>
    health.Check.responseDeserialize(await raw(address, health.Check.path, health.Check.requestSerialize({ service }))).status
  const serving1 = await check('')
  t.is(await check('hyperdex.v1.HyperDex'), serving1)
  server.setServing(false, 'hyperdex.v1.HyperDex')
  t.not(await check('hyperdex.v1.HyperDex'), serving1)
  t.is(await check(''), serving1)

  const client = new Client(address, credentials.createInsecure())
  const same = (value: Buffer) => value
  const call = client.makeBidiStreamRequest('/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', same, same)
  const answer = new Promise<Buffer>((resolve, reject) => call.once('data', resolve).once('error', reject))
  call.write(Buffer.from([0x3a, 0x01, 0x2a]))
  const names = String(await answer)
  for (const service of ['HyperDex', 'Admin', 'Coordinator', 'Link']) t.true(names.includes(`hyperdex.v1.${service}`))
  t.true(names.includes('grpc.health.v1.Health'))
  call.cancel()
  call.on('error', () => {})
  client.close()
})

test('an answer above the limit fails that call', async (t) => {
  const { client } = await serving(t, {
    get: async ({ space }) => ({ object: new Uint8Array(space === 'large' ? messageBytesMax : 1) }),
  })
  const { get } = hyperDexService.methods
  await t.throwsAsync(client.unary(get, { space: 'large' }), { code: 'TOO_LARGE' })
  t.is((await client.unary(get, {})).object.length, 1)
  t.true(encodeMessage('GetCall', {}).length === 0)
})
