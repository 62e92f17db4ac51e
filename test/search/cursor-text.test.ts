import test from 'ava'
import fc from 'fast-check'
import { BestPlaces } from '../../src/search/best-places.ts'
import { decodeCursor, encodeCursor } from '../../src/search/cursor-text.ts'
import { compareBytes } from '../../src/values/bytes.ts'

const order = fc.option(fc.record({ attribute: fc.integer({ min: 0, max: 999 }), descending: fc.boolean() }), { nil: undefined })

test('a cursor decodes to the position it was made of', (t) => {
  fc.assert(
    fc.property(order, fc.uint8Array(), fc.uint8Array(), (orderBy, key, value) => {
      const text = encodeCursor(orderBy, { key, order: value })
      t.regex(text, /^[\w-]+$/)
      const position = decodeCursor(orderBy, text)
      t.deepEqual([[...position.key], [...position.order]], [[...key], [...value]])
    }),
  )
})

test('a broken cursor and one of another order are INVALID', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), fc.nat(), fc.constantFrom('', 'A', '-', '=', 'é'), (key, at, put) => {
      const text = encodeCursor(undefined, { key, order: new Uint8Array(0) })
      const cut = at % text.length
      const changed = text.slice(0, cut) + put + text.slice(cut + 1)
      if (changed !== text) t.throws(() => decodeCursor(undefined, changed), { code: 'INVALID' })
    }),
  )
  const cursor = encodeCursor({ attribute: 2, descending: false }, { key: Uint8Array.of(1), order: Uint8Array.of(2) })
  t.throws(() => decodeCursor({ attribute: 2, descending: true }, cursor), { code: 'INVALID', message: /another order/ })
  t.throws(() => decodeCursor(undefined, cursor), { code: 'INVALID', message: /another order/ })
  for (const text of ['', 'x', 'hello world', cursor + cursor]) t.throws(() => decodeCursor(undefined, text), { code: 'INVALID' })
})

test('the best places are the first of all places in order', (t) => {
  const compare = (a: { keyForm: Uint8Array }, b: { keyForm: Uint8Array }) => compareBytes(a.keyForm, b.keyForm)
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3 })), fc.nat({ max: 20 }), (keys, limit) => {
      const best = new BestPlaces(limit, compare)
      const places = keys.map((keyForm) => ({ keyForm, orderForm: keyForm }))
      for (const place of places) best.add(place)
      const expected = [...places].sort(compare).slice(0, limit)
      t.deepEqual(
        best.sorted().map(({ keyForm }) => [...keyForm]),
        expected.map(({ keyForm }) => [...keyForm]),
      )
    }),
  )
})
