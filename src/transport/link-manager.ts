// The links of one storage server with the others: one bidirectional stream a pair, dialled by the server with the smaller id. A link is
// FIFO both ways and breaks both ways at once; what was sent on a broken link may be lost, and nothing is ever resent here: the
// replication core does *Again* when a link comes up (protocol.md section 2). This file knows nothing of what the messages mean.
import { HyperdexError } from '../errors.ts'
import type { LinkMessage } from '../replication/messages.ts'
import { type Hello, helloHeaders, readHello, refusedForGood } from './link-hello.ts'
import { LinkQueue } from './link-queue.ts'
import { type ClientBidi, RpcClient } from './rpc-client.ts'
import { type BidiCall, type BidiListener, linkService } from './services.ts'
import type { Received, Sent } from './wire.ts'

export interface Peer {
  /** HOST:PORT. */
  readonly address: string
  /** The least that the peer may have. */
  readonly incarnation: number
}

export interface LinkLog {
  info(text: string): void
  warn(text: string): void
}

/** `linkId` differs from link to link, also of one pair. For each link onUp comes first, then onMessages, then once onDown. */
export interface LinkManagerOptions extends Hello {
  onUp(peer: number, linkId: number): void
  onDown(peer: number, linkId: number): void
  /** Byte fields are views of the whole batch: copy what is kept. */
  onMessages(peer: number, linkId: number, messages: readonly LinkMessage[]): void
  readonly log?: LinkLog
}

const redialMinimumMs = 50
const redialMaximumMs = 1_000
const dialTimeoutMs = 5_000

interface Link {
  readonly id: number
  readonly incarnation: number
  readonly queue: LinkQueue
  upAtMs: number
  end(error?: HyperdexError): void
}

interface PeerState {
  peer: Peer
  link?: Link | undefined
  /** The attempt to dial that is under way. */
  attempt?: { cancel(): void } | undefined
  redial?: NodeJS.Timeout | undefined
  failures: number
  refused: boolean
}

export class LinkManager {
  #options: LinkManagerOptions
  #peers = new Map<number, PeerState>()
  #lastLinkId = 0
  #closed = false

  constructor(options: LinkManagerOptions) {
    this.#options = options
  }

