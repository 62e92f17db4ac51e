// Holds a member between the gRPC services and the pump: streams get numbers, released turns go to their streams and links, the clock ticks.
import { isAnswered, type Request, type Response, responseStatus } from '../cluster/client-messages.ts'
import { readOnlyParts } from '../cluster/read-only.ts'
import type { Member } from '../member/member.ts'
import type { Turn } from '../member/turn.ts'
import type { Store } from '../ports/store.ts'
import { expired } from '../replication/surroundings.ts'
import type { LinkManager, Peer } from '../transport/link-manager.ts'
import type { SessionReceiver, SessionSender } from '../transport/session-stream.ts'
import type { Attending } from './attending.ts'
import { Pump } from './pump.ts'
import { type Piece, RequestQueue } from './request-queue.ts'
import { TurnTime } from './turn-time.ts'

const tickEveryMs = 20
/**
 * Requests taken in one turn of the event loop. A batch of hundreds taken at once would make client and server wait for each other in turns;
 * slices let one work on its part while the other works on the next.
 */
const requestsPerTurn = 64

/** Requests that wait for their turn, and about what they take in memory; what comes beyond is shed. */
const waitingRequestsMax = 32_768
const waitingBytesMax = 256 * 1024 * 1024
const shedRetryMs = 50

interface Arrival {
  readonly sender: SessionSender
  readonly requests: readonly Request[]
  readonly weight: number
  readonly route: (request: Request) => Promise<Response>
  readonly arrivedMs: number
}

export interface HostParts {
  readonly member: Member
  readonly store: Store
  readonly links: LinkManager
  readonly attending: Attending
  readonly address: string
  readonly domain: string
  readonly failed: (error: Error) => void
}

export class MemberHost {
  #parts: HostParts | undefined
  #pump: Pump | undefined
  #ticking: NodeJS.Timeout | undefined
  #lastStream = 0
  readonly #queue = new RequestQueue<Arrival>(waitingRequestsMax)
  readonly #time = new TurnTime(() => this.#take())
  readonly #senders = new Map<number, SessionSender>()
  #unfollow = () => {}

