// put, get, del and op: how arguments become updates, and the exit status of each outcome.
import test from 'ava'
import { FakeCluster, runWith } from './fake-cluster.ts'

const users = 'space users key username attributes first, int age, float score subspace age'

function cluster() {
  return new FakeCluster(users, 'space numbers key int id attributes int n')
}

test('an object that was put comes back, its key first', async (t) => {
  const fake = cluster()
  t.is((await runWith(fake, ['put', 'users', 'jsmith', 'first=John', 'age=30', 'score=-0.0'])).status, 0)
  const got = await runWith(fake, ['get', 'users', 'jsmith', '--json'])
  t.deepEqual(got, { status: 0, stdout: '{"username":"jsmith","first":"John","age":30,"score":-0.0}\n', stderr: '' })
})

test('a value goes from the first = to the end, and may be empty', async (t) => {
  const fake = cluster()
  await runWith(fake, ['put', 'users', 'k', 'first=a=b=c'])
  t.is((await runWith(fake, ['get', 'users', 'k', 'first', '--json'])).stdout, '{"first":"a=b=c"}\n')
  await runWith(fake, ['put', 'users', 'k', 'first='])
  t.is((await runWith(fake, ['get', 'users', 'k', 'first', '--json'])).stdout, '{"first":""}\n')
})

test('ints keep all their digits', async (t) => {
  const fake = cluster()
  await runWith(fake, ['put', 'users', 'k', 'age=9223372036854775807'])
  t.is((await runWith(fake, ['get', 'users', 'k', 'age', '--json'])).stdout, '{"age":9223372036854775807}\n')
})

test('options stand before and after the arguments, and -- ends them', async (t) => {
  const fake = cluster()
  t.is((await runWith(fake, ['--json', 'put', '--if-not-exist', 'users', '--', '--key', 'first=--x'])).status, 0)
  const before = await runWith(fake, ['--json', 'get', 'users', '--', '--key'])
  t.is(before.stdout, '{"username":"--key","first":"--x","age":0,"score":0}\n')
  const after = await runWith(fake, ['get', '--json', '--version', '--', 'users', '--key', 'first'])
  t.is(after.stdout, '{"first":"--x","$version":1}\n')
})

test('a negative number needs no --', async (t) => {
  const fake = cluster()
  t.is((await runWith(fake, ['put', 'numbers', '-7', 'n=-9'])).status, 0)
  t.is((await runWith(fake, ['get', 'numbers', '-7', '--json'])).stdout, '{"id":-7,"n":-9}\n')
})

test('nor does -Infinity, before options and behind them', async (t) => {
  const fake = new FakeCluster('space floats key float k attributes int n')
  t.is((await runWith(fake, ['put', 'floats', '-Infinity', 'n=1', '--if-not-exist'])).status, 0)
  t.is((await runWith(fake, ['op', '--if', 'n = 1', 'floats', '-Infinity', 'add', 'n=-3'])).status, 0)
  t.is((await runWith(fake, ['get', 'floats', '--json', '--', '-Infinity'])).stdout, '{"k":"-Infinity","n":-2}\n')
  const refused = await runWith(fake, ['put', 'floats', '1', 'n=1', '--if', '-Infinity'])
  t.deepEqual([refused.status, refused.stderr.includes('\0')], [2, false], refused.stderr)
  t.regex((await runWith(fake, ['put', 'floats', '-Inf', 'n=1'])).stderr, /unknown option '-Inf'/)
})

test('get prints a table of names and values otherwise', async (t) => {
  const fake = cluster()
  await runWith(fake, ['put', 'users', 'k', 'first=a\u001b[31m', 'age=1'])
  const plain = await runWith(fake, ['get', 'users', 'k', '--version'])
  t.is(plain.stdout, 'username  k\nfirst     a\\u001b[31m\nage       1\nscore     0\n$version  1\n')
  const onTerminal = await runWith(fake, ['get', 'users', 'k', 'age'], { terminal: true })
  t.is(onTerminal.stdout, '┌─────┬───┐\n│ age │ 1 │\n└─────┴───┘\n')
})

test('what is absent or different has an exit status of its own', async (t) => {
  const fake = cluster()
  const status = async (...argv: string[]) => (await runWith(fake, argv)).status
  t.is(await status('get', 'users', 'k'), 4)
  t.is(await status('del', 'users', 'k'), 4)
  t.is(await status('op', 'users', 'k', 'add', 'age=1'), 4)
  t.is(await status('put', 'users', 'k', 'age=1', '--if', 'age = 0'), 4)
  t.is(await status('put', 'users', 'k', 'age=1', '--if', 'age = 7', '--or-create'), 0)
  t.is(await status('put', 'users', 'k', 'age=2', '--if', 'age = 7', '--or-create'), 5)
  t.is(await status('put', 'users', 'k', 'age=2', '--if', 'age = 7'), 5)
  t.is(await status('put', 'users', 'k', 'age=2', '--if', 'age = 1'), 0)
  t.is(await status('put', 'users', 'k', 'age=3', '--if-not-exist'), 5)
  t.is(await status('put', 'users', 'k', 'age=3', '--if-version', '77'), 5)
  t.is(await status('put', 'users', 'k', 'age=3', '--if-version', '2'), 0)
  for (const [version, expected] of [
    ['2', 5],
    ['3', 0],
  ] as const) {
    t.is(await status('op', 'users', 'k', 'add', 'age=0', '--if-version', version), expected)
  }
  t.is(await status('del', 'users', 'k', '--if-version', '3'), 5)
  t.is(await status('op', 'users', 'k', 'add', 'age=4', '--if', 'age = 99'), 5)
  t.is(await status('del', 'users', 'k', '--if', 'age = 99'), 5)
  t.is(await status('del', 'users', 'k', '--if', 'age = 3'), 0)
  t.is(await status('get', 'users', 'k'), 4)
})

