import test from 'ava'
import fc from 'fast-check'
import { encodeString } from '../../src/values/encode.ts'
import { compileRegex } from '../../src/values/regex.ts'

function matches(pattern: string, text: string): boolean {
  return compileRegex(encodeString(pattern))(encodeString(text))
}

test('a pattern matches anywhere, anchors hold it', (t) => {
  t.true(matches('mit', 'Smith'))
  t.false(matches('^mit', 'Smith'))
  t.true(matches('^Sm.*h$', 'Smith'))
  t.true(matches('', ''))
  t.true(matches('', 'Smith'))
  t.true(matches('(?i)SMITH', 'a smith b'))
})

test('characters are those of UTF-8, not bytes or halves of pairs', (t) => {
  t.true(matches('^x.y$', 'xëy'))
  t.true(matches('^x.y$', 'x😀y'))
  t.true(matches('^.{2}$', '😀ë'))
  t.true(matches('^\\pL+$', 'äßΩ'))
  t.true(matches('[α-ω]', 'naïve ω'))
})

test('simple patterns match as those of the language do', (t) => {
  const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
    pattern: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '^', '$', '\\b', 'ab'),
      fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}${b}`),
      fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
      fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}')).map(([a, times]) => `(?:${a})${times}`),
    ),
  }))
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 12 })
  fc.assert(
    fc.property(pattern, text, (source, subject) => {
      t.is(matches(source, subject), new RegExp(source, 'u').test(subject), `${source} on ${subject}`)
    }),
    { numRuns: 400 },
  )
})

test('a value that is not UTF-8 matches no pattern', (t) => {
  const value = Uint8Array.of(0x61, 0xff)
  t.false(compileRegex(encodeString('a'))(value))
  t.false(compileRegex(encodeString('.*'))(value))
})

test('time is linear whatever the pattern: where backtracking would take 2^100000 steps, an answer comes', (t) => {
  t.false(matches('(a+)+$', `${'a'.repeat(100_000)}b`))
  t.true(matches('(a|a)*b', `${'a'.repeat(100_000)}b`))
})

test('patterns that are wrong, too long or too large are refused with INVALID', (t) => {
  const refused = (pattern: Uint8Array, message: RegExp) =>
    t.like(
      t.throws(() => compileRegex(pattern), { message }),
      { code: 'INVALID' },
    )
  refused(encodeString('a('), /the regex a\( is wrong/)
  refused(encodeString('(a)\\1'), /wrong/)
  refused(encodeString('(?=a)'), /wrong/)
  refused(encodeString('(a{1000}){1000}'), /wrong/)
  refused(encodeString('(?:a{1000})'.repeat(25)), /steps once its repetitions are written out/)
  refused(encodeString('a'.repeat(4097)), /takes 4097 bytes/)
  refused(Uint8Array.of(0xff), /not UTF-8/)
  t.true(matches('a'.repeat(4096), 'a'.repeat(5000)))
})
