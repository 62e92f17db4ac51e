// A storage server as a process has it: data directory, store, member, links, sessions and its attendance at the coordinator. The member decides;
// this wires it to the disk, gRPC and the clock, and knows nothing of what the messages mean. Started by the command line and by
// clusters inside tests.
import { defaultRepairTiming } from '../cluster/repair-timing.ts'
import { HyperdexError } from '../errors.ts'
import { Gateway } from '../gateway/gateway.ts'
import { Member } from '../member/member.ts'
import { type DataDirectory, openDataDirectory } from '../storage/data-directory.ts'
import { LevelStore } from '../storage/level-store.ts'
import { CorruptRow } from '../storage/row-checksum.ts'
import { hmacSha256 } from '../transport/hmac.ts'
import { LinkManager } from '../transport/link-manager.ts'
import { RpcServer } from '../transport/rpc-server.ts'
import { linkService } from '../transport/services.ts'
import { Attending } from './attending.ts'
import { DiskRoom, defaultReserveBytes, measureDisk } from './disk-room.ts'
import { LinkInbox } from './link-inbox.ts'
import { MemberHost } from './member-host.ts'
import { mendStore } from './mend-store.ts'
import { registerServer } from './register.ts'
import type { ServerOptions } from './server-options.ts'
import { startMember } from './start-member.ts'
import { vouchForRegions } from './vouch.ts'

export class ServerProcess {
  readonly id: number
  /** HOST:PORT, with the port that was taken. */
  readonly address: string
  /** Resolves when the server has ended: with the reason when its store failed, with undefined after `close`. */
  readonly ended: Promise<Error | undefined>
  readonly #close: () => Promise<void>

  private constructor(id: number, address: string, ended: Promise<Error | undefined>, close: () => Promise<void>) {
    this.id = id
    this.address = address
    this.ended = ended
    this.#close = close
  }

  /**
   * Resolves when the server serves: registered, recovered, its configuration installed.
   *
   * @throws HyperdexError as openDataDirectory, LevelStore.open, RpcServer.listen; UNAVAILABLE when no coordinator answers in time or refuses
   */
  static async start(options: ServerOptions): Promise<ServerProcess> {
    const directory = await openDataDirectory(options.data, 'server')
    // A start that comes to nothing has forgotten nothing.
    const undo: (() => Promise<void>)[] = [() => directory.release()]
    try {
      return await serve(options, directory, undo, (...parts) => new ServerProcess(...parts))
    } catch (error) {
      for (const step of undo.reverse()) await step().catch(() => {})
      throw error
    }
  }

  /** An orderly stop: takes nothing new, writes what it has, notes the clean stop. */
  async close(): Promise<void> {
    await this.#close()
  }
}

