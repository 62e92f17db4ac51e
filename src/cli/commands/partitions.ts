import type { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { wholeNumber } from '../number-option.ts'

const partitionsMax = 4_096

export function addPartitions(program: Command, context: CommandContext): void {
  program
    .command('partitions')
    .summary('cut a space in use anew, at the quantiles of what it holds')
    .argument('<space>')
    .argument('<partitions>', 'of every subspace, the one of its key too', wholeNumber('partitions', 1, partitionsMax))
    .action(async (name: string, partitions: number) => {
      const connection = await context.connect()
      const { changed } = await connection.admin.setPartitions(name, partitions)
      const { buildingPartitions } = await connection.space(name)
      if (!changed) await context.note(`nothing to do: the subspaces of space ${name} are cut so, or are being cut so, already`)
      else if (buildingPartitions === undefined) await context.note(`the subspaces of space ${name} stay at ${partitions} partitions`)
      else await context.note(`the subspaces of space ${name} are being cut into ${partitions} partitions, its key's too`)
    })
}
