// Tokens for spaces with authorization as programs hold them: texts, the base64url form of a macaroon (values/macaroon.ts).
import { HyperdexError } from '../errors.ts'
import { hmacSha256 } from '../transport/hmac.ts'
import { type Bytes, fromLatin1 } from '../values/bytes.ts'
import { caveatRule, parseCaveat } from '../values/caveat.ts'
import { checkSecret, decodeMacaroon, encodeMacaroon, type Macaroon, rootKeyOf, signatureOf } from '../values/macaroon.ts'
import { kindOfValue } from './codec.ts'

/** What every token made here is about; its secret tells it from others. */
const identifier = fromLatin1('hyperdex')

/**
 * A token for the objects that were created with this secret, narrowed by caveats: `op = read`, `op = write`, `time < N` (N in Unix seconds).
 * All of them must hold for a call; without any it allows everything. Throws INVALID and TOO_LARGE.
 *
 *     const reader = macaroon('a long secret', ['op = read', `time < ${Math.floor(Date.now() / 1000) + 3600}`])
 *     const row = await db.withTokens([reader]).space(users).get('jsmith')
 */
export function macaroon(secret: string | Uint8Array, caveats: readonly string[] = []): string {
  const bytes = secretBytes(secret)
  checkCaveats(caveats)
  const signature = signatureOf(hmacSha256, rootKeyOf(hmacSha256, bytes), { identifier, caveats: [] })
  return tokenText({ identifier, caveats: [], signature }, caveats)
}

/** The token with more caveats: whoever holds one can narrow it, without the secret. Throws INVALID and TOO_LARGE. */
export function narrow(token: string, caveats: readonly string[]): string {
  checkCaveats(caveats)
  return tokenText(decodeMacaroon(tokenBytes(token)), caveats)
}

/** A token as it travels. Throws INVALID and TOO_LARGE for what is no macaroon. */
export function tokenBytes(token: string): Bytes {
  const plain =
    typeof token === 'string'
      ? token
          .replaceAll('+', '-')
          .replaceAll('/', '_')
          .replace(/={1,2}$/, '')
      : ''
  if (!/^[\w-]+$/.test(plain)) {
    throw new HyperdexError('INVALID', 'a token is no text in base64url', 'present it as macaroon(secret, [caveat…]) made it, whole')
  }
  const bytes = new Uint8Array(Buffer.from(plain, 'base64url'))
  decodeMacaroon(bytes)
  return bytes
}

/** Throws INVALID and TOO_LARGE. */
export function secretBytes(secret: string | Uint8Array): Bytes {
  if (typeof secret !== 'string' && !(secret instanceof Uint8Array)) {
    throw new HyperdexError('INVALID', 'the secret is neither a string nor bytes', 'give a string or a Uint8Array')
  }
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret
  checkSecret(bytes)
  return bytes
}

function tokenText(held: Macaroon, caveats: readonly string[]): string {
  const added = caveats.map(fromLatin1)
  const signature = added.reduce((before, caveat) => hmacSha256(before, caveat), held.signature)
  const bytes = encodeMacaroon({ ...held, caveats: [...held.caveats, ...added], signature })
  decodeMacaroon(bytes)
  return Buffer.from(bytes).toString('base64url')
}

function checkCaveats(caveats: readonly string[]): void {
  if (!Array.isArray(caveats)) throw new HyperdexError('INVALID', 'the caveats are no array', "give for example ['op = read']")
  for (const caveat of caveats) {
    if (typeof caveat !== 'string' || !parseCaveat(caveat)) {
      throw new HyperdexError(
        'INVALID',
        `${typeof caveat === 'string' ? JSON.stringify(caveat) : kindOfValue(caveat)} is no caveat`,
        caveatRule,
      )
    }
  }
}
