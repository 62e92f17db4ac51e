// The limits that users are told, written out: tests elsewhere take most of them from the source and show that they hold, here is shown that they are these.
import test from 'ava'
import { liveSessionsMax } from '../../coordinator/core/sessions.ts'
import { keyBytesMax, messageBytesMax, messageElementsMax, objectBytesMax, requestElementsMax } from '../../src/cluster/size-limits.ts'
import { errorTable } from '../../src/errors.ts'
import { ledMax, waitingMax } from '../../src/replication/space-shares.ts'
import { documentLevelsMax, documentValuesMax } from '../../src/values/json-text.ts'
import { macaroonLimits } from '../../src/values/macaroon.ts'
import { predicateLevelsMaximum } from '../../src/values/predicate.ts'
import { codesIn, page, tables } from './pages.ts'

const [kibibyte, mebibyte] = [1024, 1024 * 1024]

test('of keys, objects, messages, documents and predicates', (t) => {
  t.deepEqual([keyBytesMax, objectBytesMax, messageBytesMax], [64 * kibibyte, 16 * mebibyte, 36 * mebibyte])
  t.deepEqual([requestElementsMax, messageElementsMax], [2_000_000, 2_500_000])
  t.deepEqual([documentLevelsMax, documentValuesMax, predicateLevelsMaximum], [200, 1_048_576, 90])
  t.deepEqual(macaroonLimits, { secretBytes: kibibyte, tokens: 16, tokenBytes: 4 * kibibyte, caveats: 32 })
})

test('of what is under way at a server, and of sessions', (t) => {
  t.deepEqual(ledMax, { count: 16_384, bytes: 64 * mebibyte })
  t.deepEqual(waitingMax, { count: 32_768, bytes: 64 * mebibyte })
  t.is(liveSessionsMax, 100_000)
})

const units: Readonly<Record<string, number>> = { '': 1, KiB: kibibyte, MiB: mebibyte, s: 1000 }

/** What a source says after a constant's name, or after that of a member behind it: a product of numbers and of other constants. */
function constantOf(source: string, name: string): number {
  const [outer, member] = name.split('.')
  const before = member === undefined ? `const ${outer}\\b[^=\\n]*=` : `\\b${outer}\\b[^=\\n]*= \\{[^}]*\\b${member}:`
  const [, product] = new RegExp(`${before} *([\\w* ]+)`).exec(source) ?? []
  if (product === undefined) throw new Error(`no constant ${name}`)
  return product.split('*').reduce((value, factor) => value * numberOf(source, factor.trim()), 1)
}

function numberOf(source: string, text: string): number {
  return /^\d/.test(text) ? Number(text.replaceAll('_', '')) : constantOf(source, text)
}

test('docs/limits.md says what the constants say that it names, and which errors there are', (t) => {
  const rows = tables(page('docs/limits.md'), 'what', 'at most', 'beyond it', 'constant').flat()
  t.true(rows.length > 40)
  for (const [what, limits, beyond, place] of rows) {
    const [path, ...names] = codesIn(place!)
    const source = page(path!)
    const found = limits!.split('; ').map((limit) => {
      const [, number, unit] = /^([\d,]+) ?(\w*)$/.exec(limit)!
      return Number(number!.replaceAll(',', '')) * units[unit!]!
    })
    t.deepEqual(
      found,
      names.map((name) => constantOf(source, name)),
      what,
    )
    for (const code of codesIn(beyond!)) t.true(code in errorTable, code)
  }
})

test('the README has them', (t) => {
  const [rows] = tables(page('README.md'), 'what', 'limit')
  const limits = new Map(rows!.map(([what, limit]) => [what, limit!.split(';')[0]]))
  t.deepEqual(
    [
      ['key, object, message', '64 KiB, 16 MiB, 36 MiB'],
      ['levels of a document, its root being the first; its values', '200'],
      ['groups of an aggregate; its functions', '65,536 or 32 MiB'],
      ['attributes of a space, with the key', '1,000'],
      ['partitions of a subspace; regions of all spaces together', '4,096'],
      ['failures to tolerate, so replicas less one', '0 to 9'],
      ['a regular expression (RE2 syntax, linear time)', '4 KiB'],
      ['updates under way at one server', '16,384 or 64 MiB'],
      ['requests waiting at one server to be taken up', '32,768 or 256 MiB'],
      ['requests waiting at one server for updates under way', '32,768 or 64 MiB'],
      ['sessions (clients that write) of a cluster', '100,000'],
      ['open cursors at one server, a cursor nobody reads', '4,096, one minute'],
      ['changes kept at one server for those who watch; open watches', '65,536 or 32 MiB'],
    ].filter(([what, limit]) => limits.get(what!) !== limit),
    [],
  )
})

test('docs/interface.md and docs/grpc.md have them', (t) => {
  const [contract, grpc] = ['docs/interface.md', 'docs/grpc.md'].map((path) => page(path).replaceAll(/\s+/g, ' '))
  for (const words of [
    'key 64 KiB, object 16 MiB, message 36 MiB, 2,000,000 elements',
    '1,000 attributes with the key, 200 levels and 1,048,576 values of a document',
  ]) {
    t.true(contract!.includes(words), words)
  }
  for (const words of [
    'at most 36 MiB in either direction',
    'an object has at most 16 MiB',
    'at most 2,000,000 elements',
    'at most 2,500,000',
  ]) {
    t.true(grpc!.includes(words), words)
  }
})
