// A binary heap: the least item by `compare` on top.
export class Heap<Item> {
  readonly #compare: (a: Item, b: Item) => number
  readonly #items: Item[] = []

  constructor(compare: (a: Item, b: Item) => number) {
    this.#compare = compare
  }

  get size(): number {
    return this.#items.length
  }

  get top(): Item | undefined {
    return this.#items[0]
  }

  /** In no order. */
  items(): readonly Item[] {
    return this.#items
  }

  push(item: Item): void {
    const items = this.#items
    let index = items.push(item) - 1
    while (index > 0) {
      const parent = (index - 1) >>> 1
      if (this.#compare(items[parent]!, item) <= 0) break
      items[index] = items[parent]!
      index = parent
    }
    items[index] = item
  }

  pop(): Item | undefined {
    const top = this.#items[0]
    const last = this.#items.pop()
    if (last !== undefined && this.#items.length > 0) this.replaceTop(last)
    return top
  }

  /** Takes the top away and puts `item` in; also right when the top is `item` itself and has changed. The heap is not empty. */
  replaceTop(item: Item): void {
    const items = this.#items
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= items.length) break
      if (child + 1 < items.length && this.#compare(items[child + 1]!, items[child]!) < 0) child++
      if (this.#compare(item, items[child]!) <= 0) break
      items[index] = items[child]!
      index = child
    }
    items[index] = item
  }
}
