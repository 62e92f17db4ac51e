import type { Command } from 'commander'
import { type CommandContext, defaultAddress } from '../command-context.ts'
import { parseHostPort } from '../host-port.ts'
import { serveProcess } from '../serve-process.ts'

export function addCoordinator(program: Command, context: CommandContext): void {
  program
    .command('coordinator')
    .summary('run a coordinator, one process of a real deployment')
    .option('--listen <host:port>', 'where it is reached', (text) => parseHostPort('--listen', text, true), defaultAddress)
    .requiredOption('--data <dir>', 'its data directory, made when missing')
    .action(async ({ listen, data }: { listen: string; data: string }) => {
      const { CoordinatorProcess } = await import('../../../coordinator/service/coordinator-process.ts')
      await serveProcess(context, 'coordinator', (logger) => CoordinatorProcess.start({ listen, data, logger }))
    })
}
