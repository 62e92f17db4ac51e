// How a configuration travels: as a change against the last one its receiver knows, in the shape of proto/hyperdex/v1/admin.proto.
// The coordinator makes changes, everybody else applies them. What a change does not touch is shared with the older configuration,
// so that a restart, which raises the epochs of many regions at once, rebuilds only those.
import { droppedPlaces, withDroppedPlaces } from '../schema/change-space.ts'
import type { SpaceDefinition } from '../schema/definition.ts'
import { parseSpace } from '../schema/parse-space.ts'
import { printSpace } from '../schema/print-space.ts'
import { type Bytes, equalBytes } from '../values/bytes.ts'
import {
  type Axis,
  type Configuration,
  joinedAt,
  type Learner,
  type Region,
  type Server,
  type Space,
  type Stage,
  type Subspace,
} from './configuration.ts'
import { sameSessions } from './sessions.ts'
import { type SessionsEntry, sessionsEntry, sessionsOf } from './sessions-entry.ts'

export interface ServerEntry {
  readonly id?: number | null
  readonly address?: string | null
  readonly domain?: string | null
  readonly incarnation?: number | null
  readonly nonce?: number | null
  readonly full?: boolean | null
}

export interface RegionEntry {
  readonly id?: number | null
  readonly epoch?: number | null
  readonly members?: readonly number[] | null
  readonly joined?: readonly number[] | null
  readonly learner?: LearnerEntry | null
  readonly reconciling?: boolean | null
  readonly doubtful?: readonly number[] | null
  readonly forgot?: number | null
  readonly founded?: number | null
  readonly standby?: readonly LearnerEntry[] | null
}

export interface LearnerEntry {
  readonly server?: number | null
  readonly joined?: number | null
}

export interface AxisEntry {
  readonly attribute?: number | null
  readonly side?: number | null
  readonly cutPoints?: readonly Bytes[] | null
}

export interface SubspaceEntry {
  readonly axes?: readonly AxisEntry[] | null
  readonly regions?: readonly RegionEntry[] | null
  readonly stage?: number | null
  readonly since?: readonly number[] | null
}

export interface SpaceEntry {
  readonly id?: number | null
  readonly schemaVersion?: number | null
  /** Space language. */
  readonly definition?: string | null
  readonly settling?: boolean | null
  readonly readOnly?: boolean | null
  readonly subspaces?: readonly SubspaceEntry[] | null
  /** The places of dropped attributes. */
  readonly dropped?: readonly number[] | null
  readonly buildingPartitions?: number | null
}

/** Every field may be absent or null: then it has protobuf's default. `fromVersion` 0 is a whole configuration. */
export interface ConfigurationChange {
  readonly fromVersion?: number | null
  readonly toVersion?: number | null
  readonly cluster?: string | null
  readonly readOnly?: boolean | null
  readonly servers?: readonly ServerEntry[] | null
  readonly serversRemoved?: readonly number[] | null
  readonly spaces?: readonly SpaceEntry[] | null
  readonly spacesRemoved?: readonly number[] | null
  readonly regions?: readonly RegionEntry[] | null
  /** Absent: as before. */
  readonly sessions?: SessionsEntry | null
}

/**
 * The configuration after a change. Throws a RangeError when the change starts from another version than the given configuration's,
 * leads back, or is another cluster's; HyperdexError INVALID when it holds a definition that this release cannot read.
 */
export function applyChange(configuration: Configuration, change: ConfigurationChange): Configuration {
  const from = change.fromVersion ?? 0
  const to = change.toVersion ?? 0
  const cluster = change.cluster ?? ''
  checkFits(configuration, from, to, cluster)
  if (to === configuration.version) return configuration
  const whole = from === 0
  const sessions = change.sessions
    ? sessionsOf(whole ? undefined : configuration.sessions, change.sessions)
    : whole
      ? undefined
      : configuration.sessions
  return {
    cluster,
    version: to,
    readOnly: change.readOnly ?? false,
    servers: applyServers(whole ? new Map() : configuration.servers, change),
    spaces: applySpaces(whole ? new Map() : configuration.spaces, configuration.spaces, change),
    ...(sessions ? { sessions } : {}),
  }
}

function checkFits(configuration: Configuration, from: number, to: number, cluster: string): void {
  if (configuration.version > 0 && cluster !== configuration.cluster) {
    throw new RangeError(`a configuration of cluster ${cluster} does not follow one of cluster ${configuration.cluster}`)
  }
  if (from !== 0 && from !== configuration.version) {
    throw new RangeError(`a change from configuration ${from} does not apply to configuration ${configuration.version}`)
  }
  if (to < configuration.version || to < from) {
    throw new RangeError(`configuration ${to} is older than configuration ${configuration.version}`)
  }
}

