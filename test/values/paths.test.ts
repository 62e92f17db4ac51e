import test from 'ava'
import { parseDocumentPath, printDocumentPath } from '../../src/values/path.ts'

test('paths are members and elements', (t) => {
  t.deepEqual(parseDocumentPath('a.b[0].c'), ['a', 'b', 0, 'c'])
  t.deepEqual(parseDocumentPath('a[-1][10]'), ['a', -1, 10])
  t.deepEqual(parseDocumentPath('order.limit.__x'), ['order', 'limit', '__x'])
  t.deepEqual(parseDocumentPath('`a.b`.`c"d`.`\\``.`\\u00e9`.``'), ['a.b', 'c"d', '`', 'é', ''])
  t.deepEqual(parseDocumentPath('a.`7`[0]'), ['a', '7', 0])
})

test('one path has one print', (t) => {
  for (const text of ['a.b', '`a`.b', 'a.`\\u0062`']) t.is(printDocumentPath(parseDocumentPath(text)), 'a.b')
  t.is(printDocumentPath(['a b', 0, 'x']), '`a b`[0].x')
})

test('what is no path is refused with INVALID and the place', (t) => {
  const refused = [
    '',
    '.',
    'a.',
    '.a',
    'a..b',
    '[0]',
    'a[',
    'a[]',
    'a[01]',
    'a[-0]',
    'a[1.5]',
    'a[b]',
    'a b',
    '7',
    'a-b',
    '`a',
    'a`b`',
    '`\\x`',
    '`\\ud800`',
  ]
  for (const text of refused) {
    const error = t.throws(() => parseDocumentPath(text), undefined, text)
    t.like(error, { code: 'INVALID' })
  }
  t.is(parseDocumentPath(Array(200).fill('a').join('.')).length, 200)
  t.throws(() => parseDocumentPath(Array(201).fill('a').join('.')), { message: /more than 200 steps/ })
})
