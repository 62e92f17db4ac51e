// A whole cluster inside the calling process, for users' own tests: the same coordinator and servers that run as processes, with real
// connections over loopback and real files. Alone here, of all that is in src, is the coordinator known.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CoordinatorProcess } from '../coordinator/service/coordinator-process.ts'
import { checkOptions, namesOf } from './client/check-arguments.ts'
import { connect } from './client/connect.ts'
import type { Database } from './client/database.ts'
import { HyperdexError } from './errors.ts'
import { ServerProcess } from './server/server-process.ts'

export interface EmbeddedOptions {
  /** How many storage servers, from 1; default 1. */
  readonly servers?: number
  /** A directory that keeps the data; by default a temporary one, which `close` removes. */
  readonly data?: string
}

export interface EmbeddedCluster extends AsyncDisposable {
  /** What `connect` takes. */
  readonly url: string
  /** HOST:PORT of every storage server. */
  readonly addresses: readonly string[]
  connect(): Promise<Database>
  /** Stops everything in order. Connections are to be closed before. */
  close(): Promise<void>
}

const embeddedOptionNames = namesOf<EmbeddedOptions>({ servers: true, data: true })

const anyPort = '127.0.0.1:0'

/**
 * Starts a cluster; resolves when it serves.
 *
 *     await using cluster = await embedded({ servers: 3 })
 *     await using db = await cluster.connect()
 */
export async function embedded(options: EmbeddedOptions = {}): Promise<EmbeddedCluster> {
  checkOptions(options, embeddedOptionNames, 'embedded')
  const count = options.servers ?? 1
  if (!Number.isInteger(count) || count < 1) {
    throw new HyperdexError('INVALID', `a cluster of ${count} servers`, 'ask for one server or more')
  }
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'hyperdex-')))
  const stops: (() => Promise<void>)[] = []
  if (options.data === undefined) stops.push(() => rm(data, { recursive: true, force: true }))
  const close = async () => {
    for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) await stop()
  }
  try {
    const coordinator = await CoordinatorProcess.start({ listen: anyPort, data: join(data, 'coordinator') })
    stops.push(() => coordinator.close())
    const addresses: string[] = []
    for (let index = 1; index <= count; index++) {
      const server = await ServerProcess.start({
        coordinators: [coordinator.address],
        listen: anyPort,
        data: join(data, `server-${index}`),
      })
      stops.push(() => server.close())
      addresses.push(server.address)
    }
    const url = `hyperdex://${addresses.join(',')}`
    return { url, addresses, connect: () => connect(url), close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw error
  }
}
