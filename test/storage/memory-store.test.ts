import test from 'ava'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { toLatin1 } from '../../src/values/bytes.ts'
import { bytesAreNotShared, pagesAreTheRange, storeFollowsTheModel } from './store-contract.ts'

test('the memory store follows the model', (t) => storeFollowsTheModel(t, new MemoryStore(), 200))

test('pages of a snapshot are the range', (t) => pagesAreTheRange(t, new MemoryStore()))

test('bytes are not shared with the caller', (t) => bytesAreNotShared(t, new MemoryStore()))

test('a closed store answers nothing', async (t) => {
  const store = new MemoryStore()
  await store.close()
  t.throws(() => store.get(Uint8Array.of(1)), { message: /closed/ })
  await t.throwsAsync(store.write(new Map(), false), { message: /closed/ })
})

test('a hundred thousand rows in rising order stay quick to find', async (t) => {
  const store = new MemoryStore()
  const key = (number: number) => Uint8Array.of(number >>> 16, number >>> 8, number)
  const batch = new Map<string, Uint8Array>()
  for (let number = 0; number < 100_000; number++) batch.set(toLatin1(key(number)), Uint8Array.of(number & 255))
  await store.write(batch, false)
  let wrong = 0
  for (let number = 0; number < 100_000; number++) if (store.get(key(number))?.[0] !== (number & 255)) wrong++
  t.is(wrong, 0)
})
