import type { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { prepareQuery } from '../prepared-query.ts'

export function addCount(program: Command, context: CommandContext): void {
  program
    .command('count')
    .summary('print how many objects a query finds')
    .argument('<query>')
    .action(async (text: string) => {
      const { connection, space, bound } = await prepareQuery(context, text)
      const count = await connection.count(space, bound.predicate, { signal: context.io.interrupted })
      await context.print(String(bound.limit === undefined ? count : Math.min(count, bound.limit)))
    })
}
