import test from 'ava'
import fc from 'fast-check'
import { parsePredicate, parseQuery } from '../../src/schema/parse-query.ts'
import { printPredicate, printQuery } from '../../src/schema/print-query.ts'
import type { AttributeReference, Literal, Query, QueryPredicate, QueryTest } from '../../src/schema/query.ts'
import type { OperatorName } from '../../src/values/predicate.ts'
import { names, steps } from './arbitraries.ts'

const references: fc.Arbitrary<AttributeReference> = names.map((name) => ({ name }))
const strings: fc.Arbitrary<Literal> = fc
  .oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 12 }).map((text) => new TextEncoder().encode(text)),
  )
  .map((bytes) => ({ kind: 'string', bytes }))
const literals: fc.Arbitrary<Literal> = fc.oneof(
  strings,
  fc.bigInt().map((value) => ({ kind: 'int', value }) as const),
  fc.double().map((value) => ({ kind: 'float', value }) as const),
  fc.constantFrom(0, -0, 5, -5, 1e21, 1e-7, Number.MAX_VALUE).map((value) => ({ kind: 'float', value }) as const),
  fc.boolean().map((value) => ({ kind: 'boolean', value }) as const),
  fc.constant({ kind: 'null' } as const),
)

const tests: fc.Arbitrary<QueryTest> = fc
  .record({ attribute: references, steps, operator: fc.nat(4), literals: fc.array(literals, { minLength: 2, maxLength: 4 }) })
  .chain(({ attribute, steps, operator, literals }) => {
    const tested = { kind: 'test', attribute, steps } as const
    const build = (operators: readonly OperatorName[], operands: fc.Arbitrary<readonly Literal[]>) =>
      fc.tuple(fc.constantFrom(...operators), operands).map(([operator, operands]) => ({ ...tested, operator, operands }))
    const lengths = fc.maxSafeNat().map((value) => [{ kind: 'int', value: BigInt(value) } as const])
    switch (operator) {
      case 0:
        return build(['equal', 'notEqual', 'less', 'lessOrEqual', 'greater', 'greaterOrEqual', 'contains'], fc.constant([literals[0]!]))
      case 1:
        return build(['between'], fc.constant(literals.slice(0, 2)))
      case 2:
        return build(['oneOf'], fc.subarray(literals))
      case 3:
        return build(
          ['startsWith', 'regex'],
          strings.map((literal) => [literal]),
        )
      default:
        return build(['lengthEqual', 'lengthNotEqual', 'lengthLess', 'lengthLessOrEqual', 'lengthGreater', 'lengthGreaterOrEqual'], lengths)
    }
  })

const { predicate: predicates } = fc.letrec<{ predicate: QueryPredicate }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    { weight: 3, arbitrary: tests },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('and', 'or'), fc.tuple(tie('predicate'), tie('predicate'), fc.array(tie('predicate'), { maxLength: 2 })))
        .map(([kind, [first, second, more]]) => ({ kind, terms: [first, second, ...more] as const })),
    },
    { weight: 1, arbitrary: tie('predicate').map((term) => ({ kind: 'not', term }) as const) },
  ),
}))

const queries: fc.Arbitrary<Query> = fc.record(
  {
    space: names,
    select: fc.array(references, { minLength: 1, maxLength: 4 }),
    where: predicates,
    orderBy: fc.record({ attribute: references, descending: fc.boolean() }),
    limit: fc.maxSafeNat(),
  },
  { requiredKeys: ['space'] },
)

/** The tree without the positions that parsing adds. */
function withoutPositions(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(withoutPositions)
  if (typeof tree !== 'object' || tree === null || tree instanceof Uint8Array) return tree
  const entries = Object.entries(tree).filter(([name]) => name !== 'position')
  return Object.fromEntries(entries.map(([name, value]) => [name, withoutPositions(value)]))
}

test('a printed query parses back to the same tree', (t) => {
  fc.assert(
    fc.property(queries, (query) => {
      t.deepEqual(withoutPositions(parseQuery(printQuery(query))), withoutPositions(query))
    }),
    { numRuns: 300 },
  )
})

test('a printed JSON literal parses back to the same literal', (t) => {
  fc.assert(
    fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue())), (value) => {
      const predicate = parsePredicate(`a = ${JSON.stringify(value)}`)
      t.deepEqual(withoutPositions(parsePredicate(printPredicate(predicate))), withoutPositions(predicate))
    }),
  )
})

test('random text is refused as INVALID or understood, and what is understood prints to the same', (t) => {
  const words = fc.constantFrom(
    ...'a b where and or not ( ) = < between in , limit 1 -1 2.5 "x" . [ ] { } select order by desc length ` # \n'.split(' '),
  )
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
      let query: Query
      try {
        query = parseQuery(parts.join(' '))
      } catch (error) {
        t.is((error as { code?: string }).code, 'INVALID')
        return
      }
      t.deepEqual(withoutPositions(parseQuery(printQuery(query))), withoutPositions(query))
    }),
    { numRuns: 1_000 },
  )
})
