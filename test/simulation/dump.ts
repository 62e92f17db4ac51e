// What lies on the disks of the virtual servers, read by the documented formats (docs/formats): the objects of every replica for the check of agreement,
// index rows against the objects, and what should be gone or bounded once everything has settled.
import { type Configuration, joinedAt, type Region, type Space } from '../../src/cluster/configuration.ts'
import { readObjectRow, readUint64, regionRange, rowKind } from '../../src/replication/layout.ts'
import { SpaceView } from '../../src/replication/space-view.ts'
import { fromLatin1, toLatin1 } from '../../src/values/bytes.ts'
import { decodeString } from '../../src/values/encode.ts'
import { decodeObject } from '../../src/values/object.ts'
import type { MemberDump, RegionDump, RegionOf, SpaceDump, StoredObject } from '../checkers/agreement.ts'
import { indexKey } from '../replication/row-keys.ts'
import type { Disk } from './disk.ts'
import type { VirtualServer } from './server.ts'

type Disks = ReadonlyMap<number, Disk>

export function disksOf(servers: readonly VirtualServer[]): Disks {
  return new Map(servers.map((server) => [server.id, server.disk]))
}

export function dumpSpace(space: Space, disks: Disks): SpaceDump {
  const view = new SpaceView(space)
  return {
    space: space.definition.name,
    regions: space.subspaces.flatMap(({ regions }, subspace) =>
      regions.map((region, position) => ({ subspace, region: position, members: dumpMembers(view, region, disks) })),
    ),
  }
}

/** All regions of all spaces by their ids, each replica under a name of its present membership. */
export function dumpMemberships({ spaces }: Configuration, disks: Disks): SpaceDump {
  const regions: RegionDump[] = []
  for (const space of spaces.values()) {
    const view = new SpaceView(space)
    for (const [subspace, { regions: all }] of space.subspaces.entries()) {
      for (const region of all) {
        const members = dumpMembers(view, region, disks).map(({ server, objects }, position) => {
          return { server: `${server}, a member since epoch ${joinedAt(region, region.members[position]!)},`, objects }
        })
        regions.push({ subspace, region: region.id, members })
      }
    }
  }
  return { space: 'any', regions }
}

function dumpMembers(view: SpaceView, region: Region, disks: Disks): MemberDump[] {
  return region.members.map((server) => {
    const objects = new Map<string, StoredObject>()
    for (const { key, value } of disks.get(server)!.all(regionRange(rowKind.object, region.id))) {
      const { version, object } = readObjectRow(value)
      objects.set(decodeString(view.keyType.fromOrdered(key.subarray(5)))!, { version, values: toLatin1(object) })
    }
    return { server: `server ${server}`, objects }
  })
}

export function regionFinder(space: Space): RegionOf {
  const view = new SpaceView(space)
  return (subspace, key, values) => view.locator.regionPosition(subspace, fromLatin1(key), decodeObject(fromLatin1(values)))
}

/** Index rows that are missing or lead to nothing. */
export function checkIndexes(space: Space, disks: Disks): string[] {
  const view = new SpaceView(space)
  const problems: string[] = []
  for (const [subspace, { regions }] of space.subspaces.entries()) {
    for (const region of regions) {
      for (const server of region.members) {
        const disk = disks.get(server)!
        const wanted = new Set<string>()
        for (const { key, value } of disk.all(regionRange(rowKind.object, region.id))) {
          const values = decodeObject(readObjectRow(value).object)
          for (const { attribute, forms } of view.indexes[subspace]!) {
            for (const form of forms(view.valueOf(values, attribute))) {
              wanted.add(toLatin1(indexKey(region.id, attribute, form, key.subarray(5))))
            }
          }
        }
        const found = disk.all(regionRange(rowKind.index, region.id)).map(({ key }) => toLatin1(key))
        const extra = found.filter((key) => !wanted.delete(key)).length
        if (extra + wanted.size === 0) continue
        problems.push(
          `region ${region.id} of ${space.definition.name} at server ${server} has ${extra} index rows too many, lacks ${wanted.size}`,
        )
      }
    }
  }
  return problems
}

/** Rows that go away once every update has settled, Δ has passed and every object's time is over, and rows of regions that are no more; empty when all is quiet. */
export function leftovers(configuration: Configuration, disks: Disks): string[] {
  const regions = new Map<number, Region>()
  for (const { subspaces } of configuration.spaces.values())
    for (const subspace of subspaces) for (const region of subspace.regions) regions.set(region.id, region)
  const found: string[] = []
  for (const [server, disk] of disks) {
    const { segment, settled } = rowKind
    const passing = {
      segment,
      settled,
      pending: rowKind.pending,
      removal: rowKind.removal,
      departure: rowKind.departure,
      expiry: rowKind.expiry,
    }
    for (const [name, kind] of Object.entries(passing)) {
      const count = disk.all(kindRange(kind)).length
      if (count > 0) found.push(`server ${server} has ${count} ${name} rows`)
    }
    for (const kind of [rowKind.object, rowKind.index, rowKind.outcome, rowKind.mark]) {
      const foreign = disk.all(kindRange(kind)).filter(({ key }) => !regions.get(regionOf(key))?.members.includes(server))
      if (foreign.length > 0)
        found.push(`server ${server} has ${foreign.length} rows of kind ${String.fromCharCode(kind)} of regions it does not hold`)
    }
  }
  return found
}

/** The most outcomes that one region remembers for one client. */
export function outcomesMost(disks: Disks): number {
  let most = 0
  for (const disk of disks.values()) {
    const counts = new Map<string, number>()
    for (const { key, value } of disk.all(kindRange(rowKind.outcome))) {
      const place = `${regionOf(key)} ${readUint64(key, 5)}`
      const count = (counts.get(place) ?? 0) + value.length / 16
      counts.set(place, count)
      most = Math.max(most, count)
    }
  }
  return most
}

function kindRange(kind: number) {
  return { from: Uint8Array.of(kind), to: Uint8Array.of(kind + 1), reverse: false }
}

function regionOf(key: Uint8Array): number {
  return new DataView(key.buffer, key.byteOffset).getUint32(1)
}
