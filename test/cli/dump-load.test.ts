// dump into load: values of every type come back exactly, in both formats; so do the largest objects, however their bytes are written.
import test from 'ava'
import fc from 'fast-check'
import { decodeFloat } from '../../src/values/encode.ts'
import { FakeCluster, runWith } from './fake-cluster.ts'

const definition = `space s key k attributes
  name, int n, int64 big, float x, timestamp(day) at, document profile,
  list(string) words, list(float) floats, set(int) numbers, set(string) tags, map(string, float) scores, map(int64, string) byNumber, map(float, string) byFloat`

const json = (value: unknown) => JSON.stringify(value)
const floatText = fc
  .oneof(fc.double(), fc.constantFrom(-0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, 2 ** 63))
  .map((value) => (Number.isFinite(value) ? (Object.is(value, -0) ? '-0.0' : String(value)) : `"${value}"`))
const intText = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\n', '\r', '\\', '\u0001', '\ufeff', '😀'), maxLength: 6 }),
)
const textJson = text.map(json)
const bytesJson = fc.uint8Array({ maxLength: 6 }).map((bytes) => {
  const decoded = Buffer.from(bytes).toString()
  return Buffer.from(decoded).equals(bytes) ? json(decoded) : `{"$bytes":"${Buffer.from(bytes).toString('base64')}"}`
})
const timeText = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  fc
    .date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
    .map((date) => json(date.toISOString())),
)
const arrayOf = (element: fc.Arbitrary<string>) => fc.array(element, { maxLength: 4 }).map((elements) => `[${elements}]`)
const pair = (key: fc.Arbitrary<string>, value: fc.Arbitrary<string>) => fc.tuple(key, value).map(([k, v]) => `[${k},${v}]`)
const wellFormed = (value: string) => value.isWellFormed()
const documentText = fc.dictionary(text.filter(wellFormed), fc.jsonValue(), { maxKeys: 4 }).map(json).filter(wellFormed)

/** One line of NDJSON. `strings`: what strings may hold; CSV has no place for bytes that are no text. */
function anyObject(strings: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const members: Readonly<Record<string, fc.Arbitrary<string>>> = {
    name: strings,
    n: intText,
    big: intText,
    x: floatText,
    at: timeText,
    profile: documentText,
    words: arrayOf(bytesJson),
    floats: arrayOf(floatText),
    numbers: arrayOf(intText),
    tags: arrayOf(bytesJson),
    scores: arrayOf(pair(bytesJson, floatText)),
    byNumber: arrayOf(pair(intText, bytesJson)),
    byFloat: arrayOf(pair(floatText, bytesJson)),
  }
  return fc.tuple(strings, fc.record(members, { requiredKeys: [] })).map(
    ([key, record]) =>
      `{"k":${key}${Object.entries(record)
        .map(([name, value]) => `,"${name}":${value}`)
        .join('')}}`,
  )
}

async function loaded(format: string, stdin: string | Iterable<Uint8Array>): Promise<FakeCluster> {
  const cluster = new FakeCluster(definition)
  const { status, stderr } = await runWith(cluster, ['load', 's', '-', '--format', format], { stdin })
  if (status !== 0) throw new Error(stderr)
  return cluster
}

async function dumped(cluster: FakeCluster, format = 'ndjson'): Promise<string> {
  const { status, stdout, stderr } = await runWith(cluster, ['dump', 's', '--format', format])
  if (status !== 0) throw new Error(stderr)
  return stdout
}

for (const [format, strings] of [
  ['ndjson', bytesJson],
  ['csv', textJson],
] as const) {
  test(`values of every type come back exactly: ${format}`, async (t) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyObject(strings), { maxLength: 10 }), async (lines) => {
        const source = await loaded('ndjson', lines.join('\n'))
        const copy = await loaded(format, await dumped(source, format))
        const stored = ({ objects }: FakeCluster) => [...objects.get('s')!].map(([key, { values }]) => [key, values]).sort()
        t.deepEqual(stored(copy), stored(source))
      }),
      { numRuns: 60 },
    )
  })
}

test('floats keep their sign and what is no number', async (t) => {
  for (const [typed, value] of [
    ['-0.0', -0],
    ['"NaN"', Number.NaN],
    ['"-Infinity"', Number.NEGATIVE_INFINITY],
  ] as const) {
    for (const format of ['ndjson', 'csv']) {
      const source = await loaded('ndjson', `{"k":"a","x":${typed}}`)
      const copy = await loaded(format, await dumped(source, format))
      t.true(Object.is(decodeFloat([...copy.objects.get('s')!.values()][0]!.values[3]!), value))
    }
  }
})

const mebibytes = 2 ** 20

/** The first is as large as an object may be. */
for (const [what, unit, size] of [
  ['control characters', '\u0001', 16 * mebibytes - 1024],
  ['quotes', '"', mebibytes],
  ['line feeds', '\n', mebibytes],
  ['lines with quotes', `a "b", c${'x'.repeat(100)}\n`, 4 * mebibytes],
] as const) {
  test(`a large string comes back: ${what}`, async (t) => {
    t.timeout(180_000)
    const name = unit.repeat(Math.floor(size / unit.length))
    const line = Buffer.from(`{"k":"large","name":${json(name)}}\n{"k":"small"}\n`)
    const source = await loaded('ndjson', [line])
    for (const format of ['ndjson', 'csv']) {
      const text = Buffer.from(await dumped(source, format))
      const copy = await loaded(format, chunks(text))
      t.is(copy.objects.get('s')!.size, 2, format)
      const { values } = [...copy.objects.get('s')!.values()].find(({ values }) => values[0]!.length > 0)!
      t.true(Buffer.from(name).equals(values[0]!), format)
    }
  })
}

test('short elements, which are written longest for what they take, come back', async (t) => {
  t.timeout(180_000)
  const elements = `[${Array.from({ length: 40_000 }, () => '{"$bytes":"/w=="}').join(',')}]`
  const source = await loaded('ndjson', `{"k":"a","words":${elements}}`)
  const copy = await loaded('csv', chunks(Buffer.from(await dumped(source, 'csv'))))
  t.is(await dumped(copy), await dumped(source))
})

/** As a pipe gives them. */
function* chunks(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}
