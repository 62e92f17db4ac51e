// What came for replicas that a promise holds back (docs/repair.md, rule 2), in order, for each region by itself. Nothing is kept twice, so a
// region keeps at most what point leaders may have pending at a time, however often links break meanwhile.
import type { LinkMessage, Place } from '../replication/messages.ts'
import { readUpdate } from '../replication/update.ts'
import { toLatin1 } from '../values/bytes.ts'

export interface KeptMessage {
  readonly message: LinkMessage
  readonly from: Place
}

export class KeptMessages {
  readonly #byRegion = new Map<number, Map<string, KeptMessage>>()

  keep(message: LinkMessage, from: Place): void {
    const region = message.toRegion!
    let kept = this.#byRegion.get(region)
    if (!kept) {
      kept = new Map()
      this.#byRegion.set(region, kept)
    }
    const name = nameOf(message, from)
    // An update or acknowledgement that comes again is the same; of a copy's messages the newest counts.
    if (!message.update && !message.acknowledgement) kept.delete(name)
    if (!kept.has(name)) kept.set(name, { message, from })
  }

  has(region: number): boolean {
    return this.#byRegion.has(region)
  }

  /** Everything kept for a region, in the order it came; it is kept no longer. */
  take(region: number): KeptMessage[] {
    const kept = this.#byRegion.get(region)
    this.#byRegion.delete(region)
    return kept ? [...kept.values()] : []
  }

  /** Of regions that are lost, or whose epoch is a newer one: what was sent by or to their older replicas counts no longer. */
  forget(changed: ReadonlySet<number>): void {
    for (const [region, kept] of this.#byRegion) {
      if (changed.has(region)) this.#byRegion.delete(region)
      else for (const [name, { from }] of kept) if (changed.has(from.region)) kept.delete(name)
    }
  }
}

function nameOf(message: LinkMessage, from: Place): string {
  const sender = `${from.server} ${from.region}`
  if (message.update) {
    const { version, keyName } = readUpdate(message.update)
    return `update ${sender} ${version} ${keyName}`
  }
  if (message.acknowledgement)
    return `acknowledgement ${sender} ${message.acknowledgement.version} ${toLatin1(message.acknowledgement.key!)}`
  return `other ${sender}`
}
