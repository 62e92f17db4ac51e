// Versions of one key grow with real time: a quick necessary condition of linearizability, with a plainer message, that also holds
// between keys' removals and creations. One version names one state of the object.
import { operationText, type RecordedHistory, searchText, type Violation } from './history.ts'
import { objectText } from './model.ts'

interface Told {
  readonly key: string
  readonly version: number
  readonly from: number
  readonly to: number
  readonly writes: boolean
  /** The whole object under this version, where the client saw all of it. */
  readonly object: string | undefined
  readonly describe: () => string
}

export function checkVersions(history: RecordedHistory): Violation[] {
  const violations: Violation[] = []
  for (const [key, told] of tellings(history)) {
    const report = (message: string, one: Told, other: Told) => {
      violations.push({ checker: 'versions', key, message, evidence: [one.describe(), other.describe()] })
    }
    const objects = new Map<number, Told>()
    const writers = new Map<number, Told>()
    for (const one of told) {
      const writer = one.writes ? writers.get(one.version) : undefined
      if (writer !== undefined) report(`Two writes of ${key} got version ${one.version}`, writer, one)
      if (one.writes) writers.set(one.version, one)
      if (one.object === undefined) continue
      const same = objects.get(one.version)
      if (same !== undefined && same.object !== one.object) report(`Version ${one.version} of ${key} was shown with two values`, same, one)
      objects.set(one.version, one)
    }
    const ended = [...told].sort((a, b) => a.to - b.to)
    let next = 0
    let newest: Told | undefined
    for (const one of [...told].sort((a, b) => a.from - b.from)) {
      for (; next < ended.length && ended[next]!.to < one.from; next++) {
        if (newest === undefined || ended[next]!.version > newest.version) newest = ended[next]!
      }
      if (newest === undefined || one.version > newest.version || (one.version === newest.version && !one.writes)) continue
      if (one.version === newest.version && newest.writes && one.writes) continue
      report(`Version ${one.version} of ${key} was told after ${newest.version} had been`, newest, one)
    }
  }
  return violations
}

function tellings(history: RecordedHistory): Map<string, Told[]> {
  const told = new Map<string, Told[]>()
  const add = (one: Told) => {
    const known = told.get(one.key)
    if (known === undefined) told.set(one.key, [one])
    else known.push(one)
  }
  for (const operation of history.operations) {
    const { result, effect, key } = operation
    if (result.answer !== 'ok' || result.version === undefined || operation.answered === undefined) continue
    const whole = result.saw !== undefined && effect.select === undefined
    add({
      key,
      version: result.version,
      from: operation.invoked,
      to: operation.answered,
      writes: effect.account?.kind !== 'reads',
      object: whole ? objectText(result.saw) : undefined,
      describe: () => operationText(operation),
    })
  }
  for (const search of history.searches) {
    for (const row of search.rows) {
      if (row.version === undefined) continue
      add({
        key: row.key,
        version: row.version,
        from: search.invoked,
        to: row.seen ?? search.answered ?? Number.POSITIVE_INFINITY,
        writes: false,
        object: search.select === undefined ? objectText(row.values) : undefined,
        describe: () => searchText(search),
      })
    }
  }
  return told
}
