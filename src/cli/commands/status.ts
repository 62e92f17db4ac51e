import type { Command } from 'commander'
import type { ChainReport } from '../../client/status/chains.ts'
import {
  reportStatus,
  type ServerReport,
  type SpaceReport,
  type StatusReport,
  type SubspaceReport,
  type TransferReport,
} from '../../client/status/status-report.ts'
import type { HyperdexError } from '../../errors.ts'
import type { CommandContext } from '../command-context.ts'
import { lookEveryMs, watchStatus } from '../status/watch-status.ts'
import { type Column, printTable } from '../table.ts'

export function addStatus(program: Command, context: CommandContext): void {
  program
    .command('status')
    .summary('print the servers, and the spaces with how evenly their objects lie')
    .option('--watch', 'go on until it is interrupted: on a terminal drawn anew, elsewhere a report for each change')
    .action(async ({ watch }: { watch?: boolean }) => {
      const { interrupted } = context.io
      const connection = await context.connect()
      const look = () => reportStatus(connection, { ...context.timed, signal: interrupted })
      if (watch) await printEach(context, look)
      else await printReport(context, await look())
    })
}

async function printEach(context: CommandContext, look: () => Promise<StatusReport>): Promise<void> {
  const { interrupted, stdout } = context.io
  const drawn = stdout.terminal && !context.json
  const onFailure = (error: HyperdexError) => context.note(`${error.code}: ${error.message}; trying again`)
  let apart = drawn ? clearScreen : ''
  for await (const report of watchStatus({ look, everyMs: lookEveryMs, interrupted, always: drawn, onFailure })) {
    if (apart !== '') await stdout.write(apart)
    await printReport(context, report)
    if (!drawn && !context.json) apart = '\n'
  }
}

/** ANSI: the cursor to the upper left, and everything behind it erased. */
const clearScreen = '\u001b[H\u001b[J'

const serverColumns: Column[] = [
  { name: 'server', right: true },
  { name: 'address' },
  { name: 'domain' },
  { name: 'state' },
  { name: 'heartbeat', right: true },
  { name: 'configuration', right: true },
  { name: 'regions', right: true },
  { name: 'objects', right: true },
  { name: 'memory', right: true },
]

const subspaceColumns: Column[] = [
  { name: 'space' },
  { name: 'subspace' },
  { name: 'regions', right: true },
  { name: 'objects', right: true },
  { name: 'largest', right: true },
  { name: 'mean', right: true },
  { name: 'largest/mean', right: true },
  { name: 'most frequent value' },
  { name: 'largest/mean without', right: true },
]

/** The others are told of by their number; `--json` has all. */
const chainsShown = 24

const chainColumns: Column[] = [{ name: 'chain of space' }, { name: 'servers, head first' }, { name: 'regions', right: true }]

const transferColumns: Column[] = [
  { name: 'copy of space' },
  { name: 'region', right: true },
  { name: 'from server', right: true },
  { name: 'to server', right: true },
  { name: 'objects', right: true },
  { name: 'of', right: true },
]

async function printReport(context: CommandContext, report: StatusReport): Promise<void> {
  if (context.json) return context.print(JSON.stringify(report))
  const { stdout } = context.io
  await context.print(`cluster ${report.cluster}, configuration ${report.configurationVersion}`)
  if (!report.coordinatorReachable)
    await context.print('the coordinator cannot be reached: connected clients read and write on; new sessions and administration wait')
  await printTable(stdout, serverColumns, report.servers.map(serverCells))
  const rows = report.spaces.flatMap((space) => space.subspaces.map((subspace) => subspaceCells(space, subspace)))
  if (rows.length > 0) await printTable(stdout, subspaceColumns, rows)
  if (report.chains.length > 0) await printTable(stdout, chainColumns, report.chains.slice(0, chainsShown).map(chainCells))
  if (report.chains.length > chainsShown) await context.print(`and ${report.chains.length - chainsShown} chains with fewer regions`)
  if (report.transfers.length > 0) await printTable(stdout, transferColumns, report.transfers.map(transferCells))
  for (const remark of remarks(report)) await context.print(remark)
}

