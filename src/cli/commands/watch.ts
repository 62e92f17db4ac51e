import type { Command } from 'commander'
import { HyperdexError } from '../../errors.ts'
import type { SpaceDefinition } from '../../schema/definition.ts'
import type { Bytes } from '../../values/bytes.ts'
import { toJson } from '../../values/json.ts'
import type { CommandContext } from '../command-context.ts'
import { prepareQuery } from '../prepared-query.ts'
import { RowFormat } from '../row-format.ts'

export function addWatch(program: Command, context: CommandContext): void {
  program
    .command('watch')
    .summary('print changes of the objects that a query finds, as they are committed')
    .description(
      'Prints each committed change of an object that matches before or after it, until it is interrupted or `limit` changes have come. ' +
        'Where it began is told on stderr: changes that are committed after that are shown.',
    )
    .argument('<query>')
    .option('--from <token>', 'go on behind the change that had this token')
    .action(async (text: string, options: { readonly from?: string }) => {
      const { connection, space, bound } = await prepareQuery(context, text)
      if (bound.orderBy) throw new HyperdexError('INVALID', 'a watch has no order but that of the changes', 'leave out "order by"')
      let shownBy = space
      let format = new RowFormat(space.definition, bound.select)
      const { interrupted } = context.io
      const changes = connection.watch(space, { predicate: bound.predicate, ...options }, { signal: interrupted })
      try {
        await context.note(`watching from ${await changes.opened}`)
        let left = bound.limit ?? Number.POSITIVE_INFINITY
        if (left === 0) return
        for await (const { key, version, before, after, token } of changes) {
          const newest = await connection.newestFor(shownBy, [before?.object, after])
          if (newest !== shownBy) {
            checkSelected(space.definition, newest.definition, bound.select)
            shownBy = newest
            format = new RowFormat(newest.definition, bound.select)
          }
          const shown = (object: Bytes | undefined) => (object ? format.json({ key, object, version }) : 'null')
          const fields = `"before":${shown(before?.object)},"after":${shown(after)},"version":${version}`
          const keyText = toJson(space.definition.key.type, key)
          if (context.json) await context.print(`{"key":${keyText},${fields},"token":${JSON.stringify(token)}}`)
          else await context.print(`${sign(before?.object, after)} ${keyText} ${shown(after ?? before?.object)}`)
          if (--left === 0) return
        }
      } catch (error) {
        if (!(error instanceof HyperdexError) || error.code !== 'ABORTED' || !interrupted.aborted) throw error
      } finally {
        await changes.return()
      }
    })
}

/** Throws SCHEMA_MISMATCH when a selected attribute is gone. */
function checkSelected(known: SpaceDefinition, newest: SpaceDefinition, select: readonly number[] = []): void {
  const gone = select.find((index) => newest.attributes[index - 1]?.dropped)
  if (gone === undefined) return
  const what = `attribute ${known.attributes[gone - 1]!.name}, which the query selects, was dropped from space ${newest.name}`
  throw new HyperdexError('SCHEMA_MISMATCH', what, 'select attributes that the space has')
}

function sign(before: Bytes | undefined, after: Bytes | undefined): string {
  return before ? (after ? '~' : '-') : '+'
}
