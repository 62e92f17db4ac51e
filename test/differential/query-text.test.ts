// Random predicates of every form over every type, as texts of the query language: what a real cluster answers is what the plain model of the
// predicates gives for an array of the objects.
import test, { type ExecutionContext } from 'ava'
import { embedded } from '../../src/embedded.ts'
import { Commands } from '../cli/commands.ts'
import { PredicateGenerator } from './generate/predicates.ts'
import { definitionOf } from './generate/spaces.ts'
import { anyValue } from './generate/values.ts'
import { holds, type Predicate, type Row } from './model/predicate.ts'
import { type Definition, isScalar, printDefinition, type Type, typeOf } from './model/types.ts'
import { compareScalars, type Entry, makeMap, makeSet, type Scalar, type Value } from './model/values.ts'
import { NotInText, predicateToText, valueToJson } from './query-text.ts'
import { Random } from './random.ts'

const spaces = 5
const predicatesPerSpace = 100
const objectsPerSpace = 40

interface StoredObject extends Row {
  readonly key: number
}

/** As it is stored. */
function storedValue(type: Type, value: Value): Value {
  if (type.kind === 'set') return makeSet(value as readonly Scalar[])
  return type.kind === 'map' ? makeMap(value as readonly Entry[]) : value
}

function objectsOf(random: Random, definition: Definition): { readonly objects: StoredObject[]; readonly lines: string } {
  const lines: string[] = []
  const objects = Array.from({ length: objectsPerSpace }, (_, key) => {
    const values = new Map<string, Value>([[definition.key.name, BigInt(key)]])
    const members = [`"${definition.key.name}":${key}`]
    for (const { name, type } of definition.attributes) {
      const value = anyValue(random, type)
      values.set(name, storedValue(type, value))
      members.push(`"${name}":${valueToJson(type, value)}`)
    }
    lines.push(`{${members.join(',')}}\n`)
    return { key, value: (name: string) => values.get(name)!, type: (name: string) => typeOf(definition, name) }
  })
  return { objects, lines: lines.join('') }
}

/** Which tests there are in a predicate: `set(…) contains`, `path length`, … */
function formsIn(definition: Definition, predicate: Predicate): string[] {
  if (predicate.kind === 'not') return formsIn(definition, predicate.term)
  if (predicate.kind !== 'test') return predicate.terms.flatMap((term) => formsIn(definition, term))
  const kind = predicate.path === undefined ? typeOf(definition, predicate.attribute).kind : 'path'
  return [`${kind === 'int64' ? 'int' : kind} ${predicate.test.operator}`]
}

const equality = ['eq', 'ne', 'oneOf']
const order = ['lt', 'le', 'gt', 'ge', 'between']
const strings = ['startsWith', 'regex', 'length']
const everyForm: Readonly<Record<string, readonly string[]>> = {
  string: [...equality, ...order, ...strings],
  int: [...equality, ...order],
  float: [...equality, ...order],
  timestamp: [...equality, ...order],
  list: [...equality, 'contains', 'length'],
  set: [...equality, 'contains', 'length'],
  map: [...equality, 'contains', 'length'],
  document: equality,
  path: [...equality, ...order, ...strings, 'contains'],
}

/** Asks it in every way in which a text can be asked. */
async function ask(
  t: ExecutionContext,
  commands: Commands,
  definition: Definition,
  random: Random,
  objects: readonly StoredObject[],
  where: string,
  predicate: Predicate,
) {
  const { name, key, attributes } = definition
  const matching = objects.filter((object) => holds(predicate, object))
  const text = `${name} where ${where}`
  t.is(await commands.done(['count', text]), `${matching.length}\n`, text)

  const { name: by } = random.pick([key, ...attributes.filter(({ type }) => isScalar(type))])
  const [descending, limit] = [random.chance(50), random.pick([undefined, 0, 3, 10])]
  const clauses = `order by ${by}${descending ? ' desc' : ''}${limit === undefined ? '' : ` limit ${limit}`}`
  const sign = descending ? -1 : 1
  const inOrder = matching.toSorted((a, b) => sign * compareScalars(a.value(by) as Scalar, b.value(by) as Scalar) || a.key - b.key)
  const keys = inOrder.slice(0, limit).map((object) => object.key)
  const query = `${name} select ${key.name} where ${where} ${clauses}`
  const found = await commands.done(['search', query, '--json'])
  t.deepEqual(
    JSON.parse(`[${found.trimEnd().replaceAll('\n', ',')}]`).map((row: Record<string, number>) => row[key.name]),
    keys,
    query,
  )

  t.is(JSON.parse(await commands.done(['explain', text, '--json'])).matches, matching.length, text)
  const object = random.pick(objects)
  const { status } = await commands.run(['put', name, String(object.key), '--if', where])
  t.is(status, holds(predicate, object) ? 0 : 5, `${where}, of ${object.key}`)
}

test('500 random predicates in all forms find what an array gives: counted, searched in an order, explained, as a condition', async (t) => {
  t.timeout(300_000)
  await using cluster = await embedded({ servers: 2 })
  await using commands = await Commands.connect(cluster.addresses)
  const seen = new Set<string>()
  let some = 0
  for (let space = 0; space < spaces; space++) {
    const random = new Random(7 + space)
    const definition: Definition = { ...definitionOf(random, `texts_${space}`), key: { name: 'k', type: { kind: 'int' } } }
    await commands.done(['space', 'add'], printDefinition(definition))
    const { objects, lines } = objectsOf(random, definition)
    await commands.done(['load', definition.name, '-'], lines)
    const predicates = new PredicateGenerator(random, (name) => random.pick(objects).value(name))
    for (let asked = 0; asked < predicatesPerSpace; ) {
      const predicate = predicates.next(definition, random.below(4))
      let where: string
      try {
        where = predicateToText(random, definition, predicate)
      } catch (error) {
        if (error instanceof NotInText) continue
        throw error
      }
      asked++
      for (const form of formsIn(definition, predicate)) seen.add(form)
      const matching = objects.filter((object) => holds(predicate, object)).length
      if (matching > 0 && matching < objects.length) some++
      await ask(t, commands, definition, random, objects, where, predicate)
    }
  }
  t.true(some > 250, `only ${some} predicates tell objects apart`)
  for (const [kind, operators] of Object.entries(everyForm)) {
    for (const operator of operators) t.true(seen.has(`${kind} ${operator}`), `no ${operator} of a ${kind} was asked`)
  }
})
