// What the servers of a stopped cluster have on their disks, compared region by region: replicas of one region with each other, every
// subspace with the key's, each object's place with its values (protocol.md section 0, P5).
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { applyChange } from '../../src/cluster/change.ts'
import { type Configuration, emptyConfiguration, type Region, type Space } from '../../src/cluster/configuration.ts'
import { Locator } from '../../src/hyperspace/locate.ts'
import { regionIndexes } from '../../src/hyperspace/region-indexes.ts'
import type { Entry } from '../../src/ports/store.ts'
import { objectKey, readObjectRow, regionRange, rowKind } from '../../src/replication/layout.ts'
import { LevelStore } from '../../src/storage/level-store.ts'
import { AdminCaller } from '../../src/transport/admin-caller.ts'
import { fromLatin1, toLatin1 } from '../../src/values/bytes.ts'
import { decodeObject } from '../../src/values/object.ts'
import { dataType } from '../../src/values/registry.ts'
import { type PendingRow, pendingKinds, pendingRows } from '../replication/pending-rows.ts'
import { indexKey } from '../replication/row-keys.ts'

interface StoredObject {
  readonly version: number
  readonly object: string
  readonly values: readonly Uint8Array[]
}

/** By the key in ordered form, as latin1. */
type Stored = ReadonlyMap<string, StoredObject>

const largeEnough = 1 << 30

export async function configurationOf(address: string): Promise<Configuration> {
  const admin = new AdminCaller([address])
  try {
    return applyChange(emptyConfiguration, await admin.getConfiguration(0))
  } finally {
    admin.close()
  }
}

/**
 * Everything that is not as it should be, in words; empty when the replicas agree. The processes must have ended. Throws when a space
 * holds another number of objects than `objects` says.
 *
 * @param serverDirectories data directories in any order
 */
export async function disagreements(
  configuration: Configuration,
  serverDirectories: readonly string[],
  objects: Readonly<Record<string, number>>,
): Promise<string[]> {
  const stores = new Map<number, LevelStore>()
  try {
    for (const directory of serverDirectories) {
      const { server } = JSON.parse(await readFile(join(directory, 'format'), 'utf8')) as { server: number }
      stores.set(server, await LevelStore.open(join(directory, 'store')))
    }
    const found: string[] = []
    for (const space of configuration.spaces.values()) {
      found.push(...(await compareSpace(space, stores, objects[space.definition.name] ?? 0)))
    }
    return found
  } finally {
    for (const store of stores.values()) await store.close()
  }
}

async function compareSpace(space: Space, stores: ReadonlyMap<number, LevelStore>, objects: number): Promise<string[]> {
  const found: string[] = []
  const locator = new Locator(space)
  let reference: Stored | undefined
  for (const [subspace, { regions }] of space.subspaces.entries()) {
    const whole = new Map<string, StoredObject>()
    for (const [position, region] of regions.entries()) {
      const name = `${space.definition.name}, subspace ${subspace}, region ${region.id}`
      const stored = await compareReplicas(name, space, region, stores, found)
      for (const [key, object] of stored) {
        if (whole.has(key)) found.push(`${name}: key ${key} is in another region too`)
        whole.set(key, object)
        const place = locator.regionPosition(subspace, fromOrdered(space, key), object.values)
        if (place !== position) found.push(`${name}: key ${key} belongs into region ${regions[place]!.id}`)
      }
    }
    if (reference) found.push(...differences(`${space.definition.name}, subspace ${subspace} against the key's`, reference, whole))
    reference ??= whole
  }
  if (reference?.size !== objects) throw new Error(`${space.definition.name} has ${reference?.size} objects and not ${objects}`)
  return found
}

async function compareReplicas(
  name: string,
  space: Space,
  region: Region,
  stores: ReadonlyMap<number, LevelStore>,
  found: string[],
): Promise<Stored> {
  let head: Stored | undefined
  for (const member of region.members) {
    const store = stores.get(member)!
    const pending = (await recordsOf(store)).filter((record) => record.region === region.id)
    if (pending.length > 0) found.push(`${name}: ${pending.length} pending records at server ${member}`)
    const stored = await objectsOf(store, region.id)
    found.push(...(await wrongIndexRows(`${name} at server ${member}`, space, region, store, stored)))
    if (head) found.push(...differences(`${name}: server ${member} against the head`, head, stored))
    head ??= stored
  }
  return head ?? new Map()
}

/** Of everything that is pending at the server. */
async function recordsOf(store: LevelStore): Promise<PendingRow[]> {
  const rows = pendingKinds.map((kind) =>
    store.read({ from: Uint8Array.of(kind), to: Uint8Array.of(kind + 1), reverse: false }, { limit: largeEnough, maxBytes: largeEnough }),
  )
  return pendingRows((await Promise.all(rows)).flat())
}

function rowsOf(store: LevelStore, kind: number, region: number): Promise<Entry[]> {
  return store.read(regionRange(kind, region), { limit: largeEnough, maxBytes: largeEnough })
}

async function objectsOf(store: LevelStore, region: number): Promise<Stored> {
  const prefix = objectKey(region, new Uint8Array(0)).length
  const stored = new Map<string, StoredObject>()
  for (const { key, value } of await rowsOf(store, rowKind.object, region)) {
    const { version, object } = readObjectRow(value)
    stored.set(toLatin1(key.subarray(prefix)), { version, object: toLatin1(object), values: decodeObject(object) })
  }
  return stored
}

/** The index rows are exactly those of the objects that are there. */
async function wrongIndexRows(name: string, space: Space, region: Region, store: LevelStore, stored: Stored): Promise<string[]> {
  const subspace = space.subspaces.findIndex(({ regions }) => regions.some(({ id }) => id === region.id))
  const expected = new Set<string>()
  for (const [key, { values }] of stored) {
    for (const { attribute, forms } of regionIndexes(space, subspace)) {
      const { absent } = dataType(space.definition.attributes[attribute - 1]!.type)
      for (const form of forms(values[attribute - 1] ?? absent)) {
        expected.add(toLatin1(indexKey(region.id, attribute, form, fromLatin1(key))))
      }
    }
  }
  const rows = await rowsOf(store, rowKind.index, region.id)
  const extra = rows.filter(({ key }) => !expected.delete(toLatin1(key))).length
  return extra + expected.size === 0 ? [] : [`${name}: ${extra} index rows too many, ${expected.size} missing`]
}

function differences(name: string, expected: Stored, actual: Stored): string[] {
  const found: string[] = []
  for (const [key, { version, object }] of expected) {
    const other = actual.get(key)
    if (!other) found.push(`${name}: key ${key} is missing`)
    else if (other.version !== version) found.push(`${name}: key ${key} has version ${other.version} and not ${version}`)
    else if (other.object !== object) found.push(`${name}: key ${key} has other values at the same version`)
  }
  for (const key of actual.keys()) if (!expected.has(key)) found.push(`${name}: key ${key} is there though it should not be`)
  return found
}

function fromOrdered(space: Space, key: string): Uint8Array {
  return dataType(space.definition.key.type).fromOrdered(fromLatin1(key))
}
