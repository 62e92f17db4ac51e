// P5: when no update is pending, every replica of a region holds the same objects at the same versions, and every subspace holds
// exactly the objects of the key subspace, each in the one region its values hash to. Also that the versions one replica holds never
// go back between two dumps of it, and that what a dump holds is what clients may have left there.
import type { RecordedHistory, Violation } from './history.ts'

export interface StoredObject {
  readonly version: number
  /** The values as a text or a digest: equal texts, equal values. */
  readonly values: string
}

export interface MemberDump {
  readonly server: string
  readonly objects: ReadonlyMap<string, StoredObject>
}

export interface RegionDump {
  /** 0 is the key subspace. */
  readonly subspace: number
  /** The region's position in its subspace, as `RegionOf` tells it. */
  readonly region: number
  /** Every full member of the chain, at least one. Learners are left out. */
  readonly members: readonly MemberDump[]
}

/** All regions of all subspaces of one space. */
export interface SpaceDump {
  readonly space: string
  readonly regions: readonly RegionDump[]
}

/** The position of the region of a subspace which an object with these values belongs to. */
export type RegionOf = (subspace: number, key: string, values: string) => number

/** To be called at a quiet point: with updates pending replicas may differ. */
export function checkAgreement(dump: SpaceDump, regionOf: RegionOf): Violation[] {
  const violations: Violation[] = []
  const report = (message: string, key?: string) => {
    violations.push({ checker: 'agreement', ...(key !== undefined && { key }), message: `Space ${dump.space}: ${message}`, evidence: [] })
  }
  const subspaces = new Map<number, Map<string, Copy>>()
  const dumped = new Set<string>()
  for (const region of dump.regions) {
    const name = regionName(region)
    if (dumped.has(name)) report(`${name} was dumped twice`)
    dumped.add(name)
    compareMembers(region, report)
    const copies = subspaces.get(region.subspace) ?? new Map<string, Copy>()
    subspaces.set(region.subspace, copies)
    for (const [key, object] of region.members[0]?.objects ?? []) {
      const right = regionOf(region.subspace, key, object.values)
      if (right !== region.region) report(`${key} lies in ${name}, its values belong to region ${right}`, key)
      const other = copies.get(key)
      if (other !== undefined) report(`${key} lies in ${name} and in ${regionName(other.region)}`, key)
      copies.set(key, { object, region })
    }
  }
  const keys = subspaces.get(0)
  if (keys === undefined) report('no region of the key subspace was dumped')
  for (const [subspace, copies] of subspaces) if (subspace !== 0 && keys !== undefined) compareSubspace(keys, subspace, copies, report)
  return violations
}

interface Copy {
  readonly object: StoredObject
  readonly region: RegionDump
}

type Report = (message: string, key?: string) => void

function regionName(region: RegionDump): string {
  return `region ${region.region} of subspace ${region.subspace}`
}

function objectName(object: StoredObject | undefined): string {
  return object === undefined ? 'not at all' : `as ${object.values} @${object.version}`
}

function equalStored(a: StoredObject | undefined, b: StoredObject | undefined): boolean {
  return a?.version === b?.version && a?.values === b?.values
}

function compareMembers(region: RegionDump, report: Report): void {
  const [first, ...others] = region.members
  if (first === undefined) {
    report(`${regionName(region)} has no member`)
    return
  }
  for (const other of others) {
    for (const key of new Set([...first.objects.keys(), ...other.objects.keys()])) {
      const left = first.objects.get(key)
      const right = other.objects.get(key)
      if (equalStored(left, right)) continue
      report(`in ${regionName(region)} ${first.server} holds ${key} ${objectName(left)}, ${other.server} ${objectName(right)}`, key)
    }
  }
}

function compareSubspace(keys: Map<string, Copy>, subspace: number, copies: Map<string, Copy>, report: Report): void {
  for (const key of new Set([...keys.keys(), ...copies.keys()])) {
    const right = keys.get(key)?.object
    const copy = copies.get(key)?.object
    if (equalStored(right, copy)) continue
    report(`subspace ${subspace} holds ${key} ${objectName(copy)}, the key subspace ${objectName(right)}`, key)
  }
}

/**
 * Two dumps of the same space, the first taken before the second; needs no quiet point. Members are known by server, and only those in
 * both are compared. An object may be gone from a member (removed, or relocated), but while it is there its version never falls, and one
 * version never changes its values.
 */
export function checkSuccession(before: SpaceDump, after: SpaceDump): Violation[] {
  const violations: Violation[] = []
  const earlier = new Map(before.regions.flatMap((region) => region.members.map((member) => [memberName(region, member), member])))
  for (const region of after.regions) {
    for (const member of region.members) {
      for (const [key, object] of member.objects) {
        const old = earlier.get(memberName(region, member))?.objects.get(key)
        if (old === undefined || old.version < object.version || equalStored(old, object)) continue
        const message = `Space ${after.space}: ${memberName(region, member)} held ${key} ${objectName(old)}, later ${objectName(object)}`
        violations.push({ checker: 'agreement', key, message, evidence: [] })
      }
    }
  }
  return violations
}

function memberName(region: RegionDump, member: MemberDump): string {
  return `${member.server} in ${regionName(region)}`
}

/**
 * What lies in the key subspace at the end was told to nobody under another version: no client saw a newer version of it than is there,
 * and none was told of a version of a key that is still there as the newest and stored otherwise. Keys of the dump are turned into
 * those of the history by `name`.
 */
export function checkDumpAgainstHistory(dump: SpaceDump, history: RecordedHistory, name: (key: string) => string): Violation[] {
  const newest = new Map<string, number>()
  for (const { key, result } of history.operations) {
    if (result.answer === 'ok' && result.version !== undefined) newest.set(key, Math.max(newest.get(key) ?? 0, result.version))
  }
  const violations: Violation[] = []
  for (const region of dump.regions.filter(({ subspace }) => subspace === 0)) {
    for (const { server, objects } of region.members) {
      for (const [key, object] of objects) {
        const told = newest.get(name(key))
        if (told === undefined || told <= object.version) continue
        const message = `Space ${dump.space}: ${server} holds ${key} ${objectName(object)}, a client was told version ${told}`
        violations.push({ checker: 'agreement', key, message, evidence: [] })
      }
    }
  }
  return violations
}