test('operations reach the object', async (t) => {
  const fake = cluster()
  await runWith(fake, ['put', 'users', 'k', 'first=John', 'age=30', 'score=1.5'])
  t.is((await runWith(fake, ['op', 'users', 'k', 'add', 'age=-1', 'score=0.25'])).status, 0)
  t.is((await runWith(fake, ['op', 'users', 'k', 'append', 'first= Smith'])).status, 0)
  t.is((await runWith(fake, ['op', 'users', 'k', 'ltrim', 'first=2'])).status, 0)
  t.is((await runWith(fake, ['get', 'users', 'k', '--json'])).stdout, '{"username":"k","first":"hn Smith","age":29,"score":1.75}\n')
  t.is((await runWith(fake, ['op', 'users', 'k', 'add', 'age=9223372036854775807'])).status, 1)
  t.is((await runWith(fake, ['op', 'users', 'k', 'div', 'age=0'])).status, 1)
})

test('an update applies several operations in their order, in one step, and creates the object', async (t) => {
  const fake = cluster()
  const update = async (...words: string[]) => (await runWith(fake, ['update', 'users', 'k', ...words])).status
  t.is(await update('add age=1', '--if', 'age = 0'), 4)
  t.is(await update('add age=2', 'mul age=10', 'put first=a = b', 'prepend  first= '), 0)
  const got = async () => (await runWith(fake, ['get', 'users', 'k', '--json'])).stdout
  const expected = '{"username":"k","first":" a = b","age":20,"score":0}\n'
  t.is(await got(), expected)
  t.is(fake.writes, 1)
  t.is(await update('append first=x', 'div age=0'), 1)
  t.is(await update('append first=x', 'add age=1', '--if', 'age = 19'), 5)
  t.is(await update('append first=x', '--if-version', '9'), 5)
  t.is(await got(), expected)
  t.is(await update('append first=\nx', '--if', 'age = 20', '--if-version', '1'), 0)
  t.is(JSON.parse(await got()).first, ' a = b\nx')
})

test('every write but a removal takes a time to live', async (t) => {
  const fake = cluster()
  const times: unknown[] = []
  fake.beforeUpdate = ({ ttlMs }) => void times.push(ttlMs)
  await runWith(fake, ['put', 'users', 'k', '--ttl-ms', '1'])
  await runWith(fake, ['op', 'users', 'k', 'add', 'age=1', '--ttl-ms', '2'])
  await runWith(fake, ['update', 'users', 'k', 'add age=1', '--ttl-ms', '3'])
  await runWith(fake, ['group', 'add', 'users', 'age=1', '--ttl-ms', '4'])
  await runWith(fake, ['group', 'update', 'users', 'add age=1', '--ttl-ms', '5'])
  await runWith(fake, ['op', 'users', 'k', 'add', 'age=1'])
  t.deepEqual(times, [1, 2, 3, 4, 5, undefined])
  t.is((await runWith(fake, ['del', 'users', 'k', '--ttl-ms', '6'])).status, 2)
})

