import type { Command } from 'commander'
import { HyperdexError } from '../../errors.ts'
import type { CommandContext } from '../command-context.ts'
import { addCredentialOptions, type CredentialOptions, presentedTo } from '../credentials.ts'
import { addQuoted, type QuotedOption } from '../quoted-strings.ts'
import { RowFormat } from '../row-format.ts'
import { printPairs } from '../table.ts'
import { attributeNamed, encodeKey } from '../typed-values.ts'

export function addGet(program: Command, context: CommandContext): void {
  const command = program
    .command('get')
    .summary('print an object, or some of its attributes')
    .argument('<space>')
    .argument('<key>')
    .argument('[attr...]', 'only these')
    .option('--version', "also the object's version, as $version")
  addCredentialOptions(addQuoted(command)).action(
    async (spaceName: string, keyText: string, names: string[], options: CredentialOptions & QuotedOption & { version?: boolean }) => {
      const connection = await context.connect()
      const space = await connection.space(spaceName)
      const { definition } = space
      const select = names.length > 0 ? [...new Set(names.map((name) => attributeNamed(definition, name).index))] : undefined
      const format = new RowFormat(definition, select, { version: options.version, cut: select !== undefined })
      const key = encodeKey(definition, keyText, options)
      const found = await connection.get(space, key, {
        signal: context.io.interrupted,
        ...presentedTo(context, definition, options),
        ...(select ? { select } : {}),
      })
      if (!found) {
        const text = `space ${definition.name} has no object of key ${JSON.stringify(keyText)}`
        throw new HyperdexError('NOT_FOUND', text, 'look for another key, or put the object first')
      }
      if (context.json) return context.print(format.json({ key, ...found }))
      const cells = format.cells({ key, ...found })
      await printPairs(
        context.io.stdout,
        format.columns.map(({ name }, index) => [name, cells[index]!] as const),
      )
    },
  )
}
