// A coordinator as a process has it: its data directory, its journal, its core and its gRPC services. Started by the command line and by
// clusters inside tests. It stays out of the data path: while it is away everything that needs no change of the configuration goes on,
// and servers and clients connect again when it is back.
import { randomUUID } from 'node:crypto'
import { HyperdexError } from '../../src/errors.ts'
import { type DataDirectory, openDataDirectory } from '../../src/storage/data-directory.ts'
import { RpcServer } from '../../src/transport/rpc-server.ts'
import { adminService, coordinatorService } from '../../src/transport/services.ts'
import { ClusterState } from '../core/cluster-state.ts'
import { openEmbeddedJournal } from '../journal/embedded-journal.ts'
import type { Journal, OpenedJournal } from '../journal/journal.ts'
import { adminHandlers } from './admin-handlers.ts'
import { coordinatorHandlers } from './attend-handlers.ts'
import type { CoordinatorLog } from './coordinator-log.ts'
import { checkNotMoved } from './former-state.ts'
import { Leadership } from './leadership.ts'
import { logServers } from './server-log.ts'
import { startTicking } from './ticking.ts'

export interface CoordinatorOptions {
  /** HOST:PORT; port 0 takes a free one. */
  readonly listen: string
  /** The data directory; made when missing. */
  readonly data: string
  readonly logger?: CoordinatorLog
  /** Called before listening: adds services beside Coordinator and Admin to the same address. */
  readonly addServices?: (server: RpcServer) => void
}

export class CoordinatorProcess {
  readonly cluster: string
  /** HOST:PORT, with the port that was taken. */
  readonly address: string
  /** Resolves when the coordinator has ended: with the reason when its journal failed, with undefined after `close`. */
  readonly ended: Promise<Error | undefined>
  readonly #end: Running['end']

  private constructor({ cluster, address, ended, end }: Running) {
    this.cluster = cluster
    this.address = address
    this.ended = ended
    this.#end = end
  }

  /**
   * Resolves when it listens. The first start in a data directory founds a cluster. Errors: as openDataDirectory, checkNotMoved,
   * openEmbeddedJournal and RpcServer.listen.
   */
  static async start(options: CoordinatorOptions): Promise<CoordinatorProcess> {
    const directory = await openDataDirectory(options.data, 'coordinator')
    let opened: OpenedJournal | undefined
    try {
      await checkNotMoved(directory.path)
      opened = await openEmbeddedJournal(directory.storePath)
      return new CoordinatorProcess(await lead(options, directory, opened))
    } catch (error) {
      await opened?.journal.close()
      await directory.release()
      throw error
    }
  }

  /** An orderly stop: ends all streams, waits for the journal. */
  async close(): Promise<void> {
    await this.#end(undefined)
  }
}

interface Running {
  readonly cluster: string
  readonly address: string
  readonly ended: Promise<Error | undefined>
  end(reason: Error | undefined): Promise<void>
}

async function lead(
  { listen, logger, addServices }: CoordinatorOptions,
  directory: DataDirectory,
  { journal, state, note }: OpenedJournal,
): Promise<Running> {
  if (note !== undefined) logger?.warn(note)
  checkJournalFits(directory, state.configuration.cluster)
  const now = () => performance.now()
  let fail = (_error: Error) => {}
  const leadership = new Leadership(new ClusterState(state, now()), journal, (error) => fail(error))
  const { cluster } = await leadership.decide((core) => core.begin(randomUUID()))
  await directory.adopt(cluster, 0)

  const serverLog = logServers(leadership, now, logger)
  const server = new RpcServer()
  server.add(coordinatorService, coordinatorHandlers(leadership, now, serverLog?.refused))
  server.add(adminService, adminHandlers(leadership, now))
  addServices?.(server)
  const port = await server.listen(listen)
  const ticking = startTicking(leadership, now, serverLog)

  const ended = Promise.withResolvers<Error | undefined>()
  let ending: Promise<void> | undefined
  const end = (reason: Error | undefined): Promise<void> => {
    ending ??= stop({ server, ticking, journal, directory, clean: reason === undefined }).finally(() => ended.resolve(reason))
    return ending
  }
  fail = (error) => {
    if (ending !== undefined) return
    logger?.error(`the coordinator ends: ${error.message}`)
    end(error).catch((second: Error) => logger?.error(second.message))
  }
  const address = `${listen.slice(0, listen.lastIndexOf(':'))}:${port}`
  logger?.info(`the coordinator of cluster ${cluster} listens at ${address}, configuration ${leadership.configuration.version}`)
  return { cluster, address, ended: ended.promise, end }
}

/** A directory that has belonged to a cluster has a journal: without it every id would be given again. */
function checkJournalFits(directory: DataDirectory, cluster: string): void {
  if (directory.cluster === cluster || directory.cluster === '') return
  throw new HyperdexError(
    'INTERNAL',
    `${directory.path} belongs to cluster ${directory.cluster}, but its journal is ${cluster === '' ? 'missing' : `that of cluster ${cluster}`}`,
    "Restore the coordinator's data directory from a copy.",
  )
}

interface Parts {
  readonly server: RpcServer
  readonly ticking: NodeJS.Timeout
  readonly journal: Journal
  readonly directory: DataDirectory
  readonly clean: boolean
}

async function stop({ server, ticking, journal, directory, clean }: Parts): Promise<void> {
  clearInterval(ticking)
  await server.close()
  await journal.close()
  if (clean) await directory.markClean()
  await directory.release()
}
