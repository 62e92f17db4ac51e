// Predicates as users write them to predicates as servers read them.
import { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import { writeOddNumber } from '../values/document-value.ts'
import { tooDeep } from '../values/matcher.ts'
import { parseDocumentPath, printDocumentPath } from '../values/path.ts'
import { matchAll, type OperatorName, operator, type Predicate, predicateKind, predicateLevelsMaximum } from '../values/predicate.ts'
import { isRecord } from './check-arguments.ts'
import { kindOfValue } from './codec.ts'
import { encodeJson } from './document-codec.ts'
import { checkFits } from './fitting-tests.ts'
import { AttributeTest, Combination, PathTest } from './predicate-operators.ts'
import type { BoundAttribute, SpaceBinding } from './space-binding.ts'
import { encodeLength, encodeText } from './value-codec.ts'

const junctions = { and: predicateKind.and, or: predicateKind.or, not: predicateKind.not } as const

function joined<Term>({ join, terms }: Combination<Term>, encode: (term: Term) => Predicate): Predicate {
  return { kind: junctions[join], terms: terms.map(encode) }
}

function allOf(terms: readonly Predicate[]): Predicate {
  if (terms.length === 0) return matchAll
  return terms.length === 1 ? terms[0]! : { kind: predicateKind.and, terms }
}

/** `{ attribute: condition }` with all of them true, or a combination; `{}` matches every object. Throws INVALID and INT_UNSAFE. */
export function encodePredicate(binding: SpaceBinding, where: unknown): Predicate {
  return encodeWhere(binding, where, 1)
}

function encodeWhere(binding: SpaceBinding, where: unknown, level: number): Predicate {
  if (level > predicateLevelsMaximum) throw tooDeep()
  if (where instanceof Combination) return joined(where, (term) => encodeWhere(binding, term, level + 1))
  // A Map or a promise has no members: every object would match. Of another class nobody knows what its members mean.
  if (!isRecord(where)) {
    const remedy = "write a plain object, { attribute: value }, e.g. { last: 'Smith', age: gt(3) }"
    throw new HyperdexError('INVALID', `a predicate is ${kindOfValue(where)}`, remedy)
  }
  const terms: Predicate[] = []
  for (const [name, condition] of Object.entries(where)) {
    const attribute = binding.attribute(name)
    if (condition === undefined) {
      throw new HyperdexError('INVALID', `the condition on ${name} is undefined`, 'give a value or a test, or leave the attribute out')
    }
    terms.push(encodeCondition(attribute, condition, level))
  }
  return allOf(terms)
}

function encodeCondition(attribute: BoundAttribute, condition: unknown, level: number, path = ''): Predicate {
  if (level > predicateLevelsMaximum) throw tooDeep()
  const encodeTerm = (term: unknown) => encodeCondition(attribute, term, level + 1, path)
  if (condition instanceof Combination) return joined(condition, encodeTerm)
  if (condition instanceof PathTest) {
    return encodeCondition(attribute, condition.condition, level, checkPath(attribute, condition.path, path))
  }
  if (Array.isArray(condition) && !isArrayValue(attribute, path, condition)) return allOf(condition.map(encodeTerm))
  return encodeTest(attribute, condition instanceof AttributeTest ? condition : new AttributeTest('equal', [condition]), path)
}

function checkPath({ name, column }: BoundAttribute, path: unknown, outer: string): string {
  if (typeof path !== 'string') {
    throw new HyperdexError('INVALID', `the path at attribute ${name} is ${kindOfValue(path)}`, "give for example at('a.b[0]', 3)")
  }
  if (column.kind !== 'document' || outer !== '') {
    throw new HyperdexError('INVALID', `attribute ${name} has no path ${path} here`, 'use at() once, on a document')
  }
  return printDocumentPath(parseDocumentPath(path))
}

/** Of a list, and in a document, an array is a value, unless a test is in it. */
function isArrayValue(attribute: BoundAttribute, path: string, condition: readonly unknown[]): boolean {
  if (attribute.column.kind !== 'list' && path === '') return false
  return !condition.some(isTest)
}

function isTest(term: unknown): boolean {
  return term instanceof AttributeTest || term instanceof Combination || term instanceof PathTest
}

function encodeTest(attribute: BoundAttribute, test: AttributeTest<keyof typeof operator, unknown>, path: string): Predicate {
  const { index } = attribute
  if (path === '') checkFits(attribute, test.operator)
  const operands = test.operands.map((operand) => encodeOperand(attribute, test.operator, operand, path))
  return { kind: predicateKind.test, attribute: index, path, operator: operator[test.operator], operands }
}

function encodeOperand({ name, codec, elements }: BoundAttribute, test: OperatorName, operand: unknown, path: string): Bytes {
  if (test.startsWith('length')) return encodeLength(operand, `the length of ${name} is a whole number`)
  if (test === 'regex' || test === 'startsWith') return encodeText(operand, name)
  if (path !== '') return typeof operand === 'number' && !Number.isFinite(operand) ? writeOddNumber(operand) : encodeJson(operand, name)
  if (test !== 'contains') return codec.encode(operand, name)
  return elements[0]!.codec.encode(operand, name)
}
