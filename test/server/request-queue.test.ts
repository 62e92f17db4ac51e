import test from 'ava'
import { array, assert, constantFrom, integer, oneof, property, record } from 'fast-check'
import { type Piece, RequestQueue } from '../../src/server/request-queue.ts'

interface Numbered {
  readonly stream: number
  readonly requests: readonly number[]
  readonly weight: number
}

/** A queue whose requests are numbers, with a clock that goes on by what each request takes. */
function queueOf(max: number, costMs: (stream: number, request: number) => number = () => 0) {
  let nowMs = 0
  const queue = new RequestQueue<Numbered>(max, () => nowMs)
  const given = new Map<number, number>()
  const named = (pieces: readonly Piece<Numbered>[]) =>
    pieces.map(({ batch, from, to }) => [batch.stream, batch.requests.slice(from, to)] as const)
  return {
    queue,
    /** The next `count` of the stream's numbers; what was shed. */
    add(stream: number, count: number, weight = 1) {
      const first = given.get(stream) ?? 0
      given.set(stream, first + count)
      return named(queue.add(stream, { stream, requests: Array.from({ length: count }, (_, index) => first + index), weight }))
    },
    /** The stream, and what was taken of it; undefined: nobody waits. */
    take(most: number, dealtWith = most) {
      let taken: readonly [number, readonly number[]] | undefined
      queue.take(most, (stream, { batch, from, to }) => {
        const requests = batch.requests.slice(from, Math.min(to, from + dealtWith))
        for (const request of requests) nowMs += costMs(stream, request)
        taken = [stream, requests]
        return requests.length
      })
      return taken
    },
  }
}

test('streams take turns by slices, each in its order', (t) => {
  const { add, take, queue } = queueOf(100)
  add(1, 5)
  add(2, 2)
  add(2, 2)
  t.deepEqual(
    [take(2), take(2), take(2), take(2), take(2)],
    [
      [1, [0, 1]],
      [2, [0, 1]],
      [1, [2, 3]],
      [2, [2, 3]],
      [1, [4]],
    ],
  )
  t.is(take(2), undefined)
  t.is(queue.waiting, 0)
})

test('what was not dealt with is the next of its stream', (t) => {
  const { add, take } = queueOf(100)
  add(1, 4)
  t.deepEqual(
    [take(3, 1), take(3, 2), take(3)],
    [
      [1, [0]],
      [1, [1, 2]],
      [1, [3]],
    ],
  )
})

test('a stream whose requests take long waits until others have had as much time, a second at most', (t) => {
  // 64 requests count for 3.2 ms.
  for (const [costMs, slices] of [
    [32, 11],
    [100_000, 313],
  ] as const) {
    const { add, take } = queueOf(100_000, (stream) => (stream === 1 ? costMs : 0))
    add(1, 3)
    add(2, 64 * 1000)
    t.deepEqual(take(1), [1, [0]])
    let others = 0
    while (take(64)![0] === 2) others++
    t.is(others, slices)
  }
})

test('a stream waits for a second at most for all others together, however many they are', (t) => {
  for (const others of [10, 50, 200]) {
    let nowMs = 0
    const queue = new RequestQueue<Numbered>(10_000, () => nowMs)
    const send = (stream: number) => queue.add(stream, { stream, requests: [0], weight: 1 })
    for (let stream = 0; stream <= others; stream++) send(stream)
    let waitsSince: number | undefined
    for (let slices = 0; slices < 10_000 && (waitsSince === undefined || slices > 0); slices++) {
      let served = -1
      queue.take(64, (stream) => {
        served = stream
        if (stream > 0) nowMs += 1
        else if (waitsSince === undefined) nowMs += 250
        return 1
      })
      if (served > 0) send(served)
      else if (waitsSince === undefined) {
        waitsSince = nowMs
        send(0)
      } else break
    }
    const waitedMs = nowMs - waitsSince!
    t.true(waitedMs >= 200 && waitedMs <= 1500, `${others} others: ${waitedMs} ms`)
  }
})

