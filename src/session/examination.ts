// The examination of keys whose copies looked different, and their mending (comparison.ts).
import { type ComparedRow, type Response, responseStatus } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import { Locator } from '../hyperspace/locate.ts'
import { type Bytes, toLatin1 } from '../values/bytes.ts'
import type { Comparing, ComparisonOptions, Difference, DifferenceKind } from './comparison-steps.ts'
import type { PlaceQuestion } from './place-calls.ts'

export interface KeyInDoubt {
  /** In ordered form. */
  readonly key: Bytes
  readonly canonical: Bytes
  /** Where copies were seen. */
  readonly regions: ReadonlySet<number>
}

interface Examined {
  readonly differences: readonly Difference[]
  readonly left: readonly Difference[]
  readonly unsettled: number
}

interface Place {
  readonly subspace: number
  readonly region: number
  readonly server: number
}

interface LookedAt {
  readonly differences: Difference[]
  readonly unsettled: KeyInDoubt[]
}

const roundsMax = 8

/** Examines keys until each has stood still for a look, and mends those that differ. */
export function* examine(options: ComparisonOptions, keys: readonly KeyInDoubt[], compared: number): Comparing<Examined> {
  const before = yield* lookAtAll(options, keys, compared)
  if (!options.mend || before.differences.length === 0) {
    return { differences: before.differences, left: before.differences, unsettled: before.unsettled.length }
  }
  const strays = new Map<string, Set<number>>()
  for (const { key, kind, subspace, region } of before.differences) {
    const name = toLatin1(key)
    const regions = strays.get(name) ?? new Set<number>()
    strays.set(name, regions)
    if (subspace > 0 && (kind === 'stray' || kind === 'misplaced')) regions.add(region)
  }
  const ill = keys.filter(({ canonical }) => strays.has(toLatin1(canonical)))
  const present = options.configuration().spaces.get(options.space)
  const questions = present
    ? ill.map(({ canonical: key }): PlaceQuestion => {
        return { region: keyRegionOf(present, key), server: 0, redrive: { key, strays: [...strays.get(toLatin1(key))!] } }
      })
    : []
  yield { questions, found: [], keys: compared }
  const after = yield* lookAtAll(options, ill, compared)
  return { differences: before.differences, left: after.differences, unsettled: before.unsettled.length + after.unsettled.length }
}

function* lookAtAll({ space, configuration }: ComparisonOptions, keys: readonly KeyInDoubt[], compared: number): Comparing<LookedAt> {
  const differences: Difference[] = []
  let unsettled = keys
  for (let round = 0; round < roundsMax && unsettled.length > 0; round++) {
    const { version, spaces } = configuration()
    const present = spaces.get(space)
    if (!present) return { differences: [], unsettled: [] }
    const seen = yield* lookOnce(present, version, unsettled, compared)
    differences.push(...seen.differences)
    unsettled = seen.unsettled
  }
  return { differences, unsettled: [...unsettled] }
}

