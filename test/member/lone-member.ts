// One member alone with a clock of its own; whatever the other servers of its chains say is said by the test.
import { presence, type Response, type SearchOpen } from '../../src/cluster/client-messages.ts'
import type { Configuration, Region } from '../../src/cluster/configuration.ts'
import { makeAxes } from '../../src/hyperspace/grid.ts'
import { Member, type MemberOptions } from '../../src/member/member.ts'
import type { Turn } from '../../src/member/turn.ts'
import type { KeyRange } from '../../src/ports/store.ts'
import type { LinkMessage } from '../../src/replication/messages.ts'
import { makeUpdate } from '../../src/replication/update.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { startMember } from '../../src/server/start-member.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { toLatin1 } from '../../src/values/bytes.ts'
import { encodeString } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'
import { operationName } from '../../src/values/operation.ts'

const definition = parseSpace('space kv key k attribute v create 1 partition')

/** One space of one region, number 1. */
export function configurationOf(version: number, region: Partial<Region>): Configuration {
  const regions = [{ id: 1, epoch: 1, members: [1], ...region }]
  const subspaces = [{ axes: makeAxes(definition, ['k']), regions }]
  const space = { id: 1, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces }
  return { cluster: 'c', version, readOnly: false, servers: new Map(), spaces: new Map([[1, space]]) }
}

/** A request's deadline, and when it came, by the member's clock. */
export interface Waited {
  readonly timeoutMs: number
  readonly arrivedMs: number
}

export class LoneMember {
  readonly member: Member
  readonly server: number
  readonly store: MemoryStore
  now: number
  wall: number
  /** What was sent to each server and has not been looked at. */
  readonly sent = new Map<number, LinkMessage[]>()
  readonly turns: Turn[] = []
  readonly #answers = new Map<number, Response>()
  #request = 0

  private constructor(server: number, store: MemoryStore, now: number, options: MemberOptions) {
    this.server = server
    this.store = store
    this.now = now
    this.wall = now + 1_000_000
    this.member = new Member(server, store, now, { wall: this.wall, ...options })
  }

  static async start(
    server: number,
    configuration: Configuration,
    options: MemberOptions & { store?: MemoryStore; now?: number } = {},
  ): Promise<LoneMember> {
    const lone = new LoneMember(server, options.store ?? new MemoryStore(), options.now ?? 0, options)
    await startMember(lone.member, lone.store, configuration)
    await lone.turn()
    return lone
  }

  /** Lets time pass on both clocks. */
  async pass(ms: number): Promise<void> {
    this.now += ms
    this.wall += ms
    this.member.tick(this.now, this.wall)
    await this.turn()
  }

  async install(configuration: Configuration): Promise<void> {
    this.member.install(configuration)
    await this.turn()
  }

  async receive(peer: number, ...messages: LinkMessage[]): Promise<void> {
    this.member.receive(peer, messages)
    await this.turn()
  }

  /** Another server's keep-alive. */
  async asked(peer: number, configurationVersion: number): Promise<void> {
    await this.receive(peer, { configurationVersion, keepAlive: { number: 1, run: 1 } })
  }

  /** The newest keep-alive sent to a server; all that was sent to it counts as looked at. */
  keepAlive(peer: number): { number: number; run: number } {
    const asks = (this.sent.get(peer) ?? []).flatMap(({ keepAlive }) => (keepAlive ? [keepAlive] : []))
    this.sent.delete(peer)
    const { number, run } = asks.at(-1)!
    return { number: number!, run: run! }
  }

  /** Servers answer the newest keep-alive they were sent. */
  async answer(...peers: number[]): Promise<void> {
    const configurationVersion = this.member.configurationVersion()
    for (const peer of peers) await this.receive(peer, { configurationVersion, alive: this.keepAlive(peer) })
  }

  /** Everything that was sent to a server and is of a region, as short text; looked at thereby. */
  toReplicas(peer: number): string[] {
    const messages = this.sent.get(peer) ?? []
    this.sent.delete(peer)
    return messages.flatMap((message) => {
      if (message.update) return [`update ${message.update[17]}`]
      if (message.acknowledgement) return [`acknowledgement ${(message.acknowledgement.version ?? 0) % 2 ** 32}`]
      return []
    })
  }

  /** An update of the key from the replica before this one, at a version of epoch 1. */
  update(number: number, epoch: number): LinkMessage {
    const { encoded } = makeUpdate({
      keyRegion: 1,
      space: 1,
      version: 2 ** 32 + number,
      previous: number === 1 ? 0 : 2 ** 32 + number - 1,
      key: encodeString('k'),
      client: 1,
      number,
      mark: 1,
      object: encodeObject([encodeString(String(number))]),
    })
    return { ...stamp(epoch), configurationVersion: this.member.configurationVersion(), update: encoded }
  }

