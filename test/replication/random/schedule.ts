// One random schedule, from its seed alone: clients, servers and faults in random order, then a quiet phase in which everything must settle,
// then the checks.
import { type Request, type Response, responseStatus } from '../../../src/cluster/client-messages.ts'
import type { Region } from '../../../src/cluster/configuration.ts'
import { SpaceView } from '../../../src/replication/space-view.ts'
import { encodeString } from '../../../src/values/encode.ts'
import { type CallEvent, checkHistory } from './check-history.ts'
import { Client } from './client.ts'
import { Decided } from './decided.ts'
import { FaultyWorld } from './faulty-world.ts'
import { drawProfile, drawQuestion, drawWrite, type Profile } from './profile.ts'
import type { WriteRecord } from './records.ts'
import { Seeded } from './seeded.ts'
import { checkSettled } from './settled.ts'
import { Violation } from './violation.ts'

interface Asked {
  readonly client: Client
  readonly server: number
  readonly connection: number
  readonly request: Request
}

const quietRounds = 400

export class Schedule {
  readonly #random: Seeded
  readonly #profile: Profile
  readonly #world: FaultyWorld
  readonly #decided: Decided
  readonly #clients: Client[] = []
  readonly #events: CallEvent[] = []
  /** Requests and answers on their way, in no order. */
  readonly #asked: Asked[] = []
  readonly #answers: { readonly client: Client; readonly response: Response }[] = []
  readonly #connections = new Map<number, Client>()
  /** By request: whose answers they are, also when the client has given up. */
  readonly #writes = new Map<number, WriteRecord>()
  readonly #activity = new Map<string, number>()
  #faults = true
  #request = 0
  #connection = 0

