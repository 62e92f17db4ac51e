// Wrong input at every door of a running cluster: each is answered with a clear error and the documented exit status or gRPC status, and
// the cluster goes on answering everybody else.
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { status } from '@grpc/grpc-js'
import test, { type ExecutionContext } from 'ava'
import { Deployment } from './deployment.ts'
import { ForeignClient, failureOf, int, type Message, methods, valuesOf } from './foreign-client.ts'
import { Command, type Ended, freeAddress, hyperdex, TestDirectory } from './launcher.ts'

const service = 'hyperdex.v1.HyperDex'
const definition = 'space kv key k attributes v, int n, float f subspace n create 8 partitions'

let directory: TestDirectory
let deployment: Deployment
let coordinator: string

test.before(async (t) => {
  t.timeout(120_000)
  directory = await TestDirectory.make()
  deployment = await Deployment.start(join(directory.path, 'cluster'), 2)
  coordinator = deployment.coordinatorAddress
  t.is((await piped(definition, 'space', 'add', '-')).status, 0)
  t.is((await hyperdex(coordinator, 'put', 'kv', 'known', 'v=here', 'n=7')).status, 0)
})

test.after.always(async () => {
  await deployment?.stop()
  await directory?.[Symbol.asyncDispose]()
})

function piped(input: string, ...argv: string[]): Promise<Ended> {
  return new Command(coordinator, argv, input).ended
}

/** Both servers and the coordinator still answer reads, writes and searches. */
async function stillAnswers(t: ExecutionContext): Promise<void> {
  for (const address of [coordinator, ...deployment.addresses]) {
    using client = new ForeignClient(address)
    const key = Buffer.from(`still ${address}`)
    await client.call(service, 'Update', { space: 'kv', update: { key, operations: [{ attribute: 2, operands: [int(7)] }] } })
    const { object } = await client.call(service, 'Get', { space: 'kv', key })
    t.deepEqual(valuesOf(object)[1], int(7))
    t.true(((await client.call(service, 'Count', { query: 'kv where n = 7' })).count as number) >= 1)
  }
  using admin = new ForeignClient(coordinator)
  const { servers } = await admin.call('hyperdex.v1.Admin', 'GetStatus', {})
  t.deepEqual(
    (servers as Message[]).map(({ state }) => state),
    ['serving', 'serving'],
  )
}

async function refused(t: ExecutionContext, wanted: number, text: RegExp, argv: readonly string[], input = ''): Promise<void> {
  const { status, stdout, stderr } = await piped(input, ...argv)
  const what = `${argv.join(' ')} ${input}: ${stdout}${stderr}`
  t.is(status, wanted, what)
  t.regex(stderr, text, what)
  t.notRegex(stderr, /\n\s+at /, what)
}

type Case = readonly [wanted: number, text: RegExp, argv: readonly string[], input?: string]

/** None has to do with another: each core has something to start. */
async function refusedAll(t: ExecutionContext, cases: readonly Case[]): Promise<void> {
  const left = cases.values()
  const worker = async () => {
    for (const [wanted, text, argv, input] of left) await refused(t, wanted, text, argv, input)
  }
  await Promise.all([worker(), worker(), worker()])
}

