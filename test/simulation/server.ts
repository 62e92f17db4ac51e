// One virtual storage server: the production member (src/member) over a virtual disk, links, sessions and a virtual coordinator, started, registered,
// attended and driven by the rules of src/server. What survives its process is its disk and its data directory.

import { protocolVersion, startKind } from '../../coordinator/core/registration.ts'
import { applyChange, type ConfigurationChange } from '../../src/cluster/change.ts'
import { isAnswered, type Request, type Response, responseStatus } from '../../src/cluster/client-messages.ts'
import { type Configuration, emptyConfiguration } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'
import { ConfigurationAnswers } from '../../src/gateway/configuration-source.ts'
import { Member, type MemberOptions } from '../../src/member/member.ts'
import { recoveredKinds } from '../../src/member/recover.ts'
import type { Turn } from '../../src/member/turn.ts'
import { regionRange, rowKind } from '../../src/replication/layout.ts'
import { mendingOf } from '../../src/server/mend-store.ts'
import { CorruptRow } from '../../src/storage/row-checksum.ts'
import { hmacSha256 } from '../../src/transport/hmac.ts'
import type { Bytes } from '../../src/values/bytes.ts'
import type { Handlers, Side } from './connection.ts'
import type { Disk } from './disk.ts'
import { VirtualLinks } from './links.ts'
import type { Network } from './network.ts'
import { received } from './over-the-wire.ts'
import type { timingOf } from './plan.ts'
import type { VirtualProcess } from './process.ts'
import { VirtualPump } from './pump.ts'

const tickEveryMs = 20
const attendAgainMs = 200
const registerEveryMs = 100
/** For how long a damaged server at most waits for others, which may be damaged as well and wait for it: so often the suspicion time, or so many true milliseconds. */
const turnBackAfter = 10
const turnBackMaxMs = 10_000

/** What a server's data directory remembers. */
interface Directory {
  cluster: string
  server: number
  incarnation: number
  start: keyof typeof startKind
  /** Keys of rows that were found corrupt. */
  damaged: readonly Bytes[]
}

export interface Registered {
  readonly cluster: string
  readonly server: number
  readonly configuration: ConfigurationChange
}

type ServerLimits = Pick<MemberOptions, 'versionLimits' | 'pendingLogLimits'>

export class VirtualServer {
  readonly process: VirtualProcess
  readonly disk: Disk
  /** HOST:PORT: the process's name is the host. */
  readonly address: string
  readonly #network: Network
  readonly #directory: Directory = { cluster: '', server: 0, incarnation: 0, start: 'fresh', damaged: [] }
  #member: Member | undefined
  #pump: VirtualPump | undefined
  #links: VirtualLinks | undefined
  #answers: ConfigurationAnswers | undefined
  #attendance: Side | undefined
  #lastStream = 0
  #isLost = false
  /** In true milliseconds. */
  #startedAt = 0
  readonly #streams = new Map<number, Side>()
  readonly #followers = new Set<() => void>()

  readonly #timing: ReturnType<typeof timingOf>
  readonly #limits: ServerLimits
  /** It says that its disk is full: which comes to no write that fails, for it says so while there is room. */
  diskFull = false
  /** Called with each start's member before anything is asked of it. */
  onStart: (member: Member) => void = () => {}
  /** Called when it has ended because of a corrupt row. */
  onCorrupt: (row: CorruptRow) => void = () => {}

  constructor(network: Network, process: VirtualProcess, disk: Disk, timing: ReturnType<typeof timingOf>, limits: ServerLimits = {}) {
    this.#limits = limits
    this.#timing = timing
    this.#network = network
    this.process = process
    this.disk = disk
    this.address = `${process.name}:2012`
  }

  /** 0 before its first registration. */
  get id(): number {
    return this.#directory.server
  }

  /** Undefined while the server is down or starting. */
  get member(): Member | undefined {
    return this.process.alive ? this.#member : undefined
  }

  /** Whoever meant to start it again does not. */
  loseForGood(): void {
    this.kill(false)
    this.#isLost = true
  }

  start(): void {
    if (this.#isLost) return
    this.#member = undefined
    this.#pump = undefined
    this.#links = undefined
    this.#attendance = undefined
    this.#streams.clear()
    this.#followers.clear()
    this.process.start()
    this.#startedAt = this.process.timeline.now
    this.#directory.incarnation++
    this.#network.listen(this.process, 'session', (side) => this.#session(side))
    this.#network.listen(this.process, 'configuration', (side, known) => this.#watch(side, known as number))
    this.#register()
  }

  /** kill -9, or the end of its machine's power. Returns how many writes the disk lost. */
  kill(power: boolean): number {
    if (!this.process.alive) return 0
    this.process.kill()
    this.disk.processDied()
    // What it may have forgotten stays so until it has told the coordinator.
    if (power && this.#directory.start !== 'fresh') this.#directory.start = 'forgetful'
    return power ? this.disk.powerLost() : 0
  }

  /** All that is on its disk is read. */
  readAll(): void {
    this.#orEnd(() => {
      this.disk.recover({ from: Uint8Array.of(0), to: Uint8Array.of(255), reverse: false })
    })
  }