async function serve(
  options: ServerOptions,
  directory: DataDirectory,
  undo: (() => Promise<void>)[],
  make: (id: number, address: string, ended: Promise<Error | undefined>, close: () => Promise<void>) => ServerProcess,
): Promise<ServerProcess> {
  const { logger } = options
  const store = await LevelStore.open(directory.storePath)
  undo.push(() => store.close())
  for (const loss of store.losses) logger?.warn(`the store lost something: ${loss}`)
  // The next start would find nothing amiss in the store.
  if (store.losses.length > 0) await directory.noteLoss()

  const host = new MemberHost()
  const rpc = new RpcServer()
  const gateway = new Gateway({ status: () => host.status() })
  let links: LinkManager | undefined
  gateway.addTo(
    rpc,
    host.sessions((request) => gateway.route(request)),
  )
  rpc.add(linkService, {
    connect(call) {
      if (!links) throw new HyperdexError('UNAVAILABLE', 'this server is starting', 'Dial again.')
      return links.accept(call)
    },
  })
  const port = await rpc.listen(options.listen)
  rpc.setServing(false)
  undo.push(() => rpc.close(0))
  const address = `${options.listen.slice(0, options.listen.lastIndexOf(':'))}:${port}`

  const joins = directory.server === 0
  const registered = await registerServer(options, directory, address)
  const forgetful = directory.start === 'forgetful' || directory.start === 'damaged'
  if (directory.start === 'damaged') {
    await mendStore(store, directory.damaged, registered.configuration, registered.server)
    if (directory.damaged.length > 0) logger?.warn(`${directory.damaged.length} corrupt rows were removed`)
  }
  if (options.acceptForgotten) await vouchForRegions(store, registered.configuration, registered.server)
  await directory.adopt(registered.cluster, registered.server)
  // Only now, with its id on its disk, is it given regions: it cannot come back as somebody else.
  if (joins) await registerServer(options, directory, address, true)
  const ended = Promise.withResolvers<Error | undefined>()
  const { incarnation } = directory
  const { timing = defaultRepairTiming } = options
  const started = async () => {
    const member = new Member(registered.server, store, performance.now(), {
      wall: Date.now(),
      incarnation,
      forgetful,
      timing,
      hmac: hmacSha256,
      compareGuarded: options.compareGuarded ?? false,
    })
    await startMember(member, store, registered.configuration)
    return member
  }
  const member = await started().catch(async (error: unknown) => {
    if (error instanceof CorruptRow) await directory.noteDamage(error.key)
    throw error
  })
  const inbox = new LinkInbox((peer, messages) => host.input(() => member.receive(peer, messages)))
  links = new LinkManager({
    cluster: registered.cluster,
    server: registered.server,
    incarnation: directory.incarnation,
    ...(logger ? { log: logger } : {}),
    onUp: (peer) => host.input(() => member.linkUp(peer)),
    onDown: (peer) => {
      inbox.forget(peer)
      host.input(() => member.linkDown(peer))
    },
    onMessages: (peer, _link, messages) => inbox.receive(peer, messages),
  })
  let failing = (_error: Error) => {}
  const room = new DiskRoom(
    options.measureDisk ?? measureDisk(directory.storePath),
    options.diskReserveBytes ?? defaultReserveBytes,
    (full, freeBytes) => {
      const free = `${Math.floor(freeBytes / 1024 / 1024)} MiB are free at ${directory.path}`
      if (full) logger?.warn(`the disk is full: ${free}; no writes are taken of spaces with regions here`)
      else logger?.info(`the disk has room again: ${free}`)
      attending.heartbeat()
    },
  )
  const attending: Attending = new Attending({
    diskFull: () => room.full,
    coordinators: options.coordinators,
    member,
    incarnation: directory.incarnation,
    pulse: directory.pulse,
    installed: (change) => host.input(() => change()),
    replaced: (error) => failing(error),
    log: logger,
  })
  host.serve({ member, store, links, attending, failed: (error) => failing(error), address, domain: options.domain ?? '' })
  attending.start()
  await room.start()
  gateway.connect({
    hosts: [address],
    coordinators: options.coordinators,
    configuration: { current: () => member.configuration(), follow: (listener) => attending.follow(listener) },
  })
  rpc.setServing(true)
  logger?.info(`server ${registered.server} of cluster ${registered.cluster} serves at ${address}`)

  let ending: Promise<void> | undefined
  let failure: Error | undefined
  const end = (reason: Error | undefined): Promise<void> => {
    ending ??= (async () => {
      attending.close()
      room.stop()
      await gateway.close()
      await rpc.close()
      links.close()
      await host.stop(reason === undefined)
      if (reason instanceof CorruptRow) await directory.noteDamage(reason.key)
      await store.close()
      if (reason === undefined && failure === undefined) await directory.markClean()
      await directory.release()
      ended.resolve(reason ?? failure)
    })()
    return ending
  }
  failing = (error) => {
    failure ??= error
    logger?.error(`server ${registered.server} ends: ${error.message}`)
    end(error).catch((second: Error) => ended.resolve(second))
  }
  return make(registered.server, address, ended.promise, () => end(undefined))
}
