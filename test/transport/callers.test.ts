import { createServer, type Socket } from 'node:net'
import test from 'ava'
import { HyperdexError } from '../../src/errors.ts'
import { AdminCaller } from '../../src/transport/admin-caller.ts'
import { CoordinatorCaller, protocolVersion } from '../../src/transport/coordinator-caller.ts'
import { RpcServer } from '../../src/transport/rpc-server.ts'
import { thinSample } from '../../src/transport/sample.ts'
import { adminService, coordinatorService, type Handlers } from '../../src/transport/services.ts'

const unused = async (): Promise<never> => {
  throw new HyperdexError('INVALID', 'not in this test', '')
}

async function admin(overrides: Partial<Handlers<typeof adminService>>): Promise<{ server: RpcServer; address: string }> {
  const server = new RpcServer()
  server.add(adminService, {
    addSpace: unused,
    removeSpace: unused,
    renameSpace: unused,
    addAttribute: unused,
    removeAttribute: unused,
    addIndex: unused,
    removeIndex: unused,
    setReadOnly: unused,
    changeServer: unused,
    setFaultTolerance: unused,
    setPartitions: unused,
    waitUntilStable: unused,
    offerSample: unused,
    openSession: unused,
    getConfiguration: unused,
    async *watchConfiguration() {
      yield await unused()
    },
    async *check() {
      yield await unused()
    },
    getStatus: unused,
    ...overrides,
  })
  return { server, address: `127.0.0.1:${await server.listen('127.0.0.1:0')}` }
}

test('the first address that answers is asked, and asked first from then on', async (t) => {
  let calls = 0
  const { server, address } = await admin({ openSession: async () => ({ client: ++calls }) })
  const caller = new AdminCaller(['127.0.0.1:1', address, '127.0.0.1:2'])
  t.is((await caller.openSession()).client, 1)
  t.is((await caller.openSession({ timeoutMs: 1000 })).client, 2)
  caller.close()
  await server.close()
})

test('an address that accepts and never answers costs its share of the time only', async (t) => {
  const sockets: Socket[] = []
  const silent = createServer((socket) => sockets.push(socket))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as { port: number }
  const { server, address } = await admin({ openSession: async () => ({ client: 5 }) })
  const caller = new AdminCaller([`127.0.0.1:${port}`, address])
  t.is((await caller.openSession({ timeoutMs: 1000 })).client, 5)
  caller.close()
  await server.close()
  for (const socket of sockets) socket.destroy()
  silent.close()
})

test('nobody there: UNAVAILABLE; no address: INVALID', async (t) => {
  const caller = new AdminCaller(['127.0.0.1:1', '127.0.0.1:2'])
  await t.throwsAsync(caller.getStatus(false), { code: 'UNAVAILABLE' })
  await t.throwsAsync(async () => caller.watchConfiguration(0, AbortSignal.timeout(300)).next(), { code: 'ABORTED' })
  caller.close()
  t.throws(() => new AdminCaller([]), { code: 'INVALID' })
  t.throws(() => new AdminCaller(['nonsense']), { code: 'INVALID' })
})

test('a change that may have been made is not sent twice, one that was not seen is', async (t) => {
  let removals = 0
  const first = await admin({
    removeSpace: async () => {
      removals++
      throw new HyperdexError('UNAVAILABLE', 'the coordinator went away', 'Call again.')
    },
    openSession: async () => {
      throw new HyperdexError('UNAVAILABLE', 'the coordinator went away', 'Call again.')
    },
  })
  const second = await admin({
    removeSpace: async () => ({ changed: true, configurationVersion: ++removals }),
    openSession: async () => ({ client: 9 }),
  })
  const caller = new AdminCaller([first.address, second.address])
  await t.throwsAsync(caller.removeSpace('x'), { code: 'UNAVAILABLE' })
  t.is(removals, 1)
  const reached = new AdminCaller(['127.0.0.1:1', second.address])
  t.true((await reached.removeSpace('x')).changed)
  const again = new AdminCaller([first.address, second.address])
  t.is((await again.openSession()).client, 9)
  for (const one of [caller, reached, again]) one.close()
  await first.server.close()
  await second.server.close()
})