/** `known`: the version of the configuration that the space is of. */
function* lookOnce(space: Space, known: number, keys: readonly KeyInDoubt[], compared: number): Comparing<LookedAt> {
  const byRegion = new Map<number, KeyInDoubt[]>()
  for (const doubt of keys) push(byRegion, keyRegionOf(space, doubt.canonical), doubt)
  const groups = [...byRegion]
  const toLeaders = groups.map(([region, doubts]): PlaceQuestion => {
    return { region, server: 0, compare: { keys: doubts.map(({ key }) => key), settled: true } }
  })
  const leading = new Map<string, ComparedRow>()
  const issued = new Map<string, number>()
  const first = yield { questions: toLeaders, found: [], keys: compared }
  for (const [index, [, doubts]] of groups.entries()) {
    take(leading, doubts, first[index]!)
    for (const { key } of doubts) issued.set(toLatin1(key), first[index]!.version ?? 0)
  }
  const asked = new Map<string, { place: Place; doubts: KeyInDoubt[] }>()
  for (const doubt of keys) {
    const leader = leading.get(toLatin1(doubt.key))
    if (!leader) continue
    for (const region of new Set([keyRegionOf(space, doubt.canonical), ...(leader.regions ?? []), ...doubt.regions])) {
      for (const place of placesOf(space, region)) {
        const name = `${place.region} ${place.server}`
        const group = asked.get(name) ?? { place, doubts: [] }
        group.doubts.push(doubt)
        asked.set(name, group)
      }
    }
  }
  const places = [...asked.values()]
  const toReplicas = places.map(({ place: { region, server }, doubts }): PlaceQuestion => {
    return { region, server, compare: { keys: doubts.map(({ key }) => key) } }
  })
  const copies = yield { questions: toReplicas, found: [], keys: compared }
  const again = new Map<string, ComparedRow>()
  const issuedSince = new Map<string, number>()
  const second = yield { questions: toLeaders, found: [], keys: compared }
  for (const [index, [, doubts]] of groups.entries()) {
    take(again, doubts, second[index]!)
    for (const { key } of doubts) issuedSince.set(toLatin1(key), second[index]!.version ?? 0)
  }
  // A leader by whose newer configuration a region is gone, or a grid another one, speaks of other places.
  if ([...first, ...second].some(({ configurationVersion }) => (configurationVersion ?? 0) > known))
    return { differences: [], unsettled: [...keys] }
  const still = new Set<string>()
  for (const [name, { version }] of leading) if (again.get(name)?.version === version) still.add(name)
  const seen: { name: string; difference: Difference }[] = []
  for (const [index, { place, doubts }] of places.entries()) {
    const rows = new Map<string, ComparedRow>()
    take(rows, doubts, copies[index]!)
    for (const doubt of doubts) {
      const name = toLatin1(doubt.key)
      const row = rows.get(name)
      // A server that holds the region no longer has no copy that counts.
      if (!row || !still.has(name)) continue
      // Absence has no version: the key may have been created and removed between the two looks.
      const version = row.version ?? 0
      if (version > issued.get(name)! && version <= issuedSince.get(name)!) still.delete(name)
      else for (const difference of differenceOf(space, place, doubt, leading.get(name)!, row)) seen.push({ name, difference })
    }
  }
  const differences = seen.filter(({ name }) => still.has(name)).map(({ difference }) => difference)
  return { differences, unsettled: keys.filter(({ key }) => !still.has(toLatin1(key))) }
}

function differenceOf(space: Space, place: Place, doubt: KeyInDoubt, leader: ComparedRow, row: ComparedRow): Difference[] {
  const wanted = leader.version ?? 0
  const version = row.version ?? 0
  const belongs =
    place.subspace === 0 ? place.region === keyRegionOf(space, doubt.canonical) : (leader.regions ?? []).includes(place.region)
  const kind = kindOf(wanted > 0 && belongs, leader, row)
  return kind ? [{ kind, ...place, key: doubt.canonical, version, wanted }] : []
}

function kindOf(belongs: boolean, leader: ComparedRow, row: ComparedRow): DifferenceKind | undefined {
  const wanted = leader.version ?? 0
  const version = row.version ?? 0
  if (version === 0) return belongs ? 'missing' : undefined
  if (row.misplaced) return 'misplaced'
  if (!belongs) return 'stray'
  if (version !== wanted) return version < wanted ? 'stale' : 'newer'
  return row.sum === leader.sum ? undefined : 'differs'
}

/** The rows of an answer, in the order in which their keys were asked for. */
function take(rows: Map<string, ComparedRow>, doubts: readonly KeyInDoubt[], { status, compared }: Response): void {
  if ((status ?? responseStatus.ok) !== responseStatus.ok) return
  for (const [index, row] of (compared?.rows ?? []).entries()) {
    const doubt = doubts[index]
    if (doubt) rows.set(toLatin1(doubt.key), row)
  }
}

function keyRegionOf(space: Space, key: Bytes): number {
  let locator = locators.get(space)
  if (!locator) {
    locator = new Locator(space)
    locators.set(space, locator)
  }
  return space.subspaces[0]!.regions[locator.regionPosition(0, key, [])]!.id
}

const locators = new WeakMap<Space, Locator>()

function placesOf(space: Space, region: number): Place[] {
  for (const [subspace, { regions, stage }] of space.subspaces.entries()) {
    if (stage === 'building') continue
    for (const { id, members } of regions) if (id === region) return members.map((server) => ({ subspace, region, server }))
  }
  return []
}

function push<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}
