// Everything that `status` says, as data: it is what `db.admin.status()` answers and `hyperdex status --json` prints.
import type { Space } from '../../cluster/configuration.ts'
import type { StatusResult } from '../../transport/admin-caller.ts'
import type { CallOptions } from '../call-options.ts'
import { type ChainReport, chainsOf } from './chains.ts'
import { dutiesOf } from './duties.ts'
import { askServers, mergeSizes, type OpenReadsReport, type ServerSizes } from './region-sizes.ts'
import { type Count, type Skew, skewOf } from './skew.ts'
import { type StatusSource, TimeLeft } from './status-source.ts'

export interface StatusReport {
  readonly cluster: string
  readonly configurationVersion: number
  readonly coordinatorReachable: boolean
  /** Nothing is being repaired or moved, and every server has the newest configuration. */
  readonly stable: boolean
  /** The whole cluster takes no writes; spaces say it of themselves besides. */
  readonly readOnly: boolean
  readonly servers: readonly ServerReport[]
  readonly spaces: readonly SpaceReport[]
  readonly chains: readonly ChainReport[]
  readonly transfers: readonly TransferReport[]
  readonly repartitions: readonly RepartitionReport[]
}

/** A space that is being cut anew. */
export interface RepartitionReport {
  readonly space: string
  readonly partitions: number
  /** Searches use the new grids, the old ones leave. */
  readonly turning: boolean
  /** Key regions whose objects are all in the new grids, of how many. */
  readonly filled: number
  readonly keyRegions: number
  /** Driven into the new grids so far. */
  readonly objects: number
}

/** A copy under way. */
export interface TransferReport {
  readonly space: string
  readonly region: number
  readonly server: number
  readonly source: number
  /** At the server so far, and at the source; null when the source could not be asked. */
  readonly objects: number
  readonly of: number | null
  /** It waits only for the other members. */
  readonly copied: boolean
}

export interface ServerReport {
  readonly id: number
  readonly address: string
  readonly domain: string
  readonly state: string
  /** online, offline (to hold no regions) or killed (may not take part). */
  readonly standing: string
  readonly heartbeatAgeMs: number
  /** Installed. */
  readonly configurationVersion: number
  readonly regions: number
  /** Over all regions and so over all subspaces; null when the server could not be asked. */
  readonly objects: number | null
  /** Null when the server could not be asked. */
  readonly open: OpenReadsReport | null
  readonly residentBytes: number
  readonly reason: string
}

export interface SpaceReport {
  readonly name: string
  /** The space by itself takes no writes. */
  readonly readOnly: boolean
  readonly settling: boolean
  /** Regions that are being compared after a loss of power: while there are any the space serves nothing. */
  readonly reconciling: number
  /** Regions whose replicas may have forgotten their last moments, but for those on the servers that are waited for: these regions serve nothing. */
  readonly doubtful: { readonly regions: number; readonly waitingFor: readonly number[] }
  readonly objects: number
  /** Replicas that every region should have, and that the region with the fewest has. */
  readonly replicasWanted: number
  readonly replicasLeast: number
  readonly subspaces: readonly SubspaceReport[]
}

export interface SubspaceReport extends Skew {
  readonly subspace: number
  readonly attributes: readonly string[]
  /** building or retiring, while the space is cut anew; null: searches use it. */
  readonly stage: string | null
  /** Objects of each region, in the order of the grid: the most that any of its replicas has. Null when none of them answered. */
  readonly sizes: readonly (number | null)[]
}

/** Of counting the objects of one value. */
const countMs = 2000

/**
 * `timeoutMs` is of all of it. What does not answer in time is left out: a server has then no `objects` and no `open`, a region no size, an
 * axis no most frequent value. Throws ABORTED, and what the first question to the cluster throws: UNAVAILABLE and TIMEOUT.
 */
