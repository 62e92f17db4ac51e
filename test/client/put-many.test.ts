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

/** Gives these and then nothing for as long as anybody waits; `left` tells when it is left. */
function silentBehind(numbers: readonly number[]) {
  const left = Promise.withResolvers<void>()
  const given = numbers.values()
  const source: AsyncIterableIterator<number> = {
    next: () => {
      const next = given.next()
      return next.done ? new Promise(() => {}) : Promise.resolve(next)
    },
    return: async () => {
      left.resolve()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]: () => source,
  }
  return { source, left: left.promise }
}

test('a failure is given though the source says nothing', async (t) => {
  const { source, left } = silentBehind([1, 2])
  const prepare = async (number: number) =>
    small(async () => {
      if (number === 2) throw new Error('no 2')
    })
  await t.throwsAsync(writeMany(source, prepare), { message: 'no 2' })
  await left
})

test('an abort ends it though the source says nothing', async (t) => {
  const { source, left } = silentBehind([1, 2])
  const controller = new AbortController()
  const onProgress = (done: number) => done === 2 && controller.abort(new Error('enough'))
  const error = await t.throwsAsync(
    writeMany(source, async () => small(async () => {}), { signal: controller.signal, onProgress }),
    { code: 'ABORTED' },
  )
  t.is((error!.cause as Error).message, 'enough')
  await left
})

test('what is aborted before it begins reads nothing', async (t) => {
  function* source() {
    t.fail('read')
    yield 1
  }
  const { signal } = new AbortController()
  const aborted = AbortSignal.abort()
  t.is(await writeMany([], async () => small(async () => {}), { signal }), 0)
  for (const elements of [[], source()]) {
    await t.throwsAsync(
      writeMany<number>(elements, async () => small(async () => {}), { signal: aborted }),
      { code: 'ABORTED' },
    )
  }
})

test('an abort when everything has been read changes nothing', async (t) => {
  const controller = new AbortController()
  const write = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    controller.abort()
  }
  t.is(await writeMany([1], async () => small(write), { signal: controller.signal }), 1)
})

test('a source that is left is waited for, but while it says nothing', async (t) => {
  const ended: string[] = []
  async function* source() {
    try {
      for (let number = 0; ; number++) yield number
    } finally {
      await new Promise((resolve) => setImmediate(resolve))
      ended.push('source')
    }
  }
  await t.throwsAsync(
    writeMany(source(), async () => {
      throw new Error('refused')
    }),
    { message: 'refused' },
  )
  t.deepEqual(ended, ['source'])
})

test('promises that an iterable gives are waited for', async (t) => {
  const written: number[] = []
  const prepare = async (number: number) => small(async () => written.push(number))
  t.is(await writeMany([Promise.resolve(1), 2] as Iterable<number>, prepare), 2)
  t.deepEqual(written, [1, 2])
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
