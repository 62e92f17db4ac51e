// The members of records of the journal, all the way down: one that is not among them is from a newer release, and may mean that the rest must not be read
// without it. What is below here is compared with the types of the records by the compiler.
import type { AxisEntry, ConfigurationChange, RegionEntry, ServerEntry, SpaceEntry, SubspaceEntry } from '../../src/cluster/change.ts'
import type { SessionsEntry } from '../../src/cluster/sessions-entry.ts'
import type { StateRecord } from '../core/state.ts'

/** `value`: something without members of its own, or a list of such; else the members of what is there, or of each element of a list. */
type Members = 'value' | { readonly [name: string]: Members }
type MembersOf<Entry> = { readonly [Name in keyof Required<Entry>]: Members }

const value = 'value'

const server: MembersOf<ServerEntry> = { id: value, address: value, domain: value, incarnation: value, nonce: value, full: value }
const region: MembersOf<RegionEntry> = {
  id: value,
  epoch: value,
  founded: value,
  members: value,
  joined: value,
  learner: { server: value, joined: value },
  reconciling: value,
  doubtful: value,
  forgot: value,
  standby: { server: value, joined: value },
}
const axis: MembersOf<AxisEntry> = { attribute: value, side: value, cutPoints: value }
const subspace: MembersOf<SubspaceEntry> = { axes: axis, regions: region, stage: value, since: value }
const space: MembersOf<SpaceEntry> = {
  id: value,
  schemaVersion: value,
  definition: value,
  settling: value,
  readOnly: value,
  subspaces: subspace,
  dropped: value,
  buildingPartitions: value,
}
const sessions: MembersOf<SessionsEntry> = { endedBelow: value, live: value, liveFrom: value, ended: value }
const change: MembersOf<ConfigurationChange> = {
  fromVersion: value,
  toVersion: value,
  cluster: value,
  readOnly: value,
  servers: server,
  serversRemoved: value,
  spaces: space,
  spacesRemoved: value,
  regions: region,
  sessions,
}
const record: MembersOf<StateRecord> = {
  change,
  nextServer: value,
  nextSpace: value,
  nextRegion: value,
  nextClient: value,
  offline: value,
  killed: value,
}

/** Throws a RangeError for the first member, with its path, that a record of this release does not have. */
export function checkMembers(found: object): void {
  check(found, record, '')
}

function check(found: unknown, members: Members, path: string): void {
  if (members === value || typeof found !== 'object' || found === null) return
  if (Array.isArray(found)) {
    for (const element of found) check(element, members, path)
    return
  }
  for (const [name, inner] of Object.entries(found)) {
    const place = path === '' ? name : `${path}.${name}`
    if (!Object.hasOwn(members, name))
      throw new RangeError(`a record has the member ${JSON.stringify(place)}, which this release does not know`)
    check(inner, members[name]!, place)
  }
}