test('a deadline that passed is told in plain words, of the wait for rest with how long it was', async (t) => {
  const silent = async (): Promise<never> => new Promise(() => undefined)
  const { server, address } = await admin({ waitUntilStable: silent, getStatus: silent })
  const caller = new AdminCaller([address])
  const waited = await t.throwsAsync(caller.waitUntilStable({ timeoutMs: 50 }), { code: 'TIMEOUT' })
  t.is(waited?.message, 'the cluster did not come to rest within 50 ms')
  const asked = await t.throwsAsync(caller.getStatus(false, { timeoutMs: 50 }), { code: 'TIMEOUT' })
  t.is(asked?.message, `${address}: no answer within the deadline`)
  caller.close()
  await server.close()
})

test('a watch goes to an address that answers and ends with it', async (t) => {
  const { server, address } = await admin({
    async *watchConfiguration({ knownVersion }, { signal }) {
      yield { fromVersion: knownVersion, toVersion: knownVersion + 1 }
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    },
  })
  const caller = new AdminCaller([address])
  const watch = caller.watchConfiguration(3)
  t.is((await watch.next()).value?.toVersion, 4)
  const next = t.throwsAsync(watch.next(), { code: 'UNAVAILABLE' })
  await server.close()
  await next
  caller.close()
})

test('a server registers and attends', async (t) => {
  const server = new RpcServer()
  server.add(coordinatorService, {
    register: async ({ cluster, protocol, start }) => {
      if (cluster === 'other') throw new HyperdexError('INVALID', 'another cluster', 'Start with an empty data directory.')
      return { cluster: `of protocol ${protocol} start ${start}`, server: 3, configuration: { toVersion: 8 } }
    },
    attend: (call) => ({
      receive({ configurationVersion }) {
        if (configurationVersion === 10) call.close()
        else call.send({ fromVersion: configurationVersion, toVersion: configurationVersion + 1 })
      },
      closed() {},
    }),
  })
  const caller = new CoordinatorCaller(`127.0.0.1:${await server.listen('127.0.0.1:0')}`)
  const { cluster, server: id, configuration } = await caller.register({ start: 2, address: '127.0.0.1:5' })
  t.deepEqual([cluster, id, configuration?.toVersion], [`of protocol ${protocolVersion} start 2`, 3, 8])
  await t.throwsAsync(caller.register({ cluster: 'other' }), { code: 'INVALID', message: 'another cluster' })
  const versions: (number | null | undefined)[] = []
  const ended = await new Promise<HyperdexError | undefined>((onClose) => {
    const attendance = caller.attend({
      onChange({ toVersion }) {
        versions.push(toVersion)
        attendance.heartbeat({ server: 3, configurationVersion: toVersion ?? 0 })
      },
      onClose,
    })
    attendance.heartbeat({ server: 3, configurationVersion: 8 })
  })
  t.is(ended, undefined)
  t.deepEqual(versions, [9, 10])
  caller.close()
  await server.close()
})

test('a sample is thinned evenly to what one message carries', (t) => {
  const small = Array.from({ length: 100 }, (_, index) => [new Uint8Array([index])])
  t.is(thinSample(small), small)
  t.deepEqual(thinSample([]), [])
  const many = Array.from({ length: 25_000 }, (_, index) => [new Uint8Array(Uint32Array.of(index).buffer)])
  const thinned = thinSample(many)
  t.is(thinned.length, 10_000)
  const numbers = thinned.map(([value]) => new DataView(value!.buffer).getUint32(0, true))
  for (let index = 1; index < numbers.length; index++) t.true(numbers[index]! - numbers[index - 1]! <= 3)
  t.true(numbers.at(-1)! > 24_900)
  const large = Array.from({ length: 100 }, () => [new Uint8Array(1024 * 1024)])
  const bytes = thinSample(large).reduce((sum, [value]) => sum + value!.length, 0)
  t.true(bytes <= 32 * 1024 * 1024 && bytes > 28 * 1024 * 1024)
  const uneven = [[new Uint8Array(31 * 1024 * 1024)], [new Uint8Array(31 * 1024 * 1024)], ...small]
  t.true(thinSample(uneven).reduce((sum, [value]) => sum + value!.length, 0) <= 32 * 1024 * 1024)
})
