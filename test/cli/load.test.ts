// load as a whole, against a cluster in memory: formats, rejected lines, samples, interruptions, and dump into load.
import { tmpdir } from 'node:os'
import test from 'ava'
import fc from 'fast-check'
import { HyperdexError } from '../../src/errors.ts'
import { dropAttribute } from '../../src/schema/change-space.ts'
import { decodeFloat, encodeFloat, encodeInt } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { FakeCluster, runWith } from './fake-cluster.ts'
import { cities, dump, loadFile, loadPipe } from './loads.ts'

test('NDJSON is loaded from a file and from a pipe', async (t) => {
  const lines = '{"id":1,"name":"A","population":5,"latitude":1.5}\r\n\n{"latitude":-0.0,"id":2}\n'
  const expected = '{"id":1,"name":"A","population":5,"latitude":1.5}\n{"id":2,"name":"","population":0,"latitude":-0.0}\n'
  for (const load of [(cluster: FakeCluster) => loadFile(cluster, 'x.ndjson', lines), (cluster: FakeCluster) => loadPipe(cluster, lines)]) {
    const cluster = new FakeCluster(cities)
    const { status, stdout, stderr } = await load(cluster)
    t.is(status, 0, stderr)
    t.is(stdout, '')
    t.regex(stderr, /loaded 2 objects in .*, rejected 0 lines\n$/)
    t.is(await dump(cluster), expected)
  }
})

test('numbers that do not fit are rejected as they were written, with line and field', async (t) => {
  const lines = [
    '{"id":1,"latitude":1e999}',
    `{"id":2,"latitude":${'1'.padEnd(400, '0')}}`,
    '{"id":3,"population":1.0,"latitude":1}',
    '{"id":1e3}',
    '{"id":5,"latitude":"Infinity"}',
  ]
  const cluster = new FakeCluster(cities)
  const { status, stderr } = await loadFile(cluster, 'x.ndjson', lines.join('\n'))
  t.is(status, 1)
  t.regex(stderr, /line 1: the number 1e999 is beyond every float, at character 20\n/)
  t.regex(stderr, /line 2: latitude: 10{56}\.\.\. is beyond every float\n/)
  t.regex(stderr, /line 3: population: 1\.0 is no int\n/)
  t.regex(stderr, /line 4: id: 1e3 is no int\n/)
  t.is(await dump(cluster), '{"id":5,"name":"","population":0,"latitude":"Infinity"}\n')

  const csv = await loadFile(new FakeCluster(cities), 'x.csv', 'id,latitude\n1,1e999\n')
  t.regex(csv.stderr, /line 2: latitude: 1e999 is beyond every float\n/)
})

test('CSV is known by the ending or the option', async (t) => {
  const text = '\ufeffid,name,population\r\n1,"A, B\r\nC",5\r\n2,plain,\r\n'
  const expected = '{"id":1,"name":"A, B\\r\\nC","population":5,"latitude":0}\n{"id":2,"name":"plain","population":0,"latitude":0}\n'
  const byEnding = new FakeCluster(cities)
  t.is((await loadFile(byEnding, 'x.CSV', text)).status, 0)
  t.is(await dump(byEnding), expected)
  const byOption = new FakeCluster(cities)
  t.is((await loadPipe(byOption, text, '--format', 'csv')).status, 0)
  t.is(await dump(byOption), expected)
})

test('an empty CSV field leaves a number alone and empties a string', async (t) => {
  const cluster = new FakeCluster(cities)
  await loadPipe(cluster, '{"id":1,"name":"A","population":5}\n')
  await loadPipe(cluster, 'id,name,population\n1,,\n', '--format', 'csv')
  t.is(await dump(cluster), '{"id":1,"name":"","population":5,"latitude":0}\n')
})

test('broken NDJSON lines are reported by line and reason, the others are loaded', async (t) => {
  const cluster = new FakeCluster(cities)
  const parts = [
    '{"id":1}\n{"id":2,"population":"many"}\nnonsense\n{"id":3,"height":1}\n[1]\n{"name":"no key"}\n{"id":4,"name":"',
    Uint8Array.of(0xff),
    '"}\n{"id":5,"population":1.5}\n{"id":99999999999999999999}\n{"id":6,"name":null}\n{"id":7}\n{"id":8,"na',
  ]
  const { status, stderr } = await loadPipe(
    cluster,
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)),
  )
  t.is(status, 1)
  t.is(await dump(cluster), '{"id":1,"name":"","population":0,"latitude":0}\n{"id":7,"name":"","population":0,"latitude":0}\n')
  const rejected = stderr.split('\n').filter((line) => line.startsWith('rejected line'))
  t.deepEqual(
    rejected.map((line) => Number(/line (\d+):/.exec(line)![1])),
    [2, 3, 4, 5, 6, 7, 8, 9, 10, 12],
  )
  t.regex(rejected[0]!, /population: /)
  t.regex(rejected[2]!, /unknown field "height"/)
  t.regex(rejected[4]!, /key "id" is missing/)
  t.regex(rejected[5]!, /UTF-8/)
  t.regex(stderr, /loaded 2 objects in .*, rejected 10 lines\n$/)
})

