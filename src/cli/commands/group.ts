import type { Command } from 'commander'
import { HyperdexError } from '../../errors.ts'
import { attributeTypes } from '../../schema/check-space.ts'
import type { SpaceDefinition } from '../../schema/definition.ts'
import { checkOperations } from '../../values/matcher.ts'
import { type Operation, operationName } from '../../values/operation.ts'
import type { CommandContext } from '../command-context.ts'
import { prepareWhole } from '../prepared-query.ts'
import { addQuoted, type QuotedOption } from '../quoted-strings.ts'
import { operationIn, operationNamed, operationOn } from '../typed-operation.ts'
import { addTimeToLive, type TimeToLiveOption, timeToLiveOf } from '../write-options.ts'

const progressEveryMs = 500

export function addGroup(program: Command, context: CommandContext): void {
  const command = program
    .command('group')
    .summary('change or remove every object that a query finds')
    .description(
      'Applies one operation to each named attribute of every object that matches, and prints how many objects were changed. An object whose ' +
        `operation fails is left whole and not counted. Operations: del update ${Object.keys(operationName).join(' ')}. For example:\n` +
        `  hyperdex group add 'users where last = "Smith"' age=1\n  hyperdex group del 'users where age > 100'\n  hyperdex group update 'users' 'add age=1' 'setAdd tags=old'`,
    )
    .argument('<operation>')
    .argument('<query>', 'without select, order and limit')
    .argument('[attr=value...]', "of update: operations, each in quotes: 'add age=1'")
  addTimeToLive(addQuoted(command), 'each object').action(async (name: string, text: string, words: string[], options: GroupOptions) => {
    const operationOf = operationReader(name, words, options)
    const { connection, space, predicate } = await prepareWhole(context, text, 'a group operation')
    const operations = operationOf ? words.map((word) => operationOf(space.definition, word)) : []
    checkOperations(operations, attributeTypes(space.definition), space.definition.attributes)
    const update = operationOf ? { operations, ...timeToLiveOf(options) } : { remove: true }
    const { interrupted, stderr } = context.io
    let shownAt = performance.now()
    const onProgress = (changed: number) => {
      if (!stderr.terminal || performance.now() - shownAt < progressEveryMs) return
      shownAt = performance.now()
      stderr.write(`\r${changed} changed`).catch(() => {})
    }
    const changed = await connection.groupUpdate(space, predicate, update, { signal: interrupted, onProgress })
    if (stderr.terminal) await stderr.write('\r')
    await context.print(String(changed))
  })
}

type GroupOptions = QuotedOption & TimeToLiveOption
type OperationReader = (definition: SpaceDefinition, word: string) => Operation

/** How each word behind the query is read; undefined when the objects are to be removed. Throws INVALID. */
function operationReader(name: string, words: readonly string[], options: GroupOptions): OperationReader | undefined {
  if (name === 'del') {
    if (words.length === 0 && options.ttlMs === undefined && !options.quoted) return undefined
    throw new HyperdexError('INVALID', 'group del takes a query and nothing else', "write group del 'QUERY'")
  }
  const operation = name === 'update' ? undefined : operationNamed(name)
  if (words.length === 0) {
    const word = operation ? 'ATTR=VALUE' : "'OPERATION ATTR=VALUE'"
    throw new HyperdexError('INVALID', `group ${name} names no attribute`, `write group ${name} 'QUERY' ${word}`)
  }
  return (definition, word) => (operation ? operationOn(definition, operation, word, options) : operationIn(definition, word, options))
}
