// Puts objects with many writes in flight. A write that meets an interruption of the cluster is sent again until the interruption has
// lasted too long: puts of whole values may be applied twice, so even an unknown outcome is simply tried again.

import { presence, type Update } from '../../cluster/client-messages.ts'
import { type ErrorCode, HyperdexError } from '../../errors.ts'
import { toLatin1 } from '../../values/bytes.ts'
import { operationName } from '../../values/operation.ts'
import { asHyperdexError } from '../print-error.ts'
import type { DecodedRecord, Lines, Reject } from './record.ts'
import { inWords } from './rejections.ts'

const mostInFlight = 512
/** More of large values waits for each other at the servers, until calls take longer than they may. */
const mostBytesInFlight = 16 * 1024 * 1024
const again = 'load again: what is loaded already is only overwritten'
const pauseMs = { least: 50, most: 1000 }

/** Gone by themselves, or when the cluster is repaired. */
const interruptions: ReadonlySet<ErrorCode> = new Set(['UNAVAILABLE', 'OVERLOADED', 'OUTCOME_UNKNOWN', 'TIMEOUT'])
/** The object's own fault: only this record is rejected. */
const faultsOfRecord: ReadonlySet<ErrorCode> = new Set(['INVALID', 'TOO_LARGE', 'UNAUTHENTICATED', 'PERMISSION_DENIED'])

interface WriterOptions {
  /** Sends one put. */
  readonly put: (update: Update) => Promise<unknown>
  readonly reject: Reject
  /** How long an interruption may last. */
  readonly patienceMs: number
  readonly now: () => number
  readonly pause: (milliseconds: number) => Promise<void>
  /** Told when an interruption begins and when it is over. */
  readonly onInterruption?: (error: HyperdexError | undefined) => void
  /** Nothing more is taken: told once. */
  readonly onStop?: () => void
}

export class PipelinedWriter {
  readonly #options: WriterOptions
  /** The newest write of each key in flight: records of one key are applied in the order of the file. */
  readonly #byKey = new Map<string, Promise<void>>()
  #inFlight = 0
  #bytesInFlight = 0
  #written = 0
  #interruptedSince: number | undefined
  /** Made when it is thrown: by then more of what was in flight may be written. */
  #failure: (() => HyperdexError) | undefined
  #wake: (() => void) | undefined

  constructor(options: WriterOptions) {
    this.#options = options
  }

  get written(): number {
    return this.#written
  }

  get inFlight(): number {
    return this.#inFlight
  }

  /** Resolves when there is room for another. Throws what made it impossible to go on. */
  async write(lines: Lines, record: DecodedRecord): Promise<void> {
    let bytes = record.key.length
    for (const value of record.values.values()) bytes += value.length
    while (!this.#failure && (this.#inFlight >= mostInFlight || (this.#inFlight > 0 && this.#bytesInFlight + bytes > mostBytesInFlight))) {
      await this.#change()
    }
    this.check()
    const name = toLatin1(record.key)
    const previous = this.#byKey.get(name)
    this.#inFlight++
    this.#bytesInFlight += bytes
    const done = this.#put(lines, record, previous).then(() => {
      this.#inFlight--
      this.#bytesInFlight -= bytes
      if (this.#byKey.get(name) === done) this.#byKey.delete(name)
      this.#wake?.()
    })
    this.#byKey.set(name, done)
  }

  /** Resolves when nothing is in flight. */
  async settled(): Promise<void> {
    while (this.#inFlight > 0) await this.#change()
  }

  /** Takes no more writes and tries none again; `reason` is thrown to who writes. */
  stop(reason: HyperdexError): void {
    this.#end(() => reason)
    this.#wake?.()
  }

  /** Nothing more is taken. */
  get stopped(): boolean {
    return this.#failure !== undefined
  }

  /** Throws what made it impossible to go on, if anything did. */
  check(): void {
    if (this.#failure) throw this.#failure()
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      const earlier = this.#wake
      this.#wake = () => {
        this.#wake = undefined
        earlier?.()
        resolve()
      }
    })
  }

  async #put(lines: Lines, record: DecodedRecord, previous: Promise<void> | undefined): Promise<void> {
    if (previous) await previous
    const operations = Array.from(record.values, ([attribute, value]) => ({ attribute, name: operationName.put, operands: [value] }))
    const update: Update = { key: record.key, presence: presence.any, operations }
    for (let attempt = 0; !this.#failure; attempt++) {
      const sent = this.#options.now()
      try {
        await this.#options.put(update)
        this.#written++
        this.#setInterrupted(undefined)
        return
      } catch (error) {
        if (this.#failure) return
        if (!(error instanceof HyperdexError)) this.#failAt(lines, asHyperdexError(error))
        else if (faultsOfRecord.has(error.code)) {
          this.#options.reject(lines, error.message)
          return
        } else if (interruptions.has(error.code)) await this.#waitOut(lines, error, sent, attempt)
        else
          this.#failAt(
            lines,
            new HyperdexError(error.code, error.message, error.remedy === '' ? again : `${error.remedy}; then ${again}`, { cause: error }),
          )
      }
    }
  }

  /** Adds how far it came. */
  #failAt(lines: Lines, { code, message, remedy, cause }: HyperdexError): void {
    this.#end(() => {
      const { line, lastLine = line } = lines
      const left = `${inWords(lines)} ${line === lastLine ? 'is' : 'are'} not`
      return new HyperdexError(code, `${message}; ${this.#written} objects are written, ${left}`, remedy, { cause })
    })
  }

  #end(failure: () => HyperdexError): void {
    if (this.#failure) return
    this.#failure = failure
    this.#options.onStop?.()
  }

  async #waitOut(lines: Lines, error: HyperdexError, sent: number, attempt: number): Promise<void> {
    if (this.#interruptedSince === undefined) this.#setInterrupted(error, sent)
    const lasted = this.#options.now() - this.#interruptedSince!
    if (lasted > this.#options.patienceMs) {
      const seconds = Math.round(lasted / 1000)
      const text = `the cluster took no write for ${seconds} s: ${error.message}`
      this.#failAt(
        lines,
        new HyperdexError(error.code, text, `see \`hyperdex status\`, then ${again}; --timeout sets the patience`, { cause: error }),
      )
      return
    }
    const backOff = Math.min(pauseMs.most, pauseMs.least * 2 ** Math.min(attempt, 10))
    await this.#options.pause(Math.max(error.retryAfterMs ?? 0, backOff * (0.5 + Math.random() / 2)))
  }

  #setInterrupted(error: HyperdexError | undefined, since?: number): void {
    if ((this.#interruptedSince === undefined) === (error === undefined)) return
    this.#interruptedSince = error ? since : undefined
    this.#options.onInterruption?.(error)
  }
}
