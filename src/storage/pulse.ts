// How often a server has noted in its data directory that it lives: a number that only grows, and that the coordinator hears of when it is on the
// disk. A copy of the directory has the number of when it was made, so the server that starts in one says less than the coordinator has heard. Only
// what the operating system was given counts: a start after a loss of power may have forgotten its last moments anyway.
import { constants, type FileHandle, open } from 'node:fs/promises'

/** So wide is the number in the file: whatever is written over it covers it. */
const digits = 16

export class Pulse {
  readonly #file: FileHandle
  #noted: number
  #writing: Promise<void> | undefined

  private constructor(file: FileHandle, noted: number) {
    this.#file = file
    this.#noted = noted
  }

  /** Makes the file when there is none. */
  static async open(path: string): Promise<Pulse> {
    const file = await open(path, constants.O_RDWR | constants.O_CREAT)
    const text = await file.readFile('latin1')
    return new Pulse(file, /^[0-9]{16}\n$/.test(text) ? Number(text) : 0)
  }

  /** Stands in the file. */
  get noted(): number {
    return this.#noted
  }

  /** Notes the next number, unless one is being noted. One that cannot be written is left out. */
  note(): void {
    if (this.#writing) return
    const next = this.#noted + 1
    this.#writing = this.#file
      .write(`${String(next).padStart(digits, '0')}\n`, 0, 'latin1')
      .then(
        () => {
          this.#noted = next
        },
        () => {},
      )
      .finally(() => {
        this.#writing = undefined
      })
  }

  async close(): Promise<void> {
    await this.#writing
    await this.#file.close()
  }
}