test('the key may be in another field', async (t) => {
  const cluster = new FakeCluster(cities)
  t.is((await loadPipe(cluster, '{"geoname":7,"name":"A"}\n', '--key', 'geoname')).status, 0)
  t.is((await loadPipe(cluster, 'population,name\n8,B\n', '--format', 'csv', '--key', 'population')).status, 0)
  t.is(await dump(cluster), '{"id":7,"name":"A","population":0,"latitude":0}\n{"id":8,"name":"B","population":8,"latitude":0}\n')
})

test('only the first rejected lines are printed, all are counted', async (t) => {
  const { status, stderr } = await loadPipe(new FakeCluster(cities), 'x\n'.repeat(100))
  t.is(status, 1)
  t.is(stderr.split('\n').filter((line) => line.startsWith('rejected line')).length, 20)
  t.regex(stderr, /and 80 more rejected lines\n/)
  t.regex(stderr, /rejected 100 lines\n$/)
})

test('files and options that are wrong give 2', async (t) => {
  const status = async (...argv: string[]) => (await runWith(new FakeCluster(cities), ['load', 'cities', ...argv])).status
  t.is(await status('/nonexistent.ndjson'), 2)
  t.is(await status(tmpdir()), 2)
  t.is(await status('-', '--format', 'xml'), 2)
  t.is(await status('-', '--timeout', 'long'), 2)
})

test('--json prints the counts', async (t) => {
  const { stdout } = await loadPipe(new FakeCluster(cities), '{"id":1}\nx\n', '--json')
  const { loaded, rejected } = JSON.parse(stdout)
  t.deepEqual({ loaded, rejected }, { loaded: 1, rejected: 1 })
})

test('an empty space is shown 10,000 rows spread over a file, of a pipe the first', async (t) => {
  const count = 25_000
  const lines = Array.from({ length: count }, (_, index) => `{"id":${index},"name":"n","population":${index},"latitude":${index}}\n`).join(
    '',
  )
  const fromFile = new FakeCluster(cities)
  fromFile.beforeUpdate = () => {
    if (fromFile.samples.length !== 1) throw new HyperdexError('READONLY', 'written before the sample', '')
  }
  t.is((await loadFile(fromFile, 'x.ndjson', lines)).status, 0)
  const [rows] = fromFile.samples
  t.is(rows!.length, 10_000)
  const latitudes = rows!.map((row) => decodeFloat(row[3]!))
  t.true(latitudes.every((latitude, index) => Math.abs(latitude - index * 2.5) <= 5))
  t.is(rows![0]![1]!.length, 0)
  t.is((await loadFile(fromFile, 'x.ndjson', lines.slice(0, 100))).status, 1)
  t.is(fromFile.samples.length, 1)

  const fromPipe = new FakeCluster(cities)
  t.is((await loadPipe(fromPipe, lines)).status, 0)
  const last = fromPipe.samples[0]!.at(-1)!
  t.deepEqual([last[2], last[3]], [encodeInt(9999n), encodeFloat(9999)])
  t.is(fromPipe.objects.get('cities')!.size, count)
})

test('at least 256 writes are in flight, and not without bound', async (t) => {
  const cluster = new FakeCluster(cities)
  cluster.beforeUpdate = () => new Promise((resolve) => setImmediate(resolve))
  await loadPipe(cluster, Array.from({ length: 3000 }, (_, index) => `{"id":${index}}\n`).join(''))
  t.true(cluster.mostInFlight >= 256, String(cluster.mostInFlight))
  t.true(cluster.mostInFlight <= 1024, String(cluster.mostInFlight))
})

test('an interruption is ridden out', async (t) => {
  const cluster = new FakeCluster(cities)
  const codes = ['UNAVAILABLE', 'OVERLOADED', 'OUTCOME_UNKNOWN', 'TIMEOUT'] as const
  let failures = 0
  cluster.beforeUpdate = () => {
    if (failures < 40) throw new HyperdexError(codes[failures++ % codes.length]!, 'gone for a moment', '')
  }
  const { status, stderr } = await loadPipe(cluster, Array.from({ length: 20 }, (_, index) => `{"id":${index}}\n`).join(''))
  t.is(status, 0, stderr)
  t.is(cluster.objects.get('cities')!.size, 20)
  t.regex(stderr, /interrupted: gone for a moment\n/)
})

