// How much a server remembers so that nothing is applied twice (outcomes.ts, and the refusals that point-leader.ts keeps), all its replicas together, in
// outcomes: each takes some 64 bytes. Counted as it changes, so that the bound holds at every write.

/** About 64 MiB. */
const rememberedMax = 1024 * 1024
/**
 * From here on the leaders of chains that this server is in take in nothing new either, as soon as they know. The rest is for what they decide until
 * then and for what is pending: several times what can be under way, and what a quarter of a lease brings.
 */
const nearlyMax = (rememberedMax / 8) * 7

/** What else is kept costs as much as so many outcomes. */
export const weights = { client: 5, group: 2, refusal: 4 } as const

export class OutcomeCount {
  #kept = 0

  get kept(): number {
    return this.#kept
  }

  /** No new operation is taken in by this server's leaders. */
  get isFull(): boolean {
    return this.#kept >= rememberedMax
  }

  /** Nor by others', for regions of which this server is another member. */
  get isNearlyFull(): boolean {
    return this.#kept >= nearlyMax
  }

  /** Negative: so much is forgotten. */
  add(outcomes: number): void {
    this.#kept += outcomes
  }
}
