// A session driven by hand: tests give it inputs line by line and look at what it asks for.
import type { Request, Response, Update } from '../../src/cluster/client-messages.ts'
import { responseStatus } from '../../src/cluster/client-messages.ts'
import type { Configuration, Region, Space } from '../../src/cluster/configuration.ts'
import type { HyperdexError } from '../../src/errors.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import type { Finished } from '../../src/session/effects.ts'
import type { SearchAnswer } from '../../src/session/search-spec.ts'
import { Session } from '../../src/session/session.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'

export interface Chain {
  readonly epoch: number
  readonly members: readonly number[]
}

/** A space `kv` whose key regions are these chains, in order; region ids from 1. Servers are all members and those of `servers`. */
export function cluster(
  version: number,
  chains: readonly Chain[],
  options: { servers?: readonly number[]; moved?: number; spaces?: boolean } = {},
): Configuration {
  const regions: Region[] = chains.map(({ epoch, members }, position) => ({ id: position + 1, epoch, members }))
  const definition = parseSpace('space kv key k attributes int v')
  const space: Space = {
    id: 1,
    schemaVersion: 1,
    definition,
    settling: false,
    readOnly: false,
    subspaces: [{ axes: [{ attribute: 0, side: chains.length }], regions }],
  }
  const servers = [...new Set([...(options.servers ?? []), ...chains.flatMap(({ members }) => members)])]
  return {
    cluster: 'test',
    version,
    readOnly: false,
    servers: new Map(
      servers.map((id) => [id, { id, address: `${id === options.moved ? 'moved' : 'host'}:${id}`, domain: `${id}`, incarnation: 1 }]),
    ),
    spaces: options.spaces === false ? new Map() : new Map([[1, space]]),
  }
}

export function putOf(key: string, value: number): Update {
  return { key: encodeString(key), operations: [{ attribute: 1, name: operationName.put, operands: [encodeInt(BigInt(value))] }] }
}

export class Script {
  readonly session: Session
  nowMs = 0
  connects: string[] = []
  disconnects: number[] = []
  fetches: number[] = []
  sessionsAsked = 0
  readonly finished: Finished[] = []
  readonly answers: SearchAnswer[] = []
  readonly #sent = new Map<number, Request[]>()
  /** Connections are made at once unless this says otherwise. */
  reachable = (_server: number): boolean => true
  #lastCall = 0

  constructor(configuration: Configuration, granted = true, random = () => 0.5) {
    this.session = new Session({ random, openCallsMax: 10_000 })
    this.session.install(configuration, 0)
    if (granted) this.session.grant(77, 0)
    this.run()
  }

  get space(): Space {
    return this.session.configuration.spaces.get(1)!
  }

  get(key: string, timeoutMs = 1000, select?: readonly number[]): number {
    const call = ++this.#lastCall
    this.session.get(call, this.space, encodeString(key), timeoutMs, this.nowMs, undefined, select)
    this.run()
    return call
  }

  put(key: string, value: number, timeoutMs = 1000): number {
    return this.update(putOf(key, value), timeoutMs)
  }

  update(update: Update, timeoutMs = 1000): number {
    const call = ++this.#lastCall
    this.session.update(call, this.space, update, timeoutMs, this.nowMs)
    this.run()
    return call
  }

  nextCall(): number {
    return ++this.#lastCall
  }

  install(configuration: Configuration): void {
    this.session.install(configuration, this.nowMs)
    this.run()
  }

  /** Gives one response to a request. */
  answer(server: number, request: Request, response: Response): void {
    this.session.receive(server, [{ id: request.id ?? 0, ...response }], this.nowMs)
    this.run()
  }

  ok(server: number, request: Request, version = 1): void {
    this.answer(server, request, { version, found: true })
  }

  fail(server: number, request: Request, code: string): void {
    this.answer(server, request, { status: responseStatus.failed, failure: { code, message: code, remedy: '' } })
  }

  stale(server: number, request: Request, configurationVersion: number): void {
    this.answer(server, request, { status: responseStatus.stale, configurationVersion })
  }

  busy(server: number, request: Request, retryAfterMs: number): void {
    this.answer(server, request, { status: responseStatus.busy, failure: { retryAfterMs } })
  }

  breakConnection(server: number, reached = true): void {
    this.#sent.delete(server)
    this.session.disconnected(server, reached, this.nowMs)
    this.run()
  }

  cancel(call: number): void {
    this.session.cancel(call, this.nowMs)
    this.run()
  }

  /** Time passes; the session is woken whenever it asked to be. */
  pass(ms: number): void {
    const end = this.nowMs + ms
    while (this.session.wakeAtMs <= end) {
      this.nowMs = Math.max(this.nowMs, this.session.wakeAtMs)
      this.session.tick(this.nowMs)
      this.run()
    }
    this.nowMs = end
  }

  /** What was sent to a server since it was asked last. */
  sent(server: number): Request[] {
    const requests = this.#sent.get(server) ?? []
    this.#sent.delete(server)
    return requests
  }

  /** The only request sent to a server. */
  only(server: number): Request {
    const requests = this.sent(server)
    if (requests.length !== 1) throw new Error(`${requests.length} requests were sent to server ${server}, not one`)
    return requests[0]!
  }

  /** How a call ended: ok with its version, a code, or undefined while it is open. */
  outcome(call: number): string | undefined {
    const ends = this.finished.filter((finished) => finished.call === call)
    if (ends.length > 1) throw new Error(`call ${call} finished ${ends.length} times`)
    const [end] = ends
    if (end === undefined) return undefined
    return end.error === undefined ? `ok ${end.response.version}` : end.error.code
  }

  errorOf(call: number): HyperdexError | undefined {
    return this.finished.find((finished) => finished.call === call)?.error
  }

  run(): void {
    for (let again = true; again; ) {
      again = false
      const effects = this.session.effects()
      this.disconnects.push(...effects.disconnects)
      for (const { server, address } of effects.connects) {
        this.connects.push(address)
        if (this.reachable(server)) this.session.connected(server, this.nowMs)
        else this.session.disconnected(server, false, this.nowMs)
        again = true
      }
      for (const [server, requests] of effects.sends) this.#sent.set(server, [...(this.#sent.get(server) ?? []), ...requests])
      if (effects.configurationAtLeast > 0) this.fetches.push(effects.configurationAtLeast)
      if (effects.openSession) this.sessionsAsked++
      this.finished.push(...effects.finished)
      this.answers.push(...effects.answers)
    }
  }
}
