// A syntax tree in the query language, so that it parses back to the same tree.
import type { OperatorName } from '../values/predicate.ts'
import { printSteps } from './path.ts'
import { printLiteral } from './print-literal.ts'
import { comparisons, lengthComparisons, type Query, type QueryPredicate, type QueryTest } from './query.ts'
import { printName } from './words.ts'

/** On one line. */
export function printQuery({ space, select, where, orderBy, limit }: Query): string {
  const parts = [printName(space)]
  if (select) parts.push(`select ${select.map(({ name }) => printName(name)).join(', ')}`)
  if (where) parts.push(`where ${printPredicate(where)}`)
  if (orderBy) parts.push(`order by ${printName(orderBy.attribute.name)}${orderBy.descending ? ' desc' : ''}`)
  if (limit !== undefined) parts.push(`limit ${limit}`)
  return parts.join(' ')
}

/** As it stands behind `where`. */
export function printPredicate(predicate: QueryPredicate): string {
  switch (predicate.kind) {
    case 'test':
      return printTest(predicate)
    case 'not':
      return `not ${printTerm(predicate.term, ['and', 'or'])}`
    case 'and':
      return predicate.terms.map((term) => printTerm(term, ['and', 'or'])).join(' and ')
    case 'or':
      return predicate.terms.map((term) => printTerm(term, ['or'])).join(' or ')
  }
}

/** In parentheses when it is of one of the kinds `loose`, which bind no tighter than what stands around it. */
function printTerm(term: QueryPredicate, loose: readonly QueryPredicate['kind'][]): string {
  return loose.includes(term.kind) ? `(${printPredicate(term)})` : printPredicate(term)
}

function printTest({ attribute, steps, operator, operands }: QueryTest): string {
  const path = printName(attribute.name) + printSteps(steps)
  const values = operands.map(printLiteral)
  switch (operator) {
    case 'between':
      return `${path} between ${values.join(' and ')}`
    case 'oneOf':
      return `${path} in (${values.join(', ')})`
    case 'startsWith':
    case 'regex':
    case 'contains':
      return `${path} ${operator} ${values[0]}`
  }
  const symbol = symbolOf(comparisons, operator)
  if (symbol !== undefined) return `${path} ${symbol} ${values[0]}`
  return `length(${path}) ${symbolOf(lengthComparisons, operator)} ${values[0]}`
}

function symbolOf(symbols: ReadonlyMap<string, OperatorName>, operator: OperatorName): string | undefined {
  for (const [symbol, name] of symbols) if (name === operator) return symbol
  return undefined
}