test.serial('what is typed', async (t) => {
  const cases: Case[] = [
    [2, /line 1, column 7/, ['space', 'add', '-'], 'space 9bad key k'],
    [2, /line 2, column/, ['space', 'add', '-'], 'space other key k\n subspace nothing'],
    [2, /64 KiB|partitions|4096/, ['space', 'add', '-'], 'space other key k create 9999 partitions'],
    [2, /space/, ['space', 'add', '-'], ''],
    [2, /line 1, column 1/, ['space', 'add', '-'], '\u0000\u0001\uffff'],
    [1, /kv/, ['space', 'add', '-'], 'space kv key int k'],
    [2, /no-such-file/, ['space', 'add', '/no-such-file']],
    [1, /UNKNOWN_SPACE/, ['space', 'show', 'nothing']],
    [1, /UNKNOWN_SPACE/, ['put', 'nothing', 'a', 'v=1']],
    [2, /w/, ['put', 'kv', 'a', 'w=1']],
    [2, /n/, ['put', 'kv', 'a', 'n=1.5']],
    [2, /n/, ['put', 'kv', 'a', 'n=9223372036854775808']],
    [2, /f/, ['put', 'kv', 'a', 'f=many']],
    [2, /v/, ['put', 'kv', 'a', 'v']],
    [2, /column 1/, ['put', 'kv', 'known', 'v=1', '--if', '= 3']],
    [5, /COMPARE_FAILED/, ['put', 'kv', 'known', 'v=1', '--if', 'n = 3']],
    [4, /NOT_FOUND/, ['get', 'kv', 'unknown']],
    [2, /w/, ['get', 'kv', 'known', 'w']],
    [1, /TOO_LARGE/, ['put', 'kv', 'k'.repeat(70_000), 'v=1']],
    [1, /DIVIDE_BY_ZERO/, ['op', 'kv', 'known', 'div', 'n=0']],
    [1, /OVERFLOW/, ['op', 'kv', 'known', 'mul', 'n=9223372036854775807']],
    [2, /frobnicate/, ['op', 'kv', 'known', 'frobnicate', 'n=0']],
    [2, /column/, ['search', 'kv where n between 1']],
    [2, /column/, ['search', 'kv where n = "x"']],
    [2, /column/, ['search', 'kv where unknown = 3']],
    [2, /regex/, ['search', 'kv where v regex "("']],
    [2, /column/, ['count', '']],
    [2, /limit/, ['search', 'kv limit -1']],
    [1, /UNKNOWN_SPACE/, ['search', 'nothing']],
    [2, /--frobnicate/, ['status', '--frobnicate']],
    [2, /frobnicate/, ['frobnicate']],
    [2, /--cluster/, ['status', '--cluster', 'nowhere']],
    [3, /UNAVAILABLE/, ['get', 'kv', 'known', '--cluster', await freeAddress()]],
    [2, /no-such-file/, ['load', 'kv', '/no-such-file']],
    [2, /header/, ['load', 'kv', '-', '--format', 'csv'], 'k,nothing\na,1\n'],
    [1, /line 2(.|\n)*line 4/, ['load', 'kv', '-', '--format', 'csv'], 'k,v,n\na,1\nb,x,1\nc,x,many\nd,"y""z",2\n'],
    [1, /line 3/, ['load', 'kv', '-', '--format', 'csv'], 'k,v\ne,fine\nf,"never closed\ng,1\n'],
    [1, /line 2/, ['load', 'kv', '-'], '{"k":"h","n":1}\n{"k":"i","n":'],
    [1, /line 1(.|\n)*line 2(.|\n)*line 3/, ['load', 'kv', '-'], '[]\n{"n":1}\n{"k":"j","n":"1"}\n{"k":"l"}\n'],
  ]
  await refusedAll(t, cases)
  const { stdout } = await hyperdex(
    coordinator,
    'search',
    'kv select k where k in ("a", "b", "c", "d", "e", "f", "h", "i", "j", "l")',
    '--json',
  )
  t.deepEqual(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).k),
    ['b', 'd', 'e', 'h', 'l'],
  )
  t.is((await hyperdex(coordinator, 'get', 'kv', 'known', 'n', '--json')).stdout, '{"n":7}\n')
  await stillAnswers(t)
})