  constructor(seed: number, trace?: string[]) {
    this.#random = new Seeded(seed)
    this.#profile = drawProfile(this.#random)
    const { space, servers, keys, clients, leases, pendingLog } = this.#profile
    const keyRegions = new Set(space.subspaces[0]!.regions.map(({ id }) => id))
    this.#decided = new Decided(keys, keyRegions, () => this.#events.length)
    this.#world = new FaultyWorld(
      this.#random,
      space,
      servers,
      { ...leases, pendingLog },
      {
        onWrite: (batch, committed) => {
          this.#decided.batch(batch)
          for (const { key, version } of committed) this.#decided.committed(key, version)
        },
        onAnswer: (_server, connection, response) => this.#answered(connection, response),
      },
      trace,
    )
    for (let id = 1; id <= clients; id++) this.#clients.push(new Client(id, this.#world.newest, this.#outlets()))
  }

  /** How often what happened. */
  get activity(): Map<string, number> {
    return new Map([...this.#world.activity, ...this.#activity])
  }

  /** Throws a Violation. */
  async run(): Promise<void> {
    for (const server of this.#world.servers) await this.#world.start(server, false)
    this.#connectAll()
    for (let step = 0; step < this.#profile.steps; step++) await this.#step()
    await this.#settle()
    const histories = this.#decided.histories()
    checkHistory(histories, this.#events, (write) => this.#decided.versionOf(write))
    await checkSettled(this.#world, histories)
  }

  // Clients

  #outlets() {
    return {
      nowMs: () => this.#world.nowMs,
      nextRequest: () => ++this.#request,
      nextConnection: () => ++this.#connection,
      begun: (call: CallEvent['call']) => {
        this.#events.push({ kind: 'begin', call })
        this.#world.note(() => `begin ${JSON.stringify(call)}`)
      },
      ended: (call: CallEvent['call']) => {
        this.#events.push({ kind: 'end', call })
        this.#count(outcomeOf(call))
        this.#world.note(() => `end ${JSON.stringify(call)}`)
      },
      send: (client: Client, server: number, connection: number, request: Request) => {
        this.#connections.set(connection, client)
        if (request.update) this.#writes.set(request.id!, this.#decided.writeOf(client.id, request.update.number!))
        this.#asked.push({ client, server, connection, request })
        if (request.update && this.#faults && this.#random.chance(this.#profile.chance.duplicate)) {
          this.#asked.push({ client, server, connection, request })
        }
      },
    }
  }

  #answered(connection: number, response: Response): void {
    const client = this.#connections.get(connection)!
    const write = this.#writes.get(response.id!)
    if (write && response.status === responseStatus.ok) this.#decided.answered(write, response.version!)
    if (!client.isOfSearch(response) && this.#faults && this.#random.chance(this.#profile.chance.loseAnswer)) return
    this.#answers.push({ client, response })
  }

  #begin(client: Client): void {
    const { chance, keys, openMax, pageRows } = this.#profile
    if (client.open >= openMax) return
    const random = this.#random
    const key = random.pick(keys)
    const choice = random.fraction()
    if (choice < chance.search) {
      const counting = random.chance(0.15)
      const byColor = counting ? undefined : random.pick([undefined, undefined, 'ascending', 'descending'] as const)
      const limit = counting || random.chance(0.6) ? undefined : random.between(1, 3)
      client.search({ kind: 'search', question: drawQuestion(random), byColor, limit, counting, result: undefined }, pageRows)
    } else if (choice < chance.search + (1 - chance.search) * chance.get) client.read({ kind: 'read', key, result: undefined })
    else {
      const number = client.nextNumber()
      const record = { kind: 'write' as const, key, client: client.id, number, write: drawWrite(random, this.#profile), result: undefined }
      this.#decided.expect(record)
      client.write(record)
    }
  }

  #clientStep(client: Client): void {
    const { chance } = this.#profile
    const random = this.#random
    if (client.open === 0 || random.chance(0.5)) {
      this.#begin(client)
      return
    }
    if (random.chance(chance.refresh)) client.refresh(random.pick(this.#world.configurations.slice(-2)))
    for (const run of client.searches) {
      if (random.chance(0.7)) client.retrySearch(run)
      if (random.chance(0.7)) client.pull(run, random.between(1, 3))
      if (random.chance(chance.giveUp)) client.giveUpSearch(run)
    }
    for (const call of client.calls) {
      if (random.chance(chance.giveUp)) client.giveUp(call)
      else if (random.chance(chance.retry)) client.retry(call)
    }
  }

  #count(what: string): void {
    this.#activity.set(what, (this.#activity.get(what) ?? 0) + 1)
  }

  #disconnect(client: Client, server: number): void {
    const connection = client.disconnect(server)
    if (connection === undefined) return
    // Requests of searches go with their connection; late ones of writes and reads are the harder case.
    for (let index = this.#asked.length - 1; index >= 0; index--) {
      const { connection: other, request } = this.#asked[index]!
      if (other === connection && !request.update && !request.get) this.#asked.splice(index, 1)
    }
    this.#world.streamClosed(server, connection)
  }

  // Steps

  async #step(): Promise<void> {
    const random = this.#random
    const world = this.#world
    const { chance, stepMs } = this.#profile
    world.nowMs += random.fraction() * 2 * stepMs
    const choice = random.fraction()
    if (choice < 0.35) await this.#deliverSome()
    else if (choice < 0.6) await this.#diskStep()
    else if (choice < 0.8) for (let count = random.between(1, 4); count > 0; count--) await this.#carry()
    else if (choice < 0.95) for (const client of random.some(this.#clients, 2)) this.#clientStep(client)
    else if (choice < 0.975) {
      const server = random.pick(world.servers)
      world.install(server, random.pick(world.configurations.slice(-3)))
    } else for (const [a, b] of world.disconnected) if (random.chance(0.5)) world.connect(a, b)
    if (random.chance(chance.tick)) world.tick(random.pick(world.servers))
    await this.#fault()
  }

  async #fault(): Promise<void> {
    const random = this.#random
    const world = this.#world
    const { chance } = this.#profile
    if (random.chance(chance.crash) && world.up().length > 0) {
      const server = random.pick(world.up())
      world.crash(server)
      for (const client of this.#clients) this.#disconnect(client, server)
    }
    if (world.down().length > 0 && random.chance(0.05)) await world.start(random.pick(world.down()), true)
    if (random.chance(chance.breakLink)) {
      const [a, b] = random.some(world.servers, 2)
      world.breakLink(a!, b!)
    }
    if (random.chance(chance.disconnect)) this.#disconnect(random.pick(this.#clients), random.pick(world.servers))
    if (random.chance(chance.remove)) this.#removeMember()
    if (random.chance(chance.join)) this.#addLearner()
    if (random.chance(chance.redrive)) this.#redrive()
    if (random.chance(0.05)) world.promote()
    if (random.chance(chance.dropLearner)) {
      const learned = this.#regions().filter(({ learner }) => learner)
      if (learned.length > 0) world.dropLearner(random.pick(learned))
    }
    if (random.chance(chance.bump)) {
      const { id } = random.pick(random.pick([...world.newest.spaces.get(1)!.subspaces]).regions)
      world.bump((region) => region.id === id)
    }
  }

  #regions(): Region[] {
    return this.#world.newest.spaces.get(1)!.subspaces.flatMap(({ regions }) => regions)
  }

  #addLearner(): void {
    const { tolerate } = this.#world.newest.spaces.get(1)!.definition
    const short = this.#regions().filter(({ members, learner }) => members.length <= tolerate && !learner)
    if (short.length === 0) return
    const region = this.#random.pick(short)
    const servers = this.#world.up().filter((server) => !region.members.includes(server))
    if (servers.length > 0) this.#world.learn(this.#random.pick(servers), region)
  }

  /** Whether it has become true, and whether there is a copy in the regions that are named as strays, is left to chance. */
  #redrive(): void {
    const random = this.#random
    const key = random.pick(this.#profile.keys)
    const region = new SpaceView(this.#world.newest.spaces.get(1)!).keyRegion(encodeString(key))
    const strays = random.some(this.#regions(), random.between(0, 2)).map(({ id }) => id)
    this.#decided.expectRedrive(key)
    this.#world.redrive(region.members[0]!, region.id, key, strays)
  }

  #removeMember(): void {
    const world = this.#world
    const region = this.#random.pick(this.#regions())
    if (region.members.length === 1) return
    const server = this.#random.pick(region.members)
    world.remove(server, region)
    if (!world.serves(server)) for (const client of this.#clients) this.#disconnect(client, server)
  }

  async #deliverSome(): Promise<void> {
    const random = this.#random
    for (const link of random.some(this.#world.busyLinks(), 3)) {
      if (this.#profile.slowLinks.has(link) && !random.chance(0.08)) continue
      this.#world.deliver(link, random.chance(0.8) ? 1 : 3)
      await this.#promptly(Number(link.split('>')[1]))
    }
  }

  async #diskStep(): Promise<void> {
    const random = this.#random
    const world = this.#world
    const choice = random.below(6)
    for (const server of world.up()) {
      if (choice < 2) world.begin(server)
      else if (random.chance(0.4)) continue
      else if (choice === 2) world.finishWrite(server)
      else if (choice === 3) world.finishFlush(server)
      else if (choice === 4) await world.finishRead(server)
      else world.finishCleanup(server)
    }
  }

  /** Where disks are quick a turn mostly ends before the next input. */
  async #promptly(server: number): Promise<void> {
    if (this.#world.isUp(server) && this.#random.chance(this.#profile.chance.prompt)) await this.#work(server)
  }

  /** A request reaches its server, or an answer its client. */
  async #carry(): Promise<void> {
    const random = this.#random
    const asked = random.chance(0.5) ? takeSome(random, this.#asked) : undefined
    if (!asked) {
      const answer = takeSome(random, this.#answers)
      answer?.client.receive(answer.response)
      return
    }
    const { client, server, connection, request } = asked
    this.#world.note(() => `client asks ${server} #${request.id} ${describeRequest(request)}`)
    if (this.#world.serves(server)) this.#world.request(server, connection, request)
    else this.#disconnect(client, server)
    await this.#promptly(server)
  }

  #connectAll(): void {
    for (const [a, b] of this.#world.disconnected) this.#world.connect(a, b)
  }

  // The quiet phase

  async #settle(): Promise<void> {
    this.#faults = false
    const world = this.#world
    world.note(() => 'quiet')
    for (const server of world.down()) await world.start(server, true)
    let restSince = 0
    for (let round = 1; round <= quietRounds; round++) {
      this.#connectAll()
      world.nowMs += 60
      for (const server of world.servers) {
        world.install(server, world.newest)
        world.tick(server)
        await this.#work(server)
      }
      for (const link of world.busyLinks()) world.deliver(link, 1000)
      while (this.#asked.length + this.#answers.length > 0) await this.#carry()
      world.promote()
      for (const client of this.#clients) this.#serveClient(client, round % 5 === 0)
      if (!this.#atRest()) restSince = round
      // Long enough for departures to be forgotten and sizes to be written.
      if (round - restSince > 60) return
    }
    throw new Violation('stuck', this.#whatIsOpen())
  }

  async #work(server: number): Promise<void> {
    const world = this.#world
    world.begin(server)
    do {
      world.finishWrite(server)
      world.finishFlush(server)
      await world.finishRead(server)
      world.finishCleanup(server)
    } while (!world.idle(server))
  }

  #serveClient(client: Client, retry: boolean): void {
    client.refresh(this.#world.newest)
    for (const run of client.searches) {
      client.retrySearch(run)
      client.pull(run, 100)
    }
    if (retry) for (const call of client.calls) client.retry(call)
  }

  #atRest(): boolean {
    const quiet = this.#clients.every(({ open }) => open === 0) && this.#regions().every(({ learner }) => !learner)
    return (
      quiet &&
      this.#world.servers.every((server) =>
        this.#world.hosts
          .get(server)!
          .member!.regions()
          .every(({ pending }) => pending === 0),
      )
    )
  }

  #whatIsOpen(): string {
    const calls = this.#clients.flatMap(({ id, calls: open, searches }) => [
      ...open.map(({ key, write }) => `client ${id}: ${write ? `operation ${write.number}` : 'a read'} of ${String.fromCharCode(...key)}`),
      ...searches.map(() => `client ${id}: a search`),
    ])
    const pending = this.#world.servers.flatMap((server) =>
      this.#world.hosts
        .get(server)!
        .member!.regions()
        .filter((region) => region.pending > 0)
        .map((region) => `server ${server}: ${region.pending} pending in region ${region.region}`),
    )
    const learned = this.#regions().flatMap(({ id, learner }) => (learner ? [`region ${id} has the learner ${learner.server}`] : []))
    return [...calls, ...pending, ...learned].join('; ')
  }
}

function takeSome<Item>(random: Seeded, items: Item[]): Item | undefined {
  return items.length > 0 ? items.splice(random.below(items.length), 1)[0] : undefined
}

function outcomeOf(call: CallEvent['call']): string {
  if (call.kind === 'read') return 'read'
  if (call.kind === 'search')
    return !call.result ? 'search expired' : call.limit !== undefined ? 'limited search' : call.byColor ? 'ordered search' : 'search'
  return 'code' in call.result! ? call.result.code : call.write.kind
}

function describeRequest({ update, get, region, epoch, searchOpen, searchNext }: Request): string {
  const stamp = `region ${region} epoch ${epoch}`
  if (update) return `operation ${update.number} of client ${update.client}, mark ${update.mark}, ${stamp}`
  if (get) return `get ${String.fromCharCode(...get)}, ${stamp}`
  if (searchOpen) return `search ${JSON.stringify(searchOpen.regions)}`
  return searchNext ? `next page of ${searchNext.cursor}` : 'close'
}

/** Runs the schedule of a seed, and adds up in `activity` what happened. Undefined: all promises were kept. */
export async function runSeed(seed: number, activity: Map<string, number>, trace?: string[]): Promise<Violation | undefined> {
  const schedule = new Schedule(seed, trace)
  try {
    await schedule.run()
    return undefined
  } catch (error) {
    if (error instanceof Violation) return error
    throw new Error(`seed ${seed}: the product threw`, { cause: error })
  } finally {
    for (const [what, count] of schedule.activity) activity.set(what, (activity.get(what) ?? 0) + count)
  }
}
