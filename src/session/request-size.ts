// How many bytes an update takes as a request at most, counted without encoding it: a request above the limit for messages is refused before anything is
// sent. The transport would refuse it too, but for each try and each object of a group by itself.
import type { Update } from '../cluster/client-messages.ts'
import { messageBytesMax } from '../cluster/size-limits.ts'
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

/** @throws HyperdexError TOO_LARGE. @param keyBytes of the key, or of the longest that may come */
export function checkRequestSize(update: Update, keyBytes: number, tokens: readonly Bytes[] = []): void {
  let bytes = envelopeBytes + keyBytes + (update.secret?.length ?? 0) + bytesOfAll(tokens)
  if (update.condition) bytes += predicateBytes(update.condition)
  for (const { operands, path } of update.operations ?? []) bytes += bytesOfPart(operands, path)
  if (bytes <= messageBytesMax) return
  const text = `an update of ${bytes} bytes, with what is around its operands, is above the limit of ${messageBytesMax} bytes (36 MiB) for a message`
  throw new HyperdexError('TOO_LARGE', text, 'send it in several steps')
}

function predicateBytes({ terms, operands, path }: Predicate): number {
  let bytes = bytesOfPart(operands, path)
  for (const term of terms ?? []) bytes += predicateBytes(term)
  return bytes
}

function bytesOfPart(operands: readonly Bytes[] | null | undefined, path: string | null | undefined): number {
  return partBytes + utf8BytesMax * (path?.length ?? 0) + bytesOfAll(operands ?? [])
}

function bytesOfAll(values: readonly Bytes[]): number {
  let bytes = 0
  for (const value of values) bytes += fieldBytes + value.length
  return bytes
}
