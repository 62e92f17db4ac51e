import type { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'

const named = 'ATTRIBUTE, or ATTRIBUTE.PATH for a document'

export function addIndexCommands(program: Command, context: CommandContext): void {
  const index = program.command('index').summary('add and remove indexes of a space in use')

  index
    .command('add')
    .summary('add an index; servers build it beside their other work')
    .argument('<space>')
    .argument('<index>', named)
    .action(async (space: string, text: string) => {
      const { admin } = await context.connect()
      const { changed } = await admin.addIndex(space, text)
      await context.note(changed ? `added index ${text} to space ${space}` : `space ${space} has index ${text} already`)
    })

  index
    .command('rm')
    .summary('remove an index')
    .argument('<space>')
    .argument('<index>', named)
    .action(async (space: string, text: string) => {
      const { admin } = await context.connect()
      await admin.removeIndex(space, text)
      await context.note(`removed index ${text} from space ${space}`)
    })
}
