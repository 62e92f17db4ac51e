// Spaces: each has attributes of every type, and some of them in subspaces and indexes.
import type { Path } from '../model/path.ts'
import {
  type Attribute,
  type Definition,
  isScalar,
  type Place,
  type Primitive,
  type ScalarType,
  type TimestampUnit,
  type Type,
} from '../model/types.ts'
import type { Random } from '../random.ts'

const primitives: readonly Primitive[] = ['string', 'int', 'int64', 'float']
const units: readonly TimestampUnit[] = ['second', 'minute', 'hour', 'day', 'week', 'month']
const indexedPaths: readonly Path[] = [['a'], ['n'], ['a', 'b'], ['b', 0], ['b', -1], ['odd key']]

function keyType(random: Random): ScalarType {
  const kind = random.pick([...primitives, 'timestamp' as const])
  return kind === 'timestamp' ? { kind, unit: random.pick(units) } : { kind }
}

/** Of an attribute that is added later. */
export function typeFor(random: Random): Type {
  return random.pick(attributeTypes(random))
}

function attributeTypes(random: Random): Type[] {
  const primitive = () => random.pick(primitives)
  return [
    { kind: 'string' },
    { kind: 'string' },
    { kind: 'int' },
    { kind: 'int64' },
    { kind: 'float' },
    { kind: 'float' },
    { kind: 'timestamp', unit: random.pick(units) },
    { kind: 'document' },
    { kind: 'document' },
    { kind: 'list', element: primitive() },
    { kind: 'list', element: primitive() },
    { kind: 'set', element: primitive() },
    { kind: 'set', element: primitive() },
    { kind: 'map', key: primitive(), value: primitive() },
    { kind: 'map', key: primitive(), value: primitive() },
  ]
}

/** An index that fits the attribute. */
export function placeOf(random: Random, { name, type }: Attribute): Place {
  return type.kind === 'document' ? { attribute: name, path: random.pick(indexedPaths) } : { attribute: name }
}

export function definitionOf(random: Random, name: string): Definition {
  const attributes = random.shuffled(attributeTypes(random)).map((type, index) => ({ name: `${type.kind.slice(0, 5)}_${index}`, type }))
  const ordered = attributes.filter(({ type }) => isScalar(type)).map((attribute) => attribute.name)
  return {
    name,
    key: { name: 'k', type: keyType(random) },
    attributes,
    subspaces: random.list(random.below(3), () => random.shuffled(ordered).slice(0, random.between(1, 2))),
    indexes: attributes
      .filter(({ type }) => random.chance(type.kind === 'document' ? 70 : 35))
      .map((attribute) => placeOf(random, attribute)),
    partitions: random.pick([1, 2, 4, 7]),
  }
}
