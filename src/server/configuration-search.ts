// Asks the other servers for a configuration that some message named and that the coordinator does not bring: it may have ended after telling
// only some of us, and the rest must not wait for its return (protocol.md section 4).
import { setTimeout as delay } from 'node:timers/promises'
import type { ConfigurationChange } from '../cluster/change.ts'
import type { Configuration } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import { AdminCaller } from '../transport/admin-caller.ts'

/** The coordinator usually brings it by itself; a version that nobody has is asked for less and less often. */
const delayMinMs = 500
const delayMaxMs = 10_000
const callTimeoutMs = 2_000

export interface ConfigurationSearchParts {
  readonly server: number
  readonly known: () => Configuration
  readonly found: (change: ConfigurationChange) => void
}

export class ConfigurationSearch {
  readonly #parts: ConfigurationSearchParts
  readonly #closing = new AbortController()
  #searching = false
  #inVain = 0

  constructor(parts: ConfigurationSearchParts) {
    this.#parts = parts
  }

  /** May be called often: one search is under way at a time. */
  want(version: number): void {
    if (this.#searching || this.#closing.signal.aborted || this.#parts.known().version >= version) return
    this.#searching = true
    this.#search(version)
      .catch((error: unknown) => {
        if (!this.#closing.signal.aborted) throw error
      })
      .finally(() => {
        this.#searching = false
      })
  }

  close(): void {
    this.#closing.abort()
  }

  async #search(version: number): Promise<void> {
    const { server, known, found } = this.#parts
    const { signal } = this.#closing
    await delay(Math.min(delayMaxMs, delayMinMs * 2 ** this.#inVain), undefined, { signal })
    for (const { id, address } of [...known().servers.values()]) {
      if (known().version >= version) break
      if (id === server) continue
      const change = await this.#ask(address)
      if (change && !signal.aborted) found(change)
    }
    this.#inVain = known().version >= version ? 0 : Math.min(this.#inVain + 1, 10)
  }

  /** Undefined when nobody answers there. */
  async #ask(address: string): Promise<ConfigurationChange | undefined> {
    const caller = new AdminCaller([address])
    try {
      return await caller.getConfiguration(this.#parts.known().version, { timeoutMs: callTimeoutMs, signal: this.#closing.signal })
    } catch (error) {
      if (!(error instanceof HyperdexError)) throw error
      return undefined
    } finally {
      caller.close()
    }
  }
}
