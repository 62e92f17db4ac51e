import type { Command } from 'commander'
import { HyperdexError } from '../../errors.ts'
import { attributeTypes } from '../../schema/check-space.ts'
import { checkOperations } from '../../values/matcher.ts'
import { operationName } from '../../values/operation.ts'
import type { CommandContext } from '../command-context.ts'
import { wholeNumber } from '../number-option.ts'
import { prepareWhole } from '../prepared-query.ts'
import { operationNamed, operationOn } from '../typed-operation.ts'

const progressEveryMs = 500

export function addGroup(program: Command, context: CommandContext): void {
  program
    .command('group')
    .summary('change or remove every object that a query finds')
    .description(
      'Applies one operation to each named attribute of every object that matches, and prints how many objects were changed. An object whose ' +
        `operation fails is left whole and not counted. Operations: del ${Object.keys(operationName).join(' ')}. For example:\n` +
        `  hyperdex group add 'users where last = "Smith"' age=1\n  hyperdex group del 'users where age > 100'`,
    )
    .argument('<operation>')
    .argument('<query>', 'without select, order and limit')
    .argument('[attr=value...]')
    .option('--ttl-ms <n>', 'remove each object after so many milliseconds', wholeNumber('--ttl-ms', 1))
    .action(async (name: string, text: string, assignments: string[], { ttlMs }: { ttlMs?: number }) => {
      const operation = name === 'del' ? undefined : operationNamed(name)
      if (!operation && (assignments.length > 0 || ttlMs !== undefined)) {
        throw new HyperdexError('INVALID', 'group del takes a query and nothing else', "write group del 'QUERY'")
      }
      if (operation && assignments.length === 0) {
        throw new HyperdexError('INVALID', `group ${name} names no attribute`, `write group ${name} 'QUERY' ATTR=VALUE`)
      }
      const { connection, space, predicate } = await prepareWhole(context, text, 'a group operation')
      const operations = operation ? assignments.map((assignment) => operationOn(space.definition, operation, assignment)) : []
      checkOperations(operations, attributeTypes(space.definition))
      const update = operation ? { operations, ...(ttlMs === undefined ? {} : { ttlMs }) } : { remove: true }
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