export async function reportStatus(source: StatusSource, options: CallOptions = {}): Promise<StatusReport> {
  const left = new TimeLeft(options)
  const status = await source.admin.getStatus(false, options)
  const spaces = await source.spaces(left.options())
  const servers = await askServers(source, status.servers, left)
  const sizes = mergeSizes(servers)
  const reports: SpaceReport[] = []
  const byName = [...spaces].sort((a, b) => (a.definition.name < b.definition.name ? -1 : 1))
  for (const space of byName) reports.push(await reportSpace(source, space, sizes, left))
  return {
    cluster: status.cluster,
    configurationVersion: status.configurationVersion,
    coordinatorReachable: status.coordinatorReachable,
    stable: status.stable,
    readOnly: status.readOnly,
    servers: servers.map((server) => reportServer(server, spaces)),
    spaces: reports,
    chains: byName.flatMap(chainsOf),
    transfers: status.transfers.map((transfer) => reportTransfer(transfer, spaces, sizes)),
    repartitions: status.repartitions.map((repartition) => reportRepartition(repartition, spaces)),
  }
}

function reportServer({ server, objects, open }: ServerSizes, spaces: readonly Space[]): ServerReport {
  const { standing, ...rest } = server
  const { heads: _, ...duties } = dutiesOf(server.id, spaces)
  const held = objects ? [...objects.values()].reduce((sum, each) => sum + each, 0) : null
  return { ...rest, standing: standing || 'online', ...duties, objects: held, open: open ?? null }
}

function reportTransfer(
  { space, region, server, source, objects, copied }: StatusResult['transfers'][number],
  spaces: readonly Space[],
  sizes: ReadonlyMap<number, number>,
): TransferReport {
  return {
    space: nameOf(space ?? 0, spaces),
    region: region ?? 0,
    server: server ?? 0,
    source: source ?? 0,
    objects: objects ?? 0,
    of: sizes.get(region ?? 0) ?? null,
    copied: copied ?? false,
  }
}

function reportRepartition(
  { space, partitions, turning, filled, keyRegions, objects }: StatusResult['repartitions'][number],
  spaces: readonly Space[],
): RepartitionReport {
  return {
    space: nameOf(space ?? 0, spaces),
    partitions: partitions ?? 0,
    turning: turning ?? false,
    filled: filled ?? 0,
    keyRegions: keyRegions ?? 0,
    objects: objects ?? 0,
  }
}

function nameOf(id: number, spaces: readonly Space[]): string {
  return spaces.find((space) => space.id === id)?.definition.name ?? ''
}

async function reportSpace(source: StatusSource, space: Space, sizes: ReadonlyMap<number, number>, left: TimeLeft): Promise<SpaceReport> {
  const { definition, readOnly, settling } = space
  const names = [definition.key, ...definition.attributes].map(({ name }) => name)
  const subspaces: SubspaceReport[] = []
  const regions = space.subspaces.flatMap((subspace) => subspace.regions)
  const reconciling = regions.filter((region) => region.reconciling).length
  const doubtful = regions.filter((region) => region.doubtful)
  const waitingFor = new Set(
    doubtful.flatMap(({ members, doubtful: forgetful }) => members.filter((member) => !forgetful!.includes(member))),
  )
  const count: Count = async (predicate) => {
    if (reconciling + doubtful.length > 0) return 0
    return (await left.ask(countMs, (options) => source.count(space, predicate, options))) ?? 0
  }
  for (const [subspace, { axes, regions, stage = null }] of space.subspaces.entries()) {
    const skew = await skewOf(space, subspace, sizes, count)
    subspaces.push({
      subspace,
      attributes: axes.map(({ attribute }) => names[attribute]!),
      stage,
      ...skew,
      sizes: regions.map(({ id }) => sizes.get(id) ?? null),
    })
  }
  const lengths = regions.map(({ members }) => members.length)
  return {
    name: definition.name,
    readOnly,
    settling,
    reconciling,
    doubtful: { regions: doubtful.length, waitingFor: [...waitingFor].sort((a, b) => a - b) },
    objects: subspaces[0]?.objects ?? 0,
    replicasWanted: definition.tolerate + 1,
    replicasLeast: Math.min(...lengths),
    subspaces,
  }
}