const wrongInputs: readonly (readonly [string, readonly string[]])[] = [
  ['no command', []],
  ['unknown command', ['frobnicate']],
  ['group without command', ['space']],
  ['missing argument', ['put', 'users']],
  ['too many arguments', ['del', 'users', 'k', 'x']],
  ['unknown option', ['get', 'users', 'k', '--nonsense']],
  ['option without value', ['del', 'users', 'k', '--if']],
  ['address', ['get', 'users', 'k', '--cluster', 'somewhere']],
  ['version', ['put', 'users', 'k', 'age=1', '--if-version', '-1']],
  ['time to live', ['put', 'users', 'k', 'age=1', '--ttl-ms', 'soon']],
  ['no value', ['put', 'users', 'k', 'age']],
  ['value', ['put', 'users', 'k', 'age=young']],
  ['fraction for an int', ['put', 'users', 'k', 'age=1.5']],
  ['int out of range', ['put', 'users', 'k', 'age=9223372036854775808']],
  ['unknown attribute', ['put', 'users', 'k', 'height=1']],
  ['unknown attribute of get', ['get', 'users', 'k', 'height']],
  ['key as an attribute', ['put', 'users', 'k', 'username=x']],
  ['attribute twice', ['put', 'users', 'k', 'age=1', 'age=2']],
  ['predicate', ['put', 'users', 'k', 'age=1', '--if', 'age >']],
  ['predicate on an unknown attribute', ['put', 'users', 'k', 'age=1', '--if', 'height > 1']],
  ['both conditions on existence', ['put', 'users', 'k', '--if-not-exist', '--or-create']],
  ['or created, without a condition', ['put', 'users', 'k', 'age=1', '--or-create']],
  ['new and checked', ['put', 'users', 'k', '--if-not-exist', '--if', 'age = 1']],
  ['unknown operation', ['op', 'users', 'k', 'increment', 'age=1']],
  ['operation that does not fit', ['op', 'users', 'k', 'mod', 'score=1']],
  ['operation that does not fit a string', ['op', 'users', 'k', 'add', 'first=1']],
  ['update without operation', ['update', 'users', 'k']],
  ['update of what is no operation', ['update', 'users', 'k', 'age=1']],
  ['update with an unknown operation', ['update', 'users', 'k', 'add age=1', 'increment age=1']],
  ['update with an operation that does not fit', ['update', 'users', 'k', 'add age=1', 'mod score=1']],
  ['update of an operation in two words', ['update', 'users', 'k', 'add', 'age=1']],
  ['time to live of an operation', ['op', 'users', 'k', 'add', 'age=1', '--ttl-ms', '0']],
  ['operand', ['op', 'users', 'k', 'ltrim', 'first=-1']],
  ['key', ['get', 'numbers', 'seven']],
  ['query', ['search', 'users where']],
  ['query on an unknown attribute', ['count', 'users where height = 1']],
  ['negative limit', ['search', 'users limit -1']],
]

for (const [name, argv] of wrongInputs) {
  test(`wrong input gives 2 and writes nothing: ${name}`, async (t) => {
    const fake = cluster()
    await runWith(fake, ['put', 'users', 'k', 'age=1'])
    const { status, stdout, stderr } = await runWith(fake, argv)
    t.is(status, 2, stderr)
    t.is(stdout, '')
    t.not(stderr, '')
    t.is(fake.writes, 1)
  })
}

test('what to do about --or-create without --if depends on the version that is given', async (t) => {
  const remedy = async (...options: string[]) =>
    (await runWith(cluster(), ['put', 'users', 'k', 'age=1', '--or-create', ...options])).stderr
  t.regex(await remedy(), /without a condition/)
  for (const version of ['0', '7']) t.regex(await remedy('--if-version', version), /with --if-version 0 a put creates the object/)
})

test('an operation that does not fit is refused with the name of its attribute', async (t) => {
  for (const argv of [
    ['op', 'users', 'k', 'mod', 'score=1'],
    ['update', 'users', 'k', 'mod score=1'],
    ['group', 'mod', 'users', 'score=1'],
  ]) {
    t.regex((await runWith(cluster(), argv)).stderr, /operation mod of attribute score does not fit a float/, argv[0])
  }
})

test('help is no error', async (t) => {
  for (const argv of [['--help'], ['help'], ['put', '--help'], ['space', 'add', '--help'], ['help', 'load']]) {
    const { status, stdout } = await runWith(cluster(), argv)
    t.is(status, 0)
    t.regex(stdout, /^Usage: hyperdex/)
  }
})

test('an unknown space is a failure, not wrong input', async (t) => {
  const { status, stderr } = await runWith(cluster(), ['get', 'people', 'k'])
  t.is(status, 1)
  t.is(stderr, 'hyperdex: UNKNOWN_SPACE: there is no space people\nsee `hyperdex space ls`\n')
})

test('an error in a predicate is shown where it is', async (t) => {
  const { stderr } = await runWith(cluster(), ['put', 'users', 'k', 'age=1', '--if', 'age > 3 and\n  height = 1'])
  const lines = stderr.split('\n')
  t.regex(lines[0]!, /^hyperdex: INVALID: .*line 2, column 3/)
  t.is(lines[1], '    height = 1')
  t.is(lines[2], '    ^')
})

test('the cluster is the option, else the variable, else the default', async (t) => {
  const asked: string[][] = []
  const onConnect = (hosts: readonly string[]) => asked.push([...hosts])
  const environment = { HYPERDEX_CLUSTER: 'a:1,b:2' }
  await runWith(cluster(), ['space', 'ls'], { onConnect })
  await runWith(cluster(), ['space', 'ls'], { onConnect, environment })
  await runWith(cluster(), ['space', 'ls', '--cluster', '[::1]:7'], { onConnect, environment })
  t.deepEqual(asked, [['127.0.0.1:1982'], ['a:1', 'b:2'], ['[::1]:7']])
})

test('the connection is closed after success and after failure', async (t) => {
  const fake = cluster()
  await runWith(fake, ['space', 'ls'])
  await runWith(fake, ['get', 'users', 'k'])
  t.is(fake.closed, 2)
})
