import { mkdtemp, rm, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import * as core from '../../coordinator/core/registration.ts'
import { CoordinatorProcess } from '../../coordinator/service/coordinator-process.ts'
import { applyChange, type ConfigurationChange } from '../../src/cluster/change.ts'
import { type Configuration, emptyConfiguration } from '../../src/cluster/configuration.ts'
import type { HyperdexError } from '../../src/errors.ts'
import { AdminCaller } from '../../src/transport/admin-caller.ts'
import { type Attendance, CoordinatorCaller, protocolVersion, startKind } from '../../src/transport/coordinator-caller.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'

async function directory(t: ExecutionContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'hyperdex-coordinator-'))
  t.teardown(() => rm(path, { recursive: true, force: true }))
  return join(path, 'data')
}

async function started(t: ExecutionContext, data: string, listen = '127.0.0.1:0'): Promise<CoordinatorProcess> {
  const coordinator = await CoordinatorProcess.start({ listen, data })
  t.teardown(() => coordinator.close())
  return coordinator
}

function administration(t: ExecutionContext, address: string): AdminCaller {
  const admin = new AdminCaller([address])
  t.teardown(() => admin.close())
  return admin
}

/** What a storage server does towards the coordinator, without storing anything. */
class Server {
  configuration: Configuration = emptyConfiguration
  id = 0
  readonly incarnation: number
  readonly closed = Promise.withResolvers<HyperdexError | undefined>()
  readonly #caller: CoordinatorCaller
  #attendance: Attendance | undefined
  #waiting: { until: (configuration: Configuration) => boolean; resolve: () => void }[] = []
  /** Says of every settling space that it is empty. */
  empty = true

  constructor(t: ExecutionContext, coordinator: string, incarnation = 1) {
    this.#caller = new CoordinatorCaller(coordinator)
    this.incarnation = incarnation
    t.teardown(() => this.stop())
  }

  async register(address: string, over: { server?: number; cluster?: string } = {}): Promise<void> {
    const start = over.server === undefined ? startKind.fresh : startKind.clean
    const result = await this.#caller.register({ address, incarnation: this.incarnation, start, ...over })
    this.id = result.server
    this.#install(result.configuration!)
  }

  attend(): void {
    this.#attendance = this.#caller.attend({
      onChange: (change) => {
        this.#install(change)
        this.heartbeat()
      },
      onClose: (error) => this.closed.resolve(error),
    })
    this.heartbeat()
  }

  heartbeat(): void {
    const settling = [...this.configuration.spaces.values()].filter((space) => space.settling)
    this.#attendance?.heartbeat({
      server: this.id,
      incarnation: this.incarnation,
      configurationVersion: this.configuration.version,
      spaces: settling.map((space) => ({ space: space.id, empty: this.empty })),
    })
  }

  /** Resolves when the installed configuration is so. */
  until(condition: (configuration: Configuration) => boolean): Promise<void> {
    if (condition(this.configuration)) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push({ until: condition, resolve }))
  }

  #install(change: ConfigurationChange): void {
    this.configuration = applyChange(change.fromVersion === 0 ? emptyConfiguration : this.configuration, change)
    for (const waiting of this.#waiting) if (waiting.until(this.configuration)) waiting.resolve()
  }

  stop(): void {
    this.#attendance?.close()
    this.#caller.close()
  }
}

async function withServer(
  t: ExecutionContext,
  data: string,
): Promise<{ coordinator: CoordinatorProcess; server: Server; admin: AdminCaller }> {
  const coordinator = await started(t, data)
  const server = new Server(t, coordinator.address)
  await server.register('127.0.0.1:1')
  server.attend()
  return { coordinator, server, admin: administration(t, coordinator.address) }
}

const people = 'space people key name attributes int age subspace age create 4 partitions'

test('core and transport speak of the same protocol', (t) => {
  t.is(core.protocolVersion, protocolVersion)
  t.deepEqual(core.startKind, startKind)
})

test('a space reaches the servers and those who watch', async (t) => {
  const { server, admin } = await withServer(t, await directory(t))
  const watch = admin.watchConfiguration(0)
  const first = (await watch.next()).value as ConfigurationChange
  t.is(first.fromVersion, 0)
  const result = await admin.addSpace(people)
  t.true(result.changed)
  t.false((await admin.addSpace(people)).changed)
  await server.until((configuration) => configuration.version === result.configurationVersion)
  const second = (await watch.next()).value as ConfigurationChange
  t.is(second.fromVersion, first.toVersion)
  const watched = applyChange(applyChange(emptyConfiguration, first), second)
  t.deepEqual(watched, server.configuration)
  t.deepEqual(watched.spaces.get(1)!.subspaces[1]!.regions[0], { id: 5, epoch: 1, members: [server.id] })
  await watch.return(undefined)
})

test('administration: rename, read-only, remove, refusals', async (t) => {
  const { admin } = await withServer(t, await directory(t))
  await admin.addSpace(people)
  await admin.renameSpace('people', 'persons')
  await admin.setReadOnly('persons', true)
  await admin.setReadOnly('', true)
  const configuration = applyChange(emptyConfiguration, await admin.getConfiguration(0))
  t.true(configuration.readOnly)
  t.like(configuration.spaces.get(1), { readOnly: true, definition: { name: 'persons' } })
  for (const local of [false, true]) t.like(await admin.getStatus(local), { readOnly: true, readOnlySpaces: ['persons'] })
  await admin.setReadOnly('', false)
  t.like(await admin.getStatus(false), { readOnly: false, readOnlySpaces: ['persons'] })
  await t.throwsAsync(admin.removeSpace('people'), { code: 'UNKNOWN_SPACE' })
  await t.throwsAsync(admin.addSpace('space'), { code: 'INVALID' })
  await t.throwsAsync(admin.addSpace('space persons key k'), { code: 'ALREADY_EXISTS' })
  await admin.removeSpace('persons')
  t.like(await admin.getStatus(false), { readOnly: false, readOnlySpaces: [] })
  const change = await admin.getConfiguration(configuration.version)
  t.deepEqual(change.spacesRemoved, [1])
})

