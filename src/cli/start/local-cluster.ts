// A coordinator and its servers on this machine, one process each. `start` keeps one of these until it is stopped.

import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { HyperdexError } from '../../errors.ts'
import { makeDirectory } from '../../storage/make-directory.ts'
import { unusableDirectory } from '../../storage/unusable-directory.ts'
import { AdminCaller, type StatusResult } from '../../transport/admin-caller.ts'
import { portOf } from '../host-port.ts'
import type { ClusterDirectory } from './cluster-directory.ts'
import { isFree } from './free-port.ts'
import { whyLeftOut } from './left-out.ts'
import { Member } from './member.ts'

const loopback = '127.0.0.1'
const servingMs = 60_000
const pollMs = 50
const stopServerMs = 15_000
const stopCoordinatorMs = 10_000

interface LocalClusterOptions {
  readonly directory: ClusterDirectory
  /** HOST:PORT of the coordinator; port 0 takes a free one. */
  readonly listen: string
  readonly acceptForgotten: boolean
  readonly compareGuarded: boolean
  readonly stopped: AbortSignal
  readonly killed: AbortSignal
  note(line: string): void
}

export class LocalCluster {
  readonly #options: LocalClusterOptions
  readonly #ports: number[]
  #listen: string
  #coordinator: Member | undefined
  #servers: Member[] = []
  #saved: Promise<void> = Promise.resolve()

  constructor(options: LocalClusterOptions) {
    this.#options = options
    this.#ports = [...options.directory.ports]
    this.#listen = options.listen
  }

  /**
   * Resolves to the coordinator's address when every server serves, but for those that the cluster itself lets not come back. Throws, with
   * everything stopped, when that fails.
   */
  async start(): Promise<string> {
    const { stopped } = this.#options
    try {
      await makeDirectory(this.#log('')).catch((error: unknown) => {
        throw unusableDirectory(error, this.#options.directory.path)
      })
      this.#coordinator = this.#member(
        'coordinator',
        async () => ['--listen', this.#listen],
        async (address) => {
          this.#listen = address
        },
      )
      await this.#orStopped(this.#coordinator.start())
      const admin = new AdminCaller([this.#listen])
      try {
        this.#servers = await this.#membersOf(await admin.getStatus(false, { signal: stopped }))
        await this.#orStopped(Promise.all(this.#servers.map((server) => server.start())))
        await this.#allServe(admin)
      } finally {
        admin.close()
      }
      return this.#listen
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  /** Servers first, so that they can tell the coordinator. */
  async stop(): Promise<void> {
    const { killed } = this.#options
    await Promise.all(this.#servers.map((server) => server.stop(stopServerMs, killed)))
    await this.#coordinator?.stop(stopCoordinatorMs, killed)
  }

  #log(name: string): string {
    return join(this.#options.directory.path, 'logs', name)
  }

  #data(name: string): string {
    return join(this.#options.directory.path, name)
  }

  async #membersOf(status: StatusResult): Promise<Member[]> {
    const members: Member[] = []
    for (const index of this.#ports.keys()) {
      const name = serverName(index)
      const reason = await whyLeftOut(this.#data(name), status)
      if (reason === undefined) members.push(this.#server(index))
      else this.#options.note(`${name} is left out: ${reason}`)
    }
    return members
  }

  #member(name: string, args: () => Promise<readonly string[]>, onReady: (address: string) => Promise<void>): Member {
    const data = this.#data(name)
    const command = name === 'coordinator' ? 'coordinator' : 'server'
    return new Member({
      name,
      logFile: this.#log(`${name}.log`),
      args: async () => [command, '--data', data, ...(await args())],
      onReady,
      note: this.#options.note,
    })
  }

  #server(index: number): Member {
    const { acceptForgotten, compareGuarded } = this.#options
    const flags = [...(acceptForgotten ? ['--accept-forgotten'] : []), ...(compareGuarded ? ['--compare-guarded'] : [])]
    const args = async () => {
      const port = this.#ports[index]!
      const listen = `${loopback}:${(await isFree(loopback, port)) ? port : 0}`
      return ['--coordinator', this.#listen, '--listen', listen, ...flags]
    }
    return this.#member(serverName(index), args, async (address) => {
      const port = portOf(address)
      if (port === this.#ports[index]) return
      this.#ports[index] = port
      await this.#savePorts()
    })
  }

  /** One after the other: servers come up at the same time. */
  #savePorts(): Promise<void> {
    this.#saved = this.#saved.then(() => this.#options.directory.save(this.#ports))
    return this.#saved
  }

  async #allServe(admin: AdminCaller): Promise<void> {
    const { stopped } = this.#options
    const wanted = this.#servers.length
    for (const end = performance.now() + servingMs; ; ) {
      const { servers } = await admin.getStatus(false, { signal: stopped })
      const serving = servers.filter(({ state }) => state === 'serving').length
      if (serving >= wanted) return
      const refusing = servers.find(({ state, standing }) => state === 'refusing' && standing !== 'killed')
      if (refusing) throw notServing(`the server at ${refusing.address} refuses to serve: ${refusing.reason}`, this.#log(''))
      if (performance.now() > end) throw notServing(`only ${serving} of ${wanted} servers serve after 60 s`, this.#log(''))
      await pause(pollMs, undefined, { signal: stopped })
    }
  }

  async #orStopped<T>(work: Promise<T>): Promise<T> {
    const { stopped } = this.#options
    const abort = Promise.withResolvers<never>()
    const onAbort = () => abort.reject(new HyperdexError('ABORTED', 'stopped before the cluster was ready', 'start it again'))
    if (stopped.aborted) onAbort()
    stopped.addEventListener('abort', onAbort)
    try {
      return await Promise.race([work, abort.promise])
    } finally {
      stopped.removeEventListener('abort', onAbort)
    }
  }
}

function serverName(index: number): string {
  return `server-${index + 1}`
}

function notServing(message: string, logs: string): HyperdexError {
  return new HyperdexError('UNAVAILABLE', message, `see the logs in ${logs}`)
}
