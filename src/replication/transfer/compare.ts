// One page of a copy: what differs between the objects that a learner has named and those of its source (docs/repair.md, rule 6). Judged at the
// moment of answering: what was read may have changed since, and what is pending at the source is on its way to the learner already.
import type { Entry } from '../../ports/store.ts'
import { type Bytes, compareBytes, toLatin1 } from '../../values/bytes.ts'
import { readObjectRow } from '../layout.ts'
import type { CopyPage, CopyRow, KeyVersion } from '../messages.ts'

export interface SourceState {
  /** The committed row of a key that has changed since the entries were read, undefined: no object; `false`: unchanged. */
  changed(orderedKey: Bytes): Bytes | undefined | false
  /** The newest pending version of a key; 0: nothing is pending. */
  pendingVersion(orderedKey: Bytes): number
}

/**
 * `entries` are all object rows behind `after` up to `through`; without `through`, all there are. The keys of entries begin with kind and
 * region, those of `have` do not.
 */
export function compareObjects(
  entries: readonly Entry[],
  have: readonly KeyVersion[],
  through: Bytes | undefined,
  state: SourceState,
): Required<Pick<CopyPage, 'rows' | 'gone'>> {
  const named = new Map<string, number>()
  for (const { key, version } of have) {
    if (through === undefined || compareBytes(key!, through) <= 0) named.set(toLatin1(key!), version!)
  }
  const rows: CopyRow[] = []
  const gone: KeyVersion[] = []
  const compare = (key: Bytes, value: Bytes | undefined, there: number | undefined) => {
    const here = value && readObjectRow(value).version
    if (here === there) return
    // What an update brought the learner, and its commit is still to be told: or what such an update will replace.
    if (there !== undefined && there > (here ?? 0) && state.pendingVersion(key) >= there) return
    if (value) rows.push({ key, value })
    else gone.push({ key, version: there! })
  }
  for (const entry of entries) {
    const key = entry.key.subarray(5)
    const name = toLatin1(key)
    const changed = state.changed(key)
    compare(key, changed === false ? entry.value : changed, named.get(name))
    named.delete(name)
  }
  for (const { key, version } of have) {
    if (!named.delete(toLatin1(key!))) continue
    const changed = state.changed(key!)
    compare(key!, changed === false ? undefined : changed, version!)
  }
  return { rows, gone }
}
