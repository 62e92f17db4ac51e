// Gets a session its client id from the coordinator, however long that is away.
import { HyperdexError } from '../errors.ts'
import { backoffMs, type ConfigurationFeed, pause } from './session-driver-configuration.ts'

const callTimeoutMs = 5000
/** How long `settled` waits for a client id, which only writes need: without a coordinator there is none. */
const patienceMs = 1000

export class SessionOpener {
  readonly #feed: ConfigurationFeed
  readonly #granted: (client: number) => void
  #opening: Promise<void> = Promise.resolve()

  constructor(feed: ConfigurationFeed, granted: (client: number) => void) {
    this.#feed = feed
    this.#granted = granted
  }

  /** Asks until a client id is granted or the feed is closed. */
  open(): void {
    this.#opening = this.#open()
  }

  /** Resolves when what was asked for is granted, or soon. */
  async settled(): Promise<void> {
    const patience = new AbortController()
    await Promise.race([this.#opening, pause(patienceMs, patience.signal)])
    patience.abort()
  }

  async #open(): Promise<void> {
    const { closing } = this.#feed
    for (let failures = 0; !closing.aborted; failures++) {
      if (failures > 0) await pause(backoffMs(failures - 1), closing)
      if (closing.aborted) return
      try {
        this.#granted(await this.#feed.caller.openSession({ timeoutMs: callTimeoutMs, signal: closing }))
        return
      } catch (error) {
        if (!(error instanceof HyperdexError)) throw error
      }
    }
  }
}