test.serial('messages that are none, empty ones and large ones', async (t) => {
  const broken = [Buffer.from([0x0a, 0xff, 0x7f]), Buffer.from([0x08, 0xff]), Buffer.from([0x0f, 0x01]), Buffer.alloc(300, 0xff)]
  // A random message could start an unknown server or remove a space; only what does not decode goes to every method.
  for (const address of [coordinator, deployment.addresses[0]!]) {
    using client = new ForeignClient(address)
    for (const method of methods) {
      for (const bytes of broken) {
        const error = await client.raw(method, bytes)
        const served = error?.code !== status.UNIMPLEMENTED
        // Who comes without the greeting of a server is not listened to.
        if (method.path.endsWith('Link/Connect') && served) {
          t.is(failureOf(error!)?.code, 'VERSION_MISMATCH')
          continue
        }
        if (served) t.is(error?.code, status.INVALID_ARGUMENT, `${method.path} ${bytes.toString('hex').slice(0, 10)}: ${error?.message}`)
        if (served) t.is(failureOf(error!)?.code, 'INVALID', method.path)
      }
      const error = await client.raw(method, Buffer.alloc(0))
      const expected = [undefined, status.INVALID_ARGUMENT, status.NOT_FOUND, status.UNIMPLEMENTED, status.FAILED_PRECONDITION]
      t.true(expected.includes(error?.code), `${method.path}, empty: ${error?.code} ${error?.message}`)
    }
    const update = methods.find(({ path }) => path.endsWith('/Update'))!
    const error = await client.raw(update, Buffer.alloc(37 * 1024 * 1024))
    t.is(error?.code, status.RESOURCE_EXHAUSTED, error?.message)
    const count = methods.find(({ path }) => path.endsWith('HyperDex/Count'))!
    for (const depth of [90, 150, 5000]) {
      const refusal = await client.raw(count, Buffer.concat([field(1, Buffer.from('kv')), field(2, negations(depth))]))
      t.is(refusal?.code, status.INVALID_ARGUMENT, `${depth}: ${refusal?.message}`)
    }
  }
  await stillAnswers(t)
})

/** A field of the wire format that holds bytes. */
function field(number: number, bytes: Buffer): Buffer {
  const header = [number * 8 + 2]
  let rest = bytes.length
  for (; rest >= 128; rest = Math.floor(rest / 128)) header.push((rest % 128) + 128)
  return Buffer.concat([Buffer.from([...header, rest]), bytes])
}

/** An encoded Predicate: not (not (… nothing)). */
function negations(depth: number): Buffer {
  let predicate = Buffer.from([8, 4])
  for (let level = 1; level < depth; level++) predicate = Buffer.concat([Buffer.from([8, 4]), field(2, predicate)])
  return predicate
}

test.serial('messages with numbers that mean nothing', async (t) => {
  for (const address of [coordinator, deployment.addresses[1]!]) {
    using client = new ForeignClient(address)
    const key = Buffer.from('known')
    const operation = { attribute: 2, operands: [int(1)] }
    const test = { kind: 1, attribute: 2, operator: 0, operands: [int(7)] }
    const calls: [string, Message, string][] = [
      ['Update', { space: 'kv', update: { key, operations: [{ ...operation, name: 200 }] } }, 'INVALID'],
      ['Update', { space: 'kv', update: { key, operations: [{ ...operation, attribute: 99 }] } }, 'INVALID'],
      ['Update', { space: 'kv', update: { key, operations: [{ ...operation, attribute: 0 }] } }, 'INVALID'],
      ['Update', { space: 'kv', update: { key, operations: [{ ...operation, operands: [] }] } }, 'INVALID'],
      ['Update', { space: 'kv', update: { key, operations: [operation], presence: 9 } }, 'INVALID'],
      ['Update', { space: 'kv', update: { key, operations: [operation], condition: { ...test, operator: 77 } } }, 'INVALID'],
      ['Update', { space: 'kv', update: { key: Buffer.alloc(70_000), operations: [operation] } }, 'TOO_LARGE'],
      ['Update', { space: 'kv' }, 'INVALID'],
      ['Get', { space: 'kv', key: Buffer.alloc(70_000) }, 'TOO_LARGE'],
      ['Get', { key }, 'INVALID'],
      ['Count', { space: 'kv', predicate: { ...test, kind: 77 } }, 'INVALID'],
      ['Count', { space: 'kv', predicate: { ...test, operator: 77 } }, 'INVALID'],
      ['Count', { space: 'kv', predicate: { ...test, operands: [Buffer.from('x')] } }, 'INVALID'],
      ['Count', { space: 'kv', predicate: { ...test, attribute: 50 } }, 'INVALID'],
      ['Count', { space: 'kv', predicate: { kind: 4 } }, 'INVALID'],
      ['Count', { query: 'kv where v regex "(a"' }, 'INVALID'],
      ['Search', { space: 'kv', hasOrder: true, orderBy: 50 }, 'INVALID'],
      ['Search', { space: 'kv', select: [1, 1] }, 'INVALID'],
      ['Search', { space: 'kv', cursor: 'nonsense' }, 'INVALID'],
    ]
    for (const [method, message, code] of calls) {
      const call = method === 'Search' ? client.list(service, method, message) : client.call(service, method, message)
      const error = await call.then(
        () => undefined,
        (error) => error,
      )
      t.is(error && failureOf(error)?.code, code, `${method} ${JSON.stringify(message).slice(0, 200)}: ${error?.message}`)
    }
  }
  await stillAnswers(t)
})

