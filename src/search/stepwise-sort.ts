// Sorts a long list in steps of about half a millisecond each, so that a server serves others in between: short runs, then runs merged
// two by two.
import type { Allowance } from './object-source.ts'

const runLength = 1024
/** What a step costs of an allowance. */
const stepCost = 512

export class StepwiseSort<Item> {
  readonly #steps: Generator<undefined, readonly Item[]>
  #sorted: readonly Item[] | undefined

  constructor(items: readonly Item[], compare: (a: Item, b: Item) => number) {
    this.#steps = sorting(items, compare)
  }

  /** Undefined as long as it takes more allowance. */
  sorted(allowance: Allowance): readonly Item[] | undefined {
    while (!this.#sorted && allowance.left > 0) {
      const step = this.#steps.next()
      if (step.done) this.#sorted = step.value
      else allowance.left -= stepCost
    }
    return this.#sorted
  }
}

function* sorting<Item>(items: readonly Item[], compare: (a: Item, b: Item) => number): Generator<undefined, readonly Item[]> {
  const { length } = items
  let sorted: Item[] = []
  for (let from = 0; from < length; from += runLength) {
    if (from > 0) yield
    for (const item of items.slice(from, from + runLength).sort(compare)) sorted.push(item)
  }
  for (let width = runLength; width < length; width *= 2) {
    const merged: Item[] = []
    for (let from = 0; from < length; from += 2 * width) {
      const middle = Math.min(from + width, length)
      const end = Math.min(from + 2 * width, length)
      for (let left = from, right = middle; left < middle || right < end; ) {
        const isLeft = right >= end || (left < middle && compare(sorted[left]!, sorted[right]!) <= 0)
        merged.push(isLeft ? sorted[left++]! : sorted[right++]!)
        if (merged.length % runLength === 0) yield
      }
    }
    sorted = merged
  }
  return sorted
}
