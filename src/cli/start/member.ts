// One member of a local cluster over its whole life: started, started again when it dies, stopped.
import { setTimeout as pause } from 'node:timers/promises'
import { Child, describeExit } from './child.ts'

const restart = { leastPauseMs: 500, longestPauseMs: 8000, attempts: 6, calmMs: 30_000 }

interface MemberOptions {
  readonly name: string
  readonly logFile: string
  /** The arguments of each start; asked anew every time, since a port may have been taken meanwhile. */
  args(): Promise<readonly string[]>
  /** Told the address of every start. */
  onReady(address: string): Promise<void>
  note(line: string): void
}

export class Member {
  readonly #options: MemberOptions
  readonly #stopping = new AbortController()
  #child: Child | undefined
  #watching: Promise<void> | undefined

  constructor(options: MemberOptions) {
    this.#options = options
  }

  /** Resolves to its address. Throws why it did not come up. */
  async start(): Promise<string> {
    const child = await this.#spawn()
    const address = await child.ready
    await this.#options.onReady(address)
    this.#watching = this.#watch(child)
    return address
  }

  async stop(graceMs: number, killed: AbortSignal): Promise<void> {
    this.#stopping.abort()
    await this.#child?.stop(graceMs, killed)
    await this.#watching
  }

  async #spawn(): Promise<Child> {
    const { name, logFile, args } = this.#options
    const given = await args()
    this.#stopping.signal.throwIfAborted()
    this.#child = new Child(name, given, logFile)
    return this.#child
  }

  /** A member that was stopped on purpose stays down; one that died comes back, with growing pauses. */
  async #watch(first: Child): Promise<void> {
    const { name, logFile, note, onReady } = this.#options
    let child = first
    let attempts = 0
    let since = performance.now()
    for (;;) {
      const exit = await child.exited
      // A signal to the whole process group may reach the members first.
      await this.#pause(restart.leastPauseMs)
      if (this.#stopping.signal.aborted) return
      if (exit.code === 0) return note(`${name} was stopped; start the cluster again to bring it back`)
      if (performance.now() - since > restart.calmMs) attempts = 0
      if (++attempts > restart.attempts) return note(`${name} died again (${describeExit(exit)}); giving it up, see ${logFile}`)
      note(`${name} died (${describeExit(exit)}); starting it again`)
      await this.#pause(Math.min(restart.longestPauseMs, restart.leastPauseMs * (2 ** (attempts - 1) - 1)))
      if (this.#stopping.signal.aborted) return
      since = performance.now()
      child = await this.#spawn()
      try {
        await onReady(await child.ready)
        note(`${name} is back`)
      } catch (error) {
        if (!this.#stopping.signal.aborted) note(`${name} did not come up: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }

  /** Ends early when the member is stopped. */
  async #pause(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
  }
}
