// Many calls with back-pressure, and which of them failed: so many and so large on their way at a time, and the source is read no faster than they are
// answered.
import { HyperdexError } from '../errors.ts'
import { abortError } from '../transport/session-driver.ts'
import { kindOfValue } from './codec.ts'
import { elementsUntil } from './elements-until.ts'

/** Enough to fill the batches of every server. */
const inFlightMax = 256
/** More of large values waits for each other at the servers, each with its deadline running, and in memory. */
const bytesInFlightMax = 16 * 1024 * 1024
/** Letters of a key in an error. */
const shownMax = 100

export interface FailedElement<Element> {
  readonly error: unknown
  readonly element: Element
  /** In the source, from 0. */
  readonly index: number
  /** How many were written when everything on its way had been answered. */
  readonly done: number
}

/** One call that is ready to be made. */
export interface Prepared {
  /** Of what is sent. */
  readonly bytes: number
  readonly write: () => Promise<unknown>
}

export interface ManyOptions<Element> {
  /** Ends the reading. */
  readonly signal?: AbortSignal | null | undefined
  readonly onProgress?: ((done: number) => void) | undefined
  /** What is thrown for the failure of an element; by default its error. */
  readonly explain?: (failed: FailedElement<Element>) => unknown
  /** What is thrown when the signal has ended the reading and no element failed; `done` as above. */
  readonly explainAbort?: (done: number) => unknown
}

/**
 * Prepares each element in turn and then writes it: with one that `prepare` refuses the reading ends at once. After a failure no further element is
 * read, nor waited for; rejects with the first failure when everything on its way has been answered. Returns how many were written: all but those whose
 * write answered false.
 */
export async function writeMany<Element>(
  elements: Iterable<Element> | AsyncIterable<Element>,
  prepare: (element: Element) => Promise<Prepared>,
  { signal, onProgress, explain = ({ error }) => error, explainAbort = () => abortError(signal) }: ManyOptions<Element> = {},
): Promise<number> {
  const reading = new AbortController()
  let read = 0
  let done = 0
  let inFlight = 0
  let bytesInFlight = 0
  let failure: (() => unknown) | undefined
  let wake: (() => void) | undefined
  const until = (isRoom: () => boolean) =>
    new Promise<void>((resolve) => {
      wake = () => {
        if (isRoom()) resolve()
      }
      wake()
    })
  const succeeded = (written: unknown) => {
    if (written === false) return
    done++
    onProgress?.(done)
  }
  const fail = (reason: () => unknown) => {
    failure ??= reason
    reading.abort()
  }
  const failed = (error: unknown) => fail(() => error)
  const abort = () => reading.abort()
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort, { once: true })
  let isAborted = false
  try {
    for await (const element of elementsUntil(elements, reading.signal)) {
      const index = read++
      const refused = (error: unknown) => fail(() => explain({ error, element, index, done }))
      const prepared = await prepare(element).catch(refused)
      if (prepared === undefined) break
      const { bytes, write } = prepared
      await until(() => inFlight === 0 || bytesInFlight + bytes <= bytesInFlightMax)
      if (failure !== undefined) break
      inFlight++
      bytesInFlight += bytes
      const settle = () => {
        inFlight--
        bytesInFlight -= bytes
        wake?.()
      }
      write().then(succeeded, refused).catch(failed).finally(settle)
      await until(() => inFlight < inFlightMax)
    }
    isAborted = reading.signal.aborted
  } catch (error) {
    failed(error)
  } finally {
    signal?.removeEventListener('abort', abort)
  }
  await until(() => inFlight === 0)
  if (failure !== undefined) throw failure()
  if (isAborted) throw explainAbort(done)
  return done
}

/** The error of a pair of putMany, with its place, its key and how many were put. */
export function atPair({ error, element, index, done }: FailedElement<unknown>): unknown {
  return failedAt('putMany', `${placeOfPair(element, index)}, with ${done} put`, error)
}

/** The error of a putMany whose signal ended the reading, with how many were put. */
export function abortedPuts(done: number, signal: AbortSignal | null | undefined): HyperdexError {
  const remedy = done === 0 ? 'call again when it is wanted' : 'what was put stays; call again with the others when they are wanted'
  return new HyperdexError('ABORTED', `putMany was aborted by its caller, with ${done} put`, remedy, { cause: signal?.reason })
}

/** The error of a key of getMany, with its place. */
export function atKey({ error, element, index }: FailedElement<unknown>): unknown {
  return failedAt('getMany', placeOfKey(element, index), error)
}

/** What `call` throws when one of many fails there. */
export function failedAt(call: string, place: string, error: unknown): unknown {
  if (!(error instanceof HyperdexError)) return error
  const { code, message, remedy, retryAfterMs } = error
  return new HyperdexError(code, `${call} failed at ${place}: ${message}`, remedy, {
    // Of a call that was given up, the reason.
    cause: code === 'ABORTED' ? error.cause : error,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

/** With the key, where there is one. */
export function placeOfPair(element: unknown, index: number): string {
  return isPair(element) ? placeOfKey(element[0], index) : `index ${index}`
}

function placeOfKey(key: unknown, index: number): string {
  return `index ${index}, key ${shownKey(key)}`
}

export function isPair(element: unknown): element is readonly [unknown, unknown] {
  return Array.isArray(element) && element.length === 2
}

function shownKey(key: unknown): string {
  if (typeof key === 'string') return JSON.stringify(key.slice(0, shownMax)) + (key.length > shownMax ? '…' : '')
  if (typeof key === 'number' || typeof key === 'bigint') return String(key)
  return key instanceof Date && !Number.isNaN(key.getTime()) ? key.toISOString() : kindOfValue(key)
}