  acknowledgement(version: number, epoch: number): LinkMessage {
    return {
      ...stamp(epoch),
      configurationVersion: this.member.configurationVersion(),
      acknowledgement: { key: encodeString('k'), version },
    }
  }

  async put(number: number, epoch: number, key = 'k', waited?: Waited): Promise<number> {
    const operations = [{ attribute: 1, name: operationName.put, operands: [encodeString(String(number))] }]
    const update = { update: { key: encodeString(key), operations }, client: 1, number, mark: 1 }
    return this.#ask({ region: 1, epoch, update }, waited)
  }

  async putIfNotExist(number: number, epoch: number, waited?: Waited): Promise<number> {
    const update = { update: { key: encodeString('k'), operations: [], presence: presence.absent }, client: 1, number, mark: 1 }
    return this.#ask({ region: 1, epoch, update }, waited)
  }

  /** With a time to live. */
  async putFor(ttlMs: number, number: number, epoch: number): Promise<number> {
    const update = { update: { key: encodeString('k'), operations: [], ttlMs }, client: 1, number, mark: 1 }
    return this.#ask({ region: 1, epoch, update })
  }

  async remove(number: number, epoch: number, key = 'k'): Promise<number> {
    const update = { update: { key: encodeString(key), remove: true }, client: 1, number, mark: 1 }
    return this.#ask({ region: 1, epoch, update })
  }

  async get(epoch: number, waited?: Waited): Promise<number> {
    return this.#ask({ region: 1, epoch, get: encodeString('k') }, waited)
  }

  async getSelected(epoch: number, select: readonly number[]): Promise<number> {
    return this.#ask({ region: 1, epoch, get: encodeString('k'), select })
  }

  async search(epoch: number, open: SearchOpen = {}): Promise<number> {
    return this.#ask({ searchOpen: { regions: [{ region: 1, epoch }], ...open } })
  }

  async nextPage(cursor: number): Promise<number> {
    return this.#ask({ searchNext: { cursor } })
  }

  /** Of a search that has more to say. */
  cursorOf(request: number): number {
    return this.#answers.get(request)?.page?.cursor ?? 0
  }

  /** The answer to a request, as short text. */
  said(request: number): string {
    const answer = this.#answers.get(request)
    if (!answer) return 'nothing'
    if (answer.failure) return answer.status === 3 ? `busy: ${answer.failure.message}` : answer.failure.code!
    if (answer.page) return `rows ${(answer.page.rows ?? []).map(({ key }) => toLatin1(key!))}`
    if (answer.status === 2) return 'stale'
    return answer.object ? `found ${toLatin1(answer.object).slice(-1)}` : answer.version ? 'done' : 'absent'
  }

  async #ask(request: object, { timeoutMs, arrivedMs }: Waited = { timeoutMs: 0, arrivedMs: this.now }): Promise<number> {
    const id = ++this.#request
    this.member.tick(this.now, this.wall)
    this.member.request(1, { id, space: 1, schemaVersion: 1, timeoutMs, ...request }, arrivedMs)
    await this.turn()
    return id
  }

  /** Ends turns until nothing is wanted any more. */
  async turn(): Promise<void> {
    for (;;) {
      const turn = this.member.drain()
      this.turns.push(turn)
      await this.store.write(turn.batch, false)
      this.member.tick(this.now, this.wall)
      const more = this.member.written(turn.sequence)
      for (const [peer, messages] of turn.sends) this.sent.set(peer, [...(this.sent.get(peer) ?? []), ...messages])
      for (const response of turn.answers.get(1) ?? []) this.#answers.set(response.id!, response)
      this.member.flushed(turn.sequence)
      for (const { cursor, request, snapshot } of turn.reads) {
        const { range, limit, maxBytes, keysOnly, token } = request
        this.member.entries(cursor, token, await this.store.read(range, { ...(snapshot ? { snapshot } : {}), limit, maxBytes, keysOnly }))
      }
      for (const cleanup of turn.cleanups) await this.#cleanUp(cleanup)
      if (!more && turn.batch.size === 0 && turn.reads.length === 0 && turn.answers.size === 0 && turn.cleanups.length === 0) return
    }
  }

  async #cleanUp({ token, ranges, rowsMax }: Turn['cleanups'][number]): Promise<void> {
    const left: KeyRange[] = []
    for (const range of ranges) {
      const rest = await this.store.clear(range, rowsMax)
      if (rest) left.push(rest)
    }
    this.member.cleaned(token, left)
  }
}

function stamp(epoch: number) {
  return { fromRegion: 1, fromEpoch: epoch, toRegion: 1, toEpoch: epoch }
}
