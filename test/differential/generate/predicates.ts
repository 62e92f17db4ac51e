// Predicates of every operator over every attribute, nested.
import type { Json } from '../model/json.ts'
import { bytesOf } from '../model/json.ts'
import type { LengthOperator, OrderOperator, Predicate, Test } from '../model/predicate.ts'
import { type Definition, isOrdered, type Type } from '../model/types.ts'
import type { Random } from '../random.ts'
import { regexOf } from './regexes.ts'
import { anyValue, jsonOf, pathOf, scalarOf, stringOf } from './values.ts'

const orders: readonly OrderOperator[] = ['lt', 'le', 'gt', 'ge']
const lengths: readonly LengthOperator[] = ['eq', 'ne', ...orders]

function lengthTest(random: Random): Test {
  return { operator: 'length', compare: random.pick(lengths), value: random.between(-1, 4) }
}

function ofAnyType(random: Random, make: () => Test & { readonly operator: 'eq' }): Test {
  const { value } = make()
  const operator = random.pick(['eq', 'eq', 'ne', 'oneOf'] as const)
  if (operator !== 'oneOf') return { operator, value }
  return { operator, values: random.list(random.below(4), () => make().value) }
}

function orderTest(random: Random, value: () => Json): Test {
  if (random.chance(30)) return { operator: 'between', low: value(), high: value() }
  return { operator: random.pick(orders), value: value() }
}

function testOf(random: Random, type: Type): Test {
  const equality = () => ofAnyType(random, () => ({ operator: 'eq', value: anyValue(random, type) }))
  if (isOrdered(type)) {
    const { kind } = type as Type & { readonly kind: 'string' }
    const isString = kind === 'string'
    return random.weighted<() => Test>([
      [40, equality],
      [40, () => orderTest(random, () => scalarOf(random, kind))],
      [isString ? 10 : 0, () => ({ operator: 'startsWith', prefix: stringOf(random) })],
      [isString ? 25 : 0, () => ({ operator: 'regex', regex: regexOf(random) })],
      [isString ? 10 : 0, () => lengthTest(random)],
    ])()
  }
  if (type.kind === 'document') return equality()
  const element = type.kind === 'map' ? type.key : (type as Type & { readonly kind: 'list' }).element
  return random.weighted<() => Test>([
    [25, equality],
    [50, () => ({ operator: 'contains', value: scalarOf(random, element) })],
    [25, () => lengthTest(random)],
  ])()
}

const oddNumbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]

function orderedJson(random: Random): Json {
  if (random.chance(10)) return random.pick(oddNumbers)
  for (let tries = 0; tries < 8; tries++) {
    const value = jsonOf(random, 0)
    if (typeof value === 'string' || typeof value === 'bigint' || typeof value === 'number') return value
  }
  return 1n
}

/** What is asked of whatever lies at a path. */
function pathTest(random: Random): Test {
  return random.weighted<() => Test>([
    [40, () => ofAnyType(random, () => ({ operator: 'eq', value: random.chance(3) ? random.pick(oddNumbers) : jsonOf(random, 1) }))],
    [25, () => orderTest(random, () => orderedJson(random))],
    [8, () => ({ operator: 'startsWith', prefix: bytesOf(random.pick(['', 'a', 'ab', 'ä', '1'])) })],
    [10, () => ({ operator: 'regex', regex: regexOf(random) })],
    [10, () => ({ operator: 'contains', value: random.chance(50) ? random.pick(['a', 'b', 'n', 'odd key']) : jsonOf(random, 1) })],
    [10, () => lengthTest(random)],
  ])()
}

/** Attributes that subspaces and indexes serve come more often. */
function attributeName(random: Random, { key, attributes, subspaces, indexes }: Definition): string {
  const served = [...subspaces.flat(), ...indexes.map((index) => index.split('.')[0]!)]
  if (random.chance(12)) return key.name
  return served.length > 0 && random.chance(50) ? random.pick(served) : random.pick(attributes).name
}

function leaf(random: Random, definition: Definition): Predicate {
  const attribute = attributeName(random, definition)
  const type = attribute === definition.key.name ? definition.key.type : definition.attributes.find(({ name }) => name === attribute)!.type
  if (type.kind === 'document' && random.chance(85)) return { kind: 'test', attribute, path: pathOf(random), test: pathTest(random) }
  return { kind: 'test', attribute, test: testOf(random, type) }
}

export function predicateOf(random: Random, definition: Definition, levels = 3): Predicate {
  if (levels === 0) return leaf(random, definition)
  return random.weighted<() => Predicate>([
    [50, () => leaf(random, definition)],
    [20, () => ({ kind: 'and', terms: random.list(random.between(0, 3), () => predicateOf(random, definition, levels - 1)) })],
    [
      15,
      () => ({
        kind: 'or',
        terms: random.list(
          random.weighted([
            [10, 0],
            [90, random.between(1, 3)],
          ]),
          () => predicateOf(random, definition, levels - 1),
        ),
      }),
    ],
    [15, () => ({ kind: 'not', term: predicateOf(random, definition, levels - 1) })],
  ])()
}