  /** A corrupt row that it comes upon ends it: what was begun is left as it is, and nothing of it leaves. */
  #orEnd(run: () => void): void {
    try {
      run()
    } catch (error) {
      this.#endOn(error)
    }
  }

  #endOn(error: unknown): void {
    if (!(error instanceof CorruptRow)) throw error
    this.#directory.damaged = [...this.#directory.damaged, error.key]
    this.kill(false)
    this.onCorrupt(error)
  }

  #register(): void {
    const { cluster, server, incarnation, start, damaged } = this.#directory
    const call = {
      cluster,
      server,
      incarnation,
      start: damaged.length > 0 ? startKind.damaged : startKind[start],
      address: this.address,
      domain: '',
      acceptForgotten: false,
      protocol: protocolVersion,
      nonce: this.process.life,
      pulse: 0,
    }
    this.#network.callCoordinator(this.process, 'register', call, 5000, (answer) => {
      if (answer === undefined || answer instanceof Error) {
        if (answer instanceof Error) {
          this.process.timeline.note(this.process.name, `registration refused: ${answer.message}`)
          this.#turnBack(answer)
        }
        this.process.after(registerEveryMs, () => this.#register())
      } else this.#serve(answer as Registered)
    })
  }

  /** No other full member is left that has what it may lack, or those wait for it in turn: rows are corrupt only where there is one. */
  #turnBack(refusal: Error): void {
    if (this.#directory.damaged.length === 0) return
    const waits = (refusal as { code?: unknown }).code !== 'PERMISSION_DENIED'
    const waitMs = Math.min(turnBackMaxMs, turnBackAfter * this.#timing.suspicionMs)
    if (waits && this.process.timeline.now - this.#startedAt < waitMs) return
    this.#directory.damaged = []
    this.disk.turnBack()
  }

  #serve(registered: Registered): void {
    const directory = this.#directory
    directory.cluster = registered.cluster
    directory.server = registered.server
    const configuration = applyChange(emptyConfiguration, received(registered.configuration))
    const forgetful = directory.start === 'forgetful' || directory.damaged.length > 0
    if (directory.damaged.length > 0) this.disk.mend(mendingOf(directory.damaged, configuration, directory.server))
    directory.start = 'sameBoot'
    directory.damaged = []
    const started = () => {
      const member = new Member(directory.server, this.disk, this.process.now(), {
        incarnation: directory.incarnation,
        forgetful,
        timing: this.#timing,
        wall: this.process.wall(),
        hmac: hmacSha256,
        ...this.#limits,
        compareGuarded: true,
      })
      this.onStart(member)
      this.#recover(member, configuration)
      return member
    }
    let member: Member
    try {
      member = started()
    } catch (error) {
      this.#endOn(error)
      return
    }
    this.#member = member
    const pump = new VirtualPump(
      this.process,
      member,
      this.disk,
      (turn) => this.#release(turn),
      (run) => this.#enter(run),
    )
    this.#pump = pump
    this.#links = new VirtualLinks(this.#network, this.process, directory, {
      up: (peer) => this.#input(() => member.linkUp(peer)),
      down: (peer) => this.#input(() => member.linkDown(peer)),
      messages: (peer, messages) => this.#input(() => member.receive(peer, messages)),
    })
    this.#setPeers()
    const answers = new ConfigurationAnswers({
      current: () => member.configuration(),
      follow: (changed) => {
        this.#followers.add(changed)
        return () => {}
      },
    })
    this.#answers = answers
    this.#network.handle(this.process, 'configuration', (known, respond) => respond(answers.changeSince(known as number)))
    this.process.every(tickEveryMs, () => this.#input(() => {}))
    this.process.every(this.#timing.heartbeatMs, () => this.#heartbeat())
    this.#attend()
    pump.wake()
    this.process.timeline.note(this.process.name, `serves as ${directory.server}, configuration ${configuration.version}`)
  }

  /** Key regions of which it is at this moment the point leader that may judge and answer. */
  leads(): number[] {
    const { member } = this
    if (!member || !this.process.alive || this.process.paused) return []
    this.#input(() => {})
    if (!this.process.alive) return []
    const led: number[] = []
    for (const { subspaces } of member.configuration().spaces.values()) {
      for (const { id, members } of subspaces[0]!.regions) if (members[0] === this.id && !member.unleased(id)) led.push(id)
    }
    return led
  }

  #recover(member: Member, configuration: Configuration): void {
    const rows = recoveredKinds.flatMap((kind) =>
      this.disk.recover({ from: Uint8Array.of(kind), to: Uint8Array.of(kind + 1), reverse: false }),
    )
    for (const region of member.start(configuration, rows)) {
      const objects = this.disk.recover(regionRange(rowKind.object, region))
      let bytes = 0
      for (const { key, value } of objects) bytes += key.length + value.length
      member.counted(region, objects.length, bytes)
    }
  }

  #input(run: () => void): void {
    this.#enter(run)
    this.#pump!.wake()
  }

  #enter(run: () => void): void {
    this.#orEnd(() => {
      this.#member!.tick(this.process.now(), this.process.wall())
      run()
    })
  }

  #release(turn: Turn): void {
    if (turn.broughtChange) this.#install(turn.broughtChange)
    if (turn.reports) this.#heartbeat()
    for (const [peer, messages] of turn.sends) this.#links!.send(peer, messages)
    for (const [stream, responses] of turn.answers) this.#streams.get(stream)?.send(responses)
  }

  #session(side: Side): Handlers {
    const stream = ++this.#lastStream
    this.#streams.set(stream, side)
    return {
      receive: (message) => {
        const requests = message as readonly Request[]
        const { member } = this
        if (!member) side.send(requests.filter(isAnswered).map(starting))
        else {
          this.#input(() => {
            for (const request of requests) member.request(stream, request)
          })
        }
      },
      closed: () => {
        this.#streams.delete(stream)
        const { member } = this
        if (member) this.#input(() => member.streamClosed(stream))
      },
    }
  }

  /** Clients learn configurations from any process. */
  #watch(side: Side, known: number): Handlers | string {
    const { member } = this
    if (!member) return 'starting'
    let sent = known
    const tell = () => {
      const { version } = member.configuration()
      if (!side.open || version <= sent) return
      side.send(this.#answers!.changeSince(sent))
      sent = version
    }
    this.#followers.add(tell)
    tell()
    return { receive: () => {}, closed: () => this.#followers.delete(tell) }
  }

  #attend(): void {
    const choice = this.#network.coordinatorOf(this.process)
    const { name } = choice
    const side = this.#network.dial(this.process, name, 'attend', undefined, {
      receive: (change) => {
        // Its process would end, and this is the newest: nobody else starts with its directory.
        if (change instanceof HyperdexError && change.message.includes('was followed by start')) throw change
        if (change instanceof HyperdexError || this.#install(change as ConfigurationChange)) return
        // Another server has led beyond the version it starts from: attend anew, naming what is installed now.
        this.#attendance = undefined
        side.close()
        this.#attend()
      },
      closed: () => {
        if (this.#attendance !== side) return
        this.#attendance = undefined
        choice.missed(name)
        this.process.after(attendAgainMs * this.#network.random.between(0.5, 1.5), () => this.#attend())
      },
    })
    this.#attendance = side
    this.#heartbeat()
  }

  #heartbeat(): void {
    const member = this.#member!
    const { server, incarnation } = this.#directory
    this.#attendance?.send({
      server,
      incarnation,
      configurationVersion: member.configuration().version,
      spaces: member.settling(),
      diskFull: this.diskFull,
      unreachable: member.unreachable(),
      regions: member.progress(),
    })
  }

  /** False for a change that does not fit what is installed. */
  #install(change: ConfigurationChange): boolean {
    const member = this.#member!
    const known = member.configuration()
    if ((change.toVersion ?? 0) <= known.version) return true
    if (change.fromVersion && change.fromVersion !== known.version) return false
    const configuration = applyChange(known, received(change))
    this.process.timeline.note(this.process.name, `installs ${configuration.version}`)
    this.#input(() => member.install(configuration))
    if (!this.process.alive) return true
    this.#heartbeat()
    this.#setPeers()
    for (const follower of [...this.#followers]) follower()
    return true
  }

  #setPeers(): void {
    const peers = new Map<number, { process: string; incarnation: number }>()
    for (const { id, address, incarnation } of this.#member!.configuration().servers.values()) {
      if (id !== this.#directory.server) peers.set(id, { process: address.slice(0, address.lastIndexOf(':')), incarnation })
    }
    this.#links!.setPeers(peers)
  }
}

function starting({ id }: Request): Response {
  const failure = { code: 'UNAVAILABLE', message: 'this server is starting', remedy: 'Try again a little later.', retryAfterMs: 50 }
  return { id: id ?? 0, status: responseStatus.busy, failure }
}
