import type { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'

export function addAttribute(program: Command, context: CommandContext): void {
  const attribute = program.command('attribute').summary('add and remove attributes of a space in use')

  attribute
    .command('add')
    .summary('add an attribute; objects stored before read its default')
    .argument('<space>')
    .argument('<attribute>', "'TYPE NAME', for example 'int age'")
    .action(async (space: string, text: string) => {
      const { admin } = await context.connect()
      const { changed } = await admin.addAttribute(space, text)
      await context.note(changed ? `added ${text} to space ${space}` : `space ${space} has ${text} already`)
    })

  attribute
    .command('rm')
    .summary('remove an attribute, its values and its indexes')
    .argument('<space>')
    .argument('<name>')
    .action(async (space: string, name: string) => {
      const { admin } = await context.connect()
      await admin.removeAttribute(space, name)
      await context.note(`removed attribute ${name} from space ${space}`)
    })
}
