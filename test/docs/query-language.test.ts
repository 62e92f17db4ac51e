// What docs/query-language.md says its queries give is what they give.
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { parsePredicate } from '../../src/schema/parse-query.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import type { QueryPredicate } from '../../src/schema/query.ts'
import { operator } from '../../src/values/predicate.ts'
import { Commands } from '../cli/commands.ts'
import { runConsole } from './console.ts'
import { blocks, codesIn, page, tables } from './pages.ts'

const text = page('docs/query-language.md')
const space = blocks(text, 'space')[0]!

test('the examples of the page', async (t) => {
  await using cluster = await embedded()
  await using commands = await Commands.connect(cluster.addresses)
  await commands.done(['space', 'add'], space)
  await commands.done(['load', 'users', '-'], blocks(text, 'ndjson')[0]!)
  const keys = async (query: string) => {
    const found = await commands.done(['search', query, '--json'])
    return found.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line).username as string]))
  }
  for (const query of blocks(text, '')[0]!.trim().split('\n')) t.true((await commands.done(['search', query, '--json'])).length > 0, query)
  const [asked] = tables(text, 'query', 'gives')
  for (const [query, given] of asked!) t.deepEqual(await keys(codesIn(query!)[0]!), codesIn(given!), query)
  const predicates = tables(text, 'predicate', 'finds').flat()
  for (const [predicate, found] of predicates) {
    t.deepEqual(await keys(`users select username where ${codesIn(predicate!)[0]}`), codesIn(found!), predicate)
  }
  t.true((await runConsole(t, text, cluster.addresses)) >= 7)
})

/** The tests of a predicate: `int less`, `path contains`, … */
function formsIn(predicate: QueryPredicate): string[] {
  if (predicate.kind === 'not') return formsIn(predicate.term)
  if (predicate.kind !== 'test') return predicate.terms.flatMap(formsIn)
  const { attribute, steps, operator: name } = predicate
  const { key, attributes } = parseSpace(space)
  const { type } = [key, ...attributes].find(({ name: known }) => known === attribute.name)!
  return [`${steps.length > 0 ? 'path' : type.kind === 'int64' ? 'int' : type.kind} ${name}`]
}

test('every operator has an example with every type that it fits', (t) => {
  const shown = new Set(
    tables(text, 'predicate', 'finds').flatMap((rows) => rows.flatMap(([code]) => formsIn(parsePredicate(codesIn(code!)[0]!)))),
  )
  const equality = ['equal', 'notEqual', 'oneOf']
  const order = ['less', 'lessOrEqual', 'greater', 'greaterOrEqual', 'between']
  const wanted: Readonly<Record<string, readonly string[]>> = {
    string: Object.keys(operator).filter((name) => name !== 'contains'),
    int: [...equality, ...order],
    float: [...equality, ...order],
    timestamp: [...equality, ...order],
    list: [...equality, 'contains'],
    set: [...equality, 'contains'],
    map: [...equality, 'contains'],
    document: equality,
    path: [...equality, ...order, 'startsWith', 'regex', 'contains'],
  }
  for (const [kind, names] of Object.entries(wanted))
    for (const name of names) t.true(shown.has(`${kind} ${name}`), `no example of ${name} of a ${kind}`)
  for (const kind of ['list', 'set', 'map', 'path'])
    t.true(
      [...shown].some((form) => form.startsWith(`${kind} length`)),
      `no length of a ${kind}`,
    )
})
