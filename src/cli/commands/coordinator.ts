import type { Command } from 'commander'
import type { CoordinatorLog } from '../../../coordinator/service/coordinator-process.ts'
import { type CommandContext, defaultAddress } from '../command-context.ts'
import { parseHostPort } from '../host-port.ts'
import { type LongRunning, serveProcess } from '../serve-process.ts'

interface CoordinatorOptions {
  readonly listen: string
  readonly data: string
}

export function addCoordinator(program: Command, context: CommandContext): void {
  program
    .command('coordinator')
    .summary('run a coordinator, one process of a real deployment')
    .option('--listen <host:port>', 'where it is reached', (text) => parseHostPort('--listen', text, true), defaultAddress)
    .requiredOption('--data <dir>', 'its data directory, made when missing')
    .action((options: CoordinatorOptions) => serveProcess(context, 'coordinator', (logger) => startCoordinator(options, logger)))
}

/** Clients may come to the coordinator's address as to any server's, so it has a gateway, which is a client of the cluster itself. */
async function startCoordinator(options: CoordinatorOptions, logger: CoordinatorLog): Promise<LongRunning> {
  const { CoordinatorProcess } = await import('../../../coordinator/service/coordinator-process.ts')
  const { Gateway } = await import('../../gateway/gateway.ts')
  const gateway = new Gateway()
  const coordinator = await CoordinatorProcess.start({ ...options, logger, addServices: (server) => gateway.addHyperDex(server) })
  gateway.connect({ hosts: [coordinator.address] })
  return {
    address: coordinator.address,
    ended: coordinator.ended,
    close: async () => {
      await gateway.close()
      await coordinator.close()
    },
  }
}
