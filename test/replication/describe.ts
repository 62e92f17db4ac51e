// Messages, rows and answers as the short text that traces are made of. Regions are named by their subspace and position: K0, A1, B0.
import type { Response } from '../../src/cluster/client-messages.ts'
import type { ConfigurationIndex } from '../../src/cluster/lookup.ts'
import type { WriteBatch } from '../../src/ports/store.ts'
import { noMembership, readObjectRow, readUint32, readUint64, rowKind } from '../../src/replication/layout.ts'
import type { CopyAsk, CopyPage, LinkMessage, ReconcileAnswer, ReconcileAsk } from '../../src/replication/messages.ts'
import { readUpdate } from '../../src/replication/update.ts'
import { fromLatin1, toLatin1 } from '../../src/values/bytes.ts'
import { decodeObject } from '../../src/values/object.ts'
import { type PendingRow, pendingChanges } from './pending-rows.ts'

export function describeVersion(version: number): string {
  return `${Math.floor(version / 2 ** 32)}.${version % 2 ** 32}`
}

export function describeRegion(index: ConfigurationIndex, region: number): string {
  const location = index.regionById(region)
  return location ? `${'KABCDEFG'[location.subspace]}${location.position}` : `region ${region}`
}

function describeObject(object: Uint8Array): string {
  return decodeObject(object).map(toLatin1).join(',')
}

export function describeMessage(index: ConfigurationIndex, message: LinkMessage): string {
  if (message.refusal) return `refusal: configuration ${message.configurationVersion} is newer`
  if (message.keepAlive) return `keep-alive ${message.keepAlive.number}, configuration ${message.configurationVersion}`
  if (message.alive) {
    const { number, change } = message.alive
    const told = change ? `, with what leads from ${change.fromVersion}` : ''
    return `alive ${number}, configuration ${message.configurationVersion}${told}`
  }
  const places = `${describeRegion(index, message.fromRegion!)} > ${describeRegion(index, message.toRegion!)}`
  if (message.update) {
    const update = readUpdate(message.update)
    const what = update.object ? `= ${describeObject(update.object)}` : 'removed'
    const { redriven } = update
    const strays = (redriven?.strays ?? []).map((region) => `, astray in ${describeRegion(index, region)}`).join('')
    const how = redriven ? (redriven.adopted ? 'adopted' : 'driven again') : `after ${describeVersion(update.previous)}`
    return `${places} update ${update.keyName}@${describeVersion(update.version)} ${how} ${what}${strays}`
  }
  if (message.acknowledgement) {
    const { key, version } = message.acknowledgement
    return `${places} acknowledgement ${toLatin1(key!)}@${describeVersion(version!)}`
  }
  if (message.copyAsk) return `${places} ${describeAsk(message.copyAsk)}`
  if (message.copyPage) return `${places} ${describePage(message.copyPage)}`
  if (message.reconcileAsk) return `${places} ${describeReconcileAsk(message.reconcileAsk)}`
  if (message.reconcileAnswer) return `${places} ${describeReconcileAnswer(message.reconcileAnswer)}`
  return `${places} watermark ${describeVersion(message.watermark!.version!)}`
}

function letter(kind: number | null | undefined): string {
  return String.fromCharCode(kind ?? 0)
}

function describeVersions(versions: CopyAsk['have']): string {
  return (versions ?? []).map(({ key, version }) => `${toLatin1(key!)}@${describeVersion(version!)}`).join(' ')
}

function describeAsk({ begin, kind, after, through, have }: CopyAsk): string {
  const behind = after?.length ? ` behind ${toLatin1(after)}` : ''
  const upTo = through?.length ? ` up to ${toLatin1(through)}` : ''
  return `${begin ? 'begins a copy, asks' : 'asks'} for ${letter(kind)}${behind}${upTo}${have?.length ? `, has ${describeVersions(have)}` : ''}`
}

function describeReconcileAsk({ drained, after, through, keys, settled }: ReconcileAsk): string {
  if (drained) return 'asks whether anything is pending'
  if (settled) return 'has settled'
  if (keys?.length) return `asks for ${keys.map(toLatin1).join(', ')}`
  return `asks what is there${after?.length ? ` behind ${toLatin1(after)}` : ''}${through?.length ? ` up to ${toLatin1(through)}` : ''}`
}

