// What a server reports of its regions: sizes for `status`, how far copies and new grids are, and for spaces that settle whether it stores nothing
// of them.
import type { RegionProgress } from '../cluster/region-progress.ts'
import type { Chains } from './chains.ts'
import type { Fillings } from './fillings.ts'
import type { Reconciliations } from './reconciliations.ts'

export interface RegionReport {
  readonly region: number
  readonly epoch: number
  readonly objects: number
  readonly bytes: number
  readonly pending: number
  readonly watermark: number
}

/**
 * What the coordinator waits for: `copies`, of regions with a learner (docs/repair.md, rule 7), whether regions are reconciled and who is there
 * of doubtful ones (rule 8), of spaces that are cut anew whether the key regions led here are filled, or drained, and who is of a retiring region and
 * owes no promise there (docs/repartition.md); and which key regions led here want a new epoch.
 */
export function reportProgress(
  chains: Chains,
  copies: readonly RegionProgress[],
  fillings: Fillings,
  reconciliations: Reconciliations,
): RegionProgress[] {
  const reports = new Map(copies.map((report) => [report.region, report]))
  for (const replica of chains.replicas.values()) {
    const { region, epoch, view, subspace, wedged: owes } = replica
    const filling = fillings.progress(region)
    const report = reports.get(region) ?? { region, epoch, owes, copied: false, objects: 0 }
    if (view.reconciling.has(region)) reports.set(region, { ...report, reconciled: reconciliations.isReconciled(replica) })
    else if (filling) reports.set(region, { ...report, objects: filling.objects, filled: filling.filled })
    else if (view.doubtful.has(region) || view.space.subspaces[subspace]!.stage === 'retiring') reports.set(region, report)
    const leader = chains.leaders.get(region)
    if (leader && view.closed) {
      const drained = leader.drained && !owes && !chains.kept.has(region)
      reports.set(region, { ...(reports.get(region) ?? report), drained })
    }
    if (leader?.wantsEpoch) reports.set(region, { ...(reports.get(region) ?? report), wantsEpoch: true })
  }
  return [...reports.values()]
}

/** Of a space that settles. */
export interface SpaceReport {
  readonly space: number
  readonly empty: boolean
}

export function reportRegions(chains: Chains, watermark: (region: number) => number): RegionReport[] {
  return [...chains.replicas.values()].map((replica) => ({
    region: replica.region,
    epoch: replica.epoch,
    objects: replica.size.objects,
    bytes: replica.size.bytes,
    pending: replica.pending.size,
    watermark: watermark(replica.region),
  }))
}

/**
 * For each settling space of the installed configuration. Empty means that no replica here stores, awaits or remembers anything of it, the
 * outcomes of past operations included: they would not follow their keys into regions cut anew. That is not said while a replica owes a promise to a server
 * that left its chain, which may answer yet: regions cut anew owe nobody (docs/repair.md, rule 2).
 */
export function reportSettling(chains: Chains): SpaceReport[] {
  const reports: SpaceReport[] = []
  for (const space of chains.index.configuration.spaces.values()) {
    if (!space.settling) continue
    const replicas = [...chains.replicas.values()].filter(({ view }) => view.space.id === space.id)
    // What is kept for a wedged replica is not counted: it says nothing until it has taken that in.
    const empty = replicas.every(({ pending, size, remembered, outcomes, heldUpdates }) => {
      const nothing = [pending.size, size.objects, remembered.size, heldUpdates].every((count) => count === 0)
      return nothing && outcomes.untouched
    })
    if (empty && replicas.some(({ wedged }) => wedged)) continue
    reports.push({ space: space.id, empty })
  }
  return reports
}
