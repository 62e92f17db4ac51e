// Gives a member what its disk holds: the rows of the recovered kinds are read whole, regions whose size is inexact are counted.
import type { Configuration } from '../cluster/configuration.ts'
import type { Member } from '../member/member.ts'
import { recoveredKinds } from '../member/recover.ts'
import type { Entry, Store } from '../ports/store.ts'
import { regionRange, rowKind } from '../replication/layout.ts'

const pageEntries = 4096
const pageBytes = 8 * 1024 * 1024

async function* pages(store: Store, from: Uint8Array, to: Uint8Array): AsyncGenerator<Entry[]> {
  let next = from
  for (;;) {
    const entries = await store.read({ from: next, to, reverse: false }, { limit: pageEntries, maxBytes: pageBytes })
    if (entries.length === 0) return
    yield entries
    const last = entries[entries.length - 1]!.key
    next = new Uint8Array(last.length + 1)
    next.set(last)
  }
}

export async function startMember(member: Member, store: Store, configuration: Configuration): Promise<void> {
  const rows: Entry[] = []
  for (const kind of recoveredKinds) {
    for await (const page of pages(store, Uint8Array.of(kind), Uint8Array.of(kind + 1))) rows.push(...page)
  }
  for (const region of member.start(configuration, rows)) {
    const range = regionRange(rowKind.object, region)
    let objects = 0
    let bytes = 0
    for await (const page of pages(store, range.from, range.to)) {
      objects += page.length
      for (const { key, value } of page) bytes += key.length + value.length
    }
    member.counted(region, objects, bytes)
  }
}
