import test from 'ava'
import { type FailedElement, type Prepared, writeMany } from '../../src/client/put-many.ts'

function small(write: () => Promise<unknown>): Prepared {
  return { bytes: 1, write }
}

test('the source is read no faster than writes are answered', async (t) => {
  const waiting: (() => void)[] = []
  let read = 0
  function* source() {
    for (; read < 1000; read++) yield read
  }
  const written = writeMany(source(), async () => small(() => new Promise<void>((resolve) => waiting.push(resolve))))
  let most = 0
  let answered = 0
  while (answered < 1000) {
    await new Promise((resolve) => setImmediate(resolve))
    most = Math.max(most, waiting.length)
    answered += waiting.length
    for (const resolve of waiting.splice(0)) resolve()
  }
  t.is(await written, 1000)
  t.is(most, 256)
})

test('what is on its way has 16 MiB at most, or is one element', async (t) => {
  const mebibyte = 1024 * 1024
  const sizes = [...Array.from({ length: 40 }, () => mebibyte), 20 * mebibyte, 1, 17 * mebibyte]
  let onItsWay = 0
  const seen: number[] = []
  const prepare = async (bytes: number) => ({
    bytes,
    async write() {
      onItsWay += bytes
      seen.push(onItsWay)
      await new Promise((resolve) => setImmediate(resolve))
      onItsWay -= bytes
    },
  })
  t.is(await writeMany(sizes, prepare), sizes.length)
  const together = seen.filter((bytes, index) => bytes !== sizes[index])
  t.is(Math.max(...together), 16 * mebibyte)
  t.deepEqual(
    sizes.filter((bytes, index) => bytes > 16 * mebibyte && bytes !== seen[index]),
    [],
  )
})

test('what has no room when a write fails is not written', async (t) => {
  const written: number[] = []
  const prepare = async (number: number) => ({
    bytes: 10 * 1024 * 1024,
    async write() {
      written.push(number)
      await new Promise((resolve) => setImmediate(resolve))
      throw new Error(`no ${number}`)
    },
  })
  await t.throwsAsync(writeMany([0, 1, 2], prepare), { message: 'no 0' })
  t.deepEqual(written, [0])
})

test('after a failure nothing more is read, what is on its way is awaited, and the first failure is given', async (t) => {
  const ended: number[] = []
  async function* source() {
    for (let number = 0; ; number++) yield number
  }
  const prepare = async (number: number) =>
    small(async () => {
      await new Promise((resolve) => setImmediate(resolve))
      ended.push(number)
      if (number >= 3) throw new Error(`no ${number}`)
    })
  const progress: number[] = []
  await t.throwsAsync(writeMany(source(), prepare, { onProgress: (done) => progress.push(done) }), { message: 'no 3' })
  t.deepEqual(progress, [1, 2, 3])
  const count = ended.length
  t.true(count < 1000)
  await new Promise((resolve) => setImmediate(resolve))
  t.is(ended.length, count)
})

test('a source that fails is a failure', async (t) => {
  function* source() {
    yield 1
    throw new Error('broken source')
  }
  await t.throwsAsync(
    writeMany(source(), async () => small(async () => {})),
    { message: 'broken source' },
  )
})

test('with an element that is refused the reading ends, what came before is written, and none after it is begun', async (t) => {
  let read = 0
  const written: number[] = []
  function* source() {
    for (; read < 1000; read++) yield read
  }
  const prepare = async (number: number) => {
    await new Promise((resolve) => setImmediate(resolve))
    if (number === 300) throw new Error('refused')
    return small(async () => written.push(number))
  }
  const explain = ({ error, element, index, done }: FailedElement<number>) =>
    new Error(`${(error as Error).message}: ${element} at ${index} after ${done}`)
  await t.throwsAsync(writeMany(source(), prepare, { explain }), { message: 'refused: 300 at 300 after 300' })
  t.is(read, 300)
  t.deepEqual(
    written,
    Array.from({ length: 300 }, (_, number) => number),
  )
})

test('what onProgress throws is a failure, and of no element', async (t) => {
  const onProgress = () => {
    throw new Error('not shown')
  }
  const explain = () => new Error('an element')
  await t.throwsAsync(
    writeMany([1, 2], async () => small(async () => true), { onProgress, explain }),
    { message: 'not shown' },
  )
})
