import test from 'ava'
import { applyChange } from '../../src/cluster/change.ts'
import { type Configuration, emptyConfiguration, type Space } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'
import { type ConfigurationSource, Gateway } from '../../src/gateway/gateway.ts'
import { AdminCaller } from '../../src/transport/admin-caller.ts'
import { RpcClient } from '../../src/transport/rpc-client.ts'
import { RpcServer } from '../../src/transport/rpc-server.ts'
import { adminService } from '../../src/transport/services.ts'
import { configuration, MemoryDriver } from './memory-driver.ts'

class Source implements ConfigurationSource {
  #current = configuration
  #listeners = new Set<() => void>()

  current(): Configuration {
    return this.#current
  }

  follow(changed: () => void): () => void {
    this.#listeners.add(changed)
    return () => this.#listeners.delete(changed)
  }

  get followers(): number {
    return this.#listeners.size
  }

  install(next: Partial<Configuration>): void {
    this.#current = { ...this.#current, version: this.#current.version + 1, ...next }
    for (const listener of this.#listeners) listener()
  }
}

async function coordinator(): Promise<{ calls: string[]; waits: number[]; address: string; close(): Promise<void> }> {
  const server = new RpcServer()
  const calls: string[] = []
  const waits: number[] = []
  const changed = async (what: string) => {
    calls.push(what)
    return { configurationVersion: 6, changed: true }
  }
  const unused = async (): Promise<never> => {
    throw new HyperdexError('INTERNAL', 'the coordinator is not asked for configurations and copies', '')
  }
  server.add(adminService, {
    addSpace: ({ definition }) => changed(`add ${definition}`),
    removeSpace: async ({ name }) => {
      throw new HyperdexError('UNKNOWN_SPACE', `no space "${name}"`, 'Look at `hyperdex space ls`.')
    },
    renameSpace: ({ from, to }) => changed(`rename ${from} ${to}`),
    addAttribute: ({ space, attribute }) => changed(`add attribute ${attribute} to ${space}`),
    removeAttribute: ({ space, name }) => changed(`remove attribute ${name} from ${space}`),
    addIndex: ({ space, index }) => changed(`add index ${index} to ${space}`),
    removeIndex: ({ space, index }) => changed(`remove index ${index} from ${space}`),
    setReadOnly: ({ space, readOnly }) => changed(`read-only ${space} ${readOnly}`),
    offerSample: async ({ space, rows }) => {
      calls.push(`sample ${space} ${rows.length} ${rows[0]?.values?.map((value) => value.join('+'))}`)
      return { taken: true, configurationVersion: 7 }
    },
    changeServer: ({ server, change }) => changed(`server ${server} ${change}`),
    setFaultTolerance: ({ space, failures }) => changed(`tolerate ${space} ${failures}`),
    setPartitions: ({ space, partitions, sample, sampled }) =>
      changed(`partitions ${space} ${partitions} ${sampled} ${sample.map(({ values }) => values?.map((value) => value.join('+')))}`),
    waitUntilStable: async (_, { timeoutMs = Number.POSITIVE_INFINITY }) => {
      waits.push(timeoutMs)
      return { configurationVersion: 9 }
    },
    openSession: async () => ({ client: 41 }),
    getConfiguration: unused,
    async *watchConfiguration() {
      yield await unused()
    },
    async *check() {
      yield await unused()
    },
    getStatus: async () => ({ cluster: 'test', coordinatorReachable: true, servers: [{ id: 1 }, { id: 2 }] }),
  })
  return { calls, waits, address: `127.0.0.1:${await server.listen('127.0.0.1:0')}`, close: () => server.close() }
}

async function world(coordinators: readonly string[], serving = true) {
  const source = new Source()
  const gateway = new Gateway({
    connectDriver: async () => new MemoryDriver(),
    status: () => (serving ? { cluster: 'test', coordinatorReachable: true, servers: [{ id: 1, state: 'serving' }] } : undefined),
  })
  const server = new RpcServer()
  gateway.addTo(server)
  const address = `127.0.0.1:${await server.listen('127.0.0.1:0')}`
  gateway.connect({ hosts: [address], coordinators, configuration: source })
  const caller = new AdminCaller([address])
  return {
    source,
    caller,
    address,
    async close() {
      caller.close()
      await gateway.close()
      await server.close()
    },
  }
}

test('a wait for rest ends with its deadline, and without one not at all', async (t) => {
  const there = await coordinator()
  const here = await world([there.address])
  const client = new RpcClient(here.address)
  await client.unary(adminService.methods.waitUntilStable, {})
  await client.unary(adminService.methods.waitUntilStable, {}, { timeoutMs: 20_000 })
  const [without, within] = there.waits
  t.true(without! > 7 * 86_400_000, String(without))
  t.true(within! <= 20_000, String(within))
  client.close()
  await here.close()
  await there.close()
})

test('administration is passed on to the coordinator, with its errors', async (t) => {
  const there = await coordinator()
  const here = await world(['127.0.0.1:1', there.address])
  const { caller } = here
  t.deepEqual((await caller.addSpace('space kv key k')).configurationVersion, 6)
  await caller.renameSpace('a', 'b')
  await caller.setReadOnly('', true)
  await caller.changeServer(3, 'kill')
  await caller.setFaultTolerance('kv', 2)
  await caller.setPartitions('kv', 8, [[new Uint8Array([4])]])
  t.is(await caller.waitUntilStable(), 9)
  const error = await t.throwsAsync<HyperdexError>(caller.removeSpace('none'), { code: 'UNKNOWN_SPACE' })
  t.is(error?.remedy, 'Look at `hyperdex space ls`.')
  t.true((await caller.offerSample('kv', [[new Uint8Array([1]), new Uint8Array([2, 3])]])).taken)
  t.is((await caller.openSession()).client, 41)
  t.is((await caller.getStatus(false)).servers.length, 2)
  t.deepEqual(
    (await caller.getStatus(true)).servers.map(({ state }) => state),
    ['serving'],
  )
  t.deepEqual(there.calls, [
    'add space kv key k',
    'rename a b',
    'read-only  true',
    'server 3 2',
    'tolerate kv 2',
    'partitions kv 8 true 4',
    'sample kv 1 1,2+3',
  ])
  await here.close()
  await there.close()
})

test('configurations are answered here: whole, as a change, and as they come', async (t) => {
  const here = await world(['127.0.0.1:1'])
  const { caller, source } = here
  let known = applyChange(emptyConfiguration, await caller.getConfiguration(0))
  t.deepEqual([known.version, known.cluster, [...known.spaces.keys()]], [5, 'test', [7]])
  t.is((await caller.getConfiguration(5)).fromVersion, 5)
  t.is((await caller.getConfiguration(99)).fromVersion, 0)

  const controller = new AbortController()
  const versions: number[] = []
  for await (const change of caller.watchConfiguration(known.version, controller.signal)) {
    known = applyChange(known, change)
    versions.push(known.version)
    if (known.version === 5) source.install({ readOnly: true })
    else if (known.version === 6) source.install({ spaces: new Map() })
    else break
  }
  t.deepEqual(versions, [5, 6, 7])
  t.deepEqual([known.readOnly, known.spaces.size], [true, 0])
  t.is((await caller.getConfiguration(5)).spacesRemoved?.length, 1)
  t.is(source.followers, 1)
  await here.close()
  t.is(source.followers, 0)
})

test('while the coordinator is away, changes fail with UNAVAILABLE and status says so', async (t) => {
  const here = await world(['127.0.0.1:1'])
  await t.throwsAsync(here.caller.addSpace('space kv key k'), { code: 'UNAVAILABLE' })
  await t.throwsAsync(here.caller.openSession(), { code: 'UNAVAILABLE' })
  const { coordinatorReachable, servers } = await here.caller.getStatus(false)
  t.deepEqual([coordinatorReachable, servers.length], [false, 1])
  await here.close()
})

test('a process that serves nothing says what is read-only as it has been told', async (t) => {
  const here = await world(['127.0.0.1:1'], false)
  t.like(await here.caller.getStatus(true), { cluster: 'test', configurationVersion: 5, readOnly: false, readOnlySpaces: [] })
  const [[id, space]] = [...applyChange(emptyConfiguration, await here.caller.getConfiguration(0)).spaces] as [[number, Space]]
  here.source.install({ readOnly: true, spaces: new Map([[id, { ...space, readOnly: true }]]) })
  const told = { configurationVersion: 6, readOnly: true, readOnlySpaces: [space.definition.name] }
  t.like(await here.caller.getStatus(true), told)
  t.like(await here.caller.getStatus(false), { ...told, coordinatorReachable: false })
  await here.close()
})
