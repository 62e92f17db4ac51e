import test from 'ava'
import fc from 'fast-check'
import { gridSides, makeAxes } from '../../src/hyperspace/grid.ts'
import { sampleSpace } from './sample-space.ts'

test('sides start at the root and grow by one in the order named until the product is enough', (t) => {
  t.deepEqual(gridSides(1, 64), [64])
  t.deepEqual(gridSides(2, 64), [8, 8])
  t.deepEqual(gridSides(3, 64), [4, 4, 4])
  t.deepEqual(gridSides(2, 65), [9, 8])
  t.deepEqual(gridSides(2, 10), [4, 3])
  t.deepEqual(gridSides(3, 1000), [10, 10, 10])
  t.deepEqual(gridSides(4, 20), [3, 2, 2, 2])
  t.deepEqual(gridSides(5, 4096), [6, 6, 5, 5, 5])
  t.deepEqual(gridSides(8, 3), [2, 2, 1, 1, 1, 1, 1, 1])
})

test('a grid has the boxes asked for and no side could be one shorter', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 4096 }), (axes, partitions) => {
      const sides = gridSides(axes, partitions)
      const product = sides.reduce((a, b) => a * b, 1)
      t.is(sides.length, axes)
      t.true(product >= partitions)
      const longest = Math.max(...sides)
      t.true(longest - Math.min(...sides) <= 1)
      t.true((product / longest) * (longest - 1) < partitions)
    }),
  )
})

test('int and float axes have cut points, string axes have none', (t) => {
  const { definition } = sampleSpace({ attributes: { a: 'int', f: 'float', s: 'string' }, partitions: 64 })
  const axes = makeAxes(definition, ['a', 's', 'f'])
  t.deepEqual(
    axes.map(({ attribute, side, cutPoints }) => [attribute, side, cutPoints?.length]),
    [
      [1, 4, 3],
      [3, 4, undefined],
      [2, 4, 3],
    ],
  )
  t.throws(() => makeAxes(definition, ['nobody']), { message: /no attribute nobody/ })
})