test('a stream that has had much comes to its turn, though new ones arrive all the time', (t) => {
  const { add, take } = queueOf(100, (stream) => (stream === 1 ? 500 : 1))
  add(1, 2)
  t.deepEqual(take(1), [1, [0]])
  let served = 0
  let stream = 2
  add(stream, 1)
  for (; served !== 1 && stream < 10_000; stream++) {
    add(stream + 1, 1)
    served = take(1)![0]
  }
  t.is(served, 1)
  t.true(stream > 100 && stream < 2000, `after ${stream} others`)
})

test('whoever comes anew waits for a slice or two, however long and whatever the others have been served', (t) => {
  for (const [streams, costMs] of [
    [20, 100],
    [100, 200],
    [200, 10],
  ] as const) {
    const { add, take } = queueOf(1_000_000, () => costMs)
    for (let stream = 1; stream <= streams; stream++) add(stream, 400)
    for (let slices = 0; slices < 50 * streams; slices++) take(1)
    add(1000, 1)
    const next = [take(1)![0], take(1)![0], take(1)![0]]
    t.true(next.includes(1000), `${streams} streams of ${costMs} ms: ${next}`)
  }
})

test('whoever has not waited is owed nothing for that time, and an idle queue forgets who had much', (t) => {
  const { add, take } = queueOf(1000, () => 10)
  add(1, 50)
  while (take(1));
  add(2, 50)
  add(1, 50)
  t.deepEqual(
    Array.from({ length: 6 }, () => take(1)![0]),
    [2, 1, 2, 1, 2, 1],
  )
})

test('one stream may fill the room; of a full one each stream gets its share, from the newest of those that have more', (t) => {
  const { add, queue, take } = queueOf(12)
  t.deepEqual(add(1, 9), [])
  t.deepEqual(add(1, 5), [[1, [12, 13]]])
  t.deepEqual(add(2, 8), [
    [1, [9, 10, 11]],
    [1, [6, 7, 8]],
    [2, [6, 7]],
  ])
  t.deepEqual(add(3, 1), [[1, [5]]])
  t.deepEqual(add(1, 1), [[1, [14]]])
  t.deepEqual(add(3, 100)[0], [1, [4]])
  t.is(queue.waiting, 12)
  t.deepEqual(take(64), [1, [0, 1, 2, 3]])
})

test('a heavy request takes as much of the room as several, and one has room beside whatever waits', (t) => {
  const { add, queue, take } = queueOf(12)
  t.deepEqual(add(1, 2, 5), [])
  t.is(queue.held, 10)
  t.deepEqual(add(1, 1, 3), [[1, [2]]], 'two more are free')
  // With one request less the first stream would have less than its share of 6.
  t.deepEqual(add(2, 6), [])
  t.is(queue.held, 16)
  // Larger than a share, now 4, and than all there is; but nothing else of its stream waits.
  t.deepEqual(add(3, 2, 20), [
    [1, [1]],
    [2, [4, 5]],
    [3, [1]],
  ])
  t.deepEqual(add(3, 1), [[3, [2]]])
  t.deepEqual(
    [take(9), take(9), take(9)],
    [
      [1, [0]],
      [2, [0, 1, 2, 3]],
      [3, [0]],
    ],
  )
  t.is(queue.held, 0)
})

test('a stream that is over leaves its room', (t) => {
  const { add, queue, take } = queueOf(10)
  add(1, 6)
  add(2, 4)
  queue.drop(1)
  queue.drop(3)
  t.is(queue.waiting, 4)
  t.deepEqual(add(2, 6), [])
  t.deepEqual(take(100), [2, [0, 1, 2, 3]])
})

