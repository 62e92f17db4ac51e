import type { Command } from 'commander'
import { type AggregateFunction, aggregateKind } from '../../cluster/client-messages.ts'
import { HyperdexError } from '../../errors.ts'
import type { SpaceDefinition } from '../../schema/definition.ts'
import type { AttributeType } from '../../values/attribute-type.ts'
import type { Bytes } from '../../values/bytes.ts'
import { toJson } from '../../values/json.ts'
import type { CommandContext } from '../command-context.ts'
import { prepareWhole } from '../prepared-query.ts'
import { printTable } from '../table.ts'
import { attributeNamed, typedText } from '../typed-values.ts'

/** What one column of the result shows. */
interface Shown {
  readonly name: string
  readonly type: AttributeType
}

export function addAggregate(program: Command, context: CommandContext): void {
  program
    .command('aggregate')
    .summary('print sums, averages and the like of what a query finds')
    .description(
      'Functions: count, sum:ATTR and avg:ATTR of an int or float, min:ATTR and max:ATTR of an ordered attribute or the key. For example:\n' +
        `  hyperdex aggregate 'users where age >= 18' count avg:age --by last`,
    )
    .argument('<query>', 'without select, order and limit')
    .argument('<function[:attr]...>')
    .option('--by <attr,...>', 'one line for each group of objects that have equal values here')
    .action(async (text: string, functions: string[], options: { by?: string }) => {
      const { connection, space, predicate } = await prepareWhole(context, text, 'an aggregate')
      const { definition } = space
      const asked = functions.map((one) => functionNamed(definition, one))
      const by = (options.by?.split(',') ?? []).map((name) => ({ name, ...attributeNamed(definition, name) }))
      checkNames(asked, by)
      const aggregation = { functions: asked.map(({ asked }) => asked), by: by.map(({ index }) => index) }
      const groups = await connection.aggregate(space, predicate, aggregation, { signal: context.io.interrupted })
      const shown: Shown[] = [...by, ...asked]
      const rows = groups.map(({ by, values }) => [...by, ...values])
      if (context.json) for (const row of rows) await context.print(jsonOf(shown, row))
      else {
        const columns = shown.map(({ name, type }) => ({
          name,
          right: type.kind === 'int' || type.kind === 'int64' || type.kind === 'float',
        }))
        await printTable(
          context.io.stdout,
          columns,
          rows.map((row) => row.map((value, index) => cellOf(shown[index]!.type, value))),
        )
      }
    })
}

/** Each name stands once, in tables and as a member in JSON. Throws INVALID. */
function checkNames(asked: readonly Shown[], by: readonly Shown[]): void {
  const names = new Set<string>()
  for (const { name } of by) {
    if (names.has(name)) throw new HyperdexError('INVALID', `attribute ${name} is grouped by twice`, 'name each attribute once')
    names.add(name)
  }
  for (const { name } of asked) {
    if (by.some((attribute) => attribute.name === name)) {
      const remedy = 'leave one of the two out; the typed client, where a program names its results, takes both'
      throw new HyperdexError('INVALID', `the result ${name} is named as an attribute grouped by`, remedy)
    }
    if (names.has(name)) throw new HyperdexError('INVALID', `the result ${name} is asked for twice`, 'name each function once')
    names.add(name)
  }
}

function functionNamed(definition: SpaceDefinition, text: string): Shown & { readonly asked: AggregateFunction } {
  const colon = text.indexOf(':')
  const name = colon < 0 ? text : text.slice(0, colon)
  if (!Object.hasOwn(aggregateKind, name)) {
    throw new HyperdexError(
      'INVALID',
      `there is no function ${JSON.stringify(name)}`,
      `the functions are ${Object.keys(aggregateKind).join(' ')}`,
    )
  }
  const kind = name as keyof typeof aggregateKind
  if (kind === 'count') {
    if (colon < 0) return { name: text, type: { kind: 'int' }, asked: { kind: aggregateKind.count } }
    throw new HyperdexError('INVALID', 'count takes no attribute', 'write just count')
  }
  if (colon < 0) throw new HyperdexError('INVALID', `${name} needs an attribute`, `write ${name}:ATTR`)
  const { index, type } = attributeNamed(definition, text.slice(colon + 1))
  return { name: text, type: kind === 'avg' ? { kind: 'float' } : type, asked: { kind: aggregateKind[kind], attribute: index } }
}

function jsonOf(shown: readonly Shown[], row: readonly (Bytes | undefined)[]): string {
  const members = shown.map(({ name, type }, index) => {
    const value = row[index]
    return `${JSON.stringify(name)}:${value ? toJson(type, value) : 'null'}`
  })
  return `{${members.join(',')}}`
}

/** A min, max or avg of nothing is an empty cell. */
function cellOf(type: AttributeType, value: Bytes | undefined): string {
  return value ? (typedText(type, value) ?? toJson(type, value)) : ''
}
