// The path of an update: all replicas of the key region in chain order, then for each further subspace the chain of the region of the old
// value and, when the new value lies elsewhere, that of the new one (protocol.md section 2; HyperDex, section 3.2, value-dependent chaining).
// An update that is driven down once more may have further old regions, those of stray copies.
// A learner is the last of its chain here (section 4, Joining). It is a function of the update and the configuration.
import { chainOf, type Region, type Space } from '../cluster/configuration.ts'
import type { Bytes } from '../values/bytes.ts'
import type { Place } from './messages.ts'
import type { SpaceView } from './space-view.ts'
import type { Step } from './step.ts'
import { type ReplicatedUpdate, valuesOf } from './update.ts'
import { epochOf } from './version.ts'

/** The regions an update passes, in order. Depends on the space's grids, not on its chains. */
export function stepsOf(view: SpaceView, update: ReplicatedUpdate): readonly Step[] {
  const { derived } = update
  if (derived.path?.view === view) return derived.path.steps
  const steps = findSteps(view, update)
  derived.path = { view, steps }
  return steps
}

/** The key as rows have it. */
export function orderedKeyOf({ keyType }: SpaceView, { key, derived }: ReplicatedUpdate): Bytes {
  derived.orderedKey ??= keyType.toOrdered(key)
  return derived.orderedKey
}

function findSteps(view: SpaceView, update: ReplicatedUpdate): Step[] {
  const newValues = update.object ? valuesOf(update) : undefined
  const oldValues = update.oldAxisValues ? view.spreadAxisValues(update.oldAxisValues) : undefined
  const keyPosition = view.locator.regionPosition(0, update.key, [])
  const steps: Step[] = [{ subspace: 0, position: keyPosition, role: newValues ? 'staying' : 'old' }]
  for (let subspace = 1; subspace < view.space.subspaces.length; subspace++) {
    if (!passes(view.space, subspace, keyPosition, update.version)) continue
    const from = oldValues ? view.locator.regionPosition(subspace, update.key, oldValues) : -1
    const to = newValues ? view.locator.regionPosition(subspace, update.key, newValues) : -1
    addStrays(view, update, steps, subspace, from, to)
    if (from === to) {
      if (to >= 0) steps.push({ subspace, position: to, role: 'staying' })
    } else {
      if (from >= 0) steps.push({ subspace, position: from, role: 'old' })
      if (to >= 0) steps.push({ subspace, position: to, role: 'new' })
    }
  }
  return steps
}

/** Whether a version of a key of this key region passes the subspace: not if it was numbered before the subspace was there. */
export function passes({ subspaces }: Space, subspace: number, keyPosition: number, version: number): boolean {
  const { since } = subspaces[subspace]!
  return since === undefined || epochOf(version) >= since[keyPosition]!
}

/** Whether the steps of updates are the same in both: no subspace came, went or was cut anew. */
export function sameSteps(one: Space, other: Space): boolean {
  return (
    one.subspaces.length === other.subspaces.length &&
    one.subspaces.every(({ regions }, index) => regions[0]!.id === other.subspaces[index]!.regions[0]!.id)
  )
}

/** Regions of this subspace where a redrive removes a copy that has no business there (redrive.ts). */
function addStrays(view: SpaceView, { redriven }: ReplicatedUpdate, steps: Step[], subspace: number, from: number, to: number): void {
  if (!redriven) return
  const { regions } = view.space.subspaces[subspace]!
  for (const stray of redriven.strays) {
    const position = regions.findIndex(({ id }) => id === stray)
    if (position >= 0 && position !== from && position !== to) steps.push({ subspace, position, role: 'old' })
  }
}

export function regionAt(view: SpaceView, step: Step): Region {
  return view.space.subspaces[step.subspace]!.regions[step.position]!
}

/** The place behind (`direction` 1) or before (−1) one replica; null at the path's end or beginning, undefined when it is not on it. */
export function neighbour(view: SpaceView, steps: readonly Step[], place: Place, direction: 1 | -1): Place | null | undefined {
  for (let index = 0; index < steps.length; index++) {
    const region = regionAt(view, steps[index]!)
    if (region.id !== place.region) continue
    const chain = chainOf(region)
    const position = chain.indexOf(place.server)
    if (position < 0) return undefined
    const sameRegion = chain[position + direction]
    if (sameRegion !== undefined) return { region: region.id, server: sameRegion }
    const step = steps[index + direction]
    if (!step) return null
    const beside = regionAt(view, step)
    return { region: beside.id, server: chainOf(beside).at(direction === 1 ? 0 : -1)! }
  }
  return undefined
}
