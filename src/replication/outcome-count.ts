// How much a server remembers so that nothing is applied twice (outcomes.ts, and the refusals that point-leader.ts keeps), all its replicas together, in
// outcomes: each takes some 64 bytes. Counted as it changes, so that the bound holds at every write.

/** About 64 MiB. What is pending already, and what other leaders decide, is remembered beyond it. */
const rememberedMax = 1024 * 1024

/** What else is kept costs as much as so many outcomes. */
export const weights = { client: 5, group: 2, refusal: 4 } as const

export class OutcomeCount {
  #kept = 0

  get kept(): number {
    return this.#kept
  }

  /** No new operation is taken in. */
  get isFull(): boolean {
    return this.#kept >= rememberedMax
  }

  /** Negative: so much is forgotten. */
  add(outcomes: number): void {
    this.#kept += outcomes
  }
}
