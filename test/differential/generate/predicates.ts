// Predicates of every operator over every attribute, nested. What they compare with is often what is stored, for containers and documents would
// else hardly ever be equal.
import type { Json } from '../model/json.ts'
import { bytesOf, isElements, isMembers } from '../model/json.ts'
import { lookUp } from '../model/path.ts'
import type { LengthOperator, OrderOperator, Predicate, Test } from '../model/predicate.ts'
import { type Definition, isScalar, type Place, type Type, typeOf } from '../model/types.ts'
import type { Entry, Scalar, Value } from '../model/values.ts'
import type { Random } from '../random.ts'
import { regexOf } from './regexes.ts'
import { anyValue, jsonOf, pathOf, pathWithin, scalarOf, stringOf } from './values.ts'

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

const oddNumbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]

function isOrderedJson(value: Json | undefined): value is string | bigint | number {
  return typeof value === 'string' || typeof value === 'bigint' || typeof value === 'number'
}

function orderedJson(random: Random, there: Json | undefined): Json {
  if (random.chance(10)) return random.pick(oddNumbers)
  if (isOrderedJson(there) && random.chance(60)) return there
  const made = random.list(8, () => jsonOf(random, 0))
  return made.find(isOrderedJson) ?? 1n
}

/** The members of every object in another order: the value is the same. */
function reordered(random: Random, value: Json): Json {
  if (isElements(value)) return value.map((element) => reordered(random, element))
  return isMembers(value) ? new Map(random.shuffled([...value]).map(([name, inner]) => [name, reordered(random, inner)])) : value
}

/** What is asked of whatever lies at a path; `there` lies there in one of the objects. */
function pathTest(random: Random, there: Json | undefined): Test {
  const equal = () => {
    if (random.chance(3)) return random.pick(oddNumbers)
    return there !== undefined && random.chance(50) ? reordered(random, there) : jsonOf(random, 1)
  }
  const element = () => {
    if (isElements(there) && there.length > 0 && random.chance(80)) return reordered(random, random.pick(there))
    if (isMembers(there) && there.size > 0 && random.chance(80)) return random.pick([...there.keys()])
    return random.chance(50) ? random.pick(['a', 'b', 'n', 'odd key']) : jsonOf(random, 1)
  }
  return random.weighted<() => Test>([
    [40, () => ofAnyType(random, () => ({ operator: 'eq', value: equal() }))],
    [25, () => orderTest(random, () => orderedJson(random, there))],
    [8, () => ({ operator: 'startsWith', prefix: bytesOf(random.pick(['', 'a', 'ab', 'ä', '1'])) })],
    [10, () => ({ operator: 'regex', regex: regexOf(random) })],
    [isElements(there) || isMembers(there) ? 40 : 8, () => ({ operator: 'contains', value: element() })],
    [10, () => lengthTest(random)],
  ])()
}

export class PredicateGenerator {
  readonly #random: Random
  /** The value of an attribute in one of the objects; undefined when there is none. */
  readonly #stored: (name: string) => Value | undefined

  constructor(random: Random, stored: (name: string) => Value | undefined) {
    this.#random = random
    this.#stored = stored
  }

  next(definition: Definition, levels = 3): Predicate {
    const random = this.#random
    const terms = (least: number) => random.list(random.between(least, 3), () => this.next(definition, levels - 1))
    if (levels === 0) return this.#leaf(definition)
    return random.weighted<() => Predicate>([
      [50, () => this.#leaf(definition)],
      [20, () => ({ kind: 'and', terms: terms(0) })],
      [15, () => ({ kind: 'or', terms: random.chance(8) ? [] : terms(1) })],
      [15, () => ({ kind: 'not', term: this.next(definition, levels - 1) })],
    ])()
  }

  #leaf(definition: Definition): Predicate {
    const { key, attributes, subspaces, indexes } = definition
    const random = this.#random
    // Attributes and paths that subspaces and indexes serve come more often.
    const paths = indexes.filter(({ path }) => path !== undefined)
    const served =
      paths.length > 0 && random.chance(30) ? paths : [...subspaces.flat().map((attribute): Place => ({ attribute })), ...indexes]
    const anywhere = random.chance(12) ? key.name : random.pick(attributes).name
    const { attribute, path }: Place = served.length > 0 && random.chance(45) ? random.pick(served) : { attribute: anywhere }
    const type = typeOf(definition, attribute)
    const stored = this.#stored(attribute)
    if (type.kind !== 'document') return { kind: 'test', attribute, test: this.#test(type, stored) }
    if (path === undefined && random.chance(15)) return { kind: 'test', attribute, test: this.#test(type, stored) }
    const found = stored === undefined || random.chance(40) ? undefined : pathWithin(random, stored as Json)
    const chosen = path ?? found ?? pathOf(random)
    return {
      kind: 'test',
      attribute,
      path: chosen,
      test: pathTest(random, stored === undefined ? undefined : lookUp(stored as Json, chosen)),
    }
  }

  #value(type: Type, stored: Value | undefined): Value {
    if (stored === undefined || this.#random.chance(50)) return anyValue(this.#random, type)
    return type.kind === 'document' ? reordered(this.#random, stored as Json) : stored
  }

  #test(type: Type, stored: Value | undefined): Test {
    const random = this.#random
    const equality = () => ofAnyType(random, () => ({ operator: 'eq', value: this.#value(type, stored) }))
    if (isScalar(type)) {
      const isString = type.kind === 'string'
      return random.weighted<() => Test>([
        [40, equality],
        [40, () => orderTest(random, () => this.#value(type, stored) as Scalar)],
        [isString ? 10 : 0, () => ({ operator: 'startsWith', prefix: stringOf(random) })],
        [isString ? 25 : 0, () => ({ operator: 'regex', regex: regexOf(random) })],
        [isString ? 10 : 0, () => lengthTest(random)],
      ])()
    }
    if (type.kind === 'document') return equality()
    return random.weighted<() => Test>([
      [25, equality],
      [50, () => ({ operator: 'contains', value: this.#element(type, stored as readonly (Scalar | Entry)[] | undefined) })],
      [25, () => lengthTest(random)],
    ])()
  }

  #element(type: Type, stored: readonly (Scalar | Entry)[] | undefined): Scalar {
    if (stored !== undefined && stored.length > 0 && this.#random.chance(50)) {
      const element = this.#random.pick(stored)
      return Array.isArray(element) ? (element as Entry)[0] : (element as Scalar)
    }
    return scalarOf(this.#random, type.kind === 'map' ? type.key : (type as Type & { readonly kind: 'list' }).element)
  }
}
