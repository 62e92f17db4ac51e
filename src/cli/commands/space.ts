// The space language in and out: `space add`, `ls`, `show`, `rm`, `mv` and `check`.
import type { Command } from 'commander'
import type { Space } from '../../cluster/configuration.ts'
import { HyperdexError } from '../../errors.ts'
import { liveAttributes } from '../../schema/check-space.ts'
import type { SpaceDefinition } from '../../schema/definition.ts'
import { parseSpaces } from '../../schema/parse-space.ts'
import { printSpace } from '../../schema/print-space.ts'
import type { CommandContext } from '../command-context.ts'
import { inText } from '../print-error.ts'
import { readText } from '../read-text.ts'
import { printTable } from '../table.ts'

export function addSpace(program: Command, context: CommandContext): void {
  const space = program.command('space').summary('define, list, show, rename and remove spaces')

  space
    .command('add')
    .summary('create the spaces that a text defines')
    .argument('[file]', 'a file in the space language, - or nothing for stdin')
    .action(async (file: string | undefined) => {
      const definitions = await readDefinitions(context, file)
      const { admin } = await context.connect()
      for (const definition of definitions) {
        const { changed } = await admin.addSpace(printSpace(definition))
        await context.note(changed === false ? `space ${definition.name} is already there` : `added space ${definition.name}`)
      }
    })

  space
    .command('ls')
    .summary('list the spaces')
    .action(async () => {
      const connection = await context.connect()
      // What the process called knows is enough: the list is given while the coordinator is away, too.
      const { readOnly } = await connection.admin.getStatus(true)
      const spaces = [...(await connection.spaces())].sort((a, b) => (a.definition.name < b.definition.name ? -1 : 1))
      const summaries = spaces.map((each) => summaryOf(each, readOnly))
      if (context.json) for (const each of summaries) await context.print(JSON.stringify(each))
      else if (summaries.length > 0) await printTable(context.io.stdout, summaryColumns, summaries.map(cellsOf))
      if (readOnly) await context.note('the cluster is read-only: no space takes writes until `read-only off`')
    })

  space
    .command('show')
    .summary('print a space in the space language')
    .argument('<name>')
    .action(async (name: string) => {
      const connection = await context.connect()
      const { definition } = await connection.space(name)
      const text = printSpace(definition).trimEnd()
      await context.print(
        context.json ? JSON.stringify({ ...definition, attributes: definition.attributes.filter(({ dropped }) => !dropped), text }) : text,
      )
    })

  space
    .command('rm')
    .summary('remove a space and everything in it')
    .argument('<name>')
    .action(async (name: string) => {
      const { admin } = await context.connect()
      await admin.removeSpace(name)
      await context.note(`removed space ${name}`)
    })

  space
    .command('mv')
    .summary('rename a space')
    .argument('<old>')
    .argument('<new>')
    .action(async (from: string, to: string) => {
      const { admin } = await context.connect()
      const { changed } = await admin.renameSpace(from, to)
      await context.note(changed === false ? `the space is called ${to} already` : `renamed space ${from} to ${to}`)
    })

  space
    .command('check')
    .summary('say whether a text is in the space language, without a cluster')
    .argument('[file]', 'a file in the space language, - or nothing for stdin')
    .action(async (file: string | undefined) => {
      for (const definition of await readDefinitions(context, file)) {
        await context.note(`space ${definition.name} is well-formed`)
      }
    })
}

async function readDefinitions(context: CommandContext, file: string | undefined): Promise<SpaceDefinition[]> {
  const text = await readText(context.io, file)
  const definitions = inText(text, () => parseSpaces(text))
  if (definitions.length === 0) {
    throw new HyperdexError('INVALID', 'the text defines no space', 'write for example: space kv key k attributes v')
  }
  return [...definitions]
}

const summaryColumns = [
  { name: 'name' },
  { name: 'attributes', right: true },
  { name: 'subspaces', right: true },
  { name: 'partitions', right: true },
  { name: 'tolerate', right: true },
  { name: 'read only' },
]

const cellsOf = (summary: Readonly<Record<string, unknown>>) => Object.values(summary).map(String)

/** `clusterReadOnly`: then no space takes writes, whatever is said of it alone. */
function summaryOf({ definition, readOnly }: Space, clusterReadOnly: boolean): Record<string, string | number | boolean> {
  return {
    name: definition.name,
    attributes: liveAttributes(definition).length,
    subspaces: definition.subspaces.length,
    partitions: definition.partitions,
    tolerate: definition.tolerate,
    readOnly: readOnly || clusterReadOnly,
  }
}
