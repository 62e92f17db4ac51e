import test from 'ava'
import fc from 'fast-check'
import { PersistentMap } from '../../src/storage/persistent-map.ts'

test('every version of a map keeps what it held', (t) => {
  const step = fc.tuple(fc.string({ maxLength: 2, unit: fc.constantFrom('\u0000', 'a', 'b', '\u00ff') }), fc.option(fc.nat()))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.string({ maxLength: 2 }), (steps, from) => {
      let map = PersistentMap.empty<number>()
      const model = new Map<string, number>()
      const versions = steps.map(([key, value]) => {
        map = value === null ? map.without(key) : map.with(key, value)
        if (value === null) model.delete(key)
        else model.set(key, value)
        return { map, model: new Map(model) }
      })
      for (const version of versions) {
        const sorted = [...version.model].sort(([a], [b]) => (a < b ? -1 : 1)).filter(([key]) => key >= from)
        t.deepEqual([...version.map.range(from, '\uffff', false)], sorted)
        t.deepEqual([...version.map.range(from, '\uffff', true)], sorted.reverse())
        for (const [key, value] of version.model) t.is(version.map.get(key), value)
      }
    }),
  )
})
