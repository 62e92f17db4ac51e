// What the virtual clients present to spaces with authorization: all objects there have one secret, so whoever is refused found no object.
import { presence, type Update } from '../../src/cluster/client-messages.ts'
import type { Space } from '../../src/cluster/configuration.ts'
import { hmacSha256 } from '../../src/transport/hmac.ts'
import type { Bytes } from '../../src/values/bytes.ts'
import { encodeString } from '../../src/values/encode.ts'
import { encodeMacaroon, rootKeyOf, signatureOf } from '../../src/values/macaroon.ts'

const secret = encodeString('the secret of every object')

const unsigned = { identifier: encodeString('simulated'), caveats: [] }

/** Allows everything. */
export const rightToken: Bytes = encodeMacaroon({
  ...unsigned,
  signature: signatureOf(hmacSha256, rootKeyOf(hmacSha256, secret), unsigned),
})

/** The secret where the update may create, else the token. */
export function credentialsFor(
  { definition }: Space,
  { presence: needed, remove }: Update,
): { readonly credentials?: Pick<Update, 'secret'>; readonly tokens?: readonly Bytes[] } {
  if (!definition.authorization) return {}
  return remove || needed === presence.present ? { tokens: [rightToken] } : { credentials: { secret } }
}