test('an offered sample cuts an empty space, and not one with objects', async (t) => {
  const { server, admin } = await withServer(t, await directory(t))
  await admin.addSpace(people)
  const rows = Array.from({ length: 8 }, (_, index) => [encodeString(`p${index}`), encodeInt(BigInt(index))])
  const taken = await admin.offerSample('people', rows)
  t.like(taken, { taken: true, reason: '' })
  await server.until((configuration) => configuration.version >= taken.configurationVersion)
  t.deepEqual(
    server.configuration.spaces.get(1)!.subspaces[1]!.axes[0]!.cutPoints,
    [2, 4, 6].map((age) => encodeInt(BigInt(age))),
  )
  server.empty = false
  const refused = await admin.offerSample('people', rows)
  t.false(refused.taken)
  t.regex(refused.reason, /not empty/)
})

test('copies are compared by a server that serves: without one nobody does it', async (t) => {
  const coordinator = await started(t, await directory(t))
  const check = administration(t, coordinator.address).check({})
  const error = await t.throwsAsync<HyperdexError>(check.next(), { code: 'UNAVAILABLE' })
  t.regex(error?.message ?? '', /no server serves/)
})

test('status shows each server as it was last heard', async (t) => {
  const { coordinator, server, admin } = await withServer(t, await directory(t))
  await admin.addSpace(people)
  await server.until((configuration) => configuration.spaces.size === 1)
  const other = new Server(t, coordinator.address)
  await other.register('127.0.0.1:2')
  const status = await admin.getStatus(false)
  t.is(status.cluster, coordinator.cluster)
  t.true(status.coordinatorReachable)
  t.like(status.servers[0], { id: 1, address: '127.0.0.1:1', state: 'serving' })
  t.like(status.servers[1], { id: 2, address: '127.0.0.1:2', state: 'starting' })
  t.deepEqual((await admin.getStatus(true)).servers, [])
})

test('after a restart everything is there, servers attend again, and no session id comes twice', async (t) => {
  const data = await directory(t)
  const { coordinator, server, admin } = await withServer(t, data)
  await admin.addSpace(people)
  await server.until((configuration) => configuration.spaces.size === 1)
  const session = (await admin.openSession()).client
  await coordinator.close()
  await server.closed.promise
  const again = await started(t, data, coordinator.address)
  t.is(again.cluster, coordinator.cluster)
  const returned = new Server(t, again.address)
  returned.id = server.id
  returned.configuration = server.configuration
  returned.attend()
  await administration(t, again.address).setReadOnly('', true)
  await returned.until((configuration) => configuration.readOnly)
  t.deepEqual(returned.configuration.spaces, server.configuration.spaces)
  t.true((await administration(t, again.address).openSession()).client > session)
})

test('a server that starts anew takes the place of its former start, which is told to end', async (t) => {
  const { coordinator, server, admin } = await withServer(t, await directory(t))
  await admin.addSpace(people)
  await server.until((configuration) => configuration.spaces.size === 1)
  const next = new Server(t, coordinator.address, 2)
  await next.register('127.0.0.1:1', { server: 1, cluster: coordinator.cluster })
  t.is(next.id, 1)
  t.is(next.configuration.spaces.get(1)!.subspaces[0]!.regions[0]!.epoch, 2)
  server.heartbeat()
  t.is((await server.closed.promise)?.code, 'VERSION_MISMATCH')
})

test('nonsense from a server is answered and disturbs nobody', async (t) => {
  const { coordinator, server, admin } = await withServer(t, await directory(t))
  const stranger = new Server(t, coordinator.address)
  stranger.id = 77
  stranger.attend()
  t.is((await stranger.closed.promise)?.code, 'UNAVAILABLE')
  await t.throwsAsync(new Server(t, coordinator.address).register('nowhere'), { code: 'INVALID' })
  await admin.addSpace(people)
  await server.until((configuration) => configuration.spaces.size === 1)
  t.pass()
})

test('a data directory in use, of another kind, or without its journal is refused', async (t) => {
  const data = await directory(t)
  const coordinator = await started(t, data)
  await t.throwsAsync(CoordinatorProcess.start({ listen: '127.0.0.1:0', data }), { code: 'ALREADY_EXISTS' })
  await coordinator.close()
  t.is(await coordinator.ended, undefined)
  await unlink(join(data, 'store', 'journal'))
  await t.throwsAsync(CoordinatorProcess.start({ listen: '127.0.0.1:0', data }), { code: 'INTERNAL', message: /journal is missing/ })
})

test('a port in use is refused and the data directory let go', async (t) => {
  const { coordinator } = await withServer(t, await directory(t))
  const data = await directory(t)
  await t.throwsAsync(CoordinatorProcess.start({ listen: coordinator.address, data }), { code: 'ALREADY_EXISTS', message: /port in use/ })
  await started(t, data)
  t.pass()
})
