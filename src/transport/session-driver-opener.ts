// Gets a session its client id from the coordinator, however long that is away, and renews it as long as the session is used.
import { HyperdexError } from '../errors.ts'
import { renewalPauseMs } from '../session/renewal.ts'
import type { OpenSessionResult } from './admin-caller.ts'
import { backoffMs, type ConfigurationFeed, pause } from './session-driver-configuration.ts'

const callTimeoutMs = 5000
/** How long `settled` waits for a client id, which only writes need: without a coordinator there is none. */
const patienceMs = 1000

export class SessionOpener {
  readonly #feed: ConfigurationFeed
  readonly #granted: (client: number) => void
  #opening: Promise<void> = Promise.resolve()
  #renewing: NodeJS.Timeout | undefined

  constructor(feed: ConfigurationFeed, granted: (client: number) => void) {
    this.#feed = feed
    this.#granted = granted
    feed.closing.addEventListener('abort', () => clearTimeout(this.#renewing))
  }

  /** Asks until a client id is granted or the feed is closed. The one granted before is renewed no more. */
  open(): void {
    clearTimeout(this.#renewing)
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
        const session = await this.#feed.caller.openSession({ timeoutMs: callTimeoutMs, signal: closing })
        this.#granted(session.client)
        this.#renewLater(session)
        return
      } catch (error) {
        if (!(error instanceof HyperdexError)) throw error
      }
    }
  }

  /** Whether a session has ended is said by the configuration: here nothing depends on the answer. */
  #renewLater({ client, sessionMs }: OpenSessionResult): void {
    const { closing } = this.#feed
    const pauseMs = renewalPauseMs(sessionMs)
    if (pauseMs === undefined || closing.aborted) return
    this.#renewing = setTimeout(() => {
      const options = { timeoutMs: callTimeoutMs, signal: closing }
      this.#feed.caller.renewSession(client, options).catch(() => undefined)
      this.#renewLater({ client, sessionMs })
    }, pauseMs)
    this.#renewing.unref()
  }
}
