// Who may do what to an object of a space `with authorization` (interface.md section 4). Each object keeps, in its header, the root key that its
// secret gave when it was created; it replicates, moves and is copied with the object, and no row shows it. The point leader judges: a token is
// valid when the object's root key signed it, and allows what its caveats leave. An absent object has no root key, so every token is wrong for
// it, and nobody learns from a refusal whether it is there; a write that creates brings the secret instead. A secret brought to an object that
// is there counts as a token without caveats, so that such a write can be repeated.
import type { Failure, Update } from '../cluster/client-messages.ts'
import { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import { type Access, caveatsAllow } from '../values/caveat.ts'
import { checkSecret, decodeTokens, type Hmac, type Macaroon, rootKeyOf, sameSecretBytes, signatureOf } from '../values/macaroon.ts'
import type { ObjectHeader } from './object-header.ts'
import type { SpaceView } from './space-view.ts'
import { failure } from './surroundings.ts'

/** By what a call is judged, beside the object. */
export interface Authority {
  readonly hmac: Hmac
  /** Milliseconds since the Unix epoch. */
  readonly wallMs: number
  readonly tokens: readonly Bytes[] | null | undefined
}

/** Why an object, or its absence, may not be read; undefined: it may. */
export function refusalOfRead(view: SpaceView, header: ObjectHeader | undefined, authority: Authority): Failure | undefined {
  return view.guarded ? refusalOf(view, header, 'read', undefined, authority) : undefined
}

/** As of a read. `creates`: the write makes an object when there is none. */
export function refusalOfWrite(
  view: SpaceView,
  header: ObjectHeader | undefined,
  { secret }: Update,
  creates: boolean,
  authority: Authority,
): Failure | undefined {
  const given = secret?.length ? secret : undefined
  if (!view.guarded) return given && secretOutOfPlace(view)
  if (!header && creates && given) return refusalOfSecret(given)
  return refusalOf(view, header, 'write', given, authority)
}

/** UNAUTHENTICATED in a space with authorization: what asks for many objects has no one object's token. */
export function refusalOfMany(view: SpaceView): Failure | undefined {
  if (!view.guarded) return undefined
  const text = `space ${view.space.definition.name} has authorization: no search, count, aggregate, group call or watch is allowed`
  return failure('UNAUTHENTICATED', text, 'read and write its objects one by one, each with a token')
}

/** UNAUTHENTICATED likewise: comparing copies shows keys, versions and sums of all objects, and mending gives them new versions. */
export function refusalOfComparison(view: SpaceView): Failure | undefined {
  if (!view.guarded) return undefined
  const text = `space ${view.space.definition.name} has authorization, and comparing its copies shows the keys of all its objects`
  return failure(
    'UNAUTHENTICATED',
    text,
    'whoever runs the servers can allow it: start them with --compare-guarded for as long as it takes',
  )
}

/** What the header of a new object keeps of the secret that creates it; nothing in a space without authorization. */
export function rootKeyFor(view: SpaceView, { secret }: Update, hmac: Hmac): Pick<ObjectHeader, 'rootKey'> {
  return view.guarded && secret?.length ? { rootKey: rootKeyOf(hmac, secret) } : {}
}

function refusalOf(
  view: SpaceView,
  header: ObjectHeader | undefined,
  access: Access,
  secret: Bytes | undefined,
  { hmac, wallMs, tokens }: Authority,
): Failure | undefined {
  let macaroons: readonly Macaroon[]
  try {
    macaroons = decodeTokens(tokens ?? [])
    if (secret) checkSecret(secret)
  } catch (error) {
    return failureOf(error)
  }
  const space = view.space.definition.name
  const rootKey = header?.rootKey
  if (rootKey && secret && sameSecretBytes(rootKeyOf(hmac, secret), rootKey)) return undefined
  let valid = false
  for (const macaroon of rootKey ? macaroons : []) {
    if (!sameSecretBytes(signatureOf(hmac, rootKey!, macaroon), macaroon.signature)) continue
    if (caveatsAllow(macaroon.caveats, access, wallMs)) return undefined
    valid = true
  }
  if (valid) {
    return failure(
      'PERMISSION_DENIED',
      `the caveats of the token forbid this ${access} in space ${space}`,
      'present one that allows it now',
    )
  }
  const remedy = 'present a token that the secret of the object made, or create the object with a secret'
  return failure('UNAUTHENTICATED', `no valid token for this key of space ${space} was presented`, remedy)
}

function refusalOfSecret(secret: Bytes): Failure | undefined {
  try {
    checkSecret(secret)
    return undefined
  } catch (error) {
    return failureOf(error)
  }
}

function secretOutOfPlace(view: SpaceView): Failure {
  const text = `a write to space ${view.space.definition.name} has a secret, but the space has no authorization`
  return failure('INVALID', text, 'leave the secret out, or make the space with authorization')
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof HyperdexError)) throw error
  return failure(error.code, error.message, error.remedy)
}