function applyServers(servers: ReadonlyMap<number, Server>, change: ConfigurationChange): ReadonlyMap<number, Server> {
  const entries = change.servers ?? []
  const removed = change.serversRemoved ?? []
  if (entries.length === 0 && removed.length === 0) return servers
  const result = new Map(servers)
  for (const id of removed) result.delete(id)
  for (const entry of entries) {
    const id = entry.id ?? 0
    result.set(id, {
      id,
      address: entry.address ?? '',
      domain: entry.domain ?? '',
      incarnation: entry.incarnation ?? 0,
      ...(entry.nonce ? { nonce: entry.nonce } : {}),
      ...(entry.full ? { full: true } : {}),
    })
  }
  return result
}

function applySpaces(
  spaces: ReadonlyMap<number, Space>,
  known: ReadonlyMap<number, Space>,
  change: ConfigurationChange,
): ReadonlyMap<number, Space> {
  const entries = change.spaces ?? []
  const removed = change.spacesRemoved ?? []
  const regions = change.regions ?? []
  if (entries.length === 0 && removed.length === 0 && regions.length === 0) return spaces
  const result = new Map(spaces)
  for (const id of removed) result.delete(id)
  if (regions.length > 0) {
    const byId = new Map(regions.map((entry) => [entry.id ?? 0, entry]))
    for (const space of result.values()) {
      const subspaces = replaceRegions(space.subspaces, byId)
      if (subspaces !== space.subspaces) result.set(space.id, { ...space, subspaces })
    }
  }
  for (const entry of entries) result.set(entry.id ?? 0, spaceOf(entry, known.get(entry.id ?? 0)))
  return result
}

function replaceRegions(subspaces: readonly Subspace[], entries: ReadonlyMap<number, RegionEntry>): readonly Subspace[] {
  let changed = false
  const result = subspaces.map((subspace) => {
    if (!subspace.regions.some((region) => entries.has(region.id))) return subspace
    changed = true
    const regions = subspace.regions.map((region) => {
      const entry = entries.get(region.id)
      return entry === undefined ? region : regionOf(entry)
    })
    return { ...subspace, regions }
  })
  return changed ? result : subspaces
}

function spaceOf(entry: SpaceEntry, known: Space | undefined): Space {
  const text = entry.definition ?? ''
  return {
    id: entry.id ?? 0,
    schemaVersion: entry.schemaVersion ?? 0,
    definition: definitionOf(text, Array.from(entry.dropped ?? []), known),
    settling: entry.settling ?? false,
    readOnly: entry.readOnly ?? false,
    subspaces: (entry.subspaces ?? []).map(subspaceOf),
    ...(entry.buildingPartitions ? { buildingPartitions: entry.buildingPartitions } : {}),
  }
}

/** As SubspaceEntry.Stage in admin.proto has them. */
const stages: readonly (Stage | undefined)[] = [undefined, 'building', 'retiring']

function subspaceOf(entry: SubspaceEntry): Subspace {
  const stage = stages[entry.stage ?? 0]
  const since = Array.from(entry.since ?? [])
  return {
    axes: (entry.axes ?? []).map(axisOf),
    regions: (entry.regions ?? []).map(regionOf),
    ...(stage === undefined ? {} : { stage }),
    ...(since.length === 0 ? {} : { since }),
  }
}

function definitionOf(text: string, dropped: readonly number[], known: Space | undefined): SpaceDefinition {
  const same = known !== undefined && printSpace(known.definition) === text && sameNumbers(droppedPlaces(known.definition), dropped)
  return same ? known.definition : withDroppedPlaces(parseSpace(text), dropped)
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((number, index) => number === b[index])
}

function axisOf(entry: AxisEntry): Axis {
  const axis = { attribute: entry.attribute ?? 0, side: entry.side ?? 0 }
  const cutPoints = entry.cutPoints ?? []
  // A decoded message's bytes are views of a buffer that may be large: what stays is copied.
  return cutPoints.length === 0 ? axis : { ...axis, cutPoints: cutPoints.map((point) => Uint8Array.from(point)) }
}

function learnerOf(entry: LearnerEntry): Learner {
  return { server: entry.server ?? 0, joined: entry.joined ?? 0 }
}

function regionOf(entry: RegionEntry): Region {
  const joined = Array.from(entry.joined ?? [])
  const doubtful = Array.from(entry.doubtful ?? [])
  const standby = (entry.standby ?? []).map(learnerOf)
  const { learner } = entry
  return {
    id: entry.id ?? 0,
    epoch: entry.epoch ?? 0,
    members: Array.from(entry.members ?? []),
    ...(joined.length === 0 ? {} : { joined }),
    ...(learner ? { learner: learnerOf(learner) } : {}),
    ...(entry.reconciling ? { reconciling: true } : {}),
    ...(doubtful.length === 0 ? {} : { doubtful }),
    ...(entry.forgot ? { forgot: entry.forgot } : {}),
    ...(entry.founded ? { founded: entry.founded } : {}),
    ...(standby.length === 0 ? {} : { standby }),
  }
}

