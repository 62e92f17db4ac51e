// The bytes of docs/formats/update.md. A change here is a change of the disk and link format.
import test from 'ava'
import { encodeHeader } from '../../src/replication/object-header.ts'
import { makeUpdate, readUpdate } from '../../src/replication/update.ts'
import { toLatin1 } from '../../src/values/bytes.ts'
import { encodeString } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'
import { page } from './pages.ts'

/** The indented examples, a hex text each. */
function examples(): string[] {
  return [...page('docs/formats/update.md').matchAll(/(?:^ {4}[0-9a-f ]+\n)+/gm)].map(([block]) => block.replaceAll(/\s/g, ''))
}

const change = {
  keyRegion: 258,
  space: 3,
  version: 2 ** 32 + 5,
  previous: 2 ** 32 + 4,
  key: encodeString('ab'),
  client: 7,
  number: 9,
  mark: 8,
  oldAxisValues: [encodeString('x'), encodeString('')],
  object: encodeObject([encodeString('y'), encodeString('z')]),
}
const { object: _, ...rest } = change
const removal = { ...rest, version: 2 ** 32 + 6, previous: 2 ** 32 + 5, number: 10, oldAxisValues: [encodeString('y')] }
const { oldAxisValues: __, ...creation } = {
  ...change,
  version: 2 ** 32 + 7,
  previous: 0,
  number: 11,
  header: encodeHeader({ expiresAt: 107374182400 })!,
}
const redrive = { ...creation, version: 2 ** 32 + 8, client: 0, number: 0, mark: 0, redriven: { strays: [260], adopted: false } }

test('the page shows the bytes', (t) => {
  const made = [change, removal, creation, redrive].map((parts) => Buffer.from(makeUpdate(parts).encoded).toString('hex'))
  t.deepEqual(made, examples())
})

test('the bytes of the page read back', (t) => {
  const [first, second, third, fourth] = examples().map((hex) => readUpdate(new Uint8Array(Buffer.from(hex, 'hex'))))
  for (const [update, parts] of [
    [first!, change],
    [second!, removal],
    [third!, creation],
    [fourth!, redrive],
  ] as const) {
    const { encoded, keyName, object, key, oldAxisValues, header, derived: _, ...numbers } = update
    const optional = { object: undefined, oldAxisValues: undefined, header: undefined }
    const { object: wantedObject, key: wantedKey, oldAxisValues: wantedOld, header: wantedHeader, ...wanted } = { ...optional, ...parts }
    t.deepEqual(numbers, wanted)
    t.is(keyName, 'ab')
    t.is(toLatin1(key), toLatin1(wantedKey))
    t.deepEqual(oldAxisValues?.map(toLatin1), wantedOld?.map(toLatin1))
    t.deepEqual(header && [...header], wantedHeader && [...wantedHeader])
    t.deepEqual(object && [...object], wantedObject && [...wantedObject])
    t.true(encoded.length > 54)
  }
})
