// Random names, paths and spaces, nasty ones included.
import fc from 'fast-check'
import type { AttributeDefinition, IndexDefinition, SpaceDefinition } from '../../src/schema/definition.ts'
import { isOrdered } from '../../src/schema/print-type.ts'
import { reservedWords } from '../../src/schema/words.ts'
import type { AttributeType, PrimitiveName, TimestampUnit } from '../../src/values/attribute-type.ts'
import { type PathStep, printDocumentPath } from '../../src/values/path.ts'

/** Names of spaces and attributes, reserved words among them. */
export const names = fc.oneof(
  fc.constantFrom(...reservedWords),
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/).filter((name) => !name.startsWith('__')),
)

/** Any text that UTF-8 can hold. */
export const members = fc.oneof(
  names,
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('', '`', '\\', '\\`', '"', '\\"', '__proto__', 'a.b[0]', '#', '\n', '\u2028', '\uFEFF', '-inf', '😀', '\0'),
)

export const steps: fc.Arbitrary<PathStep[]> = fc.array(fc.oneof(members, fc.integer({ min: -20, max: 20 })), { maxLength: 5 })

/** Text of paths as definitions hold them. */
const paths = fc.tuple(members, steps).map(([first, rest]) => printDocumentPath([first, ...rest]))

const primitiveNames = fc.constantFrom<PrimitiveName>('string', 'int', 'int64', 'float')
const units = fc.constantFrom<TimestampUnit>('second', 'minute', 'hour', 'day', 'week', 'month')

export const types: fc.Arbitrary<AttributeType> = fc.oneof(
  primitiveNames.map((kind) => ({ kind })),
  fc.constant({ kind: 'document' } as const),
  units.map((unit) => ({ kind: 'timestamp', unit }) as const),
  fc.tuple(fc.constantFrom('list', 'set'), primitiveNames).map(([kind, element]) => ({ kind, element }) as AttributeType),
  fc.tuple(primitiveNames, primitiveNames).map(([key, value]) => ({ kind: 'map', key, value }) as const),
)

const attributeLists: fc.Arbitrary<AttributeDefinition[]> = fc.uniqueArray(fc.record({ name: names, type: types }), {
  selector: ({ name }) => name,
  minLength: 1,
  maxLength: 8,
})

function indexesOf(attributes: readonly AttributeDefinition[]): fc.Arbitrary<IndexDefinition[]> {
  if (attributes.length === 0) return fc.constant([])
  const index = fc.tuple(fc.constantFrom(...attributes), paths).map(([{ name, type }, path]) => ({
    attribute: name,
    ...(type.kind === 'document' && { path }),
  }))
  return fc.array(index, { maxLength: 4 })
}

/** Spaces that obey every rule. */
export const spaces: fc.Arbitrary<SpaceDefinition> = attributeLists.chain((all) => {
  const key = { name: all[0]!.name, type: isOrdered(all[0]!.type) ? all[0]!.type : ({ kind: 'string' } as const) }
  const attributes = all.slice(1)
  const axes = attributes.filter(({ type }) => isOrdered(type)).map(({ name }) => name)
  const subspaces = axes.length === 0 ? fc.constant([]) : fc.array(fc.shuffledSubarray(axes, { minLength: 1 }), { maxLength: 3 })
  return fc.record(
    {
      name: names,
      key: fc.constant(key),
      attributes: fc.constant(attributes),
      subspaces,
      indexes: indexesOf(attributes),
      tolerate: fc.integer({ min: 0, max: 9 }),
      partitions: fc.integer({ min: 1, max: 4096 }),
      durability: fc.constantFrom('replicated', 'synced'),
      authorization: fc.boolean(),
      expireMs: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    },
    { requiredKeys: ['name', 'key', 'attributes', 'subspaces', 'indexes', 'tolerate', 'partitions', 'durability', 'authorization'] },
  )
})
