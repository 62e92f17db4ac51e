import type { Command } from 'commander'
import { type CommandContext, defaultAddress } from '../command-context.ts'
import { dataDirectory } from '../data-option.ts'
import { parseHostPort } from '../host-port.ts'
import { wholeNumber } from '../number-option.ts'
import { openClusterDirectory } from '../start/cluster-directory.ts'

const mostServers = 64

interface StartOptions {
  readonly servers?: number
  readonly data: string
  readonly listen: string
  readonly acceptForgotten?: boolean
  readonly compareGuarded?: boolean
}

export function addStart(program: Command, context: CommandContext): void {
  program
    .command('start')
    .summary('run a whole cluster on this machine')
    .description(
      'Runs a coordinator and N servers, one process each, and prints `ready HOST:PORT` when the whole cluster serves. Stops them on SIGINT ' +
        'and SIGTERM. Started again it finds its state; with a larger N it adds servers.',
    )
    .option(
      '--servers <n>',
      'how many servers (default: 3 in a new directory, else as many as there are)',
      wholeNumber('--servers', 1, mostServers),
    )
    .option('--data <dir>', 'where everything is kept', dataDirectory, './hyperdex-data')
    .option('--listen <host:port>', "the coordinator's address", (text) => parseHostPort('--listen', text, true), defaultAddress)
    .option('--accept-forgotten', 'serve even though the machine may have forgotten its last moments')
    .option(
      '--compare-guarded',
      'let `check` compare spaces with authorization: it shows the keys of their objects to whoever reaches the servers',
    )
    .action(async ({ servers, data, listen, acceptForgotten = false, compareGuarded = false }: StartOptions) => {
      context.failureStatus = 1
      const { interrupted, killed } = context.io
      const directory = await openClusterDirectory(data, servers, async () => {
        const { checkListen } = await import('../new-directory.ts')
        await checkListen(listen)
      })
      const { LocalCluster } = await import('../start/local-cluster.ts')
      const note = (line: string) => void context.note(line)
      const cluster = new LocalCluster({ directory, listen, acceptForgotten, compareGuarded, stopped: interrupted, killed, note })
      const address = await cluster.start()
      try {
        await context.print(`ready ${address}`)
        await new Promise<void>((resolve) => {
          if (interrupted.aborted) resolve()
          else interrupted.addEventListener('abort', () => resolve())
        })
      } finally {
        await cluster.stop()
      }
    })
}
