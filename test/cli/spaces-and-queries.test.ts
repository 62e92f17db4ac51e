// The space language in and out, searches, counts, explain, read-only, and what happens to output that nobody reads.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { OutputClosed } from '../../src/cli/io.ts'
import { HyperdexError } from '../../src/errors.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { FakeCluster, runWith } from './fake-cluster.ts'

const people = 'space people key id attributes name, int age subspace age'

async function withPeople() {
  const cluster = new FakeCluster(people)
  for (const [id, name, age] of [
    ['a', 'Ada', 36],
    ['b', 'Bob', 20],
    ['c', 'Cy', 90],
  ]) {
    await runWith(cluster, ['put', 'people', String(id), `name=${name}`, `age=${age}`])
  }
  return cluster
}

test('spaces are added from stdin and from a file, several at once', async (t) => {
  const cluster = new FakeCluster()
  const directory = await mkdtemp(join(tmpdir(), 'hyperdex-cli-'))
  try {
    t.is((await runWith(cluster, ['space', 'add'], { stdin: people })).status, 0)
    t.is((await runWith(cluster, ['space', 'add', '-'], { stdin: 'space a key k\nspace b key int k' })).status, 0)
    await writeFile(join(directory, 'space'), 'space c key k')
    t.is((await runWith(cluster, ['space', 'add', join(directory, 'space')])).status, 0)
    const again = await runWith(cluster, ['space', 'add'], { stdin: people })
    t.is(again.status, 0)
    t.is(again.stderr, 'space people is already there\n')
    const { stdout } = await runWith(cluster, ['space', 'ls', '--json'])
    const names = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).name)
    t.deepEqual(names, ['a', 'b', 'c', 'people'])
  } finally {
    await rm(directory, { recursive: true })
  }
})

test('a shown space parses back to itself', async (t) => {
  const { status, stdout } = await runWith(new FakeCluster(people), ['space', 'show', 'people'])
  t.is(status, 0)
  t.deepEqual(parseSpace(stdout), parseSpace(people))
})

test('a text that is no space is wrong input, with its place', async (t) => {
  for (const command of ['add', 'check']) {
    const { status, stderr } = await runWith(new FakeCluster(), ['space', command], { stdin: 'space s key k\nattributes int k' })
    t.is(status, 2)
    t.regex(stderr, /line 2, column 16/)
    t.regex(stderr, /\n {2}attributes int k\n {17}\^\n/)
  }
})

test('files that cannot be read are wrong input', async (t) => {
  t.is((await runWith(new FakeCluster(), ['space', 'add', '/nonexistent/space'])).status, 2)
  t.is((await runWith(new FakeCluster(), ['space', 'add', tmpdir()])).status, 2)
  t.is((await runWith(new FakeCluster(), ['space', 'check'], { stdin: [Uint8Array.of(0xff, 0xfe)] })).status, 2)
  t.is((await runWith(new FakeCluster(), ['space', 'check'], { stdin: '' })).status, 2)
})

test('space check needs no cluster', async (t) => {
  const asked: unknown[] = []
  const { status } = await runWith(new FakeCluster(), ['space', 'check'], { stdin: people, onConnect: (hosts) => asked.push(hosts) })
  t.is(status, 0)
  t.deepEqual(asked, [])
})

test('spaces are renamed and removed', async (t) => {
  const cluster = new FakeCluster(people)
  t.is((await runWith(cluster, ['space', 'mv', 'people', 'folk'])).status, 0)
  t.deepEqual([...cluster.spaces.keys()], ['folk'])
  t.is((await runWith(cluster, ['space', 'rm', 'people'])).status, 1)
  t.is((await runWith(cluster, ['space', 'rm', 'folk'])).status, 0)
  t.is(cluster.spaces.size, 0)
})

test('search prints one JSON object a line, a projection in its own order', async (t) => {
  const cluster = await withPeople()
  const all = await runWith(cluster, ['search', 'people where age > 30', '--json'])
  t.is(all.stdout, '{"id":"a","name":"Ada","age":36}\n{"id":"c","name":"Cy","age":90}\n')
  const some = await runWith(cluster, ['--json', 'search', 'people select age, name where age < 30'])
  t.is(some.stdout, '{"age":20,"name":"Bob"}\n')
})

test('search prints a table otherwise, with borders on a terminal', async (t) => {
  const cluster = await withPeople()
  const plain = await runWith(cluster, ['search', 'people limit 2'])
  t.is(plain.stdout, 'id  name  age\na   Ada    36\nb   Bob    20\n')
  t.is(plain.stderr, '')
  const onTerminal = await runWith(cluster, ['search', 'people select name limit 1'], { terminal: true })
  t.is(onTerminal.stdout, '┌──────┐\n│ name │\n├──────┤\n│ Ada  │\n└──────┘\n')
  t.regex(onTerminal.stderr, /^1 object, \d+ ms\n$/)
})

