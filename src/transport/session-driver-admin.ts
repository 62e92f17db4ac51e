// Administration through a session: whoever changes something here sees it afterwards in this session's configuration.
import type { Bytes } from '../values/bytes.ts'
import type { AdminCaller, ChangeResult, OfferSampleResult, ServerChange, StatusResult } from './admin-caller.ts'
import type { CallOptions } from './rpc-client.ts'
import type { ConfigurationFeed } from './session-driver-configuration.ts'
import { boundedTimeoutOf, deadlineIn } from './timeout.ts'

/** The methods of AdminCaller that applications use, with the same parameters and errors. */
export class SessionAdmin {
  readonly #feed: ConfigurationFeed
  readonly #sampleOf: (space: string, options: CallOptions | undefined) => Promise<readonly (readonly Bytes[])[]>

  /** @param sampleOf rows of what a space holds; throws UNKNOWN_SPACE */
  constructor(feed: ConfigurationFeed, sampleOf: (space: string, options?: CallOptions) => Promise<readonly (readonly Bytes[])[]>) {
    this.#feed = feed
    this.#sampleOf = sampleOf
  }

  /** @param definition in the space language */
  addSpace(definition: string, options?: CallOptions): Promise<ChangeResult> {
    return this.#change((caller) => caller.addSpace(definition, options), options)
  }

  removeSpace(name: string, options?: CallOptions): Promise<ChangeResult> {
    return this.#change((caller) => caller.removeSpace(name, options), options)
  }

  renameSpace(from: string, to: string, options?: CallOptions): Promise<ChangeResult> {
    return this.#change((caller) => caller.renameSpace(from, to, options), options)
  }

  addAttribute(space: string, attribute: string, options?: CallOptions): Promise<ChangeResult> {
    return this.#change((caller) => caller.addAttribute(space, attribute, options), options)
  }

  removeAttribute(space: string, name: string, options?: CallOptions): Promise<ChangeResult> {
    return this.#change((caller) => caller.removeAttribute(space, name, options), options)
  }

  addIndex(space: string, index: string, options?: CallOptions): Promise<ChangeResult> {
    return this.#change((caller) => caller.addIndex(space, index, options), options)
  }

  removeIndex(space: string, index: string, options?: CallOptions): Promise<ChangeResult> {
    return this.#change((caller) => caller.removeIndex(space, index, options), options)
  }

  /** @param space its name, or '' for the whole cluster */
  setReadOnly(space: string, readOnly: boolean, options?: CallOptions): Promise<ChangeResult> {
    return this.#change((caller) => caller.setReadOnly(space, readOnly, options), options)
  }

  /** @param rows the key's value, then those of the attributes */
  offerSample(space: string, rows: readonly (readonly Bytes[])[], options?: CallOptions): Promise<OfferSampleResult> {
    return this.#change((caller) => caller.offerSample(space, rows, options), options)
  }

  /** @param local only what the called process itself knows of its regions */
  getStatus(local: boolean, options?: CallOptions): Promise<StatusResult> {
    return this.#feed.caller.getStatus(local, options)
  }

  /** Throws INVALID, PERMISSION_DENIED, ALREADY_EXISTS. */
  changeServer(server: number, change: ServerChange, options?: CallOptions): Promise<ChangeResult> {
    return this.#change((caller) => caller.changeServer(server, change, options), options)
  }

  /** @param failures 0 to 9; each region has one replica more */
  setFaultTolerance(space: string, failures: number, options?: CallOptions): Promise<ChangeResult> {
    return this.#change((caller) => caller.setFaultTolerance(space, failures, options), options)
  }

  /**
   * Looks at all objects first, for the cut points of the new grids; `timeoutMs` is also how long it waits for the next of them. Answers when the new grids
   * are being filled.
   */
  async setPartitions(space: string, partitions: number, options?: CallOptions): Promise<ChangeResult> {
    const sample = await this.#sampleOf(space, options)
    return this.#change((caller) => caller.setPartitions(space, partitions, sample, options), options)
  }

  /** Throws TIMEOUT. */
  async waitUntilStable(options?: CallOptions): Promise<void> {
    const deadline = deadlineIn(boundedTimeoutOf(options))
    const configurationVersion = await this.#feed.caller.waitUntilStable(options)
    await this.#feed.reach(configurationVersion, deadline, options?.signal)
  }

  async #change<Result extends { readonly configurationVersion: number }>(
    call: (caller: AdminCaller) => Promise<Result>,
    options: CallOptions | undefined,
  ): Promise<Result> {
    const deadline = deadlineIn(boundedTimeoutOf(options))
    const result = await call(this.#feed.caller)
    await this.#feed.reach(result.configurationVersion, deadline, options?.signal)
    return result
  }
}
