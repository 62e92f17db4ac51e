// Real etcd processes for tests, on loopback ports, gone with the test. Where the program `etcd` (Debian package etcd-server) is
// not installed the tests say so and have nothing to do.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ExecutionContext } from 'ava'
import { Etcd3 } from 'etcd3'

const readyMs = 60_000

export const noEtcd =
  spawnSync('etcd', ['--version']).error === undefined ? undefined : 'skipped: the program etcd is not installed (etcd-server)'

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' ? address!.port : 0
}

export class EtcdCluster implements AsyncDisposable {
  readonly addresses: readonly string[]
  readonly #members: readonly ChildProcess[]

  readonly #directory: string
  readonly #kill = () => {
    for (const member of this.#members) member.kill('SIGKILL')
  }

  private constructor(directory: string, addresses: readonly string[], members: readonly ChildProcess[]) {
    this.#directory = directory
    this.addresses = addresses
    this.#members = members
    process.on('exit', this.#kill)
  }

  /** Gone with the test. Resolves when it takes writes. */
  static async start(t: ExecutionContext, size: number): Promise<EtcdCluster> {
    const cluster = await EtcdCluster.#begin(size)
    t.teardown(() => cluster[Symbol.asyncDispose]())
    await cluster.#ready()
    return cluster
  }

  /** Resolves when it takes writes. */
  static async run(size: number): Promise<EtcdCluster> {
    const cluster = await EtcdCluster.#begin(size)
    try {
      await cluster.#ready()
      return cluster
    } catch (error) {
      await cluster[Symbol.asyncDispose]()
      throw error
    }
  }

  static async #begin(size: number): Promise<EtcdCluster> {
    const directory = await mkdtemp(join(tmpdir(), 'hyperdex-etcd-'))
    const ports = await Promise.all(Array.from({ length: 2 * size }, freePort))
    const peer = (index: number) => `http://127.0.0.1:${ports[2 * index + 1]}`
    const initial = Array.from({ length: size }, (_, index) => `m${index}=${peer(index)}`).join(',')
    const members = Array.from({ length: size }, (_, index) => {
      const client = `http://127.0.0.1:${ports[2 * index]}`
      const options = ['--name', `m${index}`, '--data-dir', join(directory, `m${index}`), '--initial-cluster', initial]
      const urls = ['--listen-client-urls', client, '--advertise-client-urls', client]
      const peers = ['--listen-peer-urls', peer(index), '--initial-advertise-peer-urls', peer(index)]
      return spawn('etcd', [...options, ...urls, ...peers, '--unsafe-no-fsync'], { stdio: 'ignore' })
    })
    const addresses = Array.from({ length: size }, (_, index) => `127.0.0.1:${ports[2 * index]}`)
    return new EtcdCluster(directory, addresses, members)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#kill()
    process.off('exit', this.#kill)
    await rm(this.#directory, { recursive: true, force: true, maxRetries: 5 })
  }

  /** A client that goes with the test. */
  client(t: ExecutionContext): Etcd3 {
    const client = new Etcd3({ hosts: [...this.addresses] })
    t.teardown(() => client.close())
    return client
  }

  /** Which one leads the others, as one that follows says too. */
  async leader(): Promise<number> {
    for (const end = performance.now() + readyMs; ; await pause(50)) {
      const said = await Promise.all(this.addresses.map((address) => this.#status(address)))
      const leaders = new Set(said.map(({ leader }) => leader))
      const index = said.findIndex(({ leader, header }) => leader === header.member_id)
      if (leaders.size === 1 && index >= 0) return index
      if (performance.now() > end) throw new Error('the etcds agree on no leader')
    }
  }

  async #status(address: string) {
    const client = new Etcd3({ hosts: address })
    try {
      return await client.maintenance.status()
    } finally {
      client.close()
    }
  }

  async kill(index: number): Promise<void> {
    const member = this.#members[index]!
    member.kill('SIGKILL')
    if (member.exitCode === null && member.signalCode === null) await once(member, 'exit')
  }

  async #ready(): Promise<void> {
    for (const end = performance.now() + readyMs; ; await pause(50)) {
      const client = new Etcd3({ hosts: [...this.addresses] })
      try {
        await client.put('ready').value('yes').exec()
        return
      } catch (error) {
        if (performance.now() > end) throw error
      } finally {
        client.close()
      }
    }
  }
}