test('a stream that ends while its requests are handed on', (t) => {
  const { add, queue, take } = queueOf(10)
  add(1, 6)
  add(2, 1)
  t.is(
    queue.take(3, () => {
      queue.drop(1)
      return 2
    }),
    2,
  )
  t.is(queue.waiting, 1)
  t.deepEqual(take(100), [2, [0]])
})

const max = 20
const stream = integer({ min: 1, max: 5 })
const step = oneof(
  record({ what: constantFrom('add' as const), stream, count: integer({ min: 0, max: 30 }), factor: integer({ min: 1, max: 6 }) }),
  record({ what: constantFrom('take' as const), stream, count: integer({ min: 1, max: 8 }), factor: integer({ min: 1, max: 1 }) }),
  record({ what: constantFrom('drop' as const), stream, count: integer({ min: 0, max: 0 }), factor: integer({ min: 1, max: 1 }) }),
)

test('each request is taken in its order or shed, once; only of a full room is anything shed, and nobody below its share', (t) => {
  assert(
    property(array(step, { maxLength: 60 }), constantFrom(1, 6), (steps, heaviest) => {
      const { queue, add, take } = queueOf(max, (of, request) => (of * request) % 7)
      const weights = new Map<string, number>()
      const heldBy = (of: number) => waiting.get(of)!.reduce((sum, request) => sum + weights.get(`${of} ${request}`)!, 0)
      const waiting = new Map<number, number[]>()
      let next = 0
      const numbers = new Map<number, number>()
      for (const { what, stream: of, count, factor } of steps) {
        const mine = waiting.get(of) ?? []
        waiting.set(of, mine)
        if (what === 'drop') {
          queue.drop(of)
          waiting.delete(of)
        } else if (what === 'take') {
          const taken = take(count, 1 + (next++ % count))
          if (taken) {
            const expected = waiting.get(taken[0])!.splice(0, taken[1].length)
            t.deepEqual(taken[1], expected)
          } else t.is(queue.waiting, 0)
        } else {
          const first = numbers.get(of) ?? 0
          numbers.set(of, first + count)
          const weight = Math.min(factor, heaviest)
          for (let index = 0; index < count; index++) {
            mine.push(first + index)
            weights.set(`${of} ${first + index}`, weight)
          }
          const shed = add(of, count, weight)
          for (const [whose, requests] of shed) {
            const queued = waiting.get(whose)!
            for (const request of requests) queued.splice(queued.indexOf(request), 1)
          }
          if (shed.length > 0) {
            t.true(queue.held > max - heaviest)
            const competing = [...waiting].filter(([each, queued]) => queued.length > 0 || each === of).length
            const share = Math.floor(max / competing)
            for (const [whose] of shed) t.true(heldBy(whose) + (whose === of ? weight - 1 : 0) >= share)
          }
          if (count > 0) t.true(mine.length > 0)
        }
        t.is(
          queue.waiting,
          [...waiting.values()].reduce((sum, queued) => sum + queued.length, 0),
        )
        t.is(
          queue.held,
          [...waiting.keys()].reduce((sum, each) => sum + heldBy(each), 0),
        )
        t.true(queue.held <= max + waiting.size * (heaviest - 1))
      }
    }),
  )
})

test('streams that always wait are given alike, but for two slices, where no slice is longer than what is waited for in return', (t) => {
  const cost = integer({ min: 0, max: 40 })
  assert(
    property(array(cost, { minLength: 2, maxLength: 6 }), integer({ min: 1, max: 4 }), (costs, most) => {
      const { add, take } = queueOf(100_000, (of) => costs[of]!)
      const given = costs.map((_, of) => {
        add(of, 1000)
        return 0
      })
      const slice = most * (Math.max(...costs) + 0.05)
      for (let turn = 0; turn < 200; turn++) {
        const [of, requests] = take(most)!
        given[of]! += requests.length * (costs[of]! + 0.05)
        t.true(Math.max(...given) - Math.min(...given) <= 2 * slice + 1e-6)
      }
    }),
  )
})
