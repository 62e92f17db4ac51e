// How far a load has come, on stderr: a bar on a terminal, else a line every few seconds.
import { SingleBar } from 'cli-progress'
import type { TextSink } from '../io.ts'

const lineEveryMs = 5000
const drawEveryMs = 200

interface LoadCounts {
  readonly bytes: number
  readonly loaded: number
  readonly rejected: number
}

export class Progress {
  readonly #sink: TextSink
  readonly #totalBytes: number | undefined
  readonly #counts: () => LoadCounts
  readonly #started = performance.now()
  readonly #timer: NodeJS.Timeout
  readonly #bar: SingleBar | undefined
  #note = ''

  constructor(sink: TextSink, totalBytes: number | undefined, counts: () => LoadCounts) {
    this.#sink = sink
    this.#totalBytes = totalBytes
    this.#counts = counts
    if (sink.terminal && sink.stream) {
      const percentage = totalBytes === undefined ? '' : '{bar} {percentage}%  '
      const rest = totalBytes === undefined ? '' : '  {eta_formatted} left'
      const format = `${percentage}{loaded} objects  {rate}/s  {rejected} rejected${rest} {note}`
      this.#bar = new SingleBar({
        format,
        stream: sink.stream,
        barsize: 30,
        hideCursor: true,
        etaBuffer: 50,
        emptyOnZero: true,
        gracefulExit: false,
      })
      this.#bar.start(totalBytes ?? 1, 0, this.#payload())
    }
    this.#timer = setInterval(() => this.#show(), this.#bar ? drawEveryMs : lineEveryMs)
    this.#timer.unref()
  }

  /** Shown beside the bar, or as a line of its own; empty takes it away. */
  note(text: string): void {
    this.#note = text
    if (!this.#bar && text !== '') void this.#sink.write(`${text}\n`)
  }

  stop(): void {
    clearInterval(this.#timer)
    if (!this.#bar) return
    this.#show()
    this.#bar.stop()
  }

  #show(): void {
    const counts = this.#counts()
    if (this.#bar) {
      this.#bar.update(this.#totalBytes === undefined ? 0 : Math.min(counts.bytes, this.#totalBytes), this.#payload())
      return
    }
    const share = this.#totalBytes ? ` (${Math.floor((counts.bytes / this.#totalBytes) * 100)}% of the file)` : ''
    void this.#sink.write(`${counts.loaded} objects loaded${share}, ${this.#rate()}/s, ${counts.rejected} rejected\n`)
  }

  #payload(): Record<string, string | number> {
    const { loaded, rejected } = this.#counts()
    return { loaded, rejected, rate: this.#rate(), note: this.#note }
  }

  #rate(): number {
    const seconds = (performance.now() - this.#started) / 1000
    return seconds < 0.001 ? 0 : Math.round(this.#counts().loaded / seconds)
  }
}
