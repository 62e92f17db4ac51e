import type { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { prepareQuery, searchSpecOf } from '../prepared-query.ts'
import { printPairs } from '../table.ts'

export function addExplain(program: Command, context: CommandContext): void {
  program
    .command('explain')
    .summary('run a query and say how it was answered')
    .argument('<query>')
    .action(async (text: string) => {
      const { connection, space, bound } = await prepareQuery(context, text)
      const found = await connection.explain(space, searchSpecOf(bound), { signal: context.io.interrupted })
      if (context.json) return context.print(JSON.stringify({ space: space.definition.name, ...found }))
      await printPairs(context.io.stdout, [
        ['space', space.definition.name],
        ['subspace', `${found.subspace} (${found.attributes.join(', ')})`],
        ['regions asked', `${found.regionsAsked} of ${found.regionsTotal}`],
        ['servers asked', String(found.serversAsked)],
        ['index used', found.indexes.join(', ')],
        ['candidates', String(found.candidates)],
        ['matches', String(found.matches)],
        ['time', `${found.timeMs.toFixed(1)} ms`],
      ])
    })
}
