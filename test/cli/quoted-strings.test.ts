// `--quoted`: strings typed as in queries, so that any bytes can be written, read, changed and removed on a command line.
import test from 'ava'
import fc from 'fast-check'
import { FakeCluster, runWith } from './fake-cluster.ts'

const raw = String.raw
const definition = 'space files key path attributes string body, int size, list(string) parts, set(string) tags'

async function done(cluster: FakeCluster, ...argv: string[]): Promise<string> {
  const { status, stdout, stderr } = await runWith(cluster, argv)
  if (status !== 0) throw new Error(`${argv.join(' ')}: ${stderr}`)
  return stdout
}

test('what is not UTF-8 is put, got, searched, changed and removed', async (t) => {
  const cluster = new FakeCluster(definition)
  const key = raw`"a\xff\x00"`
  await done(cluster, 'put', 'files', key, raw`body='\xfe"'`, 'size=3', 'parts=["plain"]', '--quoted')
  const whole = '{"path":{"$bytes":"Yf8A"},"body":{"$bytes":"/iI="},"size":3,"parts":["plain"],"tags":[]}\n'
  t.is(await done(cluster, 'get', 'files', key, '--quoted', '--json'), whole)
  t.is(await done(cluster, 'search', raw`files where path = "a\xff\x00" and body = '\xfe"'`, '--json'), whole)
  t.is(await done(cluster, 'get', '--quoted', 'files', key, 'body'), 'body  {"$bytes":"/iI="}\n')

  await done(cluster, 'op', 'files', key, 'append', raw`body="\xfd"`, '--quoted')
  await done(cluster, 'update', 'files', key, raw`rpush parts="\xfc"`, 'add size=1', raw`setAdd tags="t"`, 'ltrim body=1', '--quoted')
  t.is(await done(cluster, 'group', 'prepend', 'files', 'body="x y"', '--quoted'), '1\n')
  t.is(
    await done(cluster, 'get', 'files', key, '--quoted', '--json'),
    '{"path":{"$bytes":"Yf8A"},"body":{"$bytes":"eCB5Iv0="},"size":4,"parts":["plain",{"$bytes":"/A=="}],"tags":["t"]}\n',
  )
  await done(cluster, 'del', 'files', key, '--quoted')
  t.is((await runWith(cluster, ['get', 'files', key, '--quoted'])).status, 4)
})

test('a dumped string can be typed, whatever its bytes are', async (t) => {
  const hex = (byte: number) => raw`\x${byte.toString(16).padStart(2, '0')}`
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 8 }), async (bytes) => {
      const cluster = new FakeCluster('space s key k attributes v')
      const typed = `"${Array.from(bytes, hex).join('')}"`
      await done(cluster, 'put', 's', typed, `v=${typed}`, '--quoted')
      const copy = new FakeCluster('space s key k attributes v')
      const { status } = await runWith(copy, ['load', 's', '-'], { stdin: await done(cluster, 'dump', 's') })
      t.is(status, 0)
      t.is(await done(copy, 'get', 's', typed, '--quoted', '--json'), await done(cluster, 'dump', 's'))
      t.deepEqual(
        [...copy.objects.get('s')!.values()][0]!.values.map((value) => [...value]),
        [[...bytes]],
      )
    }),
    { numRuns: 50 },
  )
})

test('without it quotes and backslashes belong to the string; with it they are needed', async (t) => {
  const cluster = new FakeCluster(definition)
  const typed = raw`"\xff"`
  await done(cluster, 'put', 'files', typed, `body=${typed}`)
  t.is(await done(cluster, 'get', 'files', typed, 'body'), `body  ${typed}\n`)

  const wrong: [string[], RegExp][] = [
    [['get', 'files', 'plain'], /path: "plain" is a string without quotes\nwith --quoted write it as '"TEXT"'/],
    [['put', 'files', '"a"', 'body=b'], /body: "b" is a string without quotes/],
    [['put', 'files', '"a"', 'body='], /body: "" is a string without quotes/],
    [['get', 'files', '"a'], /path: what " opens here is not closed on its line, at character 1/],
    [['get', 'files', '"a"b"'], /path: the string ends at character 3, and something follows\nwrite \\" for a quote/],
    [['get', 'files', raw`'a\xf'`], /path: \\x needs 2 hexadecimal digits, at character 3/],
    [['op', 'files', '"a"', 'setAdd', 'tags=x'], /tags: "x" is a string without quotes/],
    [['group', 'del', 'files'], /group del takes a query and nothing else/],
  ]
  for (const [argv, said] of wrong) {
    const { status, stderr } = await runWith(cluster, [...argv, '--quoted'])
    t.is(status, 2, argv.join(' '))
    t.regex(stderr, said)
  }
})
