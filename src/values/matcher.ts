// Predicates and operations made ready to run on objects, and checked against the types of a space while that happens.
import { HyperdexError } from '../errors.ts'
import type { AttributeType } from './attribute-type.ts'
import { type Bytes, equalBytes, startsWithBytes } from './bytes.ts'
import type { DataType } from './data-type.ts'
import { compilePathTest } from './document-test.ts'
import { compileLengthTest } from './length-test.ts'
import { operandCount } from './operands.ts'
import { FailedOperation, nameOfOperation, type Operation, operationName } from './operation.ts'
import { operator, type Predicate, predicateKind, predicateLevelsMaximum } from './predicate.ts'
import { compileRegex, type Effort, type PredicateRegexes } from './regex.ts'
import { dataType } from './registry.ts'

/** `values` are those of the attributes without the key; missing ones read as absent. */
export type Matcher = (key: Bytes, values: readonly Bytes[]) => boolean
type ValueTest = (value: Bytes) => boolean

function invalid(message: string, remedy: string): HyperdexError {
  return new HyperdexError('INVALID', message, remedy)
}

export function tooDeep(): HyperdexError {
  return invalid(`the predicate has more than ${predicateLevelsMaximum} levels`, 'Make it flatter: and, or take any number of terms.')
}

/**
 * What is made throws INVALID for an object over which a regex takes too much to tell; tests that cost less are tried before.
 *
 * @param types the key's first
 * @param effort is added to with each object that is judged
 * @throws HyperdexError INVALID for what does not fit and for regexes that are too large together, TOO_LARGE for a document's levels
 */
export function compilePredicate(predicate: Predicate, types: readonly AttributeType[], effort?: Effort): Matcher {
  const regexes = { patterns: new Set<string>(), compiledSteps: 0, steps: 0 }
  const { matches, costly } = compile(predicate, { types, effort, regexes }, 1)
  if (!costly) return matches
  return (key, values) => {
    regexes.steps = 0
    return matches(key, values)
  }
}

interface Context {
  readonly types: readonly AttributeType[]
  readonly effort: Effort | undefined
  readonly regexes: PredicateRegexes
}

interface Compiled {
  readonly matches: Matcher
  /** It holds a regex. */
  readonly costly: boolean
}

function compile(predicate: Predicate, context: Context, level: number): Compiled {
  if (level > predicateLevelsMaximum) throw tooDeep()
  const terms = () => (predicate.terms ?? []).map((term) => compile(term, context, level + 1))
  switch (predicate.kind ?? predicateKind.all) {
    case predicateKind.all:
      return { matches: () => true, costly: false }
    case predicateKind.test:
      return { matches: compileTest(predicate, context), costly: predicate.operator === operator.regex }
    case predicateKind.and: {
      const { all, costly } = cheapFirst(terms())
      return {
        costly,
        matches: (key, values) => {
          for (const term of all) if (!term(key, values)) return false
          return true
        },
      }
    }
    case predicateKind.or: {
      const { all, costly } = cheapFirst(terms())
      return {
        costly,
        matches: (key, values) => {
          for (const term of all) if (term(key, values)) return true
          return false
        },
      }
    }
    case predicateKind.not: {
      const [term, ...rest] = terms()
      if (!term || rest.length > 0) throw invalid(`a not has ${predicate.terms?.length ?? 0} terms`, 'Give it exactly one.')
      const { matches, costly } = term
      return { matches: (key, values) => !matches(key, values), costly }
    }
    default:
      throw invalid(`a predicate is of the unknown kind ${predicate.kind}`, 'Use all, test, and, or, not.')
  }
}

/** So an object that another test decides needs no regex, in whichever order they were written and whichever index was used. */
function cheapFirst(terms: readonly Compiled[]): { readonly all: readonly Matcher[]; readonly costly: boolean } {
  const cheap = terms.filter(({ costly }) => !costly)
  const costly = terms.filter((term) => term.costly)
  return { all: [...cheap, ...costly].map(({ matches }) => matches), costly: costly.length > 0 }
}

function compileTest(predicate: Predicate, context: Context): Matcher {
  const { types } = context
  const attribute = predicate.attribute ?? 0
  const attributeType = types[attribute]
  if (!attributeType) throw invalid(`attribute ${attribute} does not exist`, `Use 0 (the key) to ${types.length - 1}.`)
  const type = dataType(attributeType)
  const test = compileAttributeTest(predicate, attribute, attributeType, type, context)
  if (attribute === 0) return (key) => test(key)
  const index = attribute - 1
  const { absent } = type
  return (_, values) => test(values[index] ?? absent)
}

function compileAttributeTest(
  predicate: Predicate,
  attribute: number,
  attributeType: AttributeType,
  type: DataType,
  context: Context,
): ValueTest {
  const name = predicate.operator ?? operator.equal
  const operands = predicate.operands ?? []
  if (!predicate.path) return compileValueTest(name, operands, attributeType, type, context)
  if (attributeType.kind === 'document') return compilePathTest(name, operands, predicate.path, context)
  throw invalid(`attribute ${attribute} is no document and has no path ${predicate.path}`, 'Leave the path out.')
}

