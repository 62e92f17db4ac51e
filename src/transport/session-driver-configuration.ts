// Keeps a session's configuration new: one stream from any reachable process of the cluster, opened again with back-off when it breaks, and
// a question of its own when a server has named a newer version than the stream has brought.
import { applyChange, type ConfigurationChange } from '../cluster/change.ts'
import { type Configuration, emptyConfiguration } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import { closedError } from '../session/call-errors.ts'
import { AdminCaller } from './admin-caller.ts'
import type { CallOptions } from './rpc-client.ts'
import { type Deadline, leftOf } from './timeout.ts'

const backoffMinMs = 50
const backoffMaxMs = 2000
const fetchTimeoutMs = 5000
/** How long a caller that is not used for new calls any more is left to those that are on their way. */
const retireMs = 60_000

const madeAlready = 'a change that was asked for is made; call again to use it'

/** A pause that ends early, without error, with the signal. */
export function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const finish = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, delayMs)
    signal.addEventListener('abort', finish, { once: true })
  })
}

/** The delay before attempt `failures` + 1, spread by half around a doubling from 50 ms to 2 s. */
export function backoffMs(failures: number): number {
  return Math.min(backoffMaxMs, backoffMinMs * 2 ** Math.min(failures, 10)) * (0.5 + Math.random())
}

export class ConfigurationFeed {
  readonly #hosts: readonly string[]
  readonly #installed: (configuration: Configuration) => void
  readonly #closing = new AbortController()
  readonly #retired = new Map<NodeJS.Timeout, AdminCaller>()
  #addresses: readonly string[]
  #caller: AdminCaller
  #configuration = emptyConfiguration
  #wanted = 0
  #fetching: Promise<void> | undefined

  /** @param installed called with every newer configuration, in order */
  constructor(hosts: readonly string[], installed: (configuration: Configuration) => void) {
    this.#hosts = hosts
    this.#installed = installed
    this.#addresses = hosts
    this.#caller = new AdminCaller(hosts)
  }

  get configuration(): Configuration {
    return this.#configuration
  }

  /** Calls any process of the cluster: the hosts given and the servers known. Take it anew for each call. */
  get caller(): AdminCaller {
    if (this.closing.aborted) throw closedError()
    return this.#caller
  }

  get closing(): AbortSignal {
    return this.#closing.signal
  }

  /** The first configuration. @throws HyperdexError UNAVAILABLE when no host answers in time */
  async start(timeoutMs: number): Promise<void> {
    try {
      this.#apply(await this.#caller.getConfiguration(0, { timeoutMs }))
    } catch (error) {
      if (!(error instanceof HyperdexError) || (error.code !== 'TIMEOUT' && error.code !== 'UNAVAILABLE')) throw error
      const message = `no process of the cluster answers at ${this.#hosts.join(', ')}`
      throw new HyperdexError('UNAVAILABLE', message, 'check the addresses and that the cluster is running', { cause: error })
    }
    void this.#watch()
  }

  /** Asks once for what is new. */
  async refresh(options?: CallOptions): Promise<void> {
    this.#apply(await this.caller.getConfiguration(this.#configuration.version, options))
  }

