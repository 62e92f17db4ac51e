// What the parts of one session share: its clock (moved by inputs only), its effects, and when it wants to be woken.
import { type Configuration, emptyConfiguration } from '../cluster/configuration.ts'
import { EffectQueue } from './effects.ts'

export interface SessionSettings {
  /** From 0 (inclusive) to 1 (exclusive): spreads retries. */
  readonly random: () => number
  /** Gets and updates open at a time, at most; further ones are refused with OVERLOADED. Default 262,144. */
  readonly openCallsMax?: number
}

const openCallsMaxDefault = 262_144

export class SessionContext {
  readonly effects = new EffectQueue()
  readonly openCallsMax: number
  readonly #random: () => number
  configuration: Configuration = emptyConfiguration
  nowMs = 0
  /** The earliest moment at which something is due; Infinity: nothing is. */
  wakeAtMs = Number.POSITIVE_INFINITY
  #lastRequest = 0

  constructor(settings: SessionSettings) {
    this.#random = settings.random
    this.openCallsMax = settings.openCallsMax ?? openCallsMaxDefault
  }

  /** Request ids are never used twice, so that a late answer finds nothing that it could be mistaken for. */
  nextRequest(): number {
    return ++this.#lastRequest
  }

  wakeAt(atMs: number): void {
    if (atMs < this.wakeAtMs) this.wakeAtMs = atMs
  }

  /** Half to one and a half of `ms`. */
  jittered(ms: number): number {
    return ms * (0.5 + this.#random())
  }
}
