import type { Command } from 'commander'
import { HyperdexError } from '../../errors.ts'
import { matchAll } from '../../values/predicate.ts'
import { oneOf } from '../choice-option.ts'
import type { CommandContext } from '../command-context.ts'
import { noteMissing } from '../missing-regions.ts'
import { RowFormat } from '../row-format.ts'
import { printRows } from '../row-printer.ts'

interface DumpOptions {
  readonly format: 'ndjson' | 'csv'
  readonly partial?: boolean
}

export function addDump(program: Command, context: CommandContext): void {
  program
    .command('dump')
    .summary('print every object of a space as NDJSON or CSV, in the order of the keys')
    .argument('<space>')
    .option('--format <ndjson|csv>', 'csv cannot hold strings that are not UTF-8', oneOf('--format', ['ndjson', 'csv']), 'ndjson')
    .option('--partial', 'leave out regions that do not answer in time or cannot be reached, and say which')
    .action(async (name: string, { format, partial }: DumpOptions) => {
      if (format === 'csv' && context.json)
        throw new HyperdexError('INVALID', '--json and --format csv exclude each other', 'give one of them')
      const connection = await context.connect()
      const space = await connection.space(name)
      const asked = { predicate: matchAll, ...(partial ? { partial } : {}) }
      const rows = connection.search(space, asked, { signal: context.io.interrupted })
      await printRows(context, new RowFormat(space.definition), rows, format === 'csv' ? 'csv' : 'json')
      await noteMissing(context, rows.explanation?.missingRegions)
    })
}
