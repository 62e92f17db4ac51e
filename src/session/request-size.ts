// How many bytes and elements a request takes at most, counted without encoding it: one above the limits for messages is refused before anything is
// sent. The transport would refuse it too, but for each try and each object of a group by itself.
import type { Aggregation, Update } from '../cluster/client-messages.ts'
import { messageBytesMax, requestElementsMax } from '../cluster/size-limits.ts'
import { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import type { Predicate } from '../values/predicate.ts'

/** Of everything in a request whose size does not depend on the update: ids, epochs, numbers, flags, and the tags and lengths of the messages around it. */
const envelopeBytes = 256
/** A tag below 16, and the length of what may be in a message. */
const fieldBytes = 6
/** Of an operation or a term without path and operands: its own tag and length, an index, up to three small numbers, the path's tag and length. */
const partBytes = 3 * fieldBytes + 3 * 2
const utf8BytesMax = 3

/** Of what is in a request. */
interface Size {
  bytes: number
  /** Of its repeated fields. */
  elements: number
}

/** @throws HyperdexError TOO_LARGE. @param keyBytes of the key, or of the longest that may come */
export function checkRequestSize(update: Update, keyBytes: number, tokens: readonly Bytes[] = []): void {
  const size = { bytes: keyBytes + (update.secret?.length ?? 0), elements: 0 }
  addValues(size, tokens)
  if (update.condition) addPredicate(size, update.condition)
  for (const { operands, path } of update.operations ?? []) addPart(size, operands, path)
  check(size, 'an update')
}

/** Of a search, a count, an aggregate or a watch. @throws HyperdexError TOO_LARGE */
export function checkQuestionSize(predicate: Predicate, { functions, by }: Aggregation = {}): void {
  const parts = (functions?.length ?? 0) + (by?.length ?? 0)
  const size = { bytes: parts * partBytes, elements: parts }
  addPredicate(size, predicate)
  check(size, 'a question')
}

function check({ bytes, elements }: Size, what: string): void {
  if (elements > requestElementsMax) {
    const text = `${what} with ${elements} elements (operations, operands, terms of its predicate, tokens) is above the limit of ${requestElementsMax}`
    throw new HyperdexError('TOO_LARGE', text, 'send it in several steps')
  }
  const all = bytes + envelopeBytes
  if (all <= messageBytesMax) return
  const text = `${what} of ${all} bytes, with what is around its operands, is above the limit of ${messageBytesMax} bytes (36 MiB) for a message`
  throw new HyperdexError('TOO_LARGE', text, 'send it in several steps')
}

function addPredicate(size: Size, { terms, operands, path }: Predicate): void {
  addPart(size, operands, path)
  for (const term of terms ?? []) addPredicate(size, term)
}

function addPart(size: Size, operands: readonly Bytes[] | null | undefined, path: string | null | undefined): void {
  size.elements++
  size.bytes += partBytes + utf8BytesMax * (path?.length ?? 0)
  addValues(size, operands ?? [])
}

function addValues(size: Size, values: readonly Bytes[]): void {
  size.elements += values.length
  for (const value of values) size.bytes += fieldBytes + value.length
}
