import type { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { parseHostPort, parseHosts } from '../host-port.ts'
import { serveProcess } from '../serve-process.ts'

interface ServerOptions {
  readonly coordinator: readonly string[]
  readonly listen: string
  readonly data: string
  readonly domain?: string
  readonly acceptForgotten?: boolean
}

export function addServer(program: Command, context: CommandContext): void {
  program
    .command('server')
    .summary('run a storage server, one process of a real deployment')
    .requiredOption('--coordinator <host:port,...>', 'where the coordinator is reached', (text) => parseHosts('--coordinator', text))
    .requiredOption('--listen <host:port>', 'where it is reached by clients and other servers', (text) =>
      parseHostPort('--listen', text, true),
    )
    .requiredOption('--data <dir>', 'its data directory, made when missing')
    .option('--domain <name>', 'its failure domain: replicas of a region are put into different ones where possible')
    .option('--accept-forgotten', 'serve even though the machine may have forgotten its last moments')
    .action(async ({ coordinator, listen, data, domain, acceptForgotten = false }: ServerOptions) => {
      const { ServerProcess } = await import('../../server/server-process.ts')
      const options = { coordinators: coordinator, listen, data, acceptForgotten, ...(domain === undefined ? {} : { domain }) }
      await serveProcess(context, 'server', (logger) => ServerProcess.start({ ...options, logger }))
    })
}