test('an empty search is done', async (t) => {
  const { status, stdout } = await runWith(await withPeople(), ['search', 'people where age = 7', '--json'])
  t.is(status, 0)
  t.is(stdout, '')
})

test('a search or an export that fails before its first row prints no header', async (t) => {
  const cluster = new FakeCluster(people)
  const connection = cluster.connection()
  cluster.connection = () => ({
    ...connection,
    async *search(...args) {
      yield* connection.search(...args)
      throw new HyperdexError('SEARCH_EXPIRED', 'the search went away', 'search again')
    },
  })
  for (const argv of [
    ['search', 'people'],
    ['dump', 'people', '--format', 'csv'],
  ]) {
    const { status, stdout, stderr } = await runWith(cluster, argv)
    t.deepEqual([status, stdout], [1, ''], argv[0])
    t.regex(stderr, /went away/)
  }
  await runWith(cluster, ['put', 'people', 'b', 'name=Bob', 'age=20'])
  const begun = await runWith(cluster, ['search', 'people'])
  t.deepEqual([begun.status, begun.stdout], [1, 'id  name  age\nb   Bob    20\n'], 'rows that came are shown')
})

test('a regex that is none is wrong input, with its place', async (t) => {
  const { status, stdout, stderr } = await runWith(await withPeople(), ['search', 'people where name regex "(("'])
  t.deepEqual([status, stdout], [2, ''])
  t.regex(stderr, /line 1, column 25: the regex \(\( is wrong/)
})

test('count prints a number, at most the limit', async (t) => {
  const cluster = await withPeople()
  t.is((await runWith(cluster, ['count', 'people where age > 30'])).stdout, '2\n')
  t.is((await runWith(cluster, ['count', 'people limit 1', '--json'])).stdout, '1\n')
})

test('explain prints how the search was answered', async (t) => {
  const { stdout } = await runWith(await withPeople(), ['explain', 'people where age > 30', '--json'])
  const { space, regionsAsked, regionsTotal, candidates, matches } = JSON.parse(stdout)
  t.deepEqual(
    { space, regionsAsked, regionsTotal, candidates, matches },
    { space: 'people', regionsAsked: 2, regionsTotal: 64, candidates: 3, matches: 2 },
  )
  const table = await runWith(await withPeople(), ['explain', 'people'])
  t.regex(table.stdout, /regions asked +2 of 64\n/)
})

test('dump prints every object in the order of the keys', async (t) => {
  const { stdout } = await runWith(await withPeople(), ['dump', 'people'])
  t.is(stdout, '{"id":"a","name":"Ada","age":36}\n{"id":"b","name":"Bob","age":20}\n{"id":"c","name":"Cy","age":90}\n')
})

test('read-only concerns a space or the cluster', async (t) => {
  const cluster = new FakeCluster(people)
  t.is((await runWith(cluster, ['read-only', 'on', 'people'])).status, 0)
  t.is((await runWith(cluster, ['read-only', 'off'])).status, 0)
  t.deepEqual(cluster.readOnly, [
    ['people', true],
    ['', false],
  ])
  t.is((await runWith(cluster, ['read-only', 'maybe'])).status, 2)
})

test('output that nobody reads any more is no failure, a full disk is one', async (t) => {
  const cluster = await withPeople()
  const closed = await runWith(cluster, ['dump', 'people'], { outputFailure: new OutputClosed() })
  t.deepEqual([closed.status, closed.stderr], [0, ''])
  const full = await runWith(cluster, ['dump', 'people'], { outputFailure: new Error('ENOSPC: no space left on device') })
  t.is(full.status, 1)
  t.regex(full.stderr, /ENOSPC/)
})

test('each code of an error has its exit status', async (t) => {
  const cluster = new FakeCluster(people)
  const statuses = []
  for (const code of ['READONLY', 'TOO_LARGE', 'UNAVAILABLE', 'INVALID', 'TIMEOUT', 'OUTCOME_UNKNOWN'] as const) {
    cluster.beforeUpdate = () => {
      throw new HyperdexError(code, 'so it is', 'do this')
    }
    const { status, stderr } = await runWith(cluster, ['put', 'people', 'x'])
    t.is(stderr, `hyperdex: ${code}: so it is\ndo this\n`)
    statuses.push(status)
  }
  t.deepEqual(statuses, [1, 1, 3, 2, 1, 1])
})

test('aggregates: a line, or a line for each group', async (t) => {
  const cluster = await withPeople()
  await runWith(cluster, ['put', 'people', 'd', 'name=Ada', 'age=38'])
  const all = await runWith(cluster, ['aggregate', 'people where age > 20', 'count', 'sum:age', 'avg:age', 'min:name', 'max:id', '--json'])
  t.is(all.stdout, '{"count":3,"sum:age":164,"avg:age":54.666666666666664,"min:name":"Ada","max:id":"d"}\n')
  const grouped = await runWith(cluster, ['aggregate', 'people', 'count', 'max:age', '--by', 'name'])
  t.is(grouped.stdout, 'name  count  max:age\nAda       2       38\nBob       1       20\nCy        1       90\n')
  const none = await runWith(cluster, ['aggregate', 'people where age > 99', 'count', 'sum:age', 'min:age', '--json'])
  t.is(none.stdout, '{"count":0,"sum:age":0,"min:age":null}\n')
  const wrong = [
    ['people', 'median:age'],
    ['people', 'count:age'],
    ['people', 'sum'],
    ['people', 'sum:nothing'],
    ['people', 'sum:name'],
    ['people limit 3', 'count'],
    ['people', 'count', '--by', 'nothing'],
    ['people'],
  ]
  for (const words of wrong) t.is((await runWith(cluster, ['aggregate', ...words])).status, 2, words.join(' '))
})

test('group operations print how many objects they changed', async (t) => {
  const cluster = await withPeople()
  t.is((await runWith(cluster, ['group', 'add', 'people where age > 20', 'age=1'])).stdout, '2\n')
  t.is((await runWith(cluster, ['count', 'people where age in (37, 91)'])).stdout, '2\n')
  t.is((await runWith(cluster, ['group', 'put', 'people', 'name=Di', '--ttl-ms', '100000'])).stdout, '3\n')
  t.is((await runWith(cluster, ['group', 'del', 'people where name = "Di"'])).stdout, '3\n')
  const wrong = [
    ['grow', 'people', 'age=1'],
    ['add', 'people'],
    ['add', 'people', 'age'],
    ['add', 'people', 'id=x'],
    ['append', 'people', 'age=1'],
    ['del', 'people', 'age=1'],
    ['del', 'people limit 1'],
    ['add', 'people order by age', 'age=1'],
  ]
  for (const words of wrong) t.is((await runWith(cluster, ['group', ...words])).status, 2, words.join(' '))
})

test('a search shows versions when asked, and says what a partial answer leaves out', async (t) => {
  const cluster = await withPeople()
  const { stdout, stderr } = await runWith(cluster, ['search', 'people select id', '--version', '--partial', '--json'])
  t.is(stdout, '{"id":"a","$version":1}\n{"id":"b","$version":2}\n{"id":"c","$version":3}\n')
  t.is(stderr, '')
})

test('a search shows cursors when asked, and goes on behind one', async (t) => {
  const cluster = await withPeople()
  const { stdout } = await runWith(cluster, ['search', 'people select id', '--cursors', '--version', '--json'])
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.deepEqual(
    rows.map(({ id, $version }) => [id, $version]),
    [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ],
  )
  const behind = async (...options: string[]) => runWith(cluster, ['search', 'people select id limit 1', ...options])
  for (const [index, { $cursor }] of rows.entries()) {
    const next = await behind('--cursor', $cursor, '--json')
    t.is(next.status, 0)
    t.is(next.stdout, index < 2 ? `{"id":"${rows[index + 1].id}"}\n` : '')
  }
  const table = await behind('--cursors')
  t.regex(table.stdout, /^id +\$cursor\n/)
  t.true(table.stdout.includes(rows[0].$cursor))
  for (const wrong of ['', 'x', rows[0].$cursor.slice(0, -1)]) t.is((await behind('--cursor', wrong)).status, 2)
})

test('a group update applies several operations to every object that matches, each object in one step', async (t) => {
  const cluster = await withPeople()
  const { status, stdout } = await runWith(cluster, ['group', 'update', 'people where age < 50', 'add age=1', 'append name= the = Great'])
  t.is(status, 0)
  t.is(stdout, '2\n')
  const all = (await runWith(cluster, ['dump', 'people'])).stdout
  t.is(all, '{"id":"a","name":"Ada the = Great","age":37}\n{"id":"b","name":"Bob the = Great","age":21}\n{"id":"c","name":"Cy","age":90}\n')
  for (const words of [['people'], ['people', 'age=1'], ['people', 'add'], ['people', 'add age'], ['people', 'grow age=1']])
    t.is((await runWith(cluster, ['group', 'update', ...words])).status, 2, words.join(' '))
})
