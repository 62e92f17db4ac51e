// Counts rejected lines and remembers the first of them.
import type { Lines } from './record.ts'

interface Rejection extends Lines {
  readonly reason: string
}

export class Rejections {
  readonly #most: number
  readonly #first: Rejection[] = []
  #count = 0

  constructor(most: number) {
    this.#most = most
  }

  /** Of lines, not of records. */
  get count(): number {
    return this.#count
  }

  readonly add = ({ line, lastLine = line }: Lines, reason: string): void => {
    this.#count += lastLine - line + 1
    if (this.#first.length < this.#most) this.#first.push({ line, lastLine, reason })
  }

  /** A text for each record, by rising line number, and one for the rest. */
  describe(): string[] {
    const texts = this.#first.toSorted((a, b) => a.line - b.line).map((rejection) => `rejected ${inWords(rejection)}: ${rejection.reason}`)
    const shown = this.#first.reduce((sum, { line, lastLine = line }) => sum + lastLine - line + 1, 0)
    const rest = this.#count - shown
    if (rest > 0) texts.push(`and ${rest} more rejected ${rest === 1 ? 'line' : 'lines'}`)
    return texts
  }
}

export function inWords({ line, lastLine = line }: Lines): string {
  return line === lastLine ? `line ${line}` : `lines ${line} to ${lastLine}`
}