function compileValueTest(
  name: number,
  operands: readonly Bytes[],
  attributeType: AttributeType,
  type: DataType,
  { effort, regexes }: Context,
): ValueTest {
  if (name >= operator.lengthEqual && name <= operator.lengthGreaterOrEqual) return compileLength(name, operands, attributeType, type)
  const isString = attributeType.kind === 'string'
  const count = name === operator.between ? 2 : name === operator.oneOf ? undefined : 1
  const miscounted = count === undefined ? undefined : operandCount(operands, count)
  if (miscounted) throw invalid(`a test ${miscounted}`, 'Give that many.')
  if (name === operator.contains) return compileContains(operands[0]!, attributeType, type)
  for (const operand of operands) {
    const wrong = type.check(operand)
    if (wrong) throw invalid(`an operand ${wrong}`, `Encode it as ${attributeType.kind}.`)
  }
  if (!type.ordered && name >= operator.less && name <= operator.between) {
    throw invalid(`an order does not fit ${attributeType.kind}`, 'Use it on strings, numbers and timestamps.')
  }
  const stored = type.normalize ? operands.map((operand) => type.normalize!(operand)) : operands
  const [first, second] = stored as [Bytes, Bytes]
  const { compare } = type
  switch (name) {
    case operator.equal:
      return isString ? (value) => equalBytes(value, first) : (value) => compare(value, first) === 0
    case operator.notEqual:
      return isString ? (value) => !equalBytes(value, first) : (value) => compare(value, first) !== 0
    case operator.less:
      return (value) => compare(value, first) < 0
    case operator.lessOrEqual:
      return (value) => compare(value, first) <= 0
    case operator.greater:
      return (value) => compare(value, first) > 0
    case operator.greaterOrEqual:
      return (value) => compare(value, first) >= 0
    case operator.between:
      return (value) => compare(value, first) >= 0 && compare(value, second) <= 0
    case operator.oneOf:
      return compileOneOf(stored, type)
    case operator.startsWith:
    case operator.regex:
      if (!isString) throw invalid(`startsWith and regex do not fit ${attributeType.kind}`, 'Use them on strings.')
      return name === operator.regex ? compileRegex(first, effort, regexes) : (value) => startsWithBytes(value, first)
    default:
      throw invalid(`a test has the unknown operator ${name}`, 'Use one of Predicate.Operator.')
  }
}

function compileContains(operand: Bytes, { kind }: AttributeType, { container }: DataType): ValueTest {
  if (!container) throw invalid(`contains does not fit ${kind}`, 'Use it on a list, a set or a map.')
  const wrong = container.element.check(operand)
  if (wrong) throw invalid(`an operand ${wrong}`, `Encode it as ${container.elementName}.`)
  return (value) => container.contains(value, operand)
}

function compileOneOf(operands: readonly Bytes[], type: DataType): ValueTest {
  const sorted = [...operands].sort(type.compare)
  return (value) => {
    let low = 0
    let high = sorted.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const order = type.compare(value, sorted[middle]!)
      if (order === 0) return true
      if (order < 0) high = middle - 1
      else low = middle + 1
    }
    return false
  }
}

function compileLength(name: number, operands: readonly Bytes[], { kind }: AttributeType, { container }: DataType): ValueTest {
  if (kind !== 'string' && !container) throw invalid(`length does not fit ${kind}`, 'Use it on strings, lists, sets and maps.')
  const test = compileLengthTest(name, operands)
  return container ? (value) => test(container.length(value)) : (value) => test(value.length)
}

/**
 * @param types the key's first
 * @param attributes those without the key, for messages; where they are not known, attributes are named by their index
 * @throws HyperdexError INVALID for the first operation that does not fit, TOO_LARGE for a document's levels
 */
export function checkOperations(
  operations: readonly Operation[],
  types: readonly AttributeType[],
  attributes: readonly { readonly name: string }[] = [],
): void {
  for (const operation of operations) {
    const attribute = operation.attribute ?? 0
    const attributeType = types[attribute]
    if (attribute === 0) throw invalid('an operation would change the key', 'Name an attribute from 1 upwards.')
    if (!attributeType) throw invalid(`attribute ${attribute} does not exist`, `Use 1 to ${types.length - 1}.`)
    const type = dataType(attributeType)
    const name = operation.name ?? operationName.put
    const operands = operation.operands ?? []
    const named = attributes[attribute - 1]?.name ?? attribute
    if (operation.path && attributeType.kind !== 'document') {
      throw invalid(`attribute ${named} is no document and has no path ${operation.path}`, 'Leave the path out.')
    }
    // `put`, which neither of them applies, is what a message without `inner` says.
    if (operation.inner && name !== operationName.mapApply && name !== operationName.docApply) {
      const text = `operation ${nameOfOperation(name)} of attribute ${named} has an inner operation, ${nameOfOperation(operation.inner)}`
      throw invalid(text, 'Leave `inner` out: only mapApply and docApply apply one.')
    }
    const wrong = type.checkOperation(name, operands, operation.path ?? '', operation.inner ?? 0)
    if (wrong)
      throw invalid(`operation ${nameOfOperation(name)} of attribute ${named} ${wrong}`, 'Use one that fits, with operands that fit it.')
    const badValue = name === operationName.put ? type.check(operands[0]!) : undefined
    if (badValue) throw invalid(`the value of attribute ${named} ${badValue}`, `Encode it as ${attributeType.kind}.`)
  }
}

/** The new values, in order of the operations; the operations were checked. The first failure changes nothing. */
export function applyOperations(
  operations: readonly Operation[],
  values: readonly Bytes[],
  types: readonly AttributeType[],
): Bytes[] | FailedOperation {
  const result = types.slice(1).map((type, index) => values[index] ?? dataType(type).absent)
  for (const operation of operations) {
    const index = operation.attribute! - 1
    const type = dataType(types[index + 1]!)
    const value = type.apply(
      operation.name ?? operationName.put,
      result[index]!,
      operation.operands ?? [],
      operation.path ?? '',
      operation.inner ?? 0,
    )
    if (typeof value === 'string') return new FailedOperation(operation, value)
    result[index] = value
  }
  return result
}
