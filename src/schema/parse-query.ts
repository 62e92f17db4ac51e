// The query language (interface.md section 5) to syntax trees. Whether names and values fit a space is bind-query.ts's business.
import { invalidAt } from './located-error.ts'
import { readLiteral } from './parse-literal.ts'
import { readSteps } from './path.ts'
import {
  type AttributeReference,
  comparisons,
  type Literal,
  lengthComparisons,
  type Query,
  type QueryPredicate,
  type QueryTest,
} from './query.ts'
import { Tokens } from './tokens.ts'

/** How deep parentheses and `not` may nest. */
const nestingMaximum = 200

/** Throws HyperdexError INVALID or TOO_LARGE with the position, as does `parsePredicate`. */
export function parseQuery(text: string): Query {
  const tokens = new Tokens(text)
  const space = tokens.expectName('the name of a space').value
  const select = tokens.takeWord('select') ? readNames(tokens) : undefined
  const where = tokens.takeWord('where') ? new PredicateReader(tokens).read() : undefined
  const orderBy = tokens.takeWord('order') ? readOrder(tokens) : undefined
  const limit = tokens.takeWord('limit') ? readLimit(tokens) : undefined
  const clauses = ['select', 'where', 'order by', 'limit']
  const remedy = `a query is SPACE, then ${clauses.join(', ')}, each at most once and in this order`
  tokens.expectEnd(where && !orderBy && limit === undefined ? 'and, or, the next clause or the end' : 'the next clause or the end', remedy)
  return { space, ...(select && { select }), ...(where && { where }), ...(orderBy && { orderBy }), ...(limit !== undefined && { limit }) }
}

/** The text behind `where`, alone. */
export function parsePredicate(text: string): QueryPredicate {
  const tokens = new Tokens(text)
  const predicate = new PredicateReader(tokens).read()
  tokens.expectEnd('and, or or the end of the predicate', 'join tests with and, or; write only the predicate')
  return predicate
}

function readAttribute(tokens: Tokens): AttributeReference {
  const { value: name, position } = tokens.expectName('the name of an attribute')
  return { name, position }
}

function readNames(tokens: Tokens): AttributeReference[] {
  const names: AttributeReference[] = []
  do names.push(readAttribute(tokens))
  while (tokens.takeSymbol(','))
  return names
}

function readOrder(tokens: Tokens): Query['orderBy'] & object {
  tokens.expectWord(['by'], 'write: order by NAME')
  const attribute = readAttribute(tokens)
  const descending = tokens.takeWord('desc')
  if (!descending) tokens.takeWord('asc')
  return { attribute, descending }
}

function readLimit(tokens: Tokens): number {
  const { sign, value, position } = tokens.expectSignedWholeNumber('the limit')
  if (sign === '-') throw invalidAt(position, `the limit -${value} is negative`, 'write a limit of at least 0, or none')
  if (sign === '+') throw invalidAt(position, 'the limit has a sign', `write: limit ${value}`)
  return value
}

class PredicateReader {
  readonly #tokens: Tokens
  #nesting = 0

  constructor(tokens: Tokens) {
    this.#tokens = tokens
  }

  read(): QueryPredicate {
    return this.#junction('or', () => this.#junction('and', () => this.#negation()))
  }

  #junction(kind: 'and' | 'or', readTerm: () => QueryPredicate): QueryPredicate {
    const first = readTerm()
    if (!this.#tokens.takeWord(kind)) return first
    const terms: [QueryPredicate, QueryPredicate, ...QueryPredicate[]] = [first, readTerm()]
    while (this.#tokens.takeWord(kind)) terms.push(readTerm())
    return { kind, terms }
  }

  #negation(): QueryPredicate {
    const tokens = this.#tokens
    const { position } = tokens
    const negated = tokens.takeWord('not')
    if (!negated && !tokens.takeSymbol('(')) return this.#test()
    this.#nesting++
    if (this.#nesting > nestingMaximum) {
      throw invalidAt(position, `parentheses and "not" nest deeper than ${nestingMaximum}`, 'write a flatter predicate')
    }
    const inner = negated ? this.#negation() : this.read()
    this.#nesting--
    if (negated) return { kind: 'not', term: inner }
    tokens.expectSymbol(')', 'close the parenthesis, or join the tests with and, or')
    return inner
  }

  #test(): QueryTest {
    const tokens = this.#tokens
    if (tokens.takeWord('length')) return this.#lengthTest()
    const { attribute, steps } = this.#path()
    const tested = { kind: 'test', attribute, steps } as const
    for (const [symbol, operator] of comparisons) {
      if (tokens.takeSymbol(symbol)) return { ...tested, operator, operands: [readLiteral(tokens)] }
    }
    if (tokens.takeWord('between')) {
      const low = readLiteral(tokens)
      tokens.expectWord(['and'], 'write: between LOW and HIGH')
      return { ...tested, operator: 'between', operands: [low, readLiteral(tokens)] }
    }
    if (tokens.takeWord('in')) return { ...tested, operator: 'oneOf', operands: this.#list() }
    for (const operator of ['startsWith', 'regex'] as const) {
      if (tokens.takeWord(operator)) {
        if (tokens.newest.kind !== 'string') throw tokens.unexpected('a string', `write ${operator} with a string in quotes`)
        return { ...tested, operator, operands: [readLiteral(tokens)] }
      }
    }
    if (tokens.takeWord('contains')) return { ...tested, operator: 'contains', operands: [readLiteral(tokens)] }
    throw tokens.unexpected('a comparison', 'compare with =, !=, <, <=, >, >=, between, in, startsWith, regex or contains')
  }

  #lengthTest(): QueryTest {
    const tokens = this.#tokens
    tokens.expectSymbol('(', 'write: length(NAME) < N; an attribute with the name length stands in backticks')
    const { attribute, steps } = this.#path()
    tokens.expectSymbol(')', 'write: length(NAME) < N')
    for (const [symbol, operator] of lengthComparisons) {
      if (tokens.takeSymbol(symbol)) {
        const { value, position } = tokens.expectWholeNumber('a length')
        return { kind: 'test', attribute, steps, operator, operands: [{ kind: 'int', value: BigInt(value), position }] }
      }
    }
    throw tokens.unexpected('a comparison', 'compare a length with =, !=, <, <=, > or >=')
  }

  #path(): Pick<QueryTest, 'attribute' | 'steps'> {
    return { attribute: readAttribute(this.#tokens), steps: readSteps(this.#tokens) }
  }

  #list(): Literal[] {
    const tokens = this.#tokens
    tokens.expectSymbol('(', 'write: in (VALUE, VALUE)')
    const literals: Literal[] = []
    if (tokens.takeSymbol(')')) return literals
    do literals.push(readLiteral(tokens))
    while (tokens.takeSymbol(','))
    tokens.expectSymbol(')', 'separate the values with commas and close with )')
    return literals
  }
}
