// A query's meaning in a space: names become attribute indices, literals become encoded values, the tree becomes a `Predicate`.
import type { HyperdexError, TextPosition } from '../errors.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import type { Bytes } from '../values/bytes.ts'
import { printDocumentPath } from '../values/path.ts'
import { matchAll, operator, type Predicate, predicateKind, predicateLevelsMaximum } from '../values/predicate.ts'
import { compileRegex } from '../values/regex.ts'
import { encodeLiteral, encodePathLiteral } from './bind-literal.ts'
import { attributeIndex, attributeTypes, liveAttributes } from './check-space.ts'
import type { SpaceDefinition } from './definition.ts'
import { invalidAt, locating } from './located-error.ts'
import { isOrdered, printTypeInSentence } from './print-type.ts'
import type { AttributeReference, Query, QueryPredicate, QueryTest } from './query.ts'

/** Attributes by index: 0 is the key, i the i-th attribute. */
export interface BoundQuery {
  readonly predicate: Predicate
  /** In the order asked for, each once; absent: whole objects. */
  readonly select?: readonly number[]
  readonly orderBy?: { readonly attribute: number; readonly descending: boolean }
  readonly limit?: number
}

/** Throws HyperdexError INVALID, with the position when the tree was parsed; so does `bindPredicate`. */
export function bindQuery(query: Query, definition: SpaceDefinition): BoundQuery {
  const { select, where, orderBy, limit } = query
  const binder = new Binder(definition)
  return {
    predicate: where ? bindPredicate(where, definition) : matchAll,
    ...(select && { select: [...new Set(select.map((reference) => binder.attribute(reference)))] }),
    ...(orderBy && { orderBy: { attribute: binder.orderedAttribute(orderBy.attribute), descending: orderBy.descending } }),
    ...(limit !== undefined && { limit }),
  }
}

export function bindPredicate(tree: QueryPredicate, definition: SpaceDefinition): Predicate {
  const predicate = new Binder(definition).predicate(tree)
  if (levelsOf(predicate) > predicateLevelsMaximum) {
    const message = `the predicate alternates and, or and not over more than ${predicateLevelsMaximum} levels`
    throw invalidAt(undefined, message, 'write a flatter predicate')
  }
  return predicate
}

const fittingDocuments = 'of a whole document use =, != or in; every test fits at a path, written behind the name: NAME.a'

class Binder {
  readonly #definition: SpaceDefinition
  readonly #types: readonly AttributeType[]

  constructor(definition: SpaceDefinition) {
    this.#definition = definition
    this.#types = attributeTypes(definition)
  }

  attribute({ name, position }: AttributeReference): number {
    const index = attributeIndex(this.#definition, name)
    if (index !== undefined) return index
    const names = [this.#definition.key.name, ...liveAttributes(this.#definition).map((attribute) => attribute.name)]
    const shown = `${names.slice(0, 50).join(', ')}${names.length > 50 ? ', …' : ''}`
    throw invalidAt(position, `space "${this.#definition.name}" has no attribute "${name}"`, `attributes are ${shown}`)
  }

  orderedAttribute(reference: AttributeReference): number {
    const index = this.attribute(reference)
    const type = this.#types[index]!
    if (isOrdered(type)) return index
    throw invalidAt(
      reference.position,
      `attribute "${reference.name}" is ${printTypeInSentence(type)}, which has no order`,
      'order by another one',
    )
  }

  /** Nested ands and ors of one kind become one, double negations vanish: fewer levels, and easier to plan. */
  predicate(tree: QueryPredicate): Predicate {
    if (tree.kind === 'test') return this.#test(tree)
    if (tree.kind === 'not') {
      if (tree.term.kind === 'not') return this.predicate(tree.term.term)
      return { kind: predicateKind.not, terms: [this.predicate(tree.term)] }
    }
    const kind = predicateKind[tree.kind]
    const terms: Predicate[] = []
    for (const term of tree.terms) {
      const bound = this.predicate(term)
      if (bound.kind === kind) for (const inner of bound.terms!) terms.push(inner)
      else terms.push(bound)
    }
    return { kind, terms }
  }

  #test(test: QueryTest): Predicate {
    const { name, position } = test.attribute
    const attribute = this.attribute(test.attribute)
    const type = this.#types[attribute]!
    if (test.steps.length > 0) return this.#pathTest(test, attribute, type)
    const operandType = this.#operandType(test, type, position)
    const operands: Bytes[] = test.operands.map((operand) => encodeLiteral(operand, operandType, name))
    checkRegex(test, operands)
    return { kind: predicateKind.test, attribute, operator: operator[test.operator], operands }
  }

  #pathTest(test: QueryTest, attribute: number, type: AttributeType): Predicate {
    const { name, position } = test.attribute
    if (type.kind !== 'document') {
      throw invalidAt(position, `attribute "${name}" is ${printTypeInSentence(type)} and has no paths`, `write ${name} alone`)
    }
    const operands = test.operands.map((operand) => encodePathLiteral(operand, test.operator))
    checkRegex(test, operands)
    return { kind: predicateKind.test, attribute, path: printDocumentPath(test.steps), operator: operator[test.operator], operands }
  }

  /** What the operator compares with; throws when it does not fit the attribute's type. */
  #operandType({ operator: name, attribute }: QueryTest, type: AttributeType, position: TextPosition | undefined): AttributeType {
    const misfit = (what: string, fitting: string): HyperdexError => {
      const remedy = type.kind === 'document' ? fittingDocuments : fitting
      return invalidAt(position, `${what} does not fit attribute "${attribute.name}", ${printTypeInSentence(type)}`, remedy)
    }
    switch (name) {
      case 'equal':
      case 'notEqual':
      case 'oneOf':
        return type
      case 'less':
      case 'lessOrEqual':
      case 'greater':
      case 'greaterOrEqual':
      case 'between':
        if (!isOrdered(type)) throw misfit('an order', 'use =, !=, in, contains or length')
        return type
      case 'startsWith':
      case 'regex':
        if (type.kind !== 'string') throw misfit(name, 'use it with strings')
        return type
      case 'contains':
        if (type.kind === 'list' || type.kind === 'set') return { kind: type.element }
        if (type.kind === 'map') return { kind: type.key }
        throw misfit(
          name,
          type.kind === 'string' ? 'use regex, or contains with a list, a set or a map' : 'use it with a list, a set or a map',
        )
      default:
        if (type.kind !== 'string' && type.kind !== 'list' && type.kind !== 'set' && type.kind !== 'map') {
          throw misfit('length', 'use it with strings, lists, sets and maps')
        }
        return { kind: 'int' }
    }
  }
}

/** Here and not only where it is used, for only here its place in the text is known. */
function checkRegex(test: QueryTest, operands: readonly Bytes[]): void {
  if (test.operator !== 'regex') return
  for (const [index, operand] of operands.entries()) locating(test.operands[index]!.position, () => compileRegex(operand))
}

function levelsOf(predicate: Predicate): number {
  let deepest = 0
  for (const term of predicate.terms ?? []) deepest = Math.max(deepest, levelsOf(term))
  return deepest + 1
}
