// The links of one virtual server with the others, by the rules of transport/link-manager.ts: the smaller id dials, for ever; a process
// that was started anew takes the place of its older run; what is sent without a link is dropped.
import type { LinkMessage } from '../../src/replication/messages.ts'
import type { Handlers, Side } from './connection.ts'
import type { Network } from './network.ts'
import type { VirtualProcess } from './process.ts'

export interface Hello {
  readonly server: number
  readonly incarnation: number
}

interface Peer {
  readonly process: string
  readonly incarnation: number
}

export interface LinkEvents {
  up(peer: number): void
  down(peer: number): void
  messages(peer: number, messages: readonly LinkMessage[]): void
}

interface Link {
  readonly incarnation: number
  readonly side: Side
}

interface PeerState {
  peer: Peer
  link?: Link | undefined
  dialling?: Side | undefined
  waiting: boolean
  failures: number
}

const redialMinMs = 50
const redialMaxMs = 1000

export class VirtualLinks {
  readonly #network: Network
  readonly #process: VirtualProcess
  readonly #self: Hello
  readonly #events: LinkEvents
  readonly #peers = new Map<number, PeerState>()

  constructor(network: Network, process: VirtualProcess, self: Hello, events: LinkEvents) {
    this.#network = network
    this.#process = process
    this.#self = self
    this.#events = events
    network.listen(process, 'link', (side, hello) => this.#accept(side, hello as Hello))
  }

  setPeers(peers: ReadonlyMap<number, Peer>): void {
    for (const [server, state] of this.#peers) {
      if (peers.has(server)) continue
      this.#peers.delete(server)
      this.#forget(server, state)
    }
    for (const [server, peer] of peers) {
      const state = this.#peers.get(server)
      if (!state) this.#peers.set(server, { peer, waiting: false, failures: 0 })
      else {
        state.peer = peer
        if ((state.link?.incarnation ?? peer.incarnation) < peer.incarnation) this.#forget(server, state)
      }
      this.#dial(server)
    }
  }

  send(peer: number, messages: readonly LinkMessage[]): void {
    this.#peers.get(peer)?.link?.side.send(messages)
  }

  #accept(side: Side, hello: Hello): Handlers | string {
    const state = this.#peers.get(hello.server)
    if (!state) return 'unknown'
    if (hello.incarnation < Math.max(state.peer.incarnation, state.link?.incarnation ?? 0)) return 'an older run'
    side.answer = this.#self
    this.#up(hello.server, { incarnation: hello.incarnation, side })
    return {
      receive: (messages) => this.#receive(hello.server, side, messages as LinkMessage[]),
      closed: () => this.#down(hello.server, side),
    }
  }

  #dial(server: number): void {
    const state = this.#peers.get(server)
    if (!state || this.#self.server > server || state.link || state.dialling || state.waiting) return
    const handlers: Handlers = {
      established: (answer) => {
        const hello = answer as Hello
        state.dialling = undefined
        if (this.#peers.get(server) === state && hello.server === server && hello.incarnation >= state.peer.incarnation) {
          this.#up(server, { incarnation: hello.incarnation, side })
        } else {
          side.close()
          this.#dialLater(server, state)
        }
      },
      receive: (messages) => this.#receive(server, side, messages as LinkMessage[]),
      closed: () => {
        if (state.dialling === side) {
          state.dialling = undefined
          this.#dialLater(server, state)
        } else this.#down(server, side)
      },
    }
    const side = this.#network.dial(this.#process, state.peer.process, 'link', this.#self, handlers)
    state.dialling = side
  }

  #dialLater(server: number, state: PeerState): void {
    if (this.#self.server > server || state.waiting) return
    state.waiting = true
    const delayMs = Math.min(redialMaxMs, redialMinMs * 2 ** Math.min(state.failures++, 10)) * this.#network.random.between(0.5, 1)
    this.#process.after(delayMs, () => {
      state.waiting = false
      this.#dial(server)
    })
  }

  #up(server: number, link: Link): void {
    const state = this.#peers.get(server)!
    const old = state.link
    if (old) {
      this.#down(server, old.side)
      old.side.close()
    }
    state.link = link
    state.failures = 0
    this.#events.up(server)
  }

  #receive(server: number, side: Side, messages: readonly LinkMessage[]): void {
    if (this.#peers.get(server)?.link?.side === side) this.#events.messages(server, messages)
  }

  #down(server: number, side: Side): void {
    const state = this.#peers.get(server)
    if (state?.link?.side !== side) return
    state.link = undefined
    this.#events.down(server)
    this.#dialLater(server, state)
  }

  /** Drops the link and every attempt; whoever calls decides whether to dial again. */
  #forget(server: number, state: PeerState): void {
    const { link, dialling } = state
    state.link = undefined
    state.dialling = undefined
    dialling?.close()
    if (!link) return
    link.side.close()
    this.#events.down(server)
  }
}
