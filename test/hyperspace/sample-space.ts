// Spaces, objects and predicates for tests of the hyperspace and of searches.
import fc from 'fast-check'
import type { Region, Space } from '../../src/cluster/configuration.ts'
import { makeAxes, regionCount, subspaceNames } from '../../src/hyperspace/grid.ts'
import type { IndexDefinition, SpaceDefinition } from '../../src/schema/definition.ts'
import type { AttributeType, PrimitiveName } from '../../src/values/attribute-type.ts'
import type { Bytes } from '../../src/values/bytes.ts'
import { encodeFloat, encodeInt, encodeString } from '../../src/values/encode.ts'
import { operator, type Predicate, predicateKind } from '../../src/values/predicate.ts'

export interface SampleOptions {
  readonly key?: PrimitiveName | AttributeType
  readonly attributes?: Readonly<Record<string, PrimitiveName | AttributeType>>
  readonly subspaces?: readonly (readonly string[])[]
  readonly indexes?: readonly IndexDefinition[]
  readonly partitions?: number
  /** Chain of each region in turn; default server 1. */
  readonly servers?: readonly number[]
}

function typeOf(type: PrimitiveName | AttributeType): AttributeType {
  return typeof type === 'string' ? { kind: type } : type
}

export function sampleSpace(options: SampleOptions = {}): Space {
  const { key = 'string', attributes = {}, subspaces = [], indexes = [], partitions = 16, servers = [1] } = options
  const definition: SpaceDefinition = {
    name: 'sample',
    key: { name: 'k', type: typeOf(key) },
    attributes: Object.entries(attributes).map(([name, type]) => ({ name, type: typeOf(type) })),
    subspaces,
    indexes,
    tolerate: 0,
    partitions,
    durability: 'replicated',
    authorization: false,
  }
  let id = 0
  return {
    id: 1,
    schemaVersion: 1,
    definition,
    settling: false,
    readOnly: false,
    subspaces: subspaceNames(definition).map((names) => {
      const axes = makeAxes(definition, names)
      const regions = Array.from({ length: regionCount(axes) }, (): Region => {
        id++
        return { id, epoch: 1, members: [servers[id % servers.length]!] }
      })
      return { axes, regions }
    }),
  }
}

export function typesOf(space: Space): AttributeType[] {
  return [space.definition.key.type, ...space.definition.attributes.map(({ type }) => type)]
}

const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 5e-324, -5e-324, Number.MAX_VALUE]

/** Values that often meet: few small ones, and the extremes. */
export function arbitraryValue(type: AttributeType): fc.Arbitrary<Bytes> {
  switch (type.kind) {
    case 'string':
      return fc.oneof(fc.constantFrom('', 'a', 'ab', 'b', 'z').map(encodeString), fc.uint8Array({ maxLength: 3 }))
    case 'float':
      return fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom(...special), fc.double()).map(encodeFloat)
    case 'timestamp':
      // Within a few units of the epoch, where intervals repeat after each round, and anywhere.
      return fc
        .oneof(
          fc.tuple(fc.bigInt({ min: -200n, max: 200n }), fc.constantFrom(...microsInUnits), fc.bigInt({ min: -1n, max: 1n })),
          fc.tuple(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.constant(1n), fc.constant(0n)),
          fc.tuple(extremes, fc.constant(1n), fc.constant(0n)),
        )
        .map(([units, micros, more]) => encodeInt(units * micros + more))
    default:
      return fc.oneof(fc.bigInt({ min: -20n, max: 20n }), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), extremes).map(encodeInt)
  }
}

const microsInUnits = [1_000_000n, 60_000_000n, 3_600_000_000n, 86_400_000_000n, 604_800_000_000n, 2_629_800_000_000n]
const extremes = fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, -(2n ** 63n) + 1n)

export interface SampleObject {
  readonly key: Bytes
  readonly values: readonly Bytes[]
}

export function arbitraryObject(types: readonly AttributeType[]): fc.Arbitrary<SampleObject> {
  return fc.tuple(...types.map(arbitraryValue)).map(([key, ...values]) => ({ key: key!, values }))
}

export function test(attribute: number, name: keyof typeof operator, ...operands: Bytes[]): Predicate {
  return { kind: predicateKind.test, attribute, path: '', operator: operator[name], operands }
}

export const all: Predicate = { kind: predicateKind.all }
export const both = (...terms: Predicate[]): Predicate => ({ kind: predicateKind.and, terms })
export const either = (...terms: Predicate[]): Predicate => ({ kind: predicateKind.or, terms })
export const neither = (term: Predicate): Predicate => ({ kind: predicateKind.not, terms: [term] })

const ordered = ['equal', 'notEqual', 'less', 'lessOrEqual', 'greater', 'greaterOrEqual'] as const

function arbitraryTest(types: readonly AttributeType[]): fc.Arbitrary<Predicate> {
  return fc.nat({ max: types.length - 1 }).chain((attribute) => {
    const type = types[attribute]!
    const value = arbitraryValue(type)
    const tests = [
      fc.tuple(fc.constantFrom(...ordered), value).map(([name, operand]) => test(attribute, name, operand)),
      fc.tuple(value, value).map(([low, high]) => test(attribute, 'between', low, high)),
      fc.array(value, { maxLength: 4 }).map((operands) => test(attribute, 'oneOf', ...operands)),
    ]
    if (type.kind !== 'string') return fc.oneof(...tests)
    return fc.oneof(
      ...tests,
      value.map((prefix) => test(attribute, 'startsWith', prefix)),
      fc.bigInt({ min: 0n, max: 3n }).map((length) => test(attribute, 'lengthLess', encodeInt(length))),
      fc.constantFrom('^a', 'b$').map((pattern) => test(attribute, 'regex', encodeString(pattern))),
    )
  })
}

export function arbitraryPredicate(types: readonly AttributeType[]): fc.Arbitrary<Predicate> {
  const { predicate } = fc.letrec<{ predicate: Predicate }>((tie) => {
    const terms = fc.array(tie('predicate'), { maxLength: 3 })
    return {
      predicate: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        { weight: 5, arbitrary: arbitraryTest(types) },
        { weight: 1, arbitrary: fc.constant(all) },
        { weight: 3, arbitrary: terms.map((list) => both(...list)) },
        { weight: 2, arbitrary: terms.map((list) => either(...list)) },
        { weight: 2, arbitrary: tie('predicate').map(neither) },
      ),
    }
  })
  return predicate
}
