import type { Command } from 'commander'
import { presence } from '../../cluster/client-messages.ts'
import { attributeTypes } from '../../schema/check-space.ts'
import { checkOperations } from '../../values/matcher.ts'
import { operationName } from '../../values/operation.ts'
import type { CommandContext } from '../command-context.ts'
import { addCredentialOptions, type CredentialOptions, presentedWith } from '../credentials.ts'
import { operationNamed, operationOn } from '../typed-operation.ts'
import { encodeKey } from '../typed-values.ts'
import { addConditionOptions, type ConditionOptions, guardOf } from '../write-options.ts'

export function addOp(program: Command, context: CommandContext): void {
  const command = program
    .command('op')
    .summary('apply an atomic operation to an object')
    .description(
      `Applies one operation to each named attribute, all of them in one atomic step. Operations: ${Object.keys(operationName).join(' ')}.`,
    )
    .argument('<space>')
    .argument('<key>')
    .argument('<operation>')
    .argument('<attr=value...>')
  addCredentialOptions(addConditionOptions(command)).action(
    async (spaceName: string, keyText: string, name: string, assignments: string[], options: ConditionOptions & CredentialOptions) => {
      const operation = operationNamed(name)
      const connection = await context.connect()
      const space = await connection.space(spaceName)
      const { definition } = space
      const operations = assignments.map((assignment) => operationOn(definition, operation, assignment))
      checkOperations(operations, attributeTypes(definition))
      const unconditional = operation === 'put' ? presence.any : presence.present
      const presented = presentedWith(context, definition, options)
      const update = {
        key: encodeKey(definition, keyText),
        ...guardOf(definition, options, unconditional),
        operations,
        ...presented.update,
      }
      await connection.update(space, update, { signal: context.io.interrupted, ...presented.call })
    },
  )
}
