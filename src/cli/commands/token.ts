import type { Command } from 'commander'
import { macaroon, narrow } from '../../client/macaroon.ts'
import { HyperdexError } from '../../errors.ts'
import type { CommandContext } from '../command-context.ts'
import { addCredentialOptions, type CredentialOptions, secretGiven, tokensOf } from '../credentials.ts'

export function addToken(program: Command, context: CommandContext): void {
  const command = program
    .command('token')
    .summary('make a token from a secret, or narrow a token, without a cluster')
    .description(
      'Prints a token for the objects of a secret, or a token given with more caveats: op = read, op = write, time < N with N in Unix seconds. ' +
        `All caveats of a token must hold. For example:\n  hyperdex token --secret "$SECRET" 'op = read' 'time < 1900000000'`,
    )
    .argument('[caveat...]')
  addCredentialOptions(command).action(async (caveats: string[], options: CredentialOptions) => {
    const secret = options.token ? options.secret : secretGiven(context, options)
    const tokens = secret === undefined ? tokensOf(context, options) : (options.token ?? [])
    if ((secret === undefined ? 0 : 1) + tokens.length !== 1) {
      throw new HyperdexError('INVALID', 'a token is made from one secret or from one token', 'give --secret or --token, once')
    }
    const token = secret === undefined ? narrow(tokens[0]!, caveats) : macaroon(secret, caveats)
    await context.print(context.json ? JSON.stringify({ token }) : token)
  })
}
