// Watches how much room the disk has. A full disk must not be found out by a write that fails: updates of other servers' keys have to be recorded here,
// and a record that cannot be written ends the server. So the server says that it is full while there is room for what is under way; the
// coordinator tells everybody, and point leaders refuse writes of the spaces it has regions of, removals excepted (protocol.md, Overload).
import { statfs } from 'node:fs/promises'

const mebibyte = 1024 * 1024
/** Kept free: several times what may be under way at a server (64 MiB of updates), and what LevelDB needs to merge its files. */
export const defaultReserveBytes = 512 * mebibyte
/** On small disks no more than this share. */
const reserveShareMax = 0.2
/** It is full until this much more than the reserve is free again. */
const hysteresis = 1.25
const lookEveryMs = 1000

/** Free and all bytes of the file system. */
export type Measure = () => Promise<{ readonly freeBytes: number; readonly allBytes: number }>

export function measureDisk(path: string): Measure {
  return async () => {
    const { bavail, blocks, bsize } = await statfs(path)
    return { freeBytes: bavail * bsize, allBytes: blocks * bsize }
  }
}

export class DiskRoom {
  readonly #measure: Measure
  readonly #reserveBytes: number
  readonly #changed: (full: boolean, freeBytes: number) => void
  #full = false
  #timer: NodeJS.Timeout | undefined

  /** `changed` is called when the disk becomes full and when it has room again. */
  constructor(measure: Measure, reserveBytes: number, changed: (full: boolean, freeBytes: number) => void) {
    this.#measure = measure
    this.#reserveBytes = reserveBytes
    this.#changed = changed
  }

  get full(): boolean {
    return this.#full
  }

  /** Looks at once and then every second. */
  async start(): Promise<void> {
    this.#timer = setInterval(() => this.look(), lookEveryMs)
    await this.look()
  }

  /** A look that fails changes nothing. */
  async look(): Promise<void> {
    const room = await this.#measure().catch(() => undefined)
    if (room === undefined) return
    const reserve = Math.min(this.#reserveBytes, room.allBytes * reserveShareMax)
    const full = room.freeBytes < (this.#full ? reserve * hysteresis : reserve)
    if (full === this.#full) return
    this.#full = full
    this.#changed(full, room.freeBytes)
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
