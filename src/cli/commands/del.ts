import type { Command } from 'commander'
import { presence } from '../../cluster/client-messages.ts'
import type { CommandContext } from '../command-context.ts'
import { encodeKey } from '../typed-values.ts'
import { addConditionOptions, type ConditionOptions, guardOf } from '../write-options.ts'

export function addDel(program: Command, context: CommandContext): void {
  const command = program.command('del').summary('remove an object').argument('<space>').argument('<key>')
  addConditionOptions(command).action(async (spaceName: string, keyText: string, options: ConditionOptions) => {
    const connection = await context.connect()
    const space = await connection.space(spaceName)
    const key = encodeKey(space.definition, keyText)
    const update = { key, ...guardOf(space.definition, options, presence.present), remove: true }
    await connection.update(space, update, { signal: context.io.interrupted })
  })
}
