import type { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { noteMissing } from '../missing-regions.ts'
import { prepareQuery, searchSpecOf } from '../prepared-query.ts'
import { RowFormat } from '../row-format.ts'
import { printRows } from '../row-printer.ts'

interface SearchOptions {
  readonly version?: boolean
  readonly cursors?: boolean
  readonly cursor?: string
  readonly partial?: boolean
}

export function addSearch(program: Command, context: CommandContext): void {
  program
    .command('search')
    .summary('print the objects that a query finds')
    .description(
      `Prints the objects that a query finds, for example:\n  hyperdex search 'users select first, age where last = "Smith" order by age desc limit 10'`,
    )
    .argument('<query>')
    .option('--version', "also each object's version, as $version")
    .option('--cursors', "also each row's cursor, as $cursor")
    .option('--cursor <token>', 'go on behind the row of an equal search that had this cursor')
    .option('--partial', 'leave out regions that do not answer in time or cannot be reached, and say which')
    .action(async (text: string, options: SearchOptions) => {
      const { connection, space, bound } = await prepareQuery(context, text)
      const format = new RowFormat(space.definition, bound.select, { version: options.version, cursor: options.cursors })
      const started = performance.now()
      const rows = connection.search(
        space,
        {
          ...searchSpecOf(bound),
          ...(options.cursor === undefined ? {} : { cursor: options.cursor }),
          ...(options.partial ? { partial: true } : {}),
        },
        { signal: context.io.interrupted },
      )
      const count = await printRows(context, format, rows, context.json ? 'json' : 'table')
      await noteMissing(context, rows.explanation?.missingRegions)
      if (context.io.stdout.terminal && !context.json) {
        await context.note(`${count} ${count === 1 ? 'object' : 'objects'}, ${Math.round(performance.now() - started)} ms`)
      }
    })
}