test('an interruption that outlasts the patience is a failure', async (t) => {
  const cluster = new FakeCluster(cities)
  cluster.beforeUpdate = () => {
    throw new HyperdexError('UNAVAILABLE', 'gone for good', '')
  }
  const { status, stderr } = await loadPipe(cluster, '{"id":1}\n{"id":2}\n', '--timeout', '200ms')
  t.is(status, 3)
  t.regex(stderr, /hyperdex: UNAVAILABLE: the cluster took no write for .*gone for good; 0 objects are written, line [12] is not\n/)
})

test('a cluster that refuses to be written ends the load, an object that is refused does not', async (t) => {
  const cluster = new FakeCluster(cities)
  cluster.beforeUpdate = ({ key }) => {
    if (key![0] === 2) throw new HyperdexError('TOO_LARGE', 'too large', '')
  }
  const some = await loadPipe(cluster, '{"id":1}\n{"id":2}\n{"id":3}\n')
  t.is(some.status, 1)
  t.regex(some.stderr, /rejected line 2: too large/)
  t.is(cluster.objects.get('cities')!.size, 2)
  cluster.beforeUpdate = ({ key }) => {
    if (key![0] === 6) throw new HyperdexError('READONLY', 'the cluster is read-only', 'allow writes: read-only off')
  }
  const none = await loadPipe(cluster, '{"id":4}\n\n{"id":5}\n{"id":6}\n')
  t.is(none.status, 1)
  t.regex(
    none.stderr,
    /hyperdex: READONLY: the cluster is read-only; 2 objects are written, line 4 is not\nallow writes: read-only off; then load again: /,
  )
  t.is(cluster.objects.get('cities')!.size, 4)
  cluster.beforeUpdate = () => {
    throw new TypeError('a mistake')
  }
  const mistaken = await loadPipe(cluster, 'id,name\n7,"a\nb"\n', '--format', 'csv')
  t.is(mistaken.status, 1)
  t.regex(
    mistaken.stderr,
    /hyperdex: INTERNAL: a mistake; 0 objects are written, lines 2 to 3 are not\nthis is a fault of hyperdex itself; please report it\n/,
  )
})

