import test from 'ava'
import { type Pair, quarrellersOf } from '../../coordinator/core/quarrels.ts'
import type { Space } from '../../src/cluster/configuration.ts'

/** Of two subspaces, each of regions with these members. */
function spaceOf(...chains: number[][]): Space {
  const regions = chains.map((members, index) => ({ id: index + 1, epoch: 1, members }))
  return { subspaces: [{ regions }, { regions }] } as unknown as Space
}

const leave = (space: Space, ...pairs: Pair[]) => [...quarrellersOf(space, pairs)].sort((a, b) => a - b)

test('the one that cannot talk with most leaves; nobody leaves for whom has left', (t) => {
  const space = spaceOf([1, 2], [2, 3], [3, 4], [4, 1])
  t.deepEqual(leave(space, [1, 2], [3, 2], [4, 2], [2, 1]), [2])
  t.deepEqual(leave(space, [1, 2], [3, 4]).length, 2)
  t.deepEqual(leave(space), [])
})

test('of two halves one goes, and not some of each', (t) => {
  const space = spaceOf([1, 2], [2, 3], [3, 4], [4, 1], [1, 2])
  const pairs: Pair[] = [1, 2].flatMap((one) =>
    [3, 4].flatMap((other): Pair[] => [
      [one, other],
      [other, one],
    ]),
  )
  t.deepEqual(leave(space, ...pairs), [3, 4])
})

test('of equals the one goes that more complain about, then the one that is nowhere the last member, then the one that holds less', (t) => {
  t.deepEqual(leave(spaceOf([1, 2], [2, 1]), [1, 2]), [2])
  t.deepEqual(leave(spaceOf([1, 2], [2, 1]), [2, 1]), [1])
  t.deepEqual(leave(spaceOf([1, 2], [2]), [1, 2], [2, 1]), [1])
  t.deepEqual(leave(spaceOf([1, 2], [2, 3], [1, 3]), [1, 2], [2, 1]), [2])
  t.deepEqual(leave(spaceOf([1, 3], [1, 3], [2, 3]), [1, 2], [2, 1]), [2])
})

test('who holds nothing of the space is no concern of it', (t) => {
  t.deepEqual(leave(spaceOf([1, 2]), [1, 5], [5, 2]), [])
})
