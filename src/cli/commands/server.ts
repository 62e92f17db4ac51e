// `server` runs one; its subcommands look after those of a cluster.
import type { Command } from 'commander'
import { dutiesOf } from '../../client/status/duties.ts'
import { HyperdexError } from '../../errors.ts'
import type { ServerChange } from '../../transport/admin-caller.ts'
import type { CommandContext } from '../command-context.ts'
import { dataDirectory, failureDomain } from '../data-option.ts'
import { parseAdvertised, parseHosts } from '../host-port.ts'
import { wholeNumber } from '../number-option.ts'
import { serveProcess } from '../serve-process.ts'
import { type Column, printTable } from '../table.ts'
import { noSuchCommand } from './help.ts'

interface ServerOptions {
  readonly coordinator?: readonly string[]
  readonly listen?: string
  readonly data?: string
  readonly domain?: string
  readonly acceptForgotten?: boolean
  readonly compareGuarded?: boolean
}

export function addServer(program: Command, context: CommandContext): void {
  const server = program
    .command('server')
    .summary('run a storage server, one process of a real deployment; or look after those of a cluster')
    .option('--coordinator <host:port,...>', 'where the coordinator is reached (needed)', (text) => parseHosts('--coordinator', text))
    .option('--listen <host:port>', 'where it is reached by clients and other servers (needed)', (text) =>
      parseAdvertised('--listen', text),
    )
    .option('--data <dir>', 'its data directory, made when missing (needed)', dataDirectory)
    .option('--domain <name>', 'its failure domain: replicas of a region are put into different ones where possible', failureDomain)
    .option('--accept-forgotten', 'serve even though the machine may have forgotten its last moments')
    .option(
      '--compare-guarded',
      'let `check` compare spaces with authorization: it shows the keys of their objects to whoever reaches this server',
    )
    // For a message that names the subcommands.
    .allowExcessArguments()
    .action(async ({ domain, acceptForgotten = false, compareGuarded = false, ...given }: ServerOptions) => {
      if (server.args[0] !== undefined) throw noSuchCommand(server, server.args[0])
      const coordinators = needed('--coordinator HOST:PORT', given.coordinator)
      const listen = needed('--listen HOST:PORT', given.listen)
      const data = needed('--data DIR', given.data)
      const { ServerProcess } = await import('../../server/server-process.ts')
      const { checkBeforeMaking } = await import('../new-directory.ts')
      const options = { coordinators, listen, data, acceptForgotten, compareGuarded, ...(domain === undefined ? {} : { domain }) }
      await serveProcess(context, 'server', async (logger) => {
        await checkBeforeMaking(data, listen)
        return ServerProcess.start({ ...options, logger })
      })
    })
  addList(server, context)
  addChange(server, context, 'offline', 'let a server hold no regions: others take its places', (id) => `server ${id} is being drained`)
  addChange(server, context, 'online', 'let a server take part again', (id) => `server ${id} takes part`)
  addChange(
    server,
    context,
    'kill',
    'take a server out of all chains at once and end its process',
    (id) => `server ${id} is out of all chains`,
  )
  addChange(server, context, 'forget', 'remove a server that will never come back', (id) => `server ${id} is forgotten`)
}

function needed<Value>(option: string, value: Value | undefined): Value {
  if (value !== undefined) return value
  throw new HyperdexError('INVALID', `server: ${option} is missing`, 'See `hyperdex server --help`.')
}

function addChange(server: Command, context: CommandContext, change: ServerChange, summary: string, done: (id: number) => string): void {
  server
    .command(change)
    .summary(summary)
    .argument('<id>', 'as `server ls` has it', wholeNumber('server', 1))
    .action(async (id: number) => {
      const { admin } = await context.connect()
      const { changed } = await admin.changeServer(id, change)
      await context.note(changed ? done(id) : `server ${id} is so already`)
    })
}

const columns: Column[] = [
  { name: 'server', right: true },
  { name: 'address' },
  { name: 'domain' },
  { name: 'state' },
  { name: 'standing' },
  { name: 'regions', right: true },
  { name: 'heads', right: true },
]

function addList(server: Command, context: CommandContext): void {
  server
    .command('ls')
    .summary('list the servers, with what they hold')
    .action(async () => {
      const connection = await context.connect()
      const spaces = await connection.spaces()
      const { servers } = await connection.admin.getStatus(false)
      const rows = servers.map(({ id, address, domain, state, standing }) => ({
        id: id ?? 0,
        address: address ?? '',
        domain: domain ?? '',
        state: state ?? '',
        standing: standing || 'online',
        ...dutiesOf(id ?? 0, spaces),
      }))
      if (context.json) for (const row of rows) await context.print(JSON.stringify(row))
      else if (rows.length > 0) {
        await printTable(
          context.io.stdout,
          columns,
          rows.map((row) => Object.values(row).map(String)),
        )
      }
    })
}
