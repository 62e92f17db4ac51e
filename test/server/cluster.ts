// A coordinator and servers inside the test process, each of which can be stopped and started again by itself.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExecutionContext } from 'ava'
import { CoordinatorProcess } from '../../coordinator/service/coordinator-process.ts'
import { ServerProcess } from '../../src/server/server-process.ts'
import { SessionDriver } from '../../src/transport/session-driver.ts'

export class TestCluster {
  readonly directory: string
  coordinator!: CoordinatorProcess
  readonly servers = new Map<string, ServerProcess>()
  /** What the servers warned of. */
  readonly log: string[] = []
  /** Of the servers started from here on. */
  compareGuarded = false
  readonly #drivers: SessionDriver[] = []
  readonly #logger = { info: () => {}, warn: (text: string) => this.log.push(text), error: (text: string) => this.log.push(text) }

  private constructor(directory: string) {
    this.directory = directory
  }

  static async start(t: ExecutionContext, servers: number): Promise<TestCluster> {
    const cluster = new TestCluster(await mkdtemp(join(tmpdir(), 'hyperdex-server-')))
    t.teardown(() => cluster.close())
    await cluster.startCoordinator()
    for (let index = 1; index <= servers; index++) await cluster.startServer(`server-${index}`)
    return cluster
  }

  /** At the address it had before, if it had one. */
  async startCoordinator(data = 'coordinator', listen = this.coordinator?.address ?? '127.0.0.1:0'): Promise<void> {
    this.coordinator = await CoordinatorProcess.start({ listen, data: join(this.directory, data) })
  }

  async startServer(
    name: string,
    listen = this.servers.get(name)?.address ?? '127.0.0.1:0',
    acceptForgotten = false,
    coordinator = this.coordinator.address,
  ): Promise<ServerProcess> {
    const data = join(this.directory, name)
    const server = await ServerProcess.start({
      coordinators: [coordinator],
      listen,
      data,
      acceptForgotten,
      compareGuarded: this.compareGuarded,
      logger: this.#logger,
    })
    this.servers.set(name, server)
    return server
  }

  async connect(hosts = [this.coordinator.address]): Promise<SessionDriver> {
    const driver = await SessionDriver.connect(hosts)
    this.#drivers.push(driver)
    return driver
  }

  async close(): Promise<void> {
    for (const driver of this.#drivers) await driver.close()
    for (const server of this.servers.values()) await server.close().catch(() => {})
    await this.coordinator.close()
    await rm(this.directory, { recursive: true, force: true })
  }
}
