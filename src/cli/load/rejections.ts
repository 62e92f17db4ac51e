// Counts rejected lines and remembers the first of them.

export class Rejections {
  readonly #most: number
  readonly #first: { line: number; reason: string }[] = []
  #count = 0

  constructor(most: number) {
    this.#most = most
  }

  get count(): number {
    return this.#count
  }

  readonly add = (line: number, reason: string): void => {
    this.#count++
    if (this.#first.length < this.#most) this.#first.push({ line, reason })
  }

  /** One line each, by rising line number, and one for the rest. */
  describe(): string[] {
    const lines = this.#first.toSorted((a, b) => a.line - b.line).map(({ line, reason }) => `rejected line ${line}: ${reason}`)
    const rest = this.#count - this.#first.length
    if (rest > 0) lines.push(`and ${rest} more rejected ${rest === 1 ? 'line' : 'lines'}`)
    return lines
  }
}
