// Predicates as users write them to predicates as servers read them.
import { HyperdexError } from '../errors.ts'
import { matchAll, operator, type Predicate, predicateKind } from '../values/predicate.ts'
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
  if (where instanceof Combination) return joined(where, (term) => encodePredicate(binding, term))
  if (typeof where !== 'object' || where === null || where instanceof AttributeTest || Array.isArray(where)) {
    throw new HyperdexError('INVALID', 'a predicate is not an object', "write { attribute: value }, e.g. { last: 'Smith', age: gt(3) }")
  }
  const terms: Predicate[] = []
  for (const [name, condition] of Object.entries(where)) {
    const attribute = binding.attribute(name)
    if (condition === undefined) {
      throw new HyperdexError('INVALID', `the condition on ${name} is undefined`, 'give a value or a test, or leave the attribute out')
    }
    terms.push(encodeCondition(attribute, condition))
  }
  return allOf(terms)
}

function encodeCondition(attribute: BoundAttribute, condition: unknown, path = ''): Predicate {
  if (condition instanceof Combination) return joined(condition, (term) => encodeCondition(attribute, term, path))
  if (condition instanceof PathTest) return encodeCondition(attribute, condition.condition, condition.path)
  if (Array.isArray(condition) && !isListValue(attribute, condition)) {
    return allOf(condition.map((term: unknown) => encodeCondition(attribute, term, path)))
  }
  return encodeTest(attribute, condition instanceof AttributeTest ? condition : new AttributeTest('equal', [condition]), path)
}

/** Of a list attribute an array is its value, unless it is made of tests. */
function isListValue(attribute: BoundAttribute, condition: readonly unknown[]): boolean {
  return attribute.column.kind === 'list' && !condition.every((term) => term instanceof AttributeTest || term instanceof Combination)
}

function encodeTest(attribute: BoundAttribute, test: AttributeTest<keyof typeof operator, unknown>, path: string): Predicate {
  const { name, index, codec } = attribute
  const operands = test.operands.map((operand) => {
    if (test.operator.startsWith('length')) return encodeLength(operand, `the length of ${name}`)
    if (test.operator === 'regex' || test.operator === 'startsWith') return encodeText(operand, name)
    return codec.encode(operand, name)
  })
  return { kind: predicateKind.test, attribute: index, path, operator: operator[test.operator], operands }
}
