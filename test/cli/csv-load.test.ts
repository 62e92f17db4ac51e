// CSV that is broken: which records it costs, and what is said of them.
import test from 'ava'
import { FakeCluster, runWith } from './fake-cluster.ts'
import { cities, dump, loadPipe } from './loads.ts'

test('broken CSV records cost only themselves', async (t) => {
  const cluster = new FakeCluster(cities)
  const text = 'id,name\n1,a"b\n2,"q"z\n3,ok\n4\n5,a,b\nx,name\n6,"two\nlines"\n7,"never closed\n8,gone\n'
  const { status, stderr } = await loadPipe(cluster, text, '--format', 'csv')
  t.is(status, 1)
  t.is(await dump(cluster), '{"id":3,"name":"ok","population":0,"latitude":0}\n{"id":6,"name":"two\\nlines","population":0,"latitude":0}\n')
  const lines = [...stderr.matchAll(/rejected lines? (\d+)/g)].map((match) => Number(match[1]))
  t.deepEqual(lines, [2, 3, 5, 6, 7, 10])
  t.regex(stderr, /rejected lines 10 to 11: .*never closed/)
})

test('every line that is not loaded is told, also those that a quote left open has swallowed', async (t) => {
  const definition = 'space s key int k attributes name, int n'
  const cases: [text: string, told: string, keys: number[]][] = [
    ['1,"open,1\n2,b,2\n3,"c",3\n4,d,4\n', 'lines 2 to 4: a quote within a quoted field, in line 4,', [4]],
    ['1,"open,1\n2,b,2\n3,"c"\n4,d,4\n', 'lines 2 to 4: a quote within a quoted field, in line 4,', [4]],
    ['1,"open,1\n2,b,2\n3,c,"\n4,d,4\n', 'lines 2 to 4: it has 2 fields, the header 3', [4]],
    ['1,"two\nlines",many\n2,"b\n",2\n', 'lines 2 to 3: n: ', [2]],
    ['1,"open\n\n2,b,2\n', 'lines 2 to 4: a quote is opened in line 2 and never closed', []],
    ['1,"open,1\n2,b,2\n3,"",3\n4,d,4\n', 'lines 2 to 5: a quote is opened in line 2 and never closed', []],
    ['1,a"b,1\n2,b,2\n', 'line 2: a quote stands within a field that does not begin with one', [2]],
    ['1,"a"b,1\n2,b,2\n', 'line 2: a quote within a quoted field is followed by neither', [2]],
  ]
  for (const [text, told, keys] of cases) {
    const cluster = new FakeCluster(definition)
    const { status, stderr } = await loadPipe(cluster, `k,name,n\n${text}`, '--format', 'csv')
    t.is(status, 1)
    t.true(stderr.startsWith(`rejected ${told}`), stderr)
    const { stdout } = await runWith(cluster, ['search', 's select k', '--json'])
    t.deepEqual(
      stdout.trim() === ''
        ? []
        : stdout
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line).k),
      keys,
    )
    const lines = text.split('\n').length - 1
    const within = text.startsWith('1,"two') ? 1 : 0
    t.regex(stderr, new RegExp(`rejected ${lines - keys.length - within} lines\n$`), text)
  }
})

test('a record is not joined over a line that is too long', async (t) => {
  const cluster = new FakeCluster(cities)
  const mebibyte = Buffer.alloc(2 ** 20, 'x')
  function* chunks() {
    yield Buffer.from('id,name\n1,"open\n')
    for (let count = 0; count < 113; count++) yield mebibyte
    yield Buffer.from('\nclosed"\n2,ok\n')
  }
  const { stderr } = await loadPipe(cluster, chunks(), '--format', 'csv')
  t.regex(stderr, /rejected line 2: .*\nrejected line 3: it is longer than 112 MiB\nrejected line 4: .*\nloaded 1 objects/)
})

test('a CSV header that does not fit is wrong input', async (t) => {
  for (const header of ['id,height', 'name', 'id,id', 'id,name,name', 'id,"name"s', 'id,"name']) {
    const cluster = new FakeCluster(cities)
    const { status, stderr } = await loadPipe(cluster, `${header}\n1,2\n`, '--format', 'csv')
    t.is(status, 2, header)
    t.regex(stderr, /^hyperdex: INVALID: the CSV header\b.*\n.*\n$/, header)
    t.is(cluster.writes, 0)
  }
})
