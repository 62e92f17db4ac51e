import test from 'ava'
import fc from 'fast-check'
import { checkSpace } from '../../src/schema/check-space.ts'
import { parseSpace, parseSpaces } from '../../src/schema/parse-space.ts'
import { printSpace } from '../../src/schema/print-space.ts'
import { parseDocumentPath, printDocumentPath } from '../../src/values/path.ts'
import { members, spaces, steps } from './arbitraries.ts'

test('one clause a line, defaults written out', (t) => {
  const text = 'space s key k attributes int `limit`, document d subspace `limit` index d.a.`b c`[0]'
  t.is(
    printSpace(parseSpace(text)),
    [
      'space s',
      'key string k',
      'attributes',
      '  int `limit`,',
      '  document d',
      'subspace `limit`',
      'index d.a.`b c`[0]',
      'tolerate 1 failure',
      'create 64 partitions',
      'durability replicated',
    ].join('\n'),
  )
})

test('a printed space parses back to the same space', (t) => {
  fc.assert(
    fc.property(spaces, (space) => {
      checkSpace(space)
      t.deepEqual(parseSpace(printSpace(space)), space)
    }),
  )
})

test('printed spaces in one text parse back to the same spaces', (t) => {
  fc.assert(
    fc.property(fc.uniqueArray(spaces, { selector: ({ name }) => name, minLength: 1, maxLength: 4 }), (several) => {
      t.deepEqual(parseSpaces(several.map(printSpace).join('\n')), several)
    }),
    { numRuns: 30 },
  )
})

test('a printed path parses back to the same steps', (t) => {
  fc.assert(
    fc.property(members, steps, (first, rest) => {
      t.deepEqual(parseDocumentPath(printDocumentPath([first, ...rest])), [first, ...rest])
    }),
    { numRuns: 500 },
  )
})
