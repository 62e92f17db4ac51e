// The messages of the wire contract (proto/hyperdex/v1) as bytes and as plain objects; the only door to the generated code. Used by
// everything in transport and gateway, and by the coordinator's service for its message types.
//
// A decoded message has every field: an unset one reads as its protobuf default (0, '', false, empty, null for a message or a member of
// a oneof). A decoded `bytes` field is a view of the whole message, of a whole batch on a stream: copy what is kept (`slice`).
import { BufferWriter, Reader, type Writer } from 'protobufjs/minimal.js'
import { messageElementsMax, requestElementsMax } from '../cluster/size-limits.ts'
import { HyperdexError } from '../errors.ts'
import type { hyperdex } from './generated/messages.js'
import { hyperdex as generated } from './generated/messages.js'

type Classes = typeof hyperdex.v1
export type MessageName = {
  [Name in keyof Classes]: Classes[Name] extends { decode: unknown; encode: unknown } ? Name : never
}[keyof Classes]
type Instance<Name extends MessageName> = Classes[Name] extends new (...parameters: never[]) => infer Made ? Made : never

type SentField<T> = T extends Uint8Array
  ? Uint8Array
  : T extends readonly (infer Element)[]
    ? readonly SentField<Element>[]
    : T extends object
      ? { readonly [Field in keyof T]?: SentField<T[Field]> | null }
      : T
type ReceivedField<T> = T extends Uint8Array
  ? Uint8Array
  : T extends readonly (infer Element)[]
    ? readonly ReceivedField<Element>[]
    : T extends object
      ? { readonly [Field in keyof T]: ReceivedField<T[Field]> }
      : T

/** What may be encoded as the message: any field may be left out or null. */
export type Sent<Name extends MessageName> = SentField<Instance<Name>>
/** What decoding the message gives: every field is there. */
export type Received<Name extends MessageName> = ReceivedField<Instance<Name>>

interface GeneratedClass {
  encode(message: unknown, writer?: Writer): Writer
  /** Behind an error the reader stands anywhere. */
  decode(reader: Reader, length?: number): unknown
}

/** What the generated code counts in a reader (generate.mjs). */
interface CountingReader extends Reader {
  elements?: number
}

function generatedClass(name: MessageName): GeneratedClass {
  return generated.v1[name] as unknown as GeneratedClass
}

/** Throws HyperdexError INVALID for what cannot be encoded (nesting above 100 levels). */
export function encodeMessage<Name extends MessageName>(name: Name, message: Sent<Name>): Buffer {
  try {
    return generatedClass(name).encode(message).finish() as Buffer
  } catch (cause) {
    throw notEncodable(name, cause)
  }
}

/** Throws HyperdexError INVALID for bytes that are no such message, also for a uint64 above 2^53 − 1, and TOO_LARGE for too many elements. */
export function decodeMessage<Name extends MessageName>(name: Name, bytes: Uint8Array): Received<Name> {
  const reader = readerOf(bytes)
  try {
    return generatedClass(name).decode(reader) as Received<Name>
  } catch (cause) {
    throw notDecodable(name, cause, reader)
  }
}

function readerOf(bytes: Uint8Array): CountingReader {
  // Of a Buffer all fields would be Buffers, whose `slice` copies nothing.
  return Reader.create(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length))
}

function notDecodable(name: MessageName, cause: unknown, { elements = 0 }: CountingReader): HyperdexError {
  if (elements > messageElementsMax) {
    const text = `the ${name} has too many elements (operations, operands, terms of predicates, tokens): a message has at most ${messageElementsMax}`
    return new HyperdexError('TOO_LARGE', text, `Send it in several steps: a request has at most ${requestElementsMax}.`, { cause })
  }
  const remedy = 'Encode it by the files in proto/hyperdex/v1; counters go up to 2^53 - 1.'
  return new HyperdexError('INVALID', `the message is no ${name}: ${reason(cause)}`, remedy, { cause })
}

/** A request of a batch that does not decode. */
export interface RefusedRequest {
  readonly id: number
  readonly error: HyperdexError
}

/** The requests of a batch that decode, and those that do not: these are nobody else's harm. */
export interface ReceivedRequests extends Received<'RequestBatch'> {
  readonly refused?: readonly RefusedRequest[]
  /** About what all of them take in memory. */
  readonly bytes: number
}

