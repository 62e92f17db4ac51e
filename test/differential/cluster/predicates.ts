// Predicates as the typed client takes them, in its different spellings.
import { and, at, between, contains, eq, ge, gt, le, length, lt, ne, not, oneOf, or, regex, startsWith } from '../../../src/index.ts'
import type { View } from '../call.ts'
import { type Json, textOf } from '../model/json.ts'
import { printPath } from '../model/path.ts'
import type { Predicate, Test } from '../model/predicate.ts'
import { printRegex } from '../model/regex.ts'
import { type Definition, type Type, typeOf } from '../model/types.ts'
import type { Scalar, Value } from '../model/values.ts'
import { elementToClient, jsonToClient, toClient } from '../views.ts'

const comparisons = { eq, ne, lt, le, gt, ge } as const

function testToClient(test: Test, value: (value: Value) => unknown, element: (value: Value) => unknown, view: View): unknown {
  switch (test.operator) {
    case 'between':
      return between(value(test.low), value(test.high))
    case 'oneOf':
      return oneOf(test.values.map(value))
    case 'startsWith': {
      const text = view === 'wide' ? undefined : textOf(test.prefix)
      return startsWith(text ?? Uint8Array.from(Buffer.from(test.prefix, 'latin1')))
    }
    case 'regex':
      return regex(printRegex(test.regex))
    case 'contains':
      return contains(element(test.value))
    case 'length':
      return length(test.compare === 'eq' ? test.value : comparisons[test.compare](test.value))
    default:
      return comparisons[test.operator](value(test.value))
  }
}

function elementKind(type: Type) {
  if (type.kind === 'list' || type.kind === 'set') return type.element
  return type.kind === 'map' ? type.key : undefined
}

/** What stands at the attribute. */
function conditionOf(definition: Definition, predicate: Predicate & { readonly kind: 'test' }, view: View): unknown {
  const type = typeOf(definition, predicate.attribute)
  if (predicate.path !== undefined) {
    const json = (value: Value) => jsonToClient(value as Json)
    return at(printPath(predicate.path), testToClient(predicate.test, json, json, view))
  }
  const kind = elementKind(type)
  return testToClient(
    predicate.test,
    (value) => toClient(type, view, value),
    (value) => elementToClient(kind!, view, value as Scalar),
    view,
  )
}

function isTest(predicate: Predicate): predicate is Predicate & { readonly kind: 'test' } {
  return predicate.kind === 'test'
}

/** All tests: one object, with the tests of one attribute in an array; a value alone means `eq`. */
function allOf(definition: Definition, tests: readonly (Predicate & { readonly kind: 'test' })[], view: View): object {
  const conditions = new Map<string, unknown[]>()
  for (const test of tests) {
    conditions.set(test.attribute, [...(conditions.get(test.attribute) ?? []), conditionOf(definition, test, view)])
  }
  const [only] = tests
  if (tests.length === 1 && only!.path === undefined && only!.test.operator === 'eq') {
    return { [only!.attribute]: toClient(typeOf(definition, only!.attribute), view, only!.test.value) }
  }
  return Object.fromEntries([...conditions].map(([name, all]) => [name, all.length === 1 ? all[0] : all]))
}

/** Throws NotInView. */
export function predicateToClient(definition: Definition, predicate: Predicate, view: View): object {
  const inner = (term: Predicate) => predicateToClient(definition, term, view)
  switch (predicate.kind) {
    case 'test':
      return { [predicate.attribute]: conditionOf(definition, predicate, view) }
    case 'and':
      if (predicate.terms.every(isTest)) return allOf(definition, predicate.terms, view)
      return and<object>(...predicate.terms.map(inner))
    case 'or': {
      const [first] = predicate.terms
      // Of one attribute it can also stand at the attribute.
      if (first !== undefined && predicate.terms.every((term) => isTest(term) && isTest(first) && term.attribute === first.attribute)) {
        const tests = predicate.terms.filter(isTest)
        return { [tests[0]!.attribute]: or<unknown>(...tests.map((test) => conditionOf(definition, test, view))) }
      }
      return or<object>(...predicate.terms.map(inner))
    }
    case 'not':
      if (isTest(predicate.term)) return { [predicate.term.attribute]: not<unknown>(conditionOf(definition, predicate.term, view)) }
      return not<object>(inner(predicate.term))
  }
}
