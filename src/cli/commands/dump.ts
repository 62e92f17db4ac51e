import type { Command } from 'commander'
import { HyperdexError } from '../../errors.ts'
import { matchAll } from '../../values/predicate.ts'
import { oneOf } from '../choice-option.ts'
import type { CommandContext } from '../command-context.ts'
import { RowFormat } from '../row-format.ts'
import { printRows } from '../row-printer.ts'

export function addDump(program: Command, context: CommandContext): void {
  program
    .command('dump')
    .summary('print every object of a space as NDJSON or CSV, in the order of the keys')
    .argument('<space>')
    .option('--format <ndjson|csv>', 'csv cannot hold strings that are not UTF-8', oneOf('--format', ['ndjson', 'csv']), 'ndjson')
    .action(async (name: string, { format }: { format: 'ndjson' | 'csv' }) => {
      if (format === 'csv' && context.json)
        throw new HyperdexError('INVALID', '--json and --format csv exclude each other', 'give one of them')
      const connection = await context.connect()
      const space = await connection.space(name)
      const rows = connection.search(space, { predicate: matchAll }, { signal: context.io.interrupted })
      await printRows(context, new RowFormat(space.definition), rows, format === 'csv' ? 'csv' : 'json')
    })
}