/** What an element of a repeated field takes in memory, beside its bytes. */
const elementBytes = 100

/** Throws as `decodeMessage` for what is no batch, has too many requests, or one of which not even the id can be read. */
export function decodeRequests(bytes: Uint8Array): ReceivedRequests {
  const reader = readerOf(bytes)
  const requests: Received<'Request'>[] = []
  const refused: RefusedRequest[] = []
  try {
    while (reader.pos < reader.len) {
      const tag = reader.tag()
      if (tag === batchField) decodeRequest(reader, requests, refused)
      else reader.skipType(tag & 7, 0, tag >>> 3)
    }
  } catch (cause) {
    throw cause instanceof HyperdexError ? cause : notDecodable('RequestBatch', cause, reader)
  }
  return { requests, refused, bytes: bytes.length + elementBytes * (reader.elements ?? 0) }
}

/** What was read of a request that is refused is dropped, so it does not count for those behind it. */
function decodeRequest(reader: CountingReader, requests: Received<'Request'>[], refused: RefusedRequest[]): void {
  const length = reader.size()
  const { pos, len } = reader
  const end = pos + length
  const elements = (reader.elements ?? 0) + 1
  reader.elements = elements
  if (end > len || elements > messageElementsMax) throw new RangeError('index out of range')
  try {
    requests.push(generatedClass('Request').decode(reader, length) as Received<'Request'>)
  } catch (cause) {
    refused.push({ id: idOf(reader.buf.subarray(pos, end)), error: notDecodable('Request', cause, reader) })
    Object.assign(reader, { pos: end, len, elements })
  }
}

/** An UpdateResult has its only field, a counter, where a request has its id, and passes over all others. */
function idOf(request: Uint8Array): number {
  return decodeMessage('UpdateResult', request).version
}

function notEncodable(name: MessageName, cause: unknown): HyperdexError {
  return new HyperdexError('INVALID', `the ${name} cannot be encoded: ${reason(cause)}`, 'Nest predicates less deeply.', { cause })
}

/** Each batch message has one repeated field, number 1: this is its tag. */
const batchField = 0x0a
export type Batched = 'Request' | 'Response' | 'LinkMessage'

/**
 * Encodes messages as batches (RequestBatch, ResponseBatch, LinkBatch), in order. A batch ends when it has `preferredBytes`, so it is
 * larger by at most one message, and never above `largestBytes`. What does not encode, or makes a batch above that alone, goes to `refuse`
 * and is left out.
 */
export function encodeBatches<Name extends Batched>(
  name: Name,
  messages: readonly Sent<Name>[],
  preferredBytes: number,
  largestBytes: number,
  refuse: (message: Sent<Name>, error: HyperdexError) => void,
): Buffer[] {
  const { encode } = generatedClass(name)
  const encoded: Buffer[] = []
  let writer = new BufferWriter()
  let first = 0
  for (let index = 0; index < messages.length; index++) {
    const message = messages[index]!
    const before = writer.len
    let error: HyperdexError | undefined
    try {
      encode(message, writer.uint32(batchField).fork()).ldelim()
      if (writer.len - before > largestBytes) error = tooLarge(name, writer.len - before, largestBytes)
    } catch (cause) {
      error = notEncodable(name, cause)
    }
    if (error === undefined && writer.len > largestBytes) {
      // It fits alone, not behind those before it.
      const both = writer.finish() as Buffer
      encoded.push(both.subarray(0, before), both.subarray(before))
      writer = new BufferWriter()
      first = index + 1
      continue
    }
    if (error !== undefined) {
      // A writer cannot take back what it has: what came before in this batch is encoded again.
      writer = new BufferWriter()
      for (let again = first; again < index; again++) encode(messages[again], writer.uint32(batchField).fork()).ldelim()
      if (writer.len > 0) encoded.push(writer.finish() as Buffer)
      refuse(message, error)
    }
    if (error !== undefined || writer.len >= preferredBytes) {
      if (error === undefined) encoded.push(writer.finish() as Buffer)
      writer = new BufferWriter()
      first = index + 1
    }
  }
  if (writer.len > 0) encoded.push(writer.finish() as Buffer)
  return encoded
}

function tooLarge(name: Batched, bytes: number, limit: number): HyperdexError {
  return new HyperdexError('TOO_LARGE', `a ${name} of ${bytes} bytes, a message has at most ${limit}`, 'Send less in one message.')
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
