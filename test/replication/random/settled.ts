// What must hold of disks and members once a schedule has come to rest (protocol.md P5): replicas agree, subspaces hold the same objects, index
// rows, sizes and accounts are exact, nothing is left over.
import type { Region } from '../../../src/cluster/configuration.ts'
import type { Entry } from '../../../src/ports/store.ts'
import { objectKey, objectRow, readUint32, readUint64, rowKind, sizeKey } from '../../../src/replication/layout.ts'
import { SpaceView } from '../../../src/replication/space-view.ts'
import { toLatin1 } from '../../../src/values/bytes.ts'
import { encodeString } from '../../../src/values/encode.ts'
import { decodeObject } from '../../../src/values/object.ts'
import { indexKey } from '../row-keys.ts'
import type { State } from './decided.ts'
import type { FaultyWorld } from './faulty-world.ts'
import { encodeThing } from './model.ts'
import { Violation } from './violation.ts'

const allKeys = { from: Uint8Array.of(0), to: Uint8Array.of(255), reverse: false }
const everything = { limit: Number.MAX_SAFE_INTEGER, maxBytes: Number.MAX_SAFE_INTEGER }

export async function checkSettled(world: FaultyWorld, histories: ReadonlyMap<string, readonly State[]>): Promise<void> {
  const view = new SpaceView(world.newest.spaces.get(1)!)
  for (const [server, host] of world.hosts) {
    host.member!.stop()
    world.begin(server)
    world.finishWrite(server)
    const entries = await host.store.read(allKeys, everything)
    const logged = entries.filter(({ key }) => key[0] === rowKind.segment || key[0] === rowKind.settled)
    if (logged.length > 0) throw new Violation('pending', `server ${server} still has ${logged.map(({ key }) => hex(toLatin1(key)))}`)
    checkMember(server, host.member!)
    for (const [subspace, { regions }] of view.space.subspaces.entries()) {
      for (const region of regions) {
        const rows = rowsOf(entries, region.id)
        const what = `region ${subspace}.${regions.indexOf(region)} at server ${server}`
        if (region.members.includes(server)) checkRegion(what, view, subspace, region, rows, histories, host.member!.regions())
        else if (rows.length > 0 && region.members.length > view.space.definition.tolerate) {
          const found = rows.map(({ key }) => hex(toLatin1(key)))
          throw new Violation('foreign', `${what} is not its own and has the rows ${found}`)
        }
      }
    }
  }
}

type Member = NonNullable<FaultyWorld['hosts'] extends Map<number, infer Host> ? (Host extends { member: infer M } ? M : never) : never>

function checkMember(server: number, member: Member): void {
  const { count: updates, bytes } = member.led.total
  if (updates !== 0 || bytes !== 0) throw new Violation('led', `server ${server} counts ${updates} updates, ${bytes} bytes`)
  const waiting = member.waiting.total
  if (waiting.count !== 0 || waiting.bytes !== 0)
    throw new Violation('waiting', `server ${server} counts ${waiting.count} requests that wait`)
  if (member.openSearches() !== 0) throw new Violation('cursors', `server ${server} still has ${member.openSearches()} searches open`)
}

function rowsOf(entries: readonly Entry[], region: number): Entry[] {
  return entries.filter(({ key }) => key[0] !== rowKind.watermark && readUint32(key, 1) === region)
}

function checkRegion(
  what: string,
  view: SpaceView,
  subspace: number,
  region: Region,
  rows: readonly Entry[],
  histories: ReadonlyMap<string, readonly State[]>,
  reports: ReturnType<Member['regions']>,
): void {
  const expected = expectedRows(view, subspace, region, histories)
  const kinds = new Set<number>([rowKind.object, rowKind.index])
  const actual = new Map(rows.filter(({ key }) => kinds.has(key[0]!)).map(({ key, value }) => [toLatin1(key), toLatin1(value)]))
  for (const [name, value] of expected) {
    if (actual.get(name) !== value)
      throw new Violation('lost', `${what} lacks ${hex(name)} = ${hex(value)}, it has ${hex(actual.get(name) ?? '')}`)
  }
  for (const name of actual.keys()) if (!expected.has(name)) throw new Violation('left over', `${what} has ${hex(name)}`)
  for (const { key } of rows) {
    if (key[0] === rowKind.pending) throw new Violation('pending', `${what} still has ${hex(toLatin1(key))}`)
    if (key[0] === rowKind.removal || key[0] === rowKind.departure) throw new Violation('remembered', `${what}: ${hex(toLatin1(key))}`)
  }
  checkSize(what, region, rows, reports)
}

/** Object and index rows, by the text of their keys. */
function expectedRows(
  view: SpaceView,
  subspace: number,
  region: Region,
  histories: ReadonlyMap<string, readonly State[]>,
): Map<string, string> {
  const expected = new Map<string, string>()
  for (const [name, states] of histories) {
    const { thing, version } = states.at(-1)!
    if (!thing) continue
    const key = encodeString(name)
    const object = encodeThing(thing)
    const values = decodeObject(object)
    if (view.regionOf(subspace, key, values).id !== region.id) continue
    expected.set(toLatin1(objectKey(region.id, key)), toLatin1(objectRow(version, object)))
    for (const { attribute, forms } of view.indexes[subspace]!) {
      for (const form of forms(values[attribute - 1]!)) expected.set(toLatin1(indexKey(region.id, attribute, form, key)), '')
    }
  }
  return expected
}

function checkSize(what: string, region: Region, rows: readonly Entry[], reports: ReturnType<Member['regions']>): void {
  const objects = rows.filter(({ key }) => key[0] === rowKind.object)
  const bytes = objects.reduce((sum, { key, value }) => sum + key.length + value.length, 0)
  const report = reports.find((one) => one.region === region.id)!
  if (report.objects !== objects.length || report.bytes !== bytes || report.pending !== 0) {
    const counted = `${objects.length} objects of ${bytes} bytes`
    throw new Violation('size', `${what} reports ${report.objects} of ${report.bytes}, ${report.pending} pending; it holds ${counted}`)
  }
  const row = rows.find(({ key }) => toLatin1(key) === toLatin1(sizeKey(region.id)))?.value
  if (row?.[0] === 1 && (readUint64(row, 1) !== objects.length || readUint64(row, 9) !== bytes)) {
    throw new Violation('size', `${what}: the row says ${readUint64(row, 1)} objects of ${readUint64(row, 9)} bytes`)
  }
}

function hex(text: string): string {
  return Buffer.from(text, 'latin1').toString('hex')
}