  /** All other servers of the configuration. Links with those not named, or of older incarnations, break; the rest are dialled for ever. */
  setPeers(peers: ReadonlyMap<number, Peer>): void {
    for (const [server, state] of this.#peers) {
      if (peers.has(server)) continue
      this.#peers.delete(server)
      this.#forget(server, state)
    }
    for (const [server, peer] of peers) {
      if (server === this.#options.server) continue
      const state = this.#peers.get(server)
      if (state === undefined) {
        this.#peers.set(server, { peer, failures: 0, refused: false })
      } else if (state.peer.address !== peer.address || state.peer.incarnation !== peer.incarnation) {
        const moved = state.peer.address !== peer.address
        state.peer = peer
        if (moved || (state.link?.incarnation ?? peer.incarnation) < peer.incarnation) this.#forget(server, state)
        state.refused = false
        state.failures = 0
      }
      this.#dial(server)
    }
  }

  /** Sends in order, as fast as the peer takes it. Dropped when the link is down; a peer that takes nothing loses the link. */
  send(peer: number, messages: readonly LinkMessage[]): void {
    const link = this.#peers.get(peer)?.link
    if (link === undefined) return
    if (link.queue.add(messages)) return
    this.#break(peer, link, new HyperdexError('OVERLOADED', `server ${peer} does not take what it is sent`, 'See its log and its load.'))
  }

  /** The handler of linkService's method `connect`. */
  readonly accept = (call: BidiCall<Sent<'LinkBatch'>>): BidiListener<Received<'LinkBatch'>> => {
    const hello = this.#checkIncoming(call)
    const link = this.#newLink(hello.server, hello.incarnation, {
      send: (batch, sent) => call.send(batch, sent),
      end: (error) => call.abort(error ?? new HyperdexError('UNAVAILABLE', 'the link was given up', 'Dial again.')),
    })
    const { server } = hello
    call.accept(helloHeaders(this.#options))
    this.#up(server, link)
    return {
      receive: ({ messages }) => this.#receive(server, link, messages),
      closed: () => this.#down(server, link, undefined),
    }
  }

  /** The peers with which a link is up. */
  get linked(): number[] {
    return [...this.#peers].filter(([, { link }]) => link !== undefined).map(([server]) => server)
  }

  /** Breaks every link; nothing is called any more. */
  close(): void {
    this.#closed = true
    for (const [server, state] of this.#peers) this.#forget(server, state)
    this.#peers.clear()
  }

  #checkIncoming(call: BidiCall<Sent<'LinkBatch'>>): Hello {
    const { server, log } = this.#options
    let hello: Hello
    try {
      hello = readHello((name) => call.header(name), this.#options)
    } catch (error) {
      log?.warn(`refused the link of ${call.peer}: ${(error as Error).message}`)
      throw error
    }
    if (!(hello.server < server)) {
      throw new HyperdexError('INVALID', `server ${hello.server} may not dial server ${server}`, 'The server with the smaller id dials.')
    }
    const state = this.#peers.get(hello.server)
    if (state === undefined || this.#closed) {
      throw new HyperdexError('UNAVAILABLE', `server ${server} does not know server ${hello.server} yet`, 'Dial again.')
    }
    if (!(hello.incarnation >= Math.max(state.peer.incarnation, state.link?.incarnation ?? 0))) {
      throw new HyperdexError('UNAVAILABLE', `server ${hello.server} was started anew since that process`, 'End the older process.')
    }
    return hello
  }

  #dial(server: number): void {
    const state = this.#peers.get(server)
    if (this.#closed || state === undefined || this.#options.server > server) return
    if (state.link || state.attempt || state.redial || state.refused) return
    const client = new RpcClient(state.peer.address)
    let link: Link | undefined
    let problem: HyperdexError | undefined
    const give = (error: HyperdexError) => {
      problem ??= error
      call.cancel()
    }
    const timeout = setTimeout(
      () => give(new HyperdexError('TIMEOUT', `no answer from ${state.peer.address}`, 'Check the network between the servers.')),
      dialTimeoutMs,
    )
    const call: ClientBidi<Sent<'LinkBatch'>> = client.bidi<'LinkBatch', 'LinkBatch'>(
      linkService.methods.connect,
      {
        accepted: (header) => {
          clearTimeout(timeout)
          if (state.attempt !== attempt) return
          try {
            const hello = this.#checkAnswer(header, server, state.peer)
            link = this.#newLink(server, hello.incarnation, { send: call.send, end: () => call.cancel() })
            state.attempt = undefined
            this.#up(server, link)
          } catch (error) {
            give(error as HyperdexError)
          }
        },
        receive: ({ messages }) => {
          if (link) this.#receive(server, link, messages)
        },
        closed: (error) => {
          clearTimeout(timeout)
          client.close()
          if (link) this.#down(server, link, error)
          else if (state.attempt === attempt) {
            state.attempt = undefined
            this.#dialFailed(server, state, problem ?? error)
          }
        },
      },
      helloHeaders(this.#options),
    )
    const attempt = { cancel: () => call.cancel() }
    state.attempt = attempt
  }

  #checkAnswer(header: (name: string) => string | undefined, server: number, peer: Peer): Hello {
    const hello = readHello(header, this.#options)
    if (hello.server !== server || !(hello.incarnation >= peer.incarnation)) {
      throw new HyperdexError(
        'UNAVAILABLE',
        `at ${peer.address} is server ${hello.server} in run ${hello.incarnation}, not server ${server} in run ${peer.incarnation}`,
        'It may still be starting.',
      )
    }
    return hello
  }

  #dialFailed(server: number, state: PeerState, error: HyperdexError | undefined): void {
    if (refusedForGood(error)) {
      state.refused = true
      this.#options.log?.warn(`server ${server} at ${state.peer.address} refused the link for good: ${error?.message}`)
      return
    }
    this.#dialLater(server, state)
  }

  #dialLater(server: number, state: PeerState): void {
    if (this.#options.server > server || state.redial) return
    const delay = Math.min(redialMaximumMs, redialMinimumMs * 2 ** Math.min(state.failures++, 10)) * (0.5 + Math.random() / 2)
    state.redial = setTimeout(() => {
      state.redial = undefined
      this.#dial(server)
    }, delay)
  }

  #newLink(
    server: number,
    incarnation: number,
    stream: { send(batch: Buffer, sent: () => void): void; end(error?: HyperdexError): void },
  ): Link {
    const queue = new LinkQueue(
      (batch, sent) => stream.send(batch, sent),
      (error) => this.#break(server, link, error),
    )
    const end = (error?: HyperdexError) => {
      queue.close()
      stream.end(error)
    }
    const link: Link = { id: ++this.#lastLinkId, incarnation, queue, upAtMs: 0, end }
    return link
  }

  #up(server: number, link: Link): void {
    const state = this.#peers.get(server)
    if (this.#closed || state === undefined) {
      link.end()
      return
    }
    const old = state.link
    if (old) this.#break(server, old, new HyperdexError('UNAVAILABLE', 'a newer link took its place', 'Use that one.'))
    state.link = link
    link.upAtMs = performance.now()
    this.#options.log?.info(`link ${link.id} with server ${server} is up`)
    this.#options.onUp(server, link.id)
  }

  #receive(server: number, link: Link, messages: readonly LinkMessage[]): void {
    if (this.#peers.get(server)?.link === link) this.#options.onMessages(server, link.id, messages)
  }

  /** Ends the link from this side. */
  #break(server: number, link: Link, error: HyperdexError): void {
    this.#down(server, link, error)
    link.end(error)
  }

  #down(server: number, link: Link, error: HyperdexError | undefined): void {
    const state = this.#peers.get(server)
    if (state?.link !== link) return
    state.link = undefined
    link.queue.close()
    if (performance.now() - link.upAtMs > redialMaximumMs) state.failures = 0
    this.#options.log?.info(`link ${link.id} with server ${server} is down${error ? `: ${error.message}` : ''}`)
    if (this.#closed) return
    this.#options.onDown(server, link.id)
    this.#dialLater(server, state)
  }

  /** Drops the link and every attempt; whoever calls decides whether to dial again. */
  #forget(server: number, state: PeerState): void {
    clearTimeout(state.redial)
    state.redial = undefined
    const { attempt, link } = state
    state.attempt = undefined
    attempt?.cancel()
    if (link === undefined) return
    state.link = undefined
    link.end()
    if (!this.#closed) this.#options.onDown(server, link.id)
  }
}
