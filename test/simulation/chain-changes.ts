// What repair did to the chains, as the configurations tell it: for the tally of a run.
import { type Configuration, chainOf, type Region } from '../../src/cluster/configuration.ts'

export type ChainChange =
  | 'new head'
  | 'evicted'
  | 'learner came'
  | 'learner went'
  | 'promoted'
  | 'to reconcile'
  | 'reconciled'
  | 'new epoch'

/** One entry for each head that another one follows, for each server that left, came to or rose in a chain, and for each epoch that nothing else called for. */
export function chainChanges(before: Configuration, after: Configuration): ChainChange[] {
  const former = new Map<number, Region>()
  for (const region of regionsOf(before)) former.set(region.id, region)
  const changes: ChainChange[] = []
  const hasStarted = (server: number) => before.servers.get(server)?.incarnation !== after.servers.get(server)?.incarnation
  for (const region of regionsOf(after)) {
    const older = former.get(region.id)
    if (older === undefined || older === region) continue
    if (sameServers(older, region) && !older.members.some(hasStarted)) changes.push('new epoch')
    if (older.members[0] !== region.members[0]) changes.push('new head')
    for (const member of older.members) if (!region.members.includes(member)) changes.push('evicted')
    for (const member of region.members) if (!older.members.includes(member)) changes.push('promoted')
    if (region.reconciling && !older.reconciling) changes.push('to reconcile')
    if (older.reconciling && !region.reconciling) changes.push('reconciled')
    const [was, is] = [older.learner, region.learner]
    if (is && (is.server !== was?.server || is.joined !== was.joined)) changes.push('learner came')
    if (was && is?.server !== was.server && !region.members.includes(was.server)) changes.push('learner went')
  }
  return changes
}

function sameServers(one: Region, other: Region): boolean {
  return String(chainOf(one)) === String(chainOf(other)) && one.reconciling === other.reconciling
}

export type GridChange = 'cut begun' | 'cut given up' | 'cut turned' | 'cut over' | 'key closed' | 'key opened again' | 'key turned'

/** How far spaces have come that are cut anew. */
export function gridChanges(before: Configuration, after: Configuration): GridChange[] {
  const changes: GridChange[] = []
  for (const [id, is] of after.spaces) {
    const was = before.spaces.get(id)
    if (was === undefined || was === is) continue
    const stages = [was, is].map(({ subspaces }) => subspaces.slice(1).map(({ stage }) => stage))
    const [building, retiring] = (['building', 'retiring'] as const).map((stage) => stages.map((all) => all.includes(stage)))
    const [keyWas, keyIs] = [was.subspaces[0]!, is.subspaces[0]!]
    const keyTurned = keyWas.regions[0]!.id !== keyIs.regions[0]!.id && !is.settling && !was.settling
    if (!building![0] && building![1]) changes.push('cut begun')
    if (!retiring![0] && retiring![1]) changes.push('cut turned')
    if (retiring![0] && !retiring![1]) changes.push('cut over')
    if (building![0] && !building![1] && !retiring![1] && !keyTurned) changes.push('cut given up')
    if (keyIs.stage === 'retiring' && keyWas.stage === undefined) changes.push('key closed')
    if (keyTurned) changes.push('key turned')
    else if (keyWas.stage !== undefined && keyIs.stage === undefined) changes.push('key opened again')
  }
  return changes
}

/** Chains that are not as they should be when everything has healed, in words. */
export function brokenChains(configuration: Configuration, servers: number): string[] {
  const broken: string[] = []
  for (const { definition, subspaces } of configuration.spaces.values()) {
    const wanted = Math.min(definition.tolerate + 1, servers)
    for (const { regions } of subspaces) {
      for (const { id, members, learner } of regions) {
        if (members.length === wanted && learner === undefined) continue
        broken.push(
          `region ${id} of ${definition.name} has the members ${members} and the learner ${learner?.server}, not ${wanted} members`,
        )
      }
    }
  }
  return broken
}

function* regionsOf({ spaces }: Configuration): IterableIterator<Region> {
  for (const { subspaces } of spaces.values()) for (const { regions } of subspaces) yield* regions
}