  /** From here on inputs are taken. */
  serve(parts: HostParts): void {
    this.#parts = parts
    const { member, store, attending, failed } = parts
    this.#pump = new Pump(member, store, {
      release: (turn) => this.#release(turn),
      failed: (error) => failed(error as Error),
    })
    this.#setPeers()
    this.#unfollow = attending.follow(() => this.#setPeers())
    this.#ticking = setInterval(() => this.input(() => {}), tickEveryMs)
    this.#pump.wake()
  }

  /** Runs one input of the member and lets the turn end with this turn of the event loop. */
  input(run: () => void): void {
    if (!this.#pump) return
    // A commit is dated by the clock of the last tick, and a search counts on how long its departure is remembered; so does a lease.
    this.#pump.enter(run)
    this.#pump.wake()
  }

  /** Stops taking inputs; what was taken is written. */
  async stop(orderly: boolean): Promise<void> {
    clearInterval(this.#ticking)
    this.#unfollow()
    const pump = this.#pump
    this.#pump = undefined
    if (!orderly || !pump) return
    this.#parts?.member.stop()
    await pump.stop()
  }

  /** Makes the sessions of clients; `route` answers requests that are stamped for no region. */
  sessions(route: (request: Request) => Promise<Response>): (sender: SessionSender) => SessionReceiver {
    return (sender) => {
      const stream = ++this.#lastStream
      this.#senders.set(stream, sender)
      return {
        receive: (requests, bytes) => this.#receive(stream, { sender, requests, weight: weightOf(requests.length, bytes), route }),
        closed: () => {
          this.#senders.delete(stream)
          this.#queue.drop(stream)
          this.input(() => this.#parts!.member.streamClosed(stream))
        },
      }
    }
  }

  /** What this server itself knows of its regions; undefined before it serves. */
  status() {
    const parts = this.#parts
    if (!parts) return undefined
    const { member, store, attending, address, domain } = parts
    return {
      configurationVersion: member.configuration().version,
      cluster: member.configuration().cluster,
      coordinatorReachable: attending.attended,
      ...readOnlyParts(member.configuration()),
      servers: [
        {
          id: member.server,
          address,
          domain,
          state: 'serving',
          configurationVersion: member.configuration().version,
          regions: member.regions(),
          residentBytes: process.memoryUsage.rss(),
          open: { searches: member.openSearches(), watches: member.openWatches(), ...store.openReads() },
        },
      ],
    }
  }

  #receive(stream: number, arrival: Omit<Arrival, 'arrivedMs'>): void {
    if (!this.#senders.has(stream)) return
    const taking = this.#queue.waiting > 0
    for (const { batch, from, to } of this.#queue.add(stream, { ...arrival, arrivedMs: performance.now() })) {
      const message = `${this.#queue.waiting} requests wait at this server`
      batch.sender.send(busyAnswers(batch.requests.slice(from, to), 'OVERLOADED', message, shedRetryMs))
    }
    if (!taking) this.#take()
  }

  #take(): void {
    let left = requestsPerTurn
    while (left > 0 && this.#time.left && this.#queue.waiting > 0)
      left -= this.#queue.take(left, (stream, piece) => this.#hand(stream, piece))
    if (left < requestsPerTurn) this.#pump?.wake()
    if (this.#queue.waiting > 0) this.#time.goOn()
  }

  /** Returns how many were dealt with: fewer when they take long. */
  #hand(stream: number, { batch: { sender, requests, route, arrivedMs }, from, to }: Piece<Arrival>): number {
    const count = to - from
    if (!this.#pump || !this.#parts) {
      const refused = requests.slice(from, to)
      sender.send(busyAnswers(refused, 'UNAVAILABLE', 'this server is starting or stopping', shedRetryMs))
      return count
    }
    const { member } = this.#parts
    let handed = 0
    this.#pump.enter(() => {
      while (handed < count && this.#time.left) {
        const request = requests[from + handed++]!
        this.#time.run(() => {
          if (request.region || !routable(request)) member.request(stream, request, arrivedMs)
          else this.#route(sender, request, performance.now() - arrivedMs, route)
        })
      }
    })
    // A server that has stopped takes none.
    return handed || count
  }

  #route(sender: SessionSender, request: Request, waitedMs: number, route: Arrival['route']): void {
    const { id, timeoutMs } = request
    if (timeoutMs && waitedMs >= timeoutMs) {
      sender.send([{ id: id ?? 0, status: responseStatus.failed, failure: expired(request.get ? 'read' : 'write') }])
      return
    }
    const left = timeoutMs ? { ...request, timeoutMs: Math.ceil(timeoutMs - waitedMs) } : request
    route(left).then(
      (response) => sender.send([{ ...response, id: id ?? 0 }]),
      () => {},
    )
  }

  #release(turn: Turn): void {
    const { links, attending } = this.#parts!
    if (turn.wantedConfiguration > 0) attending.want(turn.wantedConfiguration)
    if (turn.broughtChange) attending.bring(turn.broughtChange)
    if (turn.reports) attending.heartbeat()
    for (const [peer, messages] of turn.sends) links.send(peer, messages)
    for (const [stream, responses] of turn.answers) this.#senders.get(stream)?.send(responses)
  }

  #setPeers(): void {
    const { member, links } = this.#parts!
    const peers = new Map<number, Peer>()
    for (const server of member.configuration().servers.values()) {
      if (server.id !== member.server) peers.set(server.id, { address: server.address, incarnation: server.incarnation })
    }
    links.setPeers(peers)
  }
}

/** Of each of so many requests: those that take more than their part of the memory count for several. */
function weightOf(requests: number, bytes: number): number {
  return Math.max(1, Math.ceil((bytes / Math.max(1, requests) / waitingBytesMax) * waitingRequestsMax))
}

function busyAnswers(requests: readonly Request[], code: string, message: string, retryAfterMs: number): Response[] {
  const failure = { code, message, remedy: 'Try again a little later.', retryAfterMs }
  return requests.filter(isAnswered).map(({ id }) => ({ id: id ?? 0, status: responseStatus.busy, failure }))
}

/** A get or an update, which any server takes in and passes on; what is about a cursor, a watch or another request is this server's own. */
function routable({ searchNext, searchOpen, searchClose, cancel, watchOpen, watchNext, watchClose }: Request): boolean {
  return !searchNext && !searchOpen && !searchClose && !cancel && !watchOpen && !watchNext && !watchClose
}
