// Macaroons (Birgisson, Politz, Erlingsson, Taly, Vrable, Lentczner: "Macaroons: Cookies with Contextual Caveats for Decentralized
// Authorization in the Cloud", 2014): bearer tokens that a secret makes and that anybody can narrow. The signature begins as the HMAC of an
// identifier under the root key, and each caveat replaces it by the HMAC of the caveat under the signature before: who holds a token can
// add caveats, but take none away. Root key, binary form (version 2) and first-party caveats are those of libmacaroons, so its kin in other
// languages make and narrow these tokens too. Caveats that a third party would have to discharge are not served.
//
// Here: the form and the construction, over an HMAC given from outside. What caveats mean is caveat.ts's, who may do what the point leader's.
import { HyperdexError } from '../errors.ts'
import { type Bytes, concatBytes, fromLatin1 } from './bytes.ts'

/** HMAC-SHA256: 32 bytes. Pure folders know no cryptography; whoever drives them brings it. */
export type Hmac = (key: Bytes, message: Bytes) => Bytes

export interface Macaroon {
  /** A hint for whoever holds it; neither signed nor looked at. */
  readonly location?: Bytes
  readonly identifier: Bytes
  readonly caveats: readonly Bytes[]
  readonly signature: Bytes
}

export const macaroonLimits = { secretBytes: 1024, tokens: 16, tokenBytes: 4096, caveats: 32 } as const

const format = 2
const field = { end: 0, location: 1, identifier: 2, verification: 4, signature: 6 } as const
const signatureBytes = 32
const keyGenerator = 'macaroons-key-generator'

/** What secrets are kept as, 32 bytes: enough to judge a token, and not the words that somebody may use elsewhere too. */
export function rootKeyOf(hmac: Hmac, secret: Bytes): Bytes {
  const generator = new Uint8Array(signatureBytes)
  generator.set(fromLatin1(keyGenerator))
  return hmac(generator, secret)
}

/** What the signature of a macaroon under this root key has to be. */
export function signatureOf(hmac: Hmac, rootKey: Bytes, { identifier, caveats }: Pick<Macaroon, 'identifier' | 'caveats'>): Bytes {
  return caveats.reduce((signature, caveat) => hmac(signature, caveat), hmac(rootKey, identifier))
}

/** Takes as long wherever they differ, so that nobody finds a signature byte by byte. */
export function sameSecretBytes(a: Bytes, b: Bytes): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let index = 0; index < a.length; index++) difference |= a[index]! ^ b[index]!
  return difference === 0
}

/** Throws INVALID for an empty secret, TOO_LARGE above 1 KiB. */
export function checkSecret(secret: Bytes): void {
  if (secret.length === 0) throw new HyperdexError('INVALID', 'the secret is empty', 'give a secret that nobody guesses, or none')
  if (secret.length > macaroonLimits.secretBytes) {
    throw new HyperdexError(
      'TOO_LARGE',
      `a secret of ${secret.length} bytes is above the limit of 1 KiB`,
      'use a shorter one, 32 bytes are plenty',
    )
  }
}

/** Every token decoded. Throws INVALID for what is no macaroon, TOO_LARGE above 16 tokens, 4 KiB or 32 caveats a token. */
export function decodeTokens(tokens: readonly Bytes[]): Macaroon[] {
  if (tokens.length > macaroonLimits.tokens) {
    throw new HyperdexError(
      'TOO_LARGE',
      `${tokens.length} tokens are presented, the limit is ${macaroonLimits.tokens}`,
      'present those that the call needs',
    )
  }
  return tokens.map(decodeMacaroon)
}

export function encodeMacaroon({ location, identifier, caveats, signature }: Macaroon): Bytes {
  const end = Uint8Array.of(field.end)
  return concatBytes([
    Uint8Array.of(format),
    ...(location ? [encodeField(field.location, location)] : []),
    encodeField(field.identifier, identifier),
    end,
    ...caveats.flatMap((caveat) => [encodeField(field.identifier, caveat), end]),
    end,
    encodeField(field.signature, signature),
  ])
}

/** Throws INVALID for what is no macaroon, TOO_LARGE above 4 KiB or 32 caveats. */
export function decodeMacaroon(bytes: Bytes): Macaroon {
  const { tokenBytes, caveats: caveatsMax } = macaroonLimits
  if (bytes.length > tokenBytes) {
    throw new HyperdexError(
      'TOO_LARGE',
      `a token of ${bytes.length} bytes is above the limit of ${tokenBytes}`,
      'narrow it by fewer caveats',
    )
  }
  if (bytes[0] !== format) throw noMacaroon('it is not of version 2')
  const reader = new FieldReader(bytes)
  const { location, identifier } = reader.section()!
  const caveats: Bytes[] = []
  for (let section = reader.section(true); section; section = reader.section(true)) {
    if (caveats.length === caveatsMax) {
      throw new HyperdexError('TOO_LARGE', `a token has more than ${caveatsMax} caveats`, 'drop those that others imply, and make it anew')
    }
    caveats.push(section.identifier)
  }
  const signature = reader.signature()
  return { ...(location ? { location } : {}), identifier, caveats, signature }
}

function encodeField(kind: number, data: Bytes): Bytes {
  const length: number[] = []
  let rest = data.length
  for (; rest >= 0x80; rest >>>= 7) length.push((rest & 0x7f) | 0x80)
  return concatBytes([Uint8Array.of(kind, ...length, rest), data])
}

class FieldReader {
  readonly #bytes: Bytes
  #offset = 1

  constructor(bytes: Bytes) {
    this.#bytes = bytes
  }

  /** A location perhaps, an identifier, the end. Undefined: `optional`, and the end comes at once. */
  section(optional = false): { location?: Bytes; identifier: Bytes } | undefined {
    let { kind, data } = this.#field()
    if (optional && kind === field.end) return undefined
    let location: Bytes | undefined
    if (kind === field.location) {
      location = data
      const next = this.#field()
      kind = next.kind
      data = next.data
    }
    if (kind !== field.identifier) throw noMacaroon('an identifier is missing')
    const { kind: end } = this.#field()
    if (end === field.verification) {
      throw new HyperdexError(
        'INVALID',
        'a token has a caveat for a third party',
        'use first-party caveats only: op = read, op = write, time < N',
      )
    }
    if (end !== field.end) throw noMacaroon('fields are out of order')
    return location ? { location, identifier: data } : { identifier: data }
  }

  signature(): Bytes {
    const { kind, data } = this.#field()
    if (kind !== field.signature || data.length !== signatureBytes) throw noMacaroon('its signature is missing')
    if (this.#offset !== this.#bytes.length) throw noMacaroon('something follows its signature')
    return data
  }

  #field(): { kind: number; data: Bytes } {
    const kind = this.#number()
    if (kind === field.end) return { kind, data: this.#bytes.subarray(0, 0) }
    const length = this.#number()
    const start = this.#offset
    this.#offset += length
    if (this.#offset > this.#bytes.length) throw noMacaroon('it is cut off')
    return { kind, data: this.#bytes.subarray(start, this.#offset) }
  }

  /** A varint; three bytes are enough within the limit of a token. */
  #number(): number {
    let value = 0
    for (let shift = 0; shift < 21; shift += 7) {
      const byte = this.#bytes[this.#offset++]
      if (byte === undefined) throw noMacaroon('it is cut off')
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
    throw noMacaroon('a length is beyond all limits')
  }
}

function noMacaroon(reason: string): HyperdexError {
  return new HyperdexError('INVALID', `a token is no macaroon: ${reason}`, 'present it as macaroon(secret, [caveat…]) made it, whole')
}
