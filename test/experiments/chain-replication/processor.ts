// The one processor of a server: whatever costs time is done one after the other, in the order in which it arrived.
import type { VirtualProcess } from '../../simulation/process.ts'

interface Work {
  /** Asked when it begins. */
  readonly costMs: () => number
  readonly done: () => void
}

export class Processor {
  readonly #process: VirtualProcess
  #life = 0
  #queue: Work[] = []
  #busy = false

  constructor(process: VirtualProcess) {
    this.#process = process
  }

  do(work: Work): void {
    if (this.#process.life !== this.#life) {
      // What an earlier life was asked for died with it.
      this.#life = this.#process.life
      this.#queue = []
      this.#busy = false
    }
    this.#queue.push(work)
    if (!this.#busy) this.#next()
  }

  #next(): void {
    const work = this.#queue.shift()
    this.#busy = work !== undefined
    if (!work) return
    this.#process.after(work.costMs(), () => {
      work.done()
      this.#next()
    })
  }
}
