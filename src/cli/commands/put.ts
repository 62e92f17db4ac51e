import type { Command } from 'commander'
import { HyperdexError } from '../../errors.ts'
import { operationName } from '../../values/operation.ts'
import type { CommandContext } from '../command-context.ts'
import { addCredentialOptions, type CredentialOptions, presentedWith } from '../credentials.ts'
import { addQuoted, type QuotedOption } from '../quoted-strings.ts'
import { encodeKey, encodeTyped, parseAssignment, writableAttributeNamed } from '../typed-values.ts'
import {
  addConditionOptions,
  addTimeToLive,
  type CreationOptions,
  guardOfPut,
  type TimeToLiveOption,
  timeToLiveOf,
} from '../write-options.ts'

type PutOptions = CreationOptions & CredentialOptions & QuotedOption & TimeToLiveOption

export function addPut(program: Command, context: CommandContext): void {
  const command = program
    .command('put')
    .summary('create an object or overwrite the named attributes')
    .description(
      'Creates the object, or overwrites only the named attributes of it. A string is taken as typed, without quotes; containers and ' +
        'documents are JSON.',
    )
    .argument('<space>')
    .argument('<key>')
    .argument('[attr=value...]')
    .option('--if-not-exist', 'only when there is no object of that key')
    .option('--or-create', 'with --if: create the object when it is absent')
  addCredentialOptions(addConditionOptions(addTimeToLive(addQuoted(command), 'the object'))).action(
    async (spaceName: string, keyText: string, assignments: string[], options: PutOptions) => {
      const connection = await context.connect()
      const space = await connection.space(spaceName)
      const { definition } = space
      const named = new Set<string>()
      const operations = assignments.map((assignment) => {
        const { name, text } = parseAssignment(assignment)
        const { index, type } = writableAttributeNamed(definition, name)
        if (text === undefined) throw new HyperdexError('INVALID', `${name} has no value`, `write ${name}=VALUE`)
        if (named.has(name)) throw new HyperdexError('INVALID', `${name} is given twice`, 'give each attribute once')
        named.add(name)
        return { attribute: index, name: operationName.put, operands: [encodeTyped(name, type, text, options)] }
      })
      const presented = presentedWith(context, definition, options)
      const update = {
        key: encodeKey(definition, keyText, options),
        ...guardOfPut(definition, options),
        operations,
        ...timeToLiveOf(options),
        ...presented.update,
      }
      await connection.update(space, update, { signal: context.io.interrupted, ...presented.call })
    },
  )
}
