import type { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { prepareQuery, searchSpecOf } from '../prepared-query.ts'
import { printPairs } from '../table.ts'

export function addExplain(program: Command, context: CommandContext): void {
  program
    .command('explain')
    .summary('run a query and say how it was answered')
    .argument('<query>')
    .option('--partial', 'leave out regions that do not answer in time or cannot be reached, and say which')
    .action(async (text: string, { partial = false }: { readonly partial?: boolean }) => {
      const { connection, space, bound } = await prepareQuery(context, text)
      const found = await connection.explain(
        space,
        { ...searchSpecOf(bound), ...(partial ? { partial } : {}) },
        { signal: context.io.interrupted },
      )
      if (context.json) return context.print(JSON.stringify({ space: space.definition.name, ...found }))
      await printPairs(context.io.stdout, [
        ['space', space.definition.name],
        ['subspace', `${found.subspace} (${found.attributes.join(', ')})`],
        ['regions asked', `${found.regionsAsked} of ${found.regionsTotal}`],
        ['servers asked', String(found.serversAsked)],
        ['index used', found.indexes.join(', ')],
        ['candidates', String(found.candidates)],
        ['matches', String(found.matches)],
        ...(found.missingRegions.length > 0 ? [['regions left out', found.missingRegions.join(', ')] as const] : []),
        ['time', `${found.timeMs.toFixed(1)} ms`],
      ])
    })
}
