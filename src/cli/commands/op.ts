import type { Command } from 'commander'
import { presence } from '../../cluster/client-messages.ts'
import { HyperdexError } from '../../errors.ts'
import { attributeTypes } from '../../schema/check-space.ts'
import type { SpaceDefinition } from '../../schema/definition.ts'
import type { Bytes } from '../../values/bytes.ts'
import { checkOperations } from '../../values/matcher.ts'
import { type Operation, type OperationName, operationName } from '../../values/operation.ts'
import type { CommandContext } from '../command-context.ts'
import { encodeKey, encodeTyped, parseAssignment, writableAttributeNamed } from '../typed-values.ts'
import { addConditionOptions, type ConditionOptions, guardOf } from '../write-options.ts'

const withoutOperand: ReadonlySet<string> = new Set(['lpop', 'rpop'])
const withLength: ReadonlySet<string> = new Set(['ltrim', 'rtrim'])

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
  addConditionOptions(command).action(
    async (spaceName: string, keyText: string, name: string, assignments: string[], options: ConditionOptions) => {
      const operation = operationNamed(name)
      const connection = await context.connect()
      const space = await connection.space(spaceName)
      const { definition } = space
      const operations = assignments.map((assignment) => operationOn(definition, operation, assignment))
      checkOperations(operations, attributeTypes(definition))
      const unconditional = operation === 'put' ? presence.any : presence.present
      const update = { key: encodeKey(definition, keyText), ...guardOf(definition, options, unconditional), operations }
      await connection.update(space, update, { signal: context.io.interrupted })
    },
  )
}

function operationNamed(name: string): OperationName {
  if (Object.hasOwn(operationName, name)) return name as OperationName
  throw new HyperdexError(
    'INVALID',
    `there is no operation ${JSON.stringify(name)}`,
    `the operations are ${Object.keys(operationName).join(' ')}`,
  )
}

function operationOn(definition: SpaceDefinition, operation: OperationName, assignment: string): Operation {
  const { name, text } = parseAssignment(assignment)
  const { index, type } = writableAttributeNamed(definition, name)
  const operands: Bytes[] = []
  if (withoutOperand.has(operation)) {
    if (text) throw new HyperdexError('INVALID', `${operation} takes no value`, `write just ${name}`)
  } else {
    if (text === undefined) throw new HyperdexError('INVALID', `${name} has no value`, `write ${name}=VALUE`)
    operands.push(encodeTyped(name, withLength.has(operation) ? { kind: 'int' } : type, text))
  }
  return { attribute: index, name: operationName[operation], operands }
}
