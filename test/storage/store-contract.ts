// What every store promises, as a model: a sorted array of rows. Both stores run random programs beside it.
import type { ExecutionContext } from 'ava'
import fc from 'fast-check'
import type { Snapshot, Store, WriteBatch } from '../../src/ports/store.ts'
import { type Bytes, compareBytes, concatBytes, fromLatin1, toLatin1 } from '../../src/values/bytes.ts'

type Model = ReadonlyMap<string, Bytes>

const arbitraryKey = fc
  .array(fc.constantFrom(0, 1, 0x6f, 0x7f, 0x80, 0xff), { minLength: 1, maxLength: 3 })
  .map((bytes) => toLatin1(Uint8Array.from(bytes)))
const arbitraryValue = fc.option(fc.uint8Array({ maxLength: 40 }), { nil: undefined })
const arbitraryBatch = fc.array(fc.tuple(arbitraryKey, arbitraryValue), { maxLength: 12 })
const arbitraryRead = fc.record({
  from: arbitraryKey,
  to: arbitraryKey,
  reverse: fc.boolean(),
  limit: fc.integer({ min: 0, max: 12 }),
  maxBytes: fc.integer({ min: 0, max: 120 }),
  keysOnly: fc.boolean(),
})
type ReadShape = typeof arbitraryRead extends fc.Arbitrary<infer Shape> ? Shape : never
const arbitrarySteps = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('write' as const),
        batches: fc.array(arbitraryBatch, { maxLength: 3 }),
        sync: fc.boolean(),
      }),
    },
    { weight: 3, arbitrary: arbitraryRead.map((read) => ({ kind: 'read' as const, read })) },
    { weight: 1, arbitrary: fc.constant({ kind: 'snapshot' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('clear' as const),
        from: arbitraryKey,
        to: arbitraryKey,
        rowsMax: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
      }),
    },
  ),
  { maxLength: 14 },
)

/** A read ends with the entry that exceeds its size, or with its limit. */
function expectedEntries(model: Model, read: ReadShape): { key: string; value: number[] }[] {
  const rows = [...model]
    .filter(([key]) => read.from <= key && key < read.to)
    .sort(([a], [b]) => compareBytes(fromLatin1(a), fromLatin1(b)))
  if (read.reverse) rows.reverse()
  const entries: { key: string; value: number[] }[] = []
  let bytes = 0
  for (const [key, value] of rows) {
    if (entries.length === read.limit || bytes > read.maxBytes) break
    entries.push({ key, value: read.keysOnly ? [] : [...value] })
    bytes += key.length + entries.at(-1)!.value.length
  }
  return entries
}

async function checkRead(t: ExecutionContext, store: Store, model: Model, read: ReadShape, snapshot: Snapshot | undefined): Promise<void> {
  const range = { from: fromLatin1(read.from), to: fromLatin1(read.to), reverse: read.reverse }
  const { limit, maxBytes, keysOnly } = read
  const entries = await store.read(range, { limit, maxBytes, keysOnly, ...(snapshot && { snapshot }) })
  t.deepEqual(
    entries.map(({ key, value }) => ({ key: toLatin1(key), value: [...value] })),
    expectedEntries(model, read),
  )
}

function checkGets(t: ExecutionContext, reader: { get(key: Bytes): Bytes | undefined }, model: Model, keys: Iterable<string>): void {
  for (const key of keys) {
    const value = reader.get(fromLatin1(key))
    const expected = model.get(key)
    t.deepEqual(value && [...value], expected && [...expected])
  }
}

