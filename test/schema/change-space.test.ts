import test from 'ava'
import fc from 'fast-check'
import { applyChange, changeBetween } from '../../src/cluster/change.ts'
import { emptyConfiguration } from '../../src/cluster/configuration.ts'
import type { HyperdexError } from '../../src/errors.ts'
import { addAttribute, dropAttribute, droppedPlaces, parseAttribute } from '../../src/schema/change-space.ts'
import { attributeIndex } from '../../src/schema/check-space.ts'
import type { SpaceDefinition } from '../../src/schema/definition.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { printSpace } from '../../src/schema/print-space.ts'

const users = parseSpace('space users key k attributes string first, int age, document profile subspace first index age index profile.a')

test('a new attribute comes last, an equal one changes nothing', (t) => {
  const changed = addAttribute(users, parseAttribute('set(string) tags'))
  t.is(attributeIndex(changed, 'tags'), 4)
  t.is(addAttribute(changed, parseAttribute('set(string) tags')), changed)
  t.throws(() => addAttribute(changed, parseAttribute('int tags')), { code: 'ALREADY_EXISTS' })
  t.throws(() => addAttribute(changed, parseAttribute('k')), { code: 'ALREADY_EXISTS' })
  t.throws(() => addAttribute(users, parseAttribute('list(string) __x')), { code: 'INVALID' })
})

test('an attribute is TYPE NAME or NAME', (t) => {
  t.deepEqual(parseAttribute('int age'), { name: 'age', type: { kind: 'int' } })
  t.deepEqual(parseAttribute(' age '), { name: 'age', type: { kind: 'string' } })
  t.deepEqual(parseAttribute('int `order`').name, 'order')
  for (const text of ['', 'whole age', 'int age more', 'set(document) x', '9']) {
    t.throws(() => parseAttribute(text), { code: 'INVALID' }, text)
  }
})

test('a type without a name is no string of that name, unless it is said that it is meant', (t) => {
  for (const text of ['int', ' float ', 'document']) {
    const error = t.throws(() => parseAttribute(text), { code: 'INVALID', message: /is a type/ }) as HyperdexError
    t.true(error.remedy.includes(`'string ${text.trim()}'`), error.remedy)
  }
  t.throws(() => parseAttribute('age int'), { code: 'INVALID', message: /"age" is no type/ })
  for (const text of ['string int', '`int`']) {
    t.deepEqual(parseAttribute(text), { name: 'int', type: { kind: 'string' } }, text)
  }
})

test('a dropped attribute leaves its place, its name can be given again', (t) => {
  const dropped = dropAttribute(users, 'age')
  t.deepEqual(droppedPlaces(dropped), [2])
  t.is(attributeIndex(dropped, 'age'), undefined)
  t.is(attributeIndex(dropped, 'profile'), 3)
  t.deepEqual(
    dropped.indexes.map(({ attribute }) => attribute),
    ['profile'],
  )
  t.is(attributeIndex(addAttribute(dropped, parseAttribute('string age')), 'age'), 4)
  t.throws(() => dropAttribute(dropped, 'age'), { code: 'INVALID' })
  t.throws(() => dropAttribute(users, 'k'), { code: 'INVALID' })
  t.throws(() => dropAttribute(users, 'first'), { code: 'INVALID', message: /axis of subspace 1/ })
})

test('1,000 attributes with the key, the places of dropped ones included', (t) => {
  const names = Array.from({ length: 998 }, (_, index) => `a${index}`)
  const almost = parseSpace(`space kv key k attributes ${names.join()}`)
  const full = addAttribute(almost, parseAttribute('last'))
  t.is(full.attributes.length, 999)
  t.throws(() => addAttribute(full, parseAttribute('more')), { code: 'TOO_LARGE' })
  // A place is never given again, so one that was dropped makes no room.
  const dropped = dropAttribute(dropAttribute(full, 'last'), 'a7')
  t.is(dropped.attributes.length, 999)
  t.throws(() => addAttribute(dropped, parseAttribute('more')), { code: 'TOO_LARGE', message: /dropped/ })
  t.notThrows(() => dropAttribute(dropped, 'a8'))
})

const step = fc.record({
  add: fc.boolean(),
  name: fc.constantFrom('a', 'b', 'c', 'first'),
  type: fc.constantFrom('int', 'string', 'map(int, float)'),
})

test('places of dropped attributes travel with configurations, and print as nothing', (t) => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      let definition: SpaceDefinition = users
      for (const { add, name, type } of steps) {
        try {
          definition = add ? addAttribute(definition, parseAttribute(`${type} ${name}`)) : dropAttribute(definition, name)
        } catch {}
      }
      const space = { id: 1, schemaVersion: 2, definition, settling: false, readOnly: false, subspaces: [] }
      const newer = { ...emptyConfiguration, cluster: 'c', version: 1, spaces: new Map([[1, space]]) }
      const back = applyChange(emptyConfiguration, changeBetween(undefined, newer)).spaces.get(1)!.definition
      t.deepEqual(back, definition)
      t.deepEqual(parseSpace(printSpace(definition)).attributes.length, definition.attributes.length - droppedPlaces(definition).length)
    }),
    { numRuns: 100 },
  )
})
