// What comes over the links from other servers is let in by epochs (protocol.md section 4): a message that knows newer ones than this
// server waits, and with it its whole link, until the configuration is installed; one that knows older ones is refused and dropped. Keep-alives
// and their answers are of no region: they pass where others wait.
import type { ConfigurationIndex } from '../cluster/lookup.ts'
import type { LinkMessage } from '../replication/messages.ts'

export type Admission = 'take' | 'hold' | 'refuse' | 'drop'

/** What to do with one message under the installed configuration. */
export function admit(index: ConfigurationIndex, message: LinkMessage): Admission {
  const newer = (message.configurationVersion ?? 0) > index.configuration.version
  const from = index.regionById(message.fromRegion ?? 0)
  const to = index.regionById(message.toRegion ?? 0)
  if (!from || !to) return newer ? 'hold' : 'drop'
  const fromEpoch = message.fromEpoch ?? 0
  const toEpoch = message.toEpoch ?? 0
  if (fromEpoch > from.region.epoch || toEpoch > to.region.epoch) return 'hold'
  if (fromEpoch < from.region.epoch || toEpoch < to.region.epoch) return 'refuse'
  return 'take'
}

/** The messages of each link in order, with those that wait for a configuration. */
export class LinkGate {
  readonly #held = new Map<number, LinkMessage[]>()

  /** Hands every message that may pass to `take`, in order. Returns the configuration version to ask for, 0: none. */
  pass(
    index: ConfigurationIndex,
    peer: number,
    messages: readonly LinkMessage[],
    take: (message: LinkMessage) => void,
    refuse: () => void,
  ): number {
    const concerning = this.#withoutPassing(messages, take)
    const waiting = this.#held.get(peer)
    if (waiting) {
      waiting.push(...concerning)
      return 0
    }
    let refused = false
    let wanted = 0
    for (let position = 0; position < concerning.length; position++) {
      const message = concerning[position]!
      if (message.refusal) {
        wanted = Math.max(wanted, message.configurationVersion ?? 0)
        continue
      }
      const admission = admit(index, message)
      if (admission === 'take') take(message)
      else if (admission === 'refuse') refused = true
      else if (admission === 'hold') {
        this.#held.set(peer, concerning.slice(position))
        wanted = Math.max(wanted, message.configurationVersion ?? 0)
        break
      }
    }
    if (refused) refuse()
    return wanted > index.configuration.version ? wanted : 0
  }

  #withoutPassing(messages: readonly LinkMessage[], take: (message: LinkMessage) => void): readonly LinkMessage[] {
    const passing = messages.filter(({ keepAlive, alive }) => keepAlive ?? alive)
    if (passing.length === 0) return messages
    for (const message of passing) take(message)
    return messages.filter(({ keepAlive, alive }) => !(keepAlive ?? alive))
  }

  /** Takes out what waited, for another try; a link's messages stay in order. */
  release(): [number, LinkMessage[]][] {
    const all = [...this.#held]
    this.#held.clear()
    return all
  }

  /** The link broke: what it brought and was not let in is lost, as if it had never come. */
  forget(peer: number): void {
    this.#held.delete(peer)
  }
}
