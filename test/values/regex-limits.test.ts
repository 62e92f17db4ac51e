// What the regexes of one predicate, and those of all predicates that are open, may take together.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import test from 'ava'
import type { AttributeType } from '../../src/values/attribute-type.ts'
import { encodeString } from '../../src/values/encode.ts'
import { compilePredicate, type Matcher } from '../../src/values/matcher.ts'
import { operator, type Predicate, predicateKind } from '../../src/values/predicate.ts'

const types: AttributeType[] = [{ kind: 'string' }, { kind: 'document' }]

function regex(pattern: string, path?: string): Predicate {
  const place = path ? { attribute: 1, path } : { attribute: 0 }
  return { kind: predicateKind.test, ...place, operator: operator.regex, operands: [encodeString(pattern)] }
}

function anyOf(terms: readonly Predicate[]): Predicate {
  return { kind: predicateKind.or, terms }
}

/** Of 19,000 steps and a few. */
function large(name: string): string {
  return 'a{1000}'.repeat(19) + name
}

/** Of a and b, in no order that repeats. */
const noise = Array.from({ length: 1500 }, (_, index) => ((index * index * 7919) % 1009 > 504 ? 'a' : 'b')).join('')

test('the regexes of a predicate take 100,000 steps together at most, wherever they stand', (t) => {
  const distinct = (count: number) => Array.from({ length: count }, (_, index) => regex(large(String(index)), index % 2 ? 'p' : undefined))
  t.notThrows(() => compilePredicate(anyOf(distinct(5)), types))
  const refused = { code: 'INVALID', message: /regexes of the predicate.*take 1[12]\d{4} steps together, with a\{1000\}/ }
  t.throws(() => compilePredicate(anyOf(distinct(6)), types), refused)
  const nested = anyOf(distinct(6).map((term) => ({ kind: predicateKind.not, terms: [term] })))
  const error = t.throws(() => compilePredicate(nested, types), refused)
  t.regex((error as Error & { remedy: string }).remedy, /at most 100000 .*predicate/)
})

test('a message full of large regexes is refused after the first few', (t) => {
  const began = performance.now()
  const terms = Array.from({ length: 200 }, (_, index) => regex(large(String(index))))
  t.throws(() => compilePredicate(anyOf(terms), types), { code: 'INVALID' })
  // All of them took twenty seconds.
  t.true(performance.now() - began < 8000)
})

test('small patterns and classes of characters count too: each takes its time to be read', (t) => {
  const small = Array.from({ length: 30_000 }, (_, index) => regex(index.toString(36)))
  t.throws(() => compilePredicate(anyOf(small), types), { code: 'INVALID', message: /together/ })
  t.notThrows(() => compilePredicate(anyOf(small.slice(0, 1000)), types))
  const classes = ['a', 'b'].map((name) => regex(`(?i)[${'\\PL'.repeat(1000)}]${name}`))
  t.notThrows(() => compilePredicate(classes[0]!, types))
  t.throws(() => compilePredicate(anyOf(classes), types), { code: 'INVALID', message: /together/ })
})

test('ranges of characters whose case is ignored are counted before they are read', (t) => {
  const began = performance.now()
  for (const pattern of [`(?i)${'[B-\u{1e932}]'.repeat(400)}`, `(?m-s:(?si:${'[^\\x00-\\x{ffff}]'.repeat(200)}))`]) {
    for (let time = 0; time < 20; time++) {
      t.throws(() => compilePredicate(regex(pattern), types), { code: 'INVALID', message: /ignores the case of too many characters/ })
    }
  }
  // Read they took half a minute.
  t.true(performance.now() - began < 5000)
  t.notThrows(() => compilePredicate(regex(`(?i)${'[a-z0-9à-öα-ω]'.repeat(200)}[一-龥]`), types))
  t.notThrows(() => compilePredicate(regex('[B-\u{1e932}]'.repeat(400)), types))
})

test('equal patterns count once', (t) => {
  const matches = compilePredicate(anyOf(Array.from({ length: 1000 }, () => regex(`^${large('')}`))), types)
  t.false(matches(encodeString('aaa'), []))
  t.true(matches(encodeString('a'.repeat(19_000)), []))
})

test('repetitions that are too many are refused before they are written out', (t) => {
  const patterns = [
    'x{0,1000}'.repeat(440),
    `(?:${'ab'.repeat(340)}){1000}`,
    `(?:${'\\pL'.repeat(400)}){1000}`,
    `(?:${'x{30}'.repeat(50)}){33}`,
  ]
  const began = performance.now()
  for (let time = 0; time < 10; time++) {
    for (const pattern of patterns) {
      t.throws(() => compilePredicate(regex(pattern), types), { code: 'INVALID', message: /once its repetitions are written out/ })
    }
  }
  // Written out they took more than half a minute.
  t.true(performance.now() - began < 5000)
})

test('what is remembered of regexes is bounded, however many predicates are open, and they judge alike', (t) => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const held = () => {
    collect()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = held()
  const open: Matcher[] = []
  for (let index = 0; index < 100; index++) {
    open.push(compilePredicate(regex(`^a[ab]{900}[c-z]|${index}|[ab]{800}[c-z]`), types))
    t.false(open[index]!(encodeString(noise), []))
  }
  // Each of them remembers 5 MB.
  t.true(held() - before < 80_000_000, `${held() - before} bytes are held`)
  for (const index of [0, 50, 99]) {
    t.true(open[index]!(encodeString(`x${index}x`), []))
    t.false(open[index]!(encodeString(noise), []))
  }
})

test('programs are made anew when more are in use than are kept', (t) => {
  const open = Array.from({ length: 25 }, (_, index) => compilePredicate(regex(`^${large(String.fromCharCode(98 + index))}$`), types))
  for (const index of [0, 12, 24]) {
    const text = 'a'.repeat(19_000)
    t.true(open[index]!(encodeString(text + String.fromCharCode(98 + index)), []))
    t.false(open[index]!(encodeString(text), []))
  }
})
