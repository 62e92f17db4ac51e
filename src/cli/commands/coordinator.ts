import type { Command } from 'commander'
import type { CoordinatorLog } from '../../../coordinator/service/coordinator-log.ts'
import { HyperdexError } from '../../errors.ts'
import type { RpcServer } from '../../transport/rpc-server.ts'
import { type CommandContext, defaultAddress } from '../command-context.ts'
import { dataDirectory } from '../data-option.ts'
import { type EtcdStore, parseEtcdStore } from '../etcd-store.ts'
import { parseAdvertised, parseHostPort } from '../host-port.ts'
import { type LongRunning, serveProcess } from '../serve-process.ts'

interface CoordinatorOptions {
  readonly listen: string
  readonly data?: string
  readonly store?: EtcdStore
}

export function addCoordinator(program: Command, context: CommandContext): void {
  program
    .command('coordinator')
    .summary('run a coordinator, one process of a real deployment')
    .option('--listen <host:port>', 'where it is reached', (text) => parseHostPort('--listen', text, true), defaultAddress)
    .option(
      '--data <dir>',
      'its data directory, made when missing; with --store: of a coordinator that ran alone, whose journal etcd is to begin with',
      dataDirectory,
    )
    .option('--store <url>', 'etcd://HOST:PORT,…[/NAME]: several coordinators, of which one leads', parseEtcdStore)
    .action((options: CoordinatorOptions) => serveProcess(context, 'coordinator', (logger) => startCoordinator(options, logger)))
}

/** Clients may come to the coordinator's address as to any server's, so it has a gateway, which is a client of the cluster itself. */
async function startCoordinator(options: CoordinatorOptions, logger: CoordinatorLog): Promise<LongRunning> {
  const { Gateway } = await import('../../gateway/gateway.ts')
  const gateways = new Set<InstanceType<typeof Gateway>>()
  let address = ''
  // A server is replaced when the coordinator begins to lead: each has a gateway of its own.
  const addServices = (server: RpcServer) => {
    const gateway = new Gateway()
    gateways.add(gateway)
    gateway.addHyperDex(server)
    if (address !== '') gateway.connect({ hosts: [address] })
  }
  const coordinator = await startKind(options, { logger, addServices })
  address = coordinator.address
  for (const gateway of gateways) gateway.connect({ hosts: [address] })
  return {
    address,
    ended: coordinator.ended,
    close: async () => {
      for (const gateway of gateways) await gateway.close()
      await coordinator.close()
    },
  }
}

async function startKind(
  { listen, data, store }: CoordinatorOptions,
  parts: { logger: CoordinatorLog; addServices: (server: RpcServer) => void },
): Promise<LongRunning> {
  if (store === undefined) {
    if (data === undefined)
      throw new HyperdexError('INVALID', 'a coordinator needs --data DIR or --store etcd://HOST:PORT,…', 'Give one of them.')
    const { checkBeforeMaking } = await import('../new-directory.ts')
    await checkBeforeMaking(data, listen)
    const { CoordinatorProcess } = await import('../../../coordinator/service/coordinator-process.ts')
    return CoordinatorProcess.start({ listen, data, ...parts })
  }
  // The one that leads is known to the others by it.
  parseAdvertised('--listen', listen)
  const { EtcdCoordinator } = await import('../../../coordinator/service/etcd-coordinator.ts')
  const { readFormerState } = await import('../../../coordinator/service/former-state.ts')
  const { isNewDirectory } = await import('../new-directory.ts')
  if (data !== undefined && isNewDirectory(data))
    throw new HyperdexError('INVALID', `${data} holds no cluster`, 'Correct --data, or leave it out: etcd begins with a new cluster.')
  const beginWith = data === undefined ? {} : { beginWith: await readFormerState(data) }
  return EtcdCoordinator.start({ listen, etcd: store.hosts, ...(store.name === '' ? {} : { name: store.name }), ...beginWith, ...parts })
}
