import type { Command } from 'commander'
import { presence } from '../../cluster/client-messages.ts'
import type { CommandContext } from '../command-context.ts'
import { addCredentialOptions, type CredentialOptions, presentedWith } from '../credentials.ts'
import { addQuoted, type QuotedOption } from '../quoted-strings.ts'
import { encodeKey } from '../typed-values.ts'
import { addConditionOptions, type ConditionOptions, guardOf } from '../write-options.ts'

export function addDel(program: Command, context: CommandContext): void {
  const command = program.command('del').summary('remove an object').argument('<space>').argument('<key>')
  addCredentialOptions(addConditionOptions(addQuoted(command))).action(
    async (spaceName: string, keyText: string, options: ConditionOptions & CredentialOptions & QuotedOption) => {
      const connection = await context.connect()
      const space = await connection.space(spaceName)
      const key = encodeKey(space.definition, keyText, options)
      const presented = presentedWith(context, space.definition, options)
      const update = { key, ...guardOf(space.definition, options, presence.present), remove: true, ...presented.update }
      await connection.update(space, update, { signal: context.io.interrupted, ...presented.call })
    },
  )
}
