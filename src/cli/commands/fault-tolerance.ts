import type { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { wholeNumber } from '../number-option.ts'

const failuresMax = 9

export function addFaultTolerance(program: Command, context: CommandContext): void {
  program
    .command('fault-tolerance')
    .summary('change how many replicas of each region a space can lose')
    .argument('<space>')
    .argument('<failures>', 'each region has one replica more', wholeNumber('failures', 0, failuresMax))
    .action(async (space: string, failures: number) => {
      const { admin } = await context.connect()
      const { changed } = await admin.setFaultTolerance(space, failures)
      const replicas = `${failures + 1} ${failures === 0 ? 'replica' : 'replicas'}`
      await context.note(changed ? `space ${space} is getting ${replicas} of each region` : `space ${space} asks for ${replicas} already`)
    })
}
