// Macaroons: signatures and binary form as published, and what is refused.
import test from 'ava'
import fc from 'fast-check'
import { HyperdexError } from '../../src/errors.ts'
import { hmacSha256 } from '../../src/transport/hmac.ts'
import { fromLatin1, toLatin1 } from '../../src/values/bytes.ts'
import { caveatsAllow, parseCaveat } from '../../src/values/caveat.ts'
import {
  checkSecret,
  decodeMacaroon,
  decodeTokens,
  encodeMacaroon,
  macaroonLimits,
  rootKeyOf,
  sameSecretBytes,
  signatureOf,
} from '../../src/values/macaroon.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const signature = new Uint8Array(32).fill(7)
const code = (act: () => unknown) => {
  try {
    act()
    return undefined
  } catch (error) {
    return error instanceof HyperdexError ? error.code : String(error)
  }
}

test('HMAC-SHA256 is that of RFC 4231', (t) => {
  const mac = hmacSha256(fromLatin1('Jefe'), fromLatin1('what do ya want for nothing?'))
  t.is(hex(mac), '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
})

test("signatures are those of the example that macaroons' first library documents", (t) => {
  const rootKey = rootKeyOf(hmacSha256, fromLatin1('this is our super secret key; only we should know it'))
  const identifier = fromLatin1('we used our secret key')
  const signed = (...caveats: string[]) => hex(signatureOf(hmacSha256, rootKey, { identifier, caveats: caveats.map(fromLatin1) }))
  t.is(signed(), 'e3d9e02908526c4c0039ae15114115d97fdd68bf2ba379b342aaf0f617d0552f')
  t.is(signed('account = 3735928559'), '1efe4763f290dbce0c1d08477367e11f4eee456a64933cf662d79772dbb82128')
})

test('the binary form is version 2', (t) => {
  const caveats = [fromLatin1('op = read'), fromLatin1('time < 9')]
  const bytes = encodeMacaroon({ location: fromLatin1('here'), identifier: fromLatin1('id'), caveats, signature })
  const text = (value: string) => hex(fromLatin1(value))
  t.is(hex(bytes), `020104${text('here')}0202${text('id')}000209${text('op = read')}000208${text('time < 9')}00000620${hex(signature)}`)
})

test('what is encoded is decoded', (t) => {
  const bytes = fc.uint8Array({ maxLength: 200 })
  const macaroons = fc.record(
    { location: bytes, identifier: bytes, caveats: fc.array(fc.uint8Array({ maxLength: 90 }), { maxLength: 32 }) },
    { requiredKeys: ['identifier', 'caveats'] },
  )
  fc.assert(
    fc.property(macaroons, (parts) => {
      const macaroon = { ...parts, signature }
      t.deepEqual(decodeMacaroon(encodeMacaroon(macaroon)), macaroon)
    }),
  )
})

test('what is no macaroon is INVALID, wherever it is cut or changed', (t) => {
  const bytes = encodeMacaroon({ identifier: fromLatin1('id'), caveats: [fromLatin1('op = read')], signature })
  for (let length = 0; length < bytes.length; length++)
    t.is(
      code(() => decodeMacaroon(bytes.subarray(0, length))),
      'INVALID',
      `${length}`,
    )
  t.is(
    code(() => decodeMacaroon(Uint8Array.of(...bytes, 0))),
    'INVALID',
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (random) => {
      t.true([undefined, 'INVALID'].includes(code(() => decodeMacaroon(Uint8Array.of(2, ...random)))))
    }),
  )
})

test('a caveat for a third party is INVALID', (t) => {
  const bytes = Buffer.from(`020202${hex(fromLatin1('id'))}00020161040162000006 20${hex(signature)}`.replace(' ', ''), 'hex')
  t.is(
    code(() => decodeMacaroon(bytes)),
    'INVALID',
  )
})

test('sizes and numbers are limited', (t) => {
  const identifier = fromLatin1('id')
  const caveats = (count: number) => Array.from({ length: count }, () => fromLatin1('op = read'))
  const made = (count: number) => encodeMacaroon({ identifier, caveats: caveats(count), signature })
  t.is(decodeMacaroon(made(macaroonLimits.caveats)).caveats.length, 32)
  t.is(
    code(() => decodeMacaroon(made(macaroonLimits.caveats + 1))),
    'TOO_LARGE',
  )
  t.is(
    code(() => decodeMacaroon(encodeMacaroon({ identifier: new Uint8Array(4096), caveats: [], signature }))),
    'TOO_LARGE',
  )
  const ofBytes = (length: number) => {
    const around = encodeMacaroon({ identifier: new Uint8Array(4000), caveats: [], signature }).length - 4000
    return encodeMacaroon({ identifier: new Uint8Array(length - around), caveats: [], signature })
  }
  t.is(ofBytes(4096).length, 4096)
  t.notThrows(() => decodeMacaroon(ofBytes(4096)))
  t.is(
    code(() => decodeMacaroon(ofBytes(4097))),
    'TOO_LARGE',
  )
  t.is(decodeTokens(Array.from({ length: 16 }, () => made(1))).length, 16)
  t.is(
    code(() => decodeTokens(Array.from({ length: 17 }, () => made(1)))),
    'TOO_LARGE',
  )
  t.is(
    code(() => checkSecret(new Uint8Array(0))),
    'INVALID',
  )
  t.is(
    code(() => checkSecret(new Uint8Array(1024))),
    undefined,
  )
  t.is(
    code(() => checkSecret(new Uint8Array(1025))),
    'TOO_LARGE',
  )
})

test('comparing secrets', (t) => {
  t.true(sameSecretBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2)))
  for (const other of [Uint8Array.of(1, 3), Uint8Array.of(2, 2), Uint8Array.of(1), Uint8Array.of(1, 2, 0)]) {
    t.false(sameSecretBytes(Uint8Array.of(1, 2), other))
  }
})

test('caveats: forms', (t) => {
  t.deepEqual(parseCaveat('op = read'), { kind: 'operation', access: 'read' })
  t.deepEqual(parseCaveat('op = write'), { kind: 'operation', access: 'write' })
  t.deepEqual(parseCaveat('time < 12'), { kind: 'time', beforeMs: 12_000 })
  t.deepEqual(parseCaveat('time < 123456789012'), { kind: 'time', beforeMs: 123_456_789_012_000 })
  for (const text of [
    '',
    'op=read',
    'op = delete',
    'time < -1',
    'time < 1.5',
    'time < 1e3',
    'time > 12',
    'time < 12 ',
    'time < 1234567890123',
  ]) {
    t.is(parseCaveat(text), undefined, text)
  }
})

test('caveats: all must hold, and none that is unknown does', (t) => {
  const allows = (access: 'read' | 'write', wallMs: number, ...caveats: string[]) => caveatsAllow(caveats.map(fromLatin1), access, wallMs)
  t.true(allows('read', 0))
  t.true(allows('read', 0, 'op = read'))
  t.false(allows('write', 0, 'op = read'))
  t.false(allows('read', 0, 'op = read', 'op = write'))
  t.true(allows('write', 11_999, 'op = write', 'time < 12'))
  t.false(allows('write', 12_000, 'op = write', 'time < 12'))
  t.false(allows('write', 11_000, 'time < 12', 'time < 11'))
  t.false(allows('read', 0, 'colour = red'))
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 20 }), (bytes) => {
      fc.pre(parseCaveat(toLatin1(bytes)) === undefined)
      t.false(caveatsAllow([bytes], 'read', 0))
    }),
  )
})
