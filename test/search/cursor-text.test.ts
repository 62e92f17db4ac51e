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

test('places that take too much memory give way, the last first, and leave no gap', (t) => {
  const compare = (a: { keyForm: Uint8Array }, b: { keyForm: Uint8Array }) => compareBytes(a.keyForm, b.keyForm)
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 30 })),
      fc.nat({ max: 60 }),
      fc.integer({ min: 1, max: 5 }),
      (keys, bytes, most) => {
        const best = new BestPlaces({ places: most, bytes }, compare)
        const places = keys.map((keyForm) => ({ keyForm, orderForm: new Uint8Array(0) }))
        for (const place of places) if (best.admits(place)) best.add(place)
        const kept = [...best.items()].sort(compare)
        const sorted = [...places].sort(compare)
        t.deepEqual(
          kept.map(({ keyForm }) => [...keyForm]),
          sorted.slice(0, kept.length).map(({ keyForm }) => [...keyForm]),
        )
        t.true(kept.length <= most && (kept.length <= 1 || kept.reduce((sum, { keyForm }) => sum + keyForm.length, 0) <= bytes))
        t.is(best.cut, kept.length < keys.length)
        t.true(keys.length === 0 || kept.length > 0)
      },
    ),
  )
})

test('the best places are the first of all places in order', (t) => {
  const compare = (a: { keyForm: Uint8Array }, b: { keyForm: Uint8Array }) => compareBytes(a.keyForm, b.keyForm)
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3 })), fc.nat({ max: 20 }), (keys, limit) => {
      const best = new BestPlaces({ places: limit, bytes: 1000 }, compare)
      const places = keys.map((keyForm) => ({ keyForm, orderForm: keyForm }))
      for (const place of places) if (best.admits(place)) best.add(place)
      t.is(best.cut, keys.length > limit)
      const expected = [...places].sort(compare).slice(0, limit)
      t.deepEqual(
        [...best.items()].sort(compare).map(({ keyForm }) => [...keyForm]),
        expected.map(({ keyForm }) => [...keyForm]),
      )
    }),
  )
})