test('what is in flight when a load ends counts as written', async (t) => {
  const cluster = new FakeCluster(cities)
  const refused = Promise.withResolvers<void>()
  cluster.beforeUpdate = async ({ key }) => {
    if (key![0] === 3) {
      refused.resolve()
      throw new HyperdexError('DISK_FULL', 'a disk is full', 'make room')
    }
    await refused.promise
    // Answered after the refusal.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { stderr } = await loadPipe(cluster, '{"id":1}\n{"id":2}\n{"id":3}\n')
  t.regex(stderr, /loaded 2 objects/)
  t.regex(
    stderr,
    /DISK_FULL: a disk is full; 2 objects are written, line 3 is not\nmake room; then load again: what is loaded already is only overwritten\n/,
  )
})

test('lines of one key are applied in the order of the file, also when the first meets an interruption', async (t) => {
  const cluster = new FakeCluster(cities)
  let first = true
  cluster.beforeUpdate = () => {
    if (!first) return
    first = false
    throw new HyperdexError('UNAVAILABLE', 'gone', '')
  }
  await loadPipe(cluster, '{"id":1,"population":1}\n{"id":2}\n{"id":1,"population":2}\n')
  t.is(await dump(cluster), '{"id":1,"name":"","population":2,"latitude":0}\n{"id":2,"name":"","population":0,"latitude":0}\n')
})

test('an interrupt ends a load that waits for its source, and says what was loaded', async (t) => {
  const cluster = new FakeCluster(cities)
  const interrupt = new AbortController()
  const written = Promise.withResolvers<void>()
  cluster.beforeUpdate = () => written.resolve()
  async function* endless() {
    // More than is held back for the sample, then nothing more.
    for (let index = 0; index < 10_001; index++) yield Buffer.from(`{"id":${index}}\n`)
    await new Promise(() => undefined)
  }
  const stdin = endless() as unknown as Iterable<Uint8Array>
  const loading = runWith(cluster, ['load', 'cities', '-'], { stdin, interrupted: interrupt.signal })
  await written.promise
  interrupt.abort()
  const { status, stderr } = await loading
  t.is(status, 1)
  t.regex(stderr, /loaded \d+ objects .*\nhyperdex: ABORTED: interrupted/)
})

test('an attribute that is dropped meanwhile ends the load, named', async (t) => {
  const cluster = new FakeCluster('space s key k attributes a, b, c')
  cluster.beforeUpdate = () => {
    const known = cluster.spaces.get('s')!
    cluster.spaces.set('s', { ...known, definition: dropAttribute(known.definition, 'b') })
    throw new HyperdexError('SCHEMA_MISMATCH', 'attribute 2, which the call names, was dropped from space s', 'encode again')
  }
  const { status, stderr } = await loadPipe(cluster, '{"k":"x","b":"y"}\n')
  t.is(status, 1)
  t.regex(
    stderr,
    /\nhyperdex: SCHEMA_MISMATCH: space s has no b any more; 0 objects are written, line 1 is not\nleave out what was dropped; then load again: /,
  )
})

test('a refusal ends a load that waits for its source', async (t) => {
  const cluster = new FakeCluster('space s key k')
  cluster.beforeUpdate = () => {
    throw new HyperdexError('READONLY', 'space s is read-only', 'allow writes: read-only off s')
  }
  // What had begun to come is no line that was rejected.
  for (const [text, ...options] of [
    ['{"k":"a"}\n'],
    ['{"k":"a"}\n{"k":"b'],
    ['{"k":"a"}\n{"k":"b"}\n'],
    ['k\na\n"b', '--format', 'csv'],
    ['k\na\n"b\nc', '--format', 'csv'],
  ] as const) {
    async function* silent() {
      yield Buffer.from(text)
      await new Promise(() => undefined)
    }
    const stdin = silent() as unknown as Iterable<Uint8Array>
    const { status, stderr } = await runWith(cluster, ['load', 's', '-', ...options], { stdin })
    t.is(status, 1)
    t.regex(stderr, /^loaded 0 objects .*, rejected 0 lines\nhyperdex: READONLY: .*; 0 objects are written, line [12] is not/)
  }
})

test('a dump in CSV is loaded again, whatever the strings hold', async (t) => {
  const anyText = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\n', '\r', '\t', "'", '\ufeff', '\u0000', '😀'), maxLength: 5 })
  for (const definition of ['space s key k', 'space s key k attributes name, int n, float x']) {
    const anyRow = fc.record({ k: anyText, name: anyText, n: fc.maxSafeInteger(), x: fc.oneof(fc.double(), fc.constant(-0)) })
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 10 }), async (rows) => {
        const source = new FakeCluster(definition)
        for (const { k, name, n, x } of rows) {
          const typed = [`name=${name}`, `n=${n}`, `x=${Object.is(x, -0) ? '-0.0' : x}`]
          const { status, stderr } = await runWith(source, ['put', 's', '--', k, ...(definition.includes('name') ? typed : [])])
          t.is(status, 0, stderr)
        }
        const { stdout: text } = await runWith(source, ['dump', 's', '--format', 'csv'])
        const copy = new FakeCluster(definition)
        const { status, stderr } = await loadPipe(copy, text, '--format', 'csv')
        t.is(status, 0, `${stderr}\n${text}`)
        t.is(await dump(copy), await dump(source))
      }),
      { numRuns: 50 },
    )
  }
})

test('CSV refuses what it cannot hold, and --json', async (t) => {
  const cluster = new FakeCluster('space s key k')
  await loadPipe(cluster, '{"k":{"$bytes":"/w=="}}\n')
  const notText = await runWith(cluster, ['dump', 's', '--format', 'csv'])
  t.is(notText.status, 2)
  t.regex(notText.stderr, /CSV cannot hold k .*UTF-8\nuse the format ndjson/)
  t.is((await runWith(cluster, ['dump', 's', '--format', 'csv', '--json'])).status, 2)
})

test('dump into load reproduces a space exactly', async (t) => {
  const definition = 'space s key k attributes name, int n, float x'
  const anyObject = fc.record({
    key: fc.uint8Array({ maxLength: 6 }),
    name: fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 6 }),
    ),
    n: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    x: fc.oneof(fc.double(), fc.constant(-0)),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(anyObject, { maxLength: 20 }), async (objects) => {
      const source = new FakeCluster(definition)
      const connection = source.connection()
      const space = await connection.space('s')
      for (const { key, name, n, x } of objects) {
        const operands = [[name], [encodeInt(n)], [encodeFloat(x)]]
        const operations = operands.map((values, index) => ({ attribute: index + 1, name: operationName.put, operands: values }))
        await connection.update(space, { key, operations })
      }
      const text = await dump(source)
      const copy = new FakeCluster(definition)
      const { status, stderr } = await loadPipe(copy, text)
      t.is(status, 0, stderr)
      t.is(await dump(copy), text)
      t.is(copy.objects.get('s')!.size, source.objects.get('s')!.size)
    }),
    { numRuns: 50 },
  )
})