  /** Fetches in the background until this version or a newer one is installed. */
  want(version: number): void {
    if (version > this.#wanted) this.#wanted = version
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = undefined
    })
  }

  /** Resolves when this version or a newer one is installed. @throws HyperdexError TIMEOUT, ABORTED, UNAVAILABLE when this is closed */
  reach(version: number, deadline: Deadline, signal?: AbortSignal | null): Promise<void> {
    return this.#untilEnded(signal, (ended) => this.#reach(version, deadline, ended))
  }

  /**
   * Resolves when a configuration is installed that is at least as new as the coordinator's at the time of this call. A server may not have
   * heard yet of what the coordinator has answered to somebody else, least of all just after the coordinator started anew.
   * @throws HyperdexError UNAVAILABLE when the coordinator does not answer in time, TIMEOUT when its configuration does not come, ABORTED
   */
  catchUp(deadline: Deadline, signal?: AbortSignal | null): Promise<void> {
    return this.#untilEnded(signal, (ended) => this.#catchUp(deadline, ended))
  }

  /** `ended`: aborted with the caller's signal and when this is closed. */
  async #untilEnded(signal: AbortSignal | null | undefined, work: (ended: AbortSignal) => Promise<void>): Promise<void> {
    const ending = new AbortController()
    const end = () => ending.abort(signal?.aborted ? signal.reason : this.closing.reason)
    // `AbortSignal.any` takes no signals of other kinds.
    const signals = signal ? [signal, this.closing] : [this.closing]
    for (const each of signals) {
      each.addEventListener('abort', end, { once: true })
      if (each.aborted) end()
    }
    try {
      await work(ending.signal)
    } finally {
      for (const each of signals) each.removeEventListener('abort', end)
    }
  }

  async #reach(version: number, deadline: Deadline, ended: AbortSignal): Promise<void> {
    for (let failures = 0; this.#configuration.version < version; failures++) {
      if (failures > 0) await pause(Math.min(backoffMs(failures - 1), leftOf(deadline)), ended)
      if (this.closing.aborted) throw closedError()
      if (ended.aborted) {
        const message = `the call was aborted while it waited for configuration ${version}, which is decided already`
        throw new HyperdexError('ABORTED', message, madeAlready, { cause: ended.reason })
      }
      if (deadline.endsAtMs <= performance.now()) {
        const message = `configuration ${version}, which is decided already, did not come within ${deadline.timeoutMs} ms`
        throw new HyperdexError('TIMEOUT', message, madeAlready)
      }
      await this.refresh({ timeoutMs: leftOf(deadline), signal: ended }).catch(ignoreUnreachable)
    }
  }

  async #catchUp(deadline: Deadline, ended: AbortSignal): Promise<void> {
    for (let failures = 0; ; failures++) {
      if (deadline.endsAtMs <= performance.now()) throw coordinatorAway(deadline.timeoutMs)
      const version = await this.#coordinatorVersion(leftOf(deadline), ended)
      if (version !== undefined) return this.#reach(version, deadline, ended)
      await pause(Math.min(backoffMs(failures), leftOf(deadline)), ended)
    }
  }

  /** Undefined while the coordinator cannot be asked. */
  async #coordinatorVersion(timeoutMs: number, signal: AbortSignal): Promise<number | undefined> {
    try {
      const status = await this.caller.getStatus(false, { timeoutMs, signal })
      return status.coordinatorReachable ? status.configurationVersion : undefined
    } catch (error) {
      if (this.closing.aborted) throw closedError()
      if (error instanceof HyperdexError && (error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT')) return undefined
      throw error
    }
  }

  close(): void {
    this.#closing.abort()
    this.#caller.close()
    for (const [timer, caller] of this.#retired) {
      clearTimeout(timer)
      caller.close()
    }
    this.#retired.clear()
  }

  async #fetch(): Promise<void> {
    for (let failures = 0; this.#configuration.version < this.#wanted && !this.closing.aborted; failures++) {
      if (failures > 0) await pause(backoffMs(failures - 1), this.closing)
      if (this.#configuration.version >= this.#wanted || this.closing.aborted) return
      // Whoever was asked may be cut off from the coordinator: ask another.
      if (failures > 1) this.#call([...this.#addresses.slice(1), ...this.#addresses.slice(0, 1)])
      await this.refresh({ timeoutMs: fetchTimeoutMs, signal: this.closing }).catch(ignoreUnreachable)
    }
  }

  async #watch(): Promise<void> {
    for (let failures = 0; !this.closing.aborted; failures++) {
      if (failures > 0) await pause(backoffMs(failures - 1), this.closing)
      try {
        for await (const change of this.#caller.watchConfiguration(this.#configuration.version, this.closing)) {
          failures = 0
          this.#apply(change)
        }
      } catch (error) {
        ignoreUnreachable(error)
      }
    }
  }

  #apply(change: ConfigurationChange): void {
    const to = change.toVersion ?? 0
    if (this.closing.aborted || to <= this.#configuration.version) return
    const from = change.fromVersion ?? 0
    if (from !== 0 && from !== this.#configuration.version) {
      // The stream and a question of our own crossed: ask for what is missing.
      this.want(to)
      return
    }
    if (this.#configuration.version > 0 && change.cluster !== this.#configuration.cluster) return
    this.#configuration = applyChange(this.#configuration, change)
    this.#follow()
    this.#installed(this.#configuration)
  }

  /** Servers come and go: any of them can be asked when the hosts given at first are gone. */
  #follow(): void {
    const servers = [...this.#configuration.servers.values()].map((server) => server.address)
    const addresses = new Set([...this.#hosts, ...servers])
    if (addresses.size === this.#addresses.length && this.#addresses.every((address) => addresses.has(address))) return
    this.#call([...addresses])
  }

  /** Calls these from now on, the first ones first. */
  #call(addresses: readonly string[]): void {
    const retired = this.#caller
    const timer = setTimeout(() => {
      this.#retired.delete(timer)
      retired.close()
    }, retireMs)
    timer.unref()
    this.#retired.set(timer, retired)
    this.#addresses = addresses
    this.#caller = new AdminCaller(addresses)
  }
}

function coordinatorAway(timeoutMs: number): HyperdexError {
  const message = `the coordinator, which alone knows what exists, did not answer within ${timeoutMs} ms`
  return new HyperdexError('UNAVAILABLE', message, 'check that the coordinator is running, or its address; then call again')
}

/** Whoever cannot be reached now is asked again; anything else would be a fault of ours. */
function ignoreUnreachable(error: unknown): void {
  if (!(error instanceof HyperdexError)) throw error
}
