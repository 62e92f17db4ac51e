import type { Command } from 'commander'
import { oneOf } from '../choice-option.ts'
import type { CommandContext } from '../command-context.ts'

export function addReadOnly(program: Command, context: CommandContext): void {
  program
    .command('read-only')
    .summary('refuse writes, or take them again')
    .argument('<on|off>', '', oneOf('read-only', ['on', 'off']))
    .argument('[space]', 'only this space; without it the whole cluster')
    .action(async (state: string, space: string | undefined) => {
      const { admin } = await context.connect()
      await admin.setReadOnly(space ?? '', state === 'on')
      await context.note(`${space === undefined ? 'the cluster' : `space ${space}`} is ${state === 'on' ? 'read-only' : 'writable'}`)
    })
}
