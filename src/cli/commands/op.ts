import type { Command } from 'commander'
import { presence } from '../../cluster/client-messages.ts'
import { attributeTypes } from '../../schema/check-space.ts'
import type { SpaceDefinition } from '../../schema/definition.ts'
import { checkOperations } from '../../values/matcher.ts'
import { type Operation, operationName } from '../../values/operation.ts'
import type { CommandContext } from '../command-context.ts'
import { addCredentialOptions, type CredentialOptions, presentedWith } from '../credentials.ts'
import { addQuoted, type QuotedOption } from '../quoted-strings.ts'
import { operationIn, operationNamed, operationOn } from '../typed-operation.ts'
import { encodeKey } from '../typed-values.ts'
import {
  addConditionOptions,
  addTimeToLive,
  type ConditionOptions,
  guardOf,
  type TimeToLiveOption,
  timeToLiveOf,
} from '../write-options.ts'

type OpOptions = ConditionOptions & CredentialOptions & QuotedOption & TimeToLiveOption

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
  withOptions(command).action(async (spaceName: string, keyText: string, name: string, assignments: string[], options: OpOptions) => {
    const operation = operationNamed(name)
    const unconditional = operation === 'put' ? presence.any : presence.present
    const operationsOf = (definition: SpaceDefinition) =>
      assignments.map((assignment) => operationOn(definition, operation, assignment, options))
    await write(context, spaceName, keyText, operationsOf, unconditional, options)
  })
}

export function addUpdate(program: Command, context: CommandContext): void {
  const command = program
    .command('update')
    .summary('apply several atomic operations to an object in one step')
    .description(
      'Applies the operations in their order, all of them in one atomic step; an object that is absent is created first, unless there is a ' +
        `condition. For example:\n  hyperdex update users jsmith 'add age=1' 'append first=ny' 'setAdd tags=new'`,
    )
    .argument('<space>')
    .argument('<key>')
    .argument('<operation attr=value...>', "each in quotes: 'add age=1'")
  withOptions(command).action(async (spaceName: string, keyText: string, words: string[], options: OpOptions) => {
    const operationsOf = (definition: SpaceDefinition) => words.map((word) => operationIn(definition, word, options))
    await write(context, spaceName, keyText, operationsOf, presence.any, options)
  })
}

function withOptions(command: Command): Command {
  return addCredentialOptions(addConditionOptions(addTimeToLive(addQuoted(command), 'the object')))
}

async function write(
  context: CommandContext,
  spaceName: string,
  keyText: string,
  operationsOf: (definition: SpaceDefinition) => Operation[],
  unconditional: number,
  options: OpOptions,
): Promise<void> {
  const connection = await context.connect()
  const space = await connection.space(spaceName)
  const { definition } = space
  const operations = operationsOf(definition)
  checkOperations(operations, attributeTypes(definition), definition.attributes)
  const presented = presentedWith(context, definition, options)
  const update = {
    key: encodeKey(definition, keyText, options),
    ...guardOf(definition, options, unconditional),
    operations,
    ...timeToLiveOf(options),
    ...presented.update,
  }
  await connection.update(space, update, { signal: context.io.interrupted, ...presented.call })
}
