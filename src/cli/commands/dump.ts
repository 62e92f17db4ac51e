import type { Command } from 'commander'
import { matchAll } from '../../values/predicate.ts'
import type { CommandContext } from '../command-context.ts'
import { RowFormat } from '../row-format.ts'
import { printRows } from '../row-printer.ts'

export function addDump(program: Command, context: CommandContext): void {
  program
    .command('dump')
    .summary('print every object of a space as NDJSON, in the order of the keys')
    .argument('<space>')
    .action(async (name: string) => {
      const connection = await context.connect()
      const space = await connection.space(name)
      const rows = connection.search(space, { predicate: matchAll }, { signal: context.io.interrupted })
      await printRows(context, new RowFormat(space.definition), rows, true)
    })
}