function describeReconcileAnswer({ drained, rows, through, objects }: ReconcileAnswer): string {
  if (objects)
    return `has ${objects.map(({ key, value }) => `${toLatin1(key!)} = ${describeObject(readObjectRow(value!).object)}`).join(', ')}`
  if (!rows) return drained === undefined ? 'has heard' : drained ? 'has nothing pending' : 'has something pending'
  const told = rows.map(({ key, version, removed }) => `${toLatin1(key!)}@${describeVersion(version!)}${removed ? ' removed' : ''}`)
  return `has ${told.join(' ') || 'nothing'}${through?.length ? ` up to ${toLatin1(through)}` : ''}`
}

function describePage({ kind, rows, gone, end, through }: CopyPage): string {
  const sent = (rows ?? []).map(({ key, value }) => {
    if (kind !== rowKind.object) return 'a row'
    const { version, object } = readObjectRow(value!)
    return `${toLatin1(key!)}@${describeVersion(version)} = ${describeObject(object)}`
  })
  const going = gone?.length ? `, gone ${describeVersions(gone)}` : ''
  return `page of ${letter(kind)}: ${sent.join(', ') || 'nothing'}${going}${end ? ', the end' : `, up to ${toLatin1(through!)}`}`
}

/**
 * One line for each row of a batch that tells something of the protocol; index, outcome and size rows do not. Records of what is pending settle first and
 * are made last, wherever they lie. `disk`: before the batch.
 */
export function describeRows(index: ConfigurationIndex, batch: WriteBatch, disk: Parameters<typeof pendingChanges>[1]): string[] {
  const { recorded, settled } = pendingChanges(batch, disk)
  const describe = (what: string) => (row: PendingRow) =>
    `${describeRegion(index, row.region)} ${what} ${row.keyName}@${describeVersion(row.version)}`
  return [...settled.map(describe('settles')), ...describeOthers(index, batch), ...recorded.map(describe('records'))]
}

function describeOthers(index: ConfigurationIndex, batch: WriteBatch): string[] {
  const lines: string[] = []
  for (const [name, value] of batch) {
    const key = fromLatin1(name)
    const region = describeRegion(index, readUint32(key, 1))
    switch (key[0]) {
      case rowKind.object:
        if (value) {
          const row = readObjectRow(value)
          lines.push(`${region} stores ${toLatin1(key.subarray(5))}@${describeVersion(row.version)} = ${describeObject(row.object)}`)
        } else lines.push(`${region} removes ${toLatin1(key.subarray(5))}`)
        break
      case rowKind.membership:
        lines.push(
          readUint64(value!, 0) === noMembership
            ? `${region} is complete for no membership`
            : `${region} is complete for the membership of epoch ${readUint64(value!, 0)}`,
        )
        break
      case rowKind.removal:
        lines.push(
          value
            ? `${region} remembers the removal of ${toLatin1(key.subarray(5))}@${describeVersion(readUint64(value, 0))}`
            : `${region} forgets the removal of ${toLatin1(key.subarray(5))}`,
        )
        break
      case rowKind.departure:
        lines.push(
          `${region} ${value ? 'remembers' : 'forgets'} the departure of ${toLatin1(key.subarray(13))}@${describeVersion(readUint64(key, 5))}`,
        )
        break
    }
  }
  return lines
}

export function describeResponse(response: Response): string {
  switch (response.status) {
    case 0:
      if (response.page) return `page ${(response.page.rows ?? []).map((row) => toLatin1(row.key!)).join(' ')}`
      if (response.version)
        return `ok @${describeVersion(response.version)}${response.object ? ` = ${describeObject(response.object)}` : ''}`
      return 'absent'
    case 1:
      return `${response.failure!.code}`
    case 2:
      return `stale, configuration ${response.configurationVersion} is newer`
    default:
      return `busy, again after ${response.failure!.retryAfterMs} ms`
  }
}
