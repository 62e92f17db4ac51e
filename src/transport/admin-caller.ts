// Calls Admin of a cluster at any of several addresses, whichever answers. Used by the session driver, by gateways (which pass
// administration on to the coordinator) and by storage servers.
import type { ConfigurationChange } from '../cluster/change.ts'
import { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import { type CallOptions, neverSent, RpcClient } from './rpc-client.ts'
import { thinSample } from './sample.ts'
import { adminService, type Method } from './services.ts'
import { boundedTimeoutOf } from './timeout.ts'
import type { MessageName, Received, Sent } from './wire.ts'

/** How long an address may take to answer a connection attempt before the next one is tried for a stream. */
const connectMs = 3_000
const methods = adminService.methods

export type ChangeResult = Received<'ChangeResult'>
export type OfferSampleResult = Received<'OfferSampleResult'>
export type OpenSessionResult = Received<'OpenSessionResult'>
export type StatusResult = Received<'StatusResult'>

/** The values of ChangeServerCall.Change. */
const serverChange = { offline: 0, online: 1, kill: 2, forget: 3 } as const
export type ServerChange = keyof typeof serverChange

/** Throws INVALID for a number that is none of them. */
export function serverChangeOf(value: number): ServerChange {
  for (const [name, number] of Object.entries(serverChange)) if (number === value) return name as ServerChange
  throw new HyperdexError(
    'INVALID',
    `no change of a server has the number ${value}`,
    'See ChangeServerCall in proto/hyperdex/v1/admin.proto.',
  )
}

/** Every method takes `timeoutMs` (default 10,000, 0: none) and `signal`, and throws HyperdexErrors: UNAVAILABLE when no address answers. */
export class AdminCaller {
  #clients: RpcClient[]
  /** Where the last call succeeded. */
  #preferred = 0

  /** @throws HyperdexError INVALID for an address that is not HOST:PORT, or none at all */
  constructor(addresses: readonly string[]) {
    if (addresses.length === 0) throw new HyperdexError('INVALID', 'no address of the cluster is given', 'Give HOST:PORT.')
    this.#clients = addresses.map((address) => new RpcClient(address))
  }

  /** @param definition in the space language */
  addSpace(definition: string, options?: CallOptions): Promise<ChangeResult> {
    return this.#call(methods.addSpace, { definition }, options, true)
  }

  removeSpace(name: string, options?: CallOptions): Promise<ChangeResult> {
    return this.#call(methods.removeSpace, { name }, options, false)
  }

  renameSpace(from: string, to: string, options?: CallOptions): Promise<ChangeResult> {
    return this.#call(methods.renameSpace, { from, to }, options, false)
  }

  /** @param attribute in the space language: TYPE NAME */
  addAttribute(space: string, attribute: string, options?: CallOptions): Promise<ChangeResult> {
    return this.#call(methods.addAttribute, { space, attribute }, options, true)
  }

  removeAttribute(space: string, name: string, options?: CallOptions): Promise<ChangeResult> {
    return this.#call(methods.removeAttribute, { space, name }, options, false)
  }

  addIndex(space: string, index: string, options?: CallOptions): Promise<ChangeResult> {
    return this.#call(methods.addIndex, { space, index }, options, true)
  }

  removeIndex(space: string, index: string, options?: CallOptions): Promise<ChangeResult> {
    return this.#call(methods.removeIndex, { space, index }, options, false)
  }

  /** @param space its name, or '' for the whole cluster */
  setReadOnly(space: string, readOnly: boolean, options?: CallOptions): Promise<ChangeResult> {
    return this.#call(methods.setReadOnly, { space, readOnly }, options, true)
  }

  /** @param rows the key's value, then those of the attributes; evenly thinned to 10,000 rows and 32 MiB before they are sent */
  offerSample(space: string, rows: readonly (readonly Bytes[])[], options?: CallOptions): Promise<OfferSampleResult> {
    return this.#call(methods.offerSample, { space, rows: thinSample(rows).map((values) => ({ values })) }, options, true)
  }

  /** @returns a client id that was never given before, and how long it lives without being renewed, in milliseconds */
  openSession(options?: CallOptions): Promise<OpenSessionResult> {
    return this.#call(methods.openSession, {}, options, true)
  }

  /** Throws INVALID when the session has ended. */
  renewSession(client: number, options?: CallOptions): Promise<OpenSessionResult> {
    return this.#call(methods.openSession, { client }, options, true)
  }

  /** @param knownVersion of the configuration that the caller has, 0 for none */
  getConfiguration(knownVersion: number, options?: CallOptions): Promise<ConfigurationChange> {
    return this.#call(methods.getConfiguration, { knownVersion }, options, true)
  }

  /** @param local only what the called process itself knows of its regions */
  getStatus(local: boolean, options?: CallOptions): Promise<StatusResult> {
    return this.#call(methods.getStatus, { local }, options, true)
  }

  /** Throws INVALID for an unknown server, PERMISSION_DENIED when it would take the last replica of a region along, ALREADY_EXISTS. */
  changeServer(server: number, change: ServerChange, options?: CallOptions): Promise<ChangeResult> {
    return this.#call(methods.changeServer, { server, change: serverChange[change] }, options, change !== 'forget')
  }

  /** @param failures 0 to 9; each region has one replica more */
  setFaultTolerance(space: string, failures: number, options?: CallOptions): Promise<ChangeResult> {
    return this.#call(methods.setFaultTolerance, { space, failures }, options, true)
  }

  /**
   * @param sample as `offerSample` has rows, of what is stored, evenly thinned like there; undefined: the server called looks for itself, which the
   * coordinator refuses. Throws INVALID also while another change of the grids is under way
   */
  setPartitions(
    space: string,
    partitions: number,
    sample: readonly (readonly Bytes[])[] | undefined,
    options?: CallOptions,
  ): Promise<ChangeResult> {
    const rows = sample && { sampled: true, sample: thinSample(sample).map((values) => ({ values })) }
    return this.#call(methods.setPartitions, { space, partitions, ...rows }, options, true)
  }

  /** @returns the version of the configuration in which nothing is left to repair or to move. Throws TIMEOUT. */
  async waitUntilStable(options?: CallOptions): Promise<number> {
    try {
      return (await this.#call(methods.waitUntilStable, {}, options, true)).configurationVersion
    } catch (error) {
      if (!(error instanceof HyperdexError && error.code === 'TIMEOUT')) throw error
      const message = `the cluster did not come to rest within ${boundedTimeoutOf(options)} ms`
      throw new HyperdexError('TIMEOUT', message, 'see with `hyperdex status` what is still under way, or wait longer', { cause: error })
    }
  }

  /**
   * First a change from the known version (or a whole configuration), then every later change. Goes on for ever: ends with the signal,
   * when the iteration is left, or with an error when the process that is watched goes away (watch again: another one is asked).
   */
  watchConfiguration(knownVersion: number, signal?: AbortSignal): AsyncGenerator<ConfigurationChange, void, undefined> {
    return this.#stream(methods.watchConfiguration, { knownVersion }, signal ? { signal } : {})
  }

  /** All copies of all objects compared, the summary last; without `timeoutMs` it takes as long as it takes. */
  check(call: Sent<'CheckCall'>, options: CallOptions = {}): AsyncGenerator<Received<'CheckEvent'>, void, undefined> {
    return this.#stream(methods.check, call, options)
  }

  async *#stream<Request extends MessageName, Response extends MessageName>(
    method: Method<'serverStream', Request, Response>,
    request: Sent<Request>,
    options: CallOptions,
  ): AsyncGenerator<Received<Response>, void, undefined> {
    const count = this.#clients.length
    for (let attempt = 0; ; attempt++) {
      const client = this.#clients[this.#preferred % count]!
      try {
        await client.ready(connectMs, options.signal ?? undefined)
        yield* client.serverStream(method, request, options)
        return
      } catch (error) {
        this.#preferred++
        if (attempt + 1 >= count || !neverSent(error)) throw error
      }
    }
  }

  close(): void {
    for (const client of this.#clients) client.close()
  }

  /** @param repeatable doing it twice is the same as once, so that a broken connection is no reason to give up */
  async #call<Request extends MessageName, Response extends MessageName>(
    method: Method<'unary', Request, Response>,
    request: Sent<Request>,
    options: CallOptions = {},
    repeatable: boolean,
  ): Promise<Received<Response>> {
    const end = Date.now() + boundedTimeoutOf(options)
    const count = this.#clients.length
    for (let attempt = 0; ; attempt++) {
      const index = this.#preferred % count
      const last = attempt + 1 >= count
      const timeoutMs = Math.max(1, Math.ceil((end - Date.now()) / (count - attempt)))
      try {
        return await this.#clients[index]!.unary(method, request, { ...options, timeoutMs })
      } catch (error) {
        const lost = error instanceof HyperdexError && (error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT')
        if (lost && this.#preferred % count === index) this.#preferred++
        if (last || !lost || !(repeatable || neverSent(error))) throw error
      }
    }
  }
}
