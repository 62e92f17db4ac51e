// get-many: rows in the order of the keys, absent ones said, and keys from the command line or from stdin.
import test from 'ava'
import { HyperdexError } from '../../src/errors.ts'
import { FakeCluster, runWith, type Surroundings } from './fake-cluster.ts'

async function filled(): Promise<FakeCluster> {
  const fake = new FakeCluster('space users key username attributes first, int age', 'space numbers key int id', 'space wide key k')
  await runWith(fake, ['put', 'users', 'kim', 'first=Kim', 'age=41'])
  await runWith(fake, ['put', 'users', 'zoe', 'first=Zoe', 'age=35'])
  for (const id of ['-7', '8']) await runWith(fake, ['put', 'numbers', id])
  return fake
}

const kim = '{"username":"kim","first":"Kim","age":41}\n'
const zoe = '{"username":"zoe","first":"Zoe","age":35}\n'

test('rows come in the order of the keys; absent ones are null, and no failure', async (t) => {
  const fake = await filled()
  const many = await runWith(fake, ['get-many', 'users', 'zoe', 'nobody', 'kim', 'zoe', '--json'])
  t.deepEqual(many, { status: 0, stdout: `${zoe}null\n${kim}${zoe}`, stderr: '' })
  const versions = await runWith(fake, ['get-many', 'users', 'zoe', 'nobody', '--json', '--version'])
  t.is(versions.stdout, '{"username":"zoe","first":"Zoe","age":35,"$version":2}\nnull\n')
})

test('a table marks the absent ones behind their keys', async (t) => {
  const fake = await filled()
  const { status, stdout } = await runWith(fake, ['get-many', 'users', 'zoe', 'nobody'])
  t.deepEqual([status, stdout], [0, 'username         first  age\nzoe              Zoe     35\nnobody (absent)\n'])
  const versions = await runWith(fake, ['get-many', 'numbers', '9', '8', '--version'])
  t.is(versions.stdout, '        id  $version\n9 (absent)\n         8         4\n')
  t.is((await runWith(fake, ['get-many', 'numbers', '9', '-7'])).stdout, '        id\n9 (absent)\n        -7\n')
})

test('a - reads the keys from stdin, one a line, each written as an argument is', async (t) => {
  const fake = await filled()
  const from = (stdin: Surroundings['stdin'], ...options: string[]) => {
    return runWith(fake, ['get-many', 'users', '-', '--json', ...options], stdin === undefined ? {} : { stdin })
  }
  t.is((await from('zoe\nnobody\r\nkim')).stdout, `${zoe}null\n${kim}`)
  t.is((await from([Buffer.from('ki'), Buffer.from('m\nz'), Buffer.from('oe\n')])).stdout, `${kim}${zoe}`)
  t.is((await from('"\\u006bim"\n\'zoe\'\n', '--quoted')).stdout, `${kim}${zoe}`)
  t.deepEqual(await from(''), { status: 0, stdout: '', stderr: '' })
  // An empty line is the empty string, which is a key.
  await runWith(fake, ['put', 'users', '', 'age=1'])
  t.is((await from('kim\n\n')).stdout, `${kim}{"username":"","first":"","age":1}\n`)
  t.is((await runWith(fake, ['get-many', 'numbers', '-', '--json'], { stdin: '8\n-7\n' })).stdout, '{"id":8}\n{"id":-7}\n')
})

test('thousands of keys come in order, however late each is answered', async (t) => {
  const fake = new FakeCluster('space numbers key int id')
  const answers = fake.connection()
  let open = 0
  let mostOpen = 0
  fake.connection = () => ({
    ...answers,
    get: async (_, key) => {
      mostOpen = Math.max(mostOpen, ++open)
      for (let turn = key[0]! % 7; turn >= 0; turn--) await null
      open--
      return key[0]! % 3 === 0 ? undefined : { version: 1, object: new Uint8Array(0) }
    },
  })
  const ids = Array.from({ length: 3000 }, (_, id) => id)
  const { stdout } = await runWith(fake, ['get-many', 'numbers', '-', '--json'], { stdin: ids.map((id) => `${id}\n`).join('') })
  t.deepEqual(
    stdout.trimEnd().split('\n'),
    ids.map((id) => ((id % 256) % 3 === 0 ? 'null' : `{"id":${id}}`)),
  )
  t.true(mostOpen > 1 && mostOpen <= 256, String(mostOpen))
})

test('what is wrong with a key says which one; what comes before it is printed', async (t) => {
  const fake = await filled()
  const typed = await runWith(fake, ['get-many', 'numbers', '8', 'x'])
  t.deepEqual([typed.status, typed.stdout], [2, ''])
  t.regex(typed.stderr, /^hyperdex: INVALID: key 2: id: /)
  const read = await runWith(fake, ['get-many', 'numbers', '-', '--json'], { stdin: '8\n\n-7\n' })
  t.deepEqual([read.status, read.stdout], [2, '{"id":8}\n'])
  t.regex(read.stderr, /^hyperdex: INVALID: line 2: id: /)
  const bytes = await runWith(fake, ['get-many', 'users', '-'], { stdin: [Uint8Array.of(0x61, 0xff, 0x0a)] })
  t.is(bytes.status, 2)
  t.regex(bytes.stderr, /line 1: .*not UTF-8.*\n.*--quoted/)
  const dash = await runWith(fake, ['get-many', 'users', 'kim', '-'])
  t.is(dash.status, 2)
  t.regex(dash.stderr, /'"-"'/)
  t.is((await runWith(fake, ['get-many', 'users', '"-"', '"kim"', '--quoted', '--json'])).stdout, `null\n${kim}`)
  t.is((await runWith(fake, ['get-many', 'users'])).status, 2)
  t.is((await runWith(fake, ['get-many', 'nowhere', 'k'])).status, 1)
})

test('a get that fails is told with its place', async (t) => {
  const fake = await filled()
  const answers = fake.connection()
  fake.connection = () => ({
    ...answers,
    get: async (space, key, options) => {
      if (String(Buffer.from(key)) !== 'zoe') return answers.get(space, key, options)
      throw new HyperdexError('TIMEOUT', 'no answer', 'wait longer')
    },
  })
  const { status, stdout, stderr } = await runWith(fake, ['get-many', 'users', 'kim', 'zoe', 'kim', '--json'])
  t.deepEqual([status, stdout], [1, kim])
  t.is(stderr, 'hyperdex: TIMEOUT: key 2: no answer\nwait longer\n')
})
