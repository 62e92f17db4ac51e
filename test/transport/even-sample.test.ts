import test from 'ava'
import fc from 'fast-check'
import { EvenSample } from '../../src/transport/even-sample.ts'

test('a sample is as large as wanted, in order, and spread evenly', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 2000 }), (wanted, count) => {
      const sample = new EvenSample<number>(wanted)
      for (let index = 0; index < count; index++) sample.offer(() => index)
      const items = sample.items()
      t.is(items.length, Math.min(wanted, count))
      const ideal = count / items.length
      t.true(items.every((item, index) => Math.abs(item - index * ideal) <= 2 * ideal))
      t.is(new Set(items).size, items.length)
    }),
  )
})

test('only what is kept is copied', (t) => {
  const sample = new EvenSample<number>(10)
  let copies = 0
  for (let index = 0; index < 10_000; index++) sample.offer(() => ++copies)
  t.true(copies < 200, String(copies))
})