/** Random batches, gets, ranges and snapshots against the model. The store is to be empty. */
export async function storeFollowsTheModel(t: ExecutionContext, store: Store, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(arbitrarySteps, async (steps) => {
      const seen = new Set<string>()
      let model: Model = new Map()
      const snapshots: { snapshot: Snapshot; model: Model }[] = []
      try {
        for (const step of steps) {
          if (step.kind === 'snapshot') snapshots.push({ snapshot: store.snapshot(), model })
          else if (step.kind === 'clear') {
            const left = await store.clear({ from: fromLatin1(step.from), to: fromLatin1(step.to), reverse: false }, step.rowsMax)
            const met = [...model.keys()].filter((key) => key >= step.from && key < step.to).sort()
            const removed = new Set(met.slice(0, step.rowsMax))
            const next = met[removed.size]
            t.deepEqual(left && [toLatin1(left.from), toLatin1(left.to)], next === undefined ? undefined : [next, step.to])
            model = new Map([...model].filter(([key]) => !removed.has(key)))
            checkGets(t, store, model, seen)
          } else if (step.kind === 'write') {
            const next = new Map(model)
            const written = step.batches.map((rows) => {
              const batch: WriteBatch = new Map(rows)
              for (const [key, value] of batch) {
                seen.add(key)
                if (value === undefined) next.delete(key)
                else next.set(key, value)
              }
              return store.write(batch, step.sync) // not awaited one by one: they must keep their order
            })
            await Promise.all(written)
            model = next
            checkGets(t, store, model, seen)
          } else await checkRead(t, store, model, step.read, undefined)
          if (step.kind === 'read') for (const old of snapshots) await checkRead(t, store, old.model, step.read, old.snapshot)
          for (const old of snapshots) checkGets(t, old.snapshot, old.model, seen)
        }
        for (const { snapshot } of snapshots) snapshot.close()
      } finally {
        await store.write(new Map([...seen].map((key) => [key, undefined])), false)
      }
    }),
    { numRuns },
  )
}

/** The pages of a long range, read one behind the other from one snapshot, are the range. */
export async function pagesAreTheRange(t: ExecutionContext, store: Store): Promise<void> {
  const batch: WriteBatch = new Map()
  const key = (number: number) => Uint8Array.of(0x6f, number >>> 8, number)
  for (let number = 0; number < 3000; number++) batch.set(toLatin1(key(number)), new Uint8Array(number % 50).fill(number))
  await store.write(batch, false)
  const snapshot = store.snapshot()
  await store.write(new Map([...batch.keys()].map((text) => [text, undefined])), false)
  for (const reverse of [false, true]) {
    const found: number[] = []
    let from = key(0)
    let to = key(3000)
    for (;;) {
      const page = await store.read({ from, to, reverse }, { snapshot, limit: 1100, maxBytes: 20_000 })
      const last = page.at(-1)
      if (!last) break
      for (const entry of page) found.push((entry.key[1]! << 8) | entry.key[2]!)
      if (reverse) to = last.key as typeof to
      else from = concatBytes([last.key, Uint8Array.of(0)]) as typeof from
    }
    const numbers = Array.from({ length: 3000 }, (_, number) => number)
    t.deepEqual(found, reverse ? numbers.reverse() : numbers)
  }
  snapshot.close()
  t.deepEqual(await store.read({ from: key(0), to: key(3000), reverse: false }, { limit: 10, maxBytes: 1000 }), [])
  t.throws(() => snapshot.get(key(1)))
}

/** What callers hand over and get stays theirs. */
export async function bytesAreNotShared(t: ExecutionContext, store: Store): Promise<void> {
  const value = Buffer.from('abc')
  const written = store.write(new Map([['k', value.subarray(0, 2)]]), true)
  await written
  value.fill(0)
  const got = store.get(fromLatin1('k'))
  t.deepEqual(got && [...got], [97, 98])
  t.false(Buffer.isBuffer(got), 'slice() of a Buffer would be a view')
  const [entry] = await store.read({ from: fromLatin1('a'), to: fromLatin1('z'), reverse: false }, { limit: 1, maxBytes: 10 })
  t.false(Buffer.isBuffer(entry!.key) || Buffer.isBuffer(entry!.value))
}
