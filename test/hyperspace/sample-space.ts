// Spaces, objects and predicates for tests of the hyperspace and of searches.
import fc from 'fast-check'
import type { Region, Space } from '../../src/cluster/configuration.ts'
import { makeAxes, regionCount, subspaceNames } from '../../src/hyperspace/grid.ts'
import type { IndexDefinition, SpaceDefinition } from '../../src/schema/definition.ts'
import type { AttributeType, PrimitiveName } from '../../src/values/attribute-type.ts'
import type { Bytes } from '../../src/values/bytes.ts'
import { normalizeDocumentValue } from '../../src/values/document.ts'
import { elementKinds, joinElements } from '../../src/values/elements.ts'
import { encodeFloat, encodeInt, encodeString } from '../../src/values/encode.ts'
import { operator, type Predicate, predicateKind } from '../../src/values/predicate.ts'
import { dataType } from '../../src/values/registry.ts'

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
    case 'list':
    case 'set': {
      const element = arbitraryValue({ kind: type.element })
      return fc.array(element, { maxLength: 4 }).map((elements) => storedForm(type, joinElements([elementKinds[type.element]], elements)))
    }
    case 'map': {
      const entry = fc.tuple(arbitraryValue({ kind: type.key }), arbitraryValue({ kind: type.value }))
      const kinds = [elementKinds[type.key], elementKinds[type.value]]
      return fc.array(entry, { maxLength: 4 }).map((entries) => storedForm(type, joinElements(kinds, entries.flat())))
    }
    case 'document':
      return fc.dictionary(members, arbitraryJson, { maxKeys: 3, noNullPrototype: true }).map(encodeDocument)
    default:
      return fc.oneof(fc.bigInt({ min: -20n, max: 20n }), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), extremes).map(encodeInt)
  }
}

const microsInUnits = [1_000_000n, 60_000_000n, 3_600_000_000n, 86_400_000_000n, 604_800_000_000n, 2_629_800_000_000n]
const members = fc.constantFrom('a', 'b', 'x y', '0')
const scalars = fc.oneof(
  fc.constantFrom(null, true, false, 0, 1, 2, -1.5, 1e300, 2 ** 53, 'a', 'b', '', 'é', '"'),
  fc.integer({ min: -3, max: 3 }),
)
const { arbitraryJson } = fc.letrec<{ arbitraryJson: unknown }>((tie) => ({
  arbitraryJson: fc.oneof(
    { maxDepth: 3 },
    { weight: 4, arbitrary: scalars },
    { weight: 2, arbitrary: fc.array(tie('arbitraryJson'), { maxLength: 3 }) },
    { weight: 2, arbitrary: fc.dictionary(members, tie('arbitraryJson'), { maxKeys: 3, noNullPrototype: true }) },
  ),
}))

function encodeDocument(value: unknown): Bytes {
  return normalizeDocumentValue(encodeString(JSON.stringify(value)))
}

function storedForm(type: AttributeType, value: Bytes): Bytes {
  const { normalize } = dataType(type)
  return normalize ? normalize(value) : value
}

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
    const equality = [
      fc.tuple(fc.constantFrom('equal', 'notEqual'), value).map(([name, operand]) => test(attribute, name, operand)),
      fc.array(value, { maxLength: 4 }).map((operands) => test(attribute, 'oneOf', ...operands)),
    ] as const
    if (type.kind === 'document') return fc.oneof(...equality, { weight: 6, arbitrary: arbitraryPathTest(attribute) })
    const lengths = fc
      .tuple(fc.constantFrom(...lengthTests), fc.bigInt({ min: 0n, max: 3n }))
      .map(([name, length]) => test(attribute, name, encodeInt(length)))
    if (type.kind === 'list' || type.kind === 'set' || type.kind === 'map') {
      const element = arbitraryValue({ kind: type.kind === 'map' ? type.key : type.element })
      return fc.oneof(...equality, lengths, { weight: 5, arbitrary: element.map((sought) => test(attribute, 'contains', sought)) })
    }
    const tests = [
      ...equality,
      fc.tuple(fc.constantFrom(...ordered), value).map(([name, operand]) => test(attribute, name, operand)),
      fc.tuple(value, value).map(([low, high]) => test(attribute, 'between', low, high)),
    ]
    if (type.kind !== 'string') return fc.oneof(...tests)
    return fc.oneof(
      ...tests,
      lengths,
      value.map((prefix) => test(attribute, 'startsWith', prefix)),
      fc.constantFrom('^a', 'b$').map((pattern) => test(attribute, 'regex', encodeString(pattern))),
    )
  })
}

const lengthTests = ['lengthEqual', 'lengthNotEqual', 'lengthLess', 'lengthLessOrEqual', 'lengthGreater', 'lengthGreaterOrEqual'] as const

function arbitraryPathTest(attribute: number): fc.Arbitrary<Predicate> {
  const path = fc.constantFrom('a', 'a.b', 'a[0]', 'a[-1]', '`x y`', 'b.`0`')
  const json = (value: unknown) => encodeString(JSON.stringify(value))
  const comparable = fc.oneof(fc.constantFrom(0, 1, 2, -1.5, 2 ** 53, 'a', 'b', '').map(json), fc.constant(encodeString('Infinity')))
  const tests = fc.oneof(
    fc.tuple(fc.constantFrom('equal', 'notEqual', 'contains'), arbitraryJson).map(([name, value]) => test(attribute, name, json(value))),
    scalars.map((value) => test(attribute, 'contains', json(value))),
    fc.array(arbitraryJson, { maxLength: 3 }).map((values) => test(attribute, 'oneOf', ...values.map(json))),
    fc.tuple(fc.constantFrom(...ordered.slice(2)), comparable).map(([name, operand]) => test(attribute, name, operand)),
    fc.tuple(comparable, comparable).map(([low, high]) => test(attribute, 'between', low, high)),
    fc.constantFrom('', 'a').map((prefix) => test(attribute, 'startsWith', encodeString(prefix))),
    fc.constantFrom('^a', 'b$').map((pattern) => test(attribute, 'regex', encodeString(pattern))),
    fc.tuple(fc.constantFrom(...lengthTests), fc.bigInt({ min: 0n, max: 2n })).map(([name, n]) => test(attribute, name, encodeInt(n))),
  )
  return fc.tuple(path, tests).map(([at, one]) => ({ ...one, path: at }))
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
