// Tests of what lies at a path of a document (interface.md section 3): a missing path or a value of another kind makes every one of them
// false, but for `notEqual`.
import { HyperdexError } from '../errors.ts'
import { type Bytes, compareBytes, equalBytes, startsWithBytes, toLatin1 } from './bytes.ts'
import { normalizeDocumentValue, sortedForm } from './document.ts'
import { elementPlaces, findMember, findPlace, memberNames, scanSteps } from './document-scan.ts'
import { compareNumbers, kindOfPlace, numberAt, readOddNumber, stringAt } from './document-value.ts'
import { compileLengthTest } from './length-test.ts'
import { operandCount } from './operands.ts'
import { parseDocumentPath } from './path.ts'
import { operator } from './predicate.ts'
import { compileRegex, type Effort, type PredicateRegexes } from './regex.ts'

type Test = (value: Bytes) => boolean

interface RegexCost {
  readonly effort: Effort | undefined
  readonly regexes: PredicateRegexes
}

function invalid(message: string, remedy: string): HyperdexError {
  return new HyperdexError('INVALID', message, remedy)
}

/** Of documents in stored form. @throws HyperdexError INVALID, TOO_LARGE for an operand of too many levels */
export function compilePathTest(name: number, operands: readonly Bytes[], path: string, cost: RegexCost): Test {
  const steps = scanSteps(parseDocumentPath(path))
  const test = compilePlaceTest(name, operands, cost)
  const missing = name === operator.notEqual
  return (document) => {
    const place = findPlace(document, steps)
    return place ? test(document.subarray(place.from, place.end)) : missing
  }
}

/** Of the value at the place, in stored form. */
function compilePlaceTest(name: number, operands: readonly Bytes[], { effort, regexes }: RegexCost): Test {
  if (name >= operator.lengthEqual && name <= operator.lengthGreaterOrEqual) {
    const test = compileLengthTest(name, operands)
    return (value) => {
      const length = lengthOf(value)
      return length !== undefined && test(length)
    }
  }
  const count = name === operator.between ? 2 : name === operator.oneOf ? undefined : 1
  const miscounted = count === undefined ? undefined : operandCount(operands, count)
  if (miscounted) throw invalid(`a test ${miscounted}`, 'Give that many.')
  switch (name) {
    case operator.equal:
      return compileEquality(operands[0]!)
    case operator.notEqual: {
      const equal = compileEquality(operands[0]!)
      return (value) => !equal(value)
    }
    case operator.less:
      return compileOrder(operands[0]!, (order) => order < 0)
    case operator.lessOrEqual:
      return compileOrder(operands[0]!, (order) => order <= 0)
    case operator.greater:
      return compileOrder(operands[0]!, (order) => order > 0)
    case operator.greaterOrEqual:
      return compileOrder(operands[0]!, (order) => order >= 0)
    case operator.between: {
      const low = compileOrder(operands[0]!, (order) => order >= 0)
      const high = compileOrder(operands[1]!, (order) => order <= 0)
      return (value) => low(value) && high(value)
    }
    case operator.oneOf:
      return compileOneOf(operands)
    case operator.startsWith: {
      const prefix = operands[0]!
      return (value) => kindOfPlace(value[0]!) === 'string' && startsWithBytes(stringAt(value), prefix)
    }
    case operator.regex: {
      const matches = compileRegex(operands[0]!, effort, regexes)
      return (value) => kindOfPlace(value[0]!) === 'string' && matches(stringAt(value))
    }
    case operator.contains:
      return compileContains(operands[0]!)
    default:
      throw invalid(`a test has the unknown operator ${name}`, 'Use one of Predicate.Operator.')
  }
}

/** By value: the order of members does not matter. */
function compileEquality(operand: Bytes): Test {
  if (readOddNumber(operand) !== undefined) return () => false
  const sought = normalizeDocumentValue(operand)
  const kind = kindOfPlace(sought[0]!)
  if (kind !== 'object' && kind !== 'array') return (value) => equalBytes(value, sought)
  const sorted = sortedForm(sought)
  return (value) => {
    if (value.length !== sought.length || value[0] !== sought[0]) return false
    return equalBytes(value, sought) || equalBytes(sortedForm(value), sorted)
  }
}

function compileOneOf(operands: readonly Bytes[]): Test {
  const storable = operands.filter((operand) => readOddNumber(operand) === undefined)
  const sought = new Set(storable.map((operand) => toLatin1(sortedForm(normalizeDocumentValue(operand)))))
  return (value) => sought.has(toLatin1(sortedForm(value)))
}

/** Numbers with numbers, strings bytewise with strings. */
function compileOrder(operand: Bytes, holds: (order: number) => boolean): Test {
  const odd = readOddNumber(operand)
  const sought = odd === undefined ? normalizeDocumentValue(operand) : operand
  const kind = odd === undefined ? kindOfPlace(sought[0]!) : 'number'
  if (kind === 'string') {
    const text = stringAt(sought)
    return (value) => kindOfPlace(value[0]!) === 'string' && holds(compareBytes(stringAt(value), text))
  }
  if (kind !== 'number') throw invalid(`an order of documents' values does not fit ${kind}`, 'Compare with a number or a string.')
  const number = odd ?? numberAt(sought)
  return (value) => kindOfPlace(value[0]!) === 'number' && holds(compareNumbers(numberAt(value), number))
}

/** An array's element, or the name of an object's member. */
function compileContains(operand: Bytes): Test {
  const equal = compileEquality(operand)
  const name = readOddNumber(operand) === undefined ? normalizeDocumentValue(operand) : operand
  return (value) => {
    switch (kindOfPlace(value[0]!)) {
      case 'array':
        return elementPlaces(value, 0).some(({ from, end }) => equal(value.subarray(from, end)))
      case 'object':
        return findMember(value, 0, name) !== undefined
      default:
        return false
    }
  }
}

/** Bytes, elements or members; undefined for what has no length. */
function lengthOf(value: Bytes): number | undefined {
  switch (kindOfPlace(value[0]!)) {
    case 'string':
      return stringAt(value).length
    case 'array':
      return elementPlaces(value, 0).length
    case 'object':
      return memberNames(value, 0).length
    default:
      return undefined
  }
}
