// What a call to a space with authorization presents: from options, else from the environment, which other users of the machine cannot read off
// the list of processes. Secrets and tokens of the environment are for all calls, so spaces without authorization are not told them.
import type { Command } from 'commander'
import { macaroon, secretBytes, tokenBytes } from '../client/macaroon.ts'
import type { Update } from '../cluster/client-messages.ts'
import { HyperdexError } from '../errors.ts'
import type { SpaceDefinition } from '../schema/definition.ts'
import type { Bytes } from '../values/bytes.ts'
import type { CommandContext } from './command-context.ts'

export interface CredentialOptions {
  readonly secret?: string
  readonly token?: readonly string[]
}

const secretVariable = 'HYPERDEX_SECRET'
const tokensVariable = 'HYPERDEX_TOKENS'

export function addCredentialOptions(command: Command): Command {
  const collect = (token: string, before: readonly string[] = []) => [...before, token]
  return command
    .option('--secret <secret>', `of a space with authorization: the object's secret (else $${secretVariable})`)
    .option('--token <token>', `a token that allows the call; may be repeated (else $${tokensVariable}, with commas between)`, collect)
}

/** What else a get takes: a secret stands for a token without caveats. Throws INVALID and TOO_LARGE. */
export function presentedTo(context: CommandContext, space: SpaceDefinition, options: CredentialOptions): { tokens?: readonly Bytes[] } {
  const secret = secretOf(context, space, options)
  const texts = [...tokensOf(context, options), ...(secret === undefined ? [] : [macaroon(secret)])]
  return texts.length === 0 || !space.authorization ? {} : { tokens: texts.map(tokenBytes) }
}

/** What else an update holds, and its call takes. Throws INVALID and TOO_LARGE. */
export function presentedWith(
  context: CommandContext,
  space: SpaceDefinition,
  options: CredentialOptions,
): { readonly update: Pick<Update, 'secret'>; readonly call: { tokens?: readonly Bytes[] } } {
  const secret = secretOf(context, space, options)
  const tokens = tokensOf(context, options)
  return {
    update: secret === undefined ? {} : { secret: secretBytes(secret) },
    call: tokens.length === 0 || !space.authorization ? {} : { tokens: tokens.map(tokenBytes) },
  }
}

/** As typed, whatever space it is for. */
export function secretGiven(context: CommandContext, { secret }: CredentialOptions): string | undefined {
  return secret ?? (context.io.environment[secretVariable] || undefined)
}

export function tokensOf(context: CommandContext, { token }: CredentialOptions): readonly string[] {
  if (token) return token
  return (context.io.environment[tokensVariable] ?? '').split(',').flatMap((text) => text.trim() || [])
}

function secretOf(context: CommandContext, { name, authorization }: SpaceDefinition, options: CredentialOptions): string | undefined {
  if (authorization) return secretGiven(context, options)
  if (options.secret === undefined) return undefined
  throw new HyperdexError(
    'INVALID',
    `--secret, but space ${name} has no authorization`,
    'leave it out, or make the space with authorization',
  )
}
