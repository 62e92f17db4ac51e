import type { Command } from 'commander'
import type { Space } from '../../cluster/configuration.ts'
import type { HyperdexError } from '../../errors.ts'
import type { Difference } from '../../session/comparison-steps.ts'
import { checkSpaces, isAlike } from '../../transport/check-spaces.ts'
import { toJson } from '../../values/json.ts'
import type { CommandContext } from '../command-context.ts'

/** Differences were found, and not all of them mended. */
const differing = 6
const progressEveryMs = 1000

const kinds = {
  missing: 'missing, where the key region has version',
  stray: 'stray, where the key region has version',
  stale: 'older than the key region has it, version',
  newer: 'newer than the key region has it, version',
  differs: 'other values than the key region has at version',
  misplaced: 'not where its values belong; the key region has version',
} as const

export function addCheck(program: Command, context: CommandContext): void {
  program
    .command('check')
    .summary('compare all copies of all objects of a space, and mend what differs')
    .description(
      'Reads every replica of every region once, beside whatever the servers do, and prints each copy that differs from what the head of the key ' +
        'region has; updates on their way are no differences. With --repair the key region is taken to be right: its objects are written to all ' +
        'their places again, other copies go. Exit status 6 when differences were found, with --repair when some are left.',
    )
    .argument('[space]', 'all spaces without it')
    .option('--repair', 'mend what differs')
    .action(async (name: string | undefined, { repair = false }: { readonly repair?: boolean }) => {
      const connection = await context.connect()
      let nextNoteAt = performance.now() + progressEveryMs
      let refusal: HyperdexError | undefined
      const checking = checkSpaces(connection, {
        names: name === undefined ? undefined : [name],
        repair,
        ...context.timed,
        signal: context.io.interrupted,
        onFound: (space, difference) => context.print(lineOf(context, space, difference)),
        onProgress: ({ definition }, keys) => {
          if (performance.now() < nextNoteAt) return
          nextNoteAt = performance.now() + progressEveryMs
          void context.note(`${definition.name}: ${keys} keys compared`)
        },
      })
      for await (const { space, result, refused } of checking) {
        if (refused) {
          refusal = refused
          await context.note(`${space.definition.name}: not compared, it has authorization`)
          continue
        }
        const { keys, copies, differences, left, unsettled } = result
        if (!isAlike(result)) context.exitStatus = differing
        const mended = repair && differences > 0 ? `, ${differences - left.length} of them mended` : ''
        const moving = unsettled > 0 ? `, ${unsettled} keys changed whenever they were looked at` : ''
        await context.note(`${space.definition.name}: ${keys} keys, ${copies} copies, ${differences} differences${mended}${moving}`)
        if (repair) for (const difference of left) await context.note(`not mended: ${lineOf(context, space, difference)}`)
      }
      if (refusal && context.exitStatus === 0) throw refusal
    })
}

function lineOf(context: CommandContext, { definition, subspaces }: Space, difference: Difference): string {
  const { kind, subspace, region, server, key, version, wanted } = difference
  const keyText = toJson(definition.key.type, key)
  const name = JSON.stringify(definition.name)
  const place = `"subspace":${subspace},"region":${region},"server":${server}`
  if (context.json) return `{"kind":"${kind}","space":${name},"key":${keyText},${place},"version":${version},"wanted":${wanted}}`
  const attributes = subspaces[subspace]?.axes.map(({ attribute }) => definition.attributes[attribute - 1]?.name ?? definition.key.name)
  const where = `subspace ${attributes?.join(', ')}, region ${region}, server ${server}`
  return `${keyText} in ${where}: ${version === 0 ? '' : `version ${version} is `}${kinds[kind]} ${wanted === 0 ? 'none' : wanted}`
}
