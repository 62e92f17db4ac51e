// Values as bytes by docs/formats/values.md alone, as a client in another language would write and read them.
import type { Json } from '../model/json.ts'
import type { Primitive, Type } from '../model/types.ts'
import type { Entry, Scalar, Value } from '../model/values.ts'
import { printJson } from '../query-text.ts'
import { parseTagged, toDocument } from '../tagged-json.ts'

type ScalarKind = Primitive | 'timestamp'

export function encodeInt(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(value)
  return bytes
}

export function encodeScalar(kind: ScalarKind, value: Scalar): Buffer {
  if (kind === 'string') return Buffer.from(value as string, 'latin1')
  if (kind !== 'float') return encodeInt(value as bigint)
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value as number)
  return bytes
}

/** In a container: a string stands behind its length. */
function encodeElement(kind: Primitive, value: Scalar): Buffer {
  const bytes = encodeScalar(kind, value)
  if (kind !== 'string') return bytes
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** Of sets and maps in any order and with repetitions, as they are given. */
export function encodeValue(type: Type, value: Value): Buffer {
  switch (type.kind) {
    case 'document':
      return Buffer.from(printJson(value as Json))
    case 'list':
    case 'set':
      return Buffer.concat((value as readonly Scalar[]).map((element) => encodeElement(type.element, element)))
    case 'map':
      return Buffer.concat(
        (value as readonly Entry[]).flatMap(([key, inner]) => [encodeElement(type.key, key), encodeElement(type.value, inner)]),
      )
    default:
      return encodeScalar(type.kind, value as Scalar)
  }
}

export function decodeScalar(kind: ScalarKind, bytes: Buffer): Scalar {
  if (kind === 'string') return bytes.toString('latin1')
  if (bytes.length !== 8) throw new RangeError(`a ${kind} of ${bytes.length} bytes`)
  return kind === 'float' ? bytes.readDoubleLE() : bytes.readBigInt64LE()
}

class Elements {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get left(): boolean {
    return this.#at < this.#bytes.length
  }

  next(kind: Primitive): Scalar {
    const length = kind === 'string' ? this.#bytes.readUInt32LE(this.#at) : 8
    if (kind === 'string') this.#at += 4
    const bytes = this.#bytes.subarray(this.#at, this.#at + length)
    if (bytes.length !== length) throw new RangeError(`an element of ${length} bytes of which there are ${bytes.length}`)
    this.#at += length
    return decodeScalar(kind, bytes)
  }
}

function* elementsOf<Element>(bytes: Buffer, next: (elements: Elements) => Element): Generator<Element> {
  const elements = new Elements(bytes)
  while (elements.left) yield next(elements)
}

export function decodeValue(type: Type, bytes: Buffer): Value {
  switch (type.kind) {
    case 'document':
      return toDocument(parseTagged(bytes.toString()))
    case 'list':
    case 'set':
      return [...elementsOf(bytes, (elements) => elements.next(type.element))]
    case 'map':
      return [...elementsOf(bytes, (elements): Entry => [elements.next(type.key), elements.next(type.value)])]
    default:
      return decodeScalar(type.kind, bytes)
  }
}