test.serial('requests of a session that fit no region', async (t) => {
  using client = new ForeignClient(deployment.addresses[0]!)
  const stream = client.stream(service, 'Session')
  const key = Buffer.from('known')
  const requests: Message[] = [
    { id: 1, space: 1, region: 999, epoch: 1, get: key },
    { id: 2, space: 999, region: 1, epoch: 1, get: key },
    { id: 3, space: 1, region: 1, epoch: 999_999, get: key },
    { id: 4, space: 1, region: 1, epoch: 1, update: { client: 12345, number: 1, mark: 1 } },
    { id: 5, searchNext: { cursor: 777 } },
    { id: 6, space: 1, searchOpen: { regions: [{ region: 999, epoch: 1 }] } },
    { id: 7, space: 1, searchOpen: {} },
    { id: 8 },
  ]
  stream.write({ requests })
  stream.end()
  const answered = new Map<unknown, unknown>()
  for await (const { responses } of stream as AsyncIterable<Message>) {
    for (const { id, status } of responses as Message[]) answered.set(id, status)
  }
  t.deepEqual([...answered.keys()].sort(), [1, 2, 3, 4, 5, 6, 7, 8])
  for (const id of [1, 2, 4, 5, 6, 8]) t.not(answered.get(id), 'ok', `request ${id}`)
  await stillAnswers(t)
})

test.serial('addresses in use and data directories that do not fit', async (t) => {
  const [first, second] = deployment.addresses as [string, string]
  const data = (name: string) => join(directory.path, name)
  const inUse = join(directory.path, 'cluster', 'server-1')
  const other = await Deployment.start(data('other'), 1)
  await other.stop()
  const foreign = join(data('other'), 'server-1')
  const serve = (path: string) => ['server', '--coordinator', coordinator, '--listen', '127.0.0.1:0', '--data', path]
  for (const name of ['server-1', 'coordinator']) {
    await cp(join(data('other'), name), data(`newer-${name}`), { recursive: true })
    const file = join(data(`newer-${name}`), 'format')
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), format: 99 }))
  }
  await writeFile(data('a-file'), 'no directory')
  const elsewhere = [['start'], ['coordinator'], ['server', '--coordinator', coordinator]].map((command): Case => {
    const argv = [...command, '--listen', '192.0.2.1:0', '--data', data(`elsewhere-${command[0]}`)]
    return [2, /192\.0\.2\.1:0, which is no address of this machine/, argv]
  })
  await refusedAll(t, [
    [1, /in use/, ['start', '--listen', first, '--data', data('start')]],
    [1, /in use/, ['coordinator', '--listen', first, '--data', data('coordinator')]],
    [1, /in use/, ['server', '--coordinator', coordinator, '--listen', second, '--data', data('server')]],
    [1, /in use by another process/, ['server', '--coordinator', coordinator, '--listen', '127.0.0.1:0', '--data', inUse]],
    [1, /cluster\.json/, ['start', '--listen', '127.0.0.1:0', '--data', inUse]],
    [1, /belongs to|another cluster|cluster/, serve(foreign)],
    [1, /server|coordinator/, ['coordinator', '--listen', '127.0.0.1:0', '--data', foreign]],
    [1, /coordinator/, serve(join(data('other'), 'coordinator'))],
    [1, /format 99|version/, serve(data('newer-server-1'))],
    [1, /format 99|version/, ['coordinator', '--listen', '127.0.0.1:0', '--data', data('newer-coordinator')]],
    [2, /a-file/, serve(data('a-file'))],
    ...elsewhere,
    [2, /--listen/, ['start', '--listen', 'here', '--data', data('start')]],
    [2, /--servers/, ['start', '--servers', '0', '--data', data('start')]],
  ])
  await stillAnswers(t)
})