/** What is new in `newer`; without an older configuration of the same cluster, the whole of it. */
export function changeBetween(older: Configuration | undefined, newer: Configuration): ConfigurationChange {
  const base = older !== undefined && older.version > 0 && older.cluster === newer.cluster ? older : undefined
  const regions: RegionEntry[] = []
  const spaces: SpaceEntry[] = []
  for (const space of newer.spaces.values()) {
    const before = base?.spaces.get(space.id)
    if (before === space) continue
    if (before === undefined || !sameShape(before, space)) spaces.push(spaceEntry(space))
    else collectChangedRegions(before, space, regions)
  }
  return {
    fromVersion: base?.version ?? 0,
    toVersion: newer.version,
    cluster: newer.cluster,
    readOnly: newer.readOnly,
    servers: [...newer.servers.values()].filter((server) => !sameServer(base?.servers.get(server.id), server)),
    serversRemoved: base === undefined ? [] : missingFrom(base.servers, newer.servers),
    spaces,
    spacesRemoved: base === undefined ? [] : missingFrom(base.spaces, newer.spaces),
    regions,
    ...(newer.sessions && !sameSessions(base?.sessions, newer.sessions) ? { sessions: sessionsEntry(base?.sessions, newer.sessions) } : {}),
  }
}

function missingFrom(older: ReadonlyMap<number, unknown>, newer: ReadonlyMap<number, unknown>): number[] {
  return [...older.keys()].filter((id) => !newer.has(id))
}

function sameServer(before: Server | undefined, after: Server): boolean {
  return (
    before === after ||
    (before !== undefined &&
      before.address === after.address &&
      before.domain === after.domain &&
      before.incarnation === after.incarnation &&
      before.nonce === after.nonce &&
      (before.full ?? false) === (after.full ?? false))
  )
}

/** Nothing but epochs and chains differs. */
function sameShape(before: Space, after: Space): boolean {
  return (
    before.schemaVersion === after.schemaVersion &&
    before.settling === after.settling &&
    before.readOnly === after.readOnly &&
    before.buildingPartitions === after.buildingPartitions &&
    (before.definition === after.definition || printSpace(before.definition) === printSpace(after.definition)) &&
    sameNumbers(droppedPlaces(before.definition), droppedPlaces(after.definition)) &&
    before.subspaces.length === after.subspaces.length &&
    before.subspaces.every((subspace, index) => sameGrid(subspace, after.subspaces[index]!))
  )
}

function sameGrid(before: Subspace, after: Subspace): boolean {
  if (before === after) return true
  return (
    before.stage === after.stage &&
    sameNumbers(before.since ?? [], after.since ?? []) &&
    before.regions.length === after.regions.length &&
    before.regions.every((region, position) => region.id === after.regions[position]!.id) &&
    (before.axes === after.axes ||
      (before.axes.length === after.axes.length && before.axes.every((axis, index) => sameAxis(axis, after.axes[index]!))))
  )
}

function sameAxis(before: Axis, after: Axis): boolean {
  const beforeCuts = before.cutPoints ?? []
  const afterCuts = after.cutPoints ?? []
  return (
    before.attribute === after.attribute &&
    before.side === after.side &&
    beforeCuts.length === afterCuts.length &&
    beforeCuts.every((point, index) => equalBytes(point, afterCuts[index]!))
  )
}

function collectChangedRegions(before: Space, after: Space, into: RegionEntry[]): void {
  for (const [index, subspace] of after.subspaces.entries()) {
    const older = before.subspaces[index]!
    if (older === subspace) continue
    for (const [position, region] of subspace.regions.entries()) {
      if (!sameRegion(older.regions[position]!, region)) into.push(region)
    }
  }
}

function sameLearners(a: readonly Learner[], b: readonly Learner[]): boolean {
  return a.length === b.length && a.every(({ server, joined }, index) => server === b[index]!.server && joined === b[index]!.joined)
}

function sameRegion(before: Region, after: Region): boolean {
  return (
    before === after ||
    (before.epoch === after.epoch &&
      before.founded === after.founded &&
      before.members.length === after.members.length &&
      before.members.every((member, index) => member === after.members[index] && joinedAt(before, member) === joinedAt(after, member)) &&
      before.learner?.server === after.learner?.server &&
      before.learner?.joined === after.learner?.joined &&
      before.reconciling === after.reconciling &&
      sameNumbers(before.doubtful ?? [], after.doubtful ?? []) &&
      sameLearners(before.standby ?? [], after.standby ?? []) &&
      before.forgot === after.forgot)
  )
}

function spaceEntry(space: Space): SpaceEntry {
  return {
    id: space.id,
    schemaVersion: space.schemaVersion,
    definition: printSpace(space.definition),
    dropped: droppedPlaces(space.definition),
    settling: space.settling,
    readOnly: space.readOnly,
    buildingPartitions: space.buildingPartitions ?? 0,
    subspaces: space.subspaces.map((subspace) => ({
      axes: subspace.axes.map((axis) => ({ attribute: axis.attribute, side: axis.side, cutPoints: axis.cutPoints ?? [] })),
      regions: subspace.regions,
      stage: stages.indexOf(subspace.stage),
      since: subspace.since ?? [],
    })),
  }
}