function serverCells(server: ServerReport): string[] {
  return [
    String(server.id),
    server.address,
    server.domain,
    server.standing === 'online' ? server.state : `${server.state}, ${server.standing}`,
    `${(server.heartbeatAgeMs / 1000).toFixed(1)} s`,
    String(server.configurationVersion),
    String(server.regions),
    server.objects === null ? '?' : String(server.objects),
    server.residentBytes > 0 ? `${Math.round(server.residentBytes / 2 ** 20)} MiB` : '?',
  ]
}

function chainCells({ space, members, learner, regions }: ChainReport): string[] {
  return [space, `${members.join(', ')}${learner === null ? '' : ` (learning: ${learner})`}`, String(regions)]
}

function transferCells({ space, region, server, source, objects, of, copied }: TransferReport): string[] {
  return [space, String(region), String(source), String(server), copied ? 'all' : String(objects), of === null ? '?' : String(of)]
}

function subspaceCells({ name }: SpaceReport, subspace: SubspaceReport): string[] {
  const without = subspace.withoutMostFrequent
  return [
    name,
    `${subspace.subspace === 0 ? 'key ' : ''}${subspace.attributes.join(', ')}${subspace.stage ? ` (${subspace.stage})` : ''}`,
    String(subspace.regions),
    String(subspace.objects),
    String(subspace.largest),
    subspace.mean.toFixed(1),
    ratio(subspace.largest, subspace.mean),
    without ? `${without.value} (${without.objects} objects)` : '',
    without ? ratio(without.largest, without.mean) : '',
  ]
}

function ratio(largest: number, mean: number): string {
  return mean > 0 ? (largest / mean).toFixed(2) : ''
}

/** Regions of which no full member answers this command or serves, as far as the coordinator knows, by space, and those members. */
function withoutService({
  servers,
  chains,
  coordinatorReachable,
}: StatusReport): Map<string, { regions: number; readonly waitsFor: Set<number> }> {
  const answering = new Set(servers.flatMap(({ id, objects, state }) => (objects === null && state !== 'serving' ? [] : [id])))
  const spaces = new Map<string, { regions: number; readonly waitsFor: Set<number> }>()
  // Without a coordinator the server that was asked knows of itself alone.
  for (const { space, members, regions } of coordinatorReachable ? chains : []) {
    if (members.some((member) => answering.has(member))) continue
    const known = spaces.get(space) ?? { regions: 0, waitsFor: new Set() }
    known.regions += regions
    for (const member of members) known.waitsFor.add(member)
    spaces.set(space, known)
  }
  return spaces
}

function* remarks(report: StatusReport): Generator<string> {
  for (const server of report.servers) {
    if (server.standing === 'offline' && server.regions > 0) yield `server ${server.id} is being drained`
    if (server.reason !== '') yield `server ${server.id} (${server.address}): ${server.reason}`
    else if (server.objects === null) yield `server ${server.id} (${server.address}) does not answer`
  }
  for (const [space, { regions, waitsFor }] of withoutService(report)) {
    const servers = [...waitsFor].sort((a, b) => a - b).join(', ')
    yield `${regions} regions of space ${space} are without service, and their objects are not counted here: nobody of their chains answers (server ${servers})`
  }
  for (const { space, partitions, turning, filled, keyRegions, objects } of report.repartitions) {
    if (turning) yield `space ${space} is cut into ${partitions} partitions, the former ones are leaving`
    else
      yield `space ${space} is being cut into ${partitions} partitions: ${objects} objects moved, ${filled} of ${keyRegions} regions of its key done`
  }
  if (report.readOnly) yield 'the cluster is read-only: no space takes writes until `read-only off`'
  for (const space of report.spaces) {
    if (space.readOnly) yield `space ${space.name} is read-only: it takes no writes until \`read-only off ${space.name}\``
    if (space.reconciling > 0) {
      yield `space ${space.name} serves nothing until ${space.reconciling} of its regions, whose only replica may have forgotten its last moments, are compared with the others`
    }
    const { doubtful } = space
    if (doubtful.waitingFor.length > 0) {
      const servers = doubtful.waitingFor.join(', ')
      yield `${doubtful.regions} regions of space ${space.name} wait for server ${servers}: the replicas that are there may have forgotten their last moments. Start it; if its disk is lost, give it up with \`server forget\``
    }
    if (space.settling) yield `space ${space.name} is being cut anew: reads and writes wait`
    if (space.replicasLeast < space.replicasWanted) {
      yield `space ${space.name} asks for ${space.replicasWanted} replicas of each region and has as few as ${space.replicasLeast}: add servers`
    }
  }
}
