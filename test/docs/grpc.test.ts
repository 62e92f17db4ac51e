// What docs/grpc.md shows is what happens, with the space of the README as its tour leaves it: the calls of grpcurl, sent as the JSON that they are by a
// client made from the protos alone, the program in Python where Python has gRPC, and the client in Node.
import { execFile, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as grpc from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import anyTest, { type ExecutionContext, type TestFn } from 'ava'
import type protobuf from 'protobufjs'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { Commands } from '../cli/commands.ts'
import { ForeignClient, typesOf } from '../cluster/foreign-client.ts'
import { temporaryDirectory } from '../storage/temporary-directory.ts'
import { grpcPage, type ShownCall, shownCalls } from './grpc-page.ts'
import { blocks, page, steps } from './pages.ts'

const test = anyTest as TestFn<{ cluster: EmbeddedCluster; client: ForeignClient }>
const protoDirectory = join(import.meta.dirname, '../../proto')
const python = process.env.PYTHON ?? 'python3'
const noPython =
  spawnSync(python, ['-c', 'import grpc, grpc_tools.protoc']).status === 0 ? undefined : `skipped: ${python} has no grpcio-tools`

test.before(async (t) => {
  const cluster = await embedded({ servers: 2 })
  t.context = { cluster, client: new ForeignClient(cluster.addresses[1]!) }
  const readme = page('README.md')
  await using commands = await Commands.connect(cluster.addresses)
  await commands.done(['space', 'add', '-'], blocks(readme, 'space')[0]!)
  const writing = blocks(readme, 'console')
    .flatMap(steps)
    .filter(({ argv }) => ['put', 'op'].includes(argv[0]!) && argv[1] === 'users')
  t.true(writing.length >= 4)
  // One of them shows a condition that does not hold.
  for (const { argv, output } of writing) if (output === '') await commands.done(argv)
})

test.after.always(async (t) => {
  t.context.client?.[Symbol.dispose]()
  await t.context.cluster?.close()
})

const asJson: protobuf.IConversionOptions = { bytes: String, longs: String, enums: String }
/** Versions are those of another cluster. */
const withoutVersion = (answer: object) => ({ ...answer, ...('version' in answer ? { version: '…' } : {}) })

/** What the call answers, in the JSON of protobuf; of a stream all its messages. */
async function answered(t: ExecutionContext<{ client: ForeignClient }>, { service, method, request }: ShownCall): Promise<object[]> {
  const types = typesOf(service, method)
  // A field that is misspelt, or a value of another type, would be left out or changed.
  t.like(types.request.toObject(types.request.fromObject(request as object), { ...asJson, defaults: true }), request as object, method)
  const { client } = t.context
  const given = request as Record<string, unknown>
  const answers = types.isStream ? await client.list(service, method, given) : [await client.call(service, method, given)]
  return answers.map((answer) => types.answer.toObject(types.answer.fromObject(answer), asJson))
}

test.serial('the calls of grpcurl are answered as the page shows', async (t) => {
  const calls = shownCalls(grpcPage)
  t.true(calls.length >= 6)
  const seen = new Map<string, object[]>()
  for (const call of calls) {
    const answers = await answered(t, call)
    seen.set(call.method, answers)
    if (call.answers.length > 0) t.deepEqual(answers.map(withoutVersion), (call.answers as object[]).map(withoutVersion), call.method)
  }
  t.true(calls.filter(({ answers }) => answers.length > 0).length >= 5)
  t.like(seen.get('Explain'), [{ subspace: 1, matches: '2' }])
  t.like(seen.get('Aggregate'), [{ groups: { length: 2 } }])
})

test.serial('the call of the README finds what it asks for', async (t) => {
  const [call, ...more] = shownCalls(page('README.md'))
  t.deepEqual(more, [])
  const rows = (await answered(t, call!)) as { key: string }[]
  t.deepEqual(
    rows.map(({ key }) => Buffer.from(key, 'base64').toString()),
    ['jsmith'],
  )
})

test.serial('the program in Python prints what is shown below it', async (t) => {
  t.timeout(100_000)
  if (noPython !== undefined) {
    t.log(noPython)
    t.pass()
    return
  }
  const directory = await temporaryDirectory(t)
  const run = (...argv: string[]) => promisify(execFile)(python, argv, { cwd: directory, timeout: 90_000 })
  const generate = blocks(grpcPage, '').find((block) => block.startsWith('python -m grpc_tools.protoc'))!
  const [, ...argv] = generate.trim().split(' ')
  await run(...argv.map((word) => (word === 'proto' ? protoDirectory : word)))
  const program = blocks(grpcPage, 'python')[0]!.replace('127.0.0.1:1982', t.context.cluster.addresses[1]!)
  t.true(program.includes(t.context.cluster.addresses[1]!))
  const { stdout } = await run('-c', program)
  t.is(stdout, blocks(grpcPage, 'text')[0]!)
})

test.serial('the client in Node is one, and takes large answers', async (t) => {
  const definition = loadSync('hyperdex/v1/hyperdex.proto', { includeDirs: [protoDirectory], keepCase: true, longs: String })
  const source = blocks(grpcPage, 'js')[0]!.replace('127.0.0.1:1982', t.context.cluster.addresses[1]!)
  const client = new Function('grpc', 'definition', `${source}\nreturn client`)(grpc, definition) as grpc.Client & {
    Count(message: object, done: (error: unknown, answer: { count: string }) => void): void
  }
  t.teardown(() => client.close())
  const count = await new Promise((resolve, reject) => {
    client.Count({ query: 'users where last = "Jones"' }, (error, answer) => (error ? reject(error) : resolve(answer.count)))
  })
  t.is(count, '1')
})
