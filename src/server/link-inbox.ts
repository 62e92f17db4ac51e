// What other servers have sent and the member has not taken in yet. A batch may hold what takes a second to commit, and many batches arrive at once
// behind a long turn: taken in a few at a time, clients and ticks have their turns between them, and keep-alives are heard at once.
import type { LinkMessage } from '../replication/messages.ts'
import { TurnTime } from './turn-time.ts'

/** Taken at a time, each of which may write some thousand rows. */
const messagesAtOnce = 4

interface Waiting {
  readonly peer: number
  readonly messages: readonly LinkMessage[]
  /** The first that was not taken. */
  next: number
}

export class LinkInbox {
  readonly #take: (peer: number, messages: readonly LinkMessage[]) => void
  readonly #time = new TurnTime(() => this.#goOn())
  #waiting: Waiting[] = []

  constructor(take: (peer: number, messages: readonly LinkMessage[]) => void) {
    this.#take = take
  }

  /** The order of each link is kept, but for keep-alives and their answers, which pass others as they do in the member's own gate (member/link-gate.ts). */
  receive(peer: number, messages: readonly LinkMessage[]): void {
    const passing = messages.filter(isPassing)
    if (passing.length > 0) this.#take(peer, passing)
    const others = passing.length > 0 ? messages.filter((message) => !isPassing(message)) : messages
    if (others.length === 0) return
    this.#waiting.push({ peer, messages: others, next: 0 })
    if (this.#waiting.length === 1) this.#goOn()
  }

  /** The link is down: what it brought and was not taken is lost, as if it had never come. */
  forget(peer: number): void {
    this.#waiting = this.#waiting.filter((each) => each.peer !== peer)
  }

  #goOn(): void {
    for (let first = this.#waiting[0]; first && this.#time.left; first = this.#waiting[0]) {
      const { peer, messages, next } = first
      first.next += messagesAtOnce
      if (first.next >= messages.length) this.#waiting.shift()
      const some = messages.length <= messagesAtOnce ? messages : messages.slice(next, next + messagesAtOnce)
      this.#time.run(() => this.#take(peer, some))
    }
    if (this.#waiting.length > 0) this.#time.goOn()
  }
}

function isPassing({ keepAlive, alive }: LinkMessage): boolean {
  return Boolean(keepAlive ?? alive)
}
