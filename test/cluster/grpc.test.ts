// What a client in any language sees that has nothing but the files in proto/: every process answers for every key, errors carry their code
// in the trailer, health checks and reflection work.
import { type ServiceError, status } from '@grpc/grpc-js'
import test from 'ava'
import { Deployment } from './deployment.ts'
import { ForeignClient, failureOf, int, type Message, valuesOf } from './foreign-client.ts'
import { TestDirectory } from './launcher.ts'

const service = 'hyperdex.v1.HyperDex'
const people = 'space people key name attributes int age, town subspace age subspace town create 16 partitions'

function put(name: string, age: number, town: string): Message {
  const operations = [
    { attribute: 1, name: 'put', operands: [int(age)] },
    { attribute: 2, name: 'put', operands: [Buffer.from(town)] },
  ]
  return { space: 'people', update: { key: Buffer.from(name), operations } }
}

test('a client made from the protos alone', async (t) => {
  await using directory = await TestDirectory.make()
  const deployment = await Deployment.start(directory.path, 3)
  const addresses = [deployment.coordinatorAddress, ...deployment.addresses]
  using first = new ForeignClient(deployment.addresses[1]!)
  t.like(await first.call('hyperdex.v1.Admin', 'AddSpace', { definition: people }), { changed: true })
  const { spaces } = (await first.call('hyperdex.v1.Admin', 'GetConfiguration', {})) as { spaces: { id: number }[] }
  const spaceId = spaces[0]!.id

  const failure = async (client: ForeignClient, method: string, message: Message) => {
    const error = (await t.throwsAsync(client.call(service, method, message))) as ServiceError
    return { status: error.code, code: failureOf(error)?.code }
  }
  for (const [index, address] of addresses.entries()) {
    using client = new ForeignClient(address)
    const name = `p${index}`
    const { version } = await client.call(service, 'Update', put(name, 30 + index, 'Oslo'))
    t.true((version as number) > 0)

    // What one process has taken in, every other one finds.
    for (const other of addresses) {
      using reader = new ForeignClient(other)
      const found = await reader.call(service, 'Get', { space: 'people', key: Buffer.from(name) })
      t.deepEqual([found.version, found.attributes], [version, ['age', 'town']])
      t.deepEqual(valuesOf(found.object), [int(30 + index), Buffer.from('Oslo')])
      const part = await reader.call(service, 'Get', { space: 'people', key: Buffer.from(name), select: [2, 0] })
      t.deepEqual([part.version, part.attributes], [version, ['town', 'name']])
      t.deepEqual(valuesOf(part.object), [Buffer.from('Oslo'), Buffer.from(name)])
      const [routed, wrong] = await session(reader, [
        { id: 1, space: spaceId, get: Buffer.from(name), select: [2] },
        { id: 2, space: spaceId, get: Buffer.from(name), select: [3] },
      ])
      t.deepEqual([routed!.selected, routed!.version, valuesOf(routed!.object)], [true, version, [Buffer.from('Oslo')]])
      t.is((wrong!.failure as Message).code, 'INVALID')
      t.is((await reader.call(service, 'Count', { query: 'people where town = "Oslo"' })).count, index + 1)
      const rows = await reader.list(service, 'Search', { query: 'people select name where age >= 30 order by age desc limit 2' })
      t.deepEqual(
        rows.map(({ key }) => String(key)),
        [`p${index}`, `p${index - 1}`].slice(0, index + 1),
      )
    }

    const explained = await client.call(service, 'Explain', { query: 'people where age between 30 and 31 order by name desc limit 1' })
    const { subspace, attributes, regionsAsked, regionsTotal, indexes, matches, timeMs } = explained
    t.deepEqual([subspace, attributes, regionsTotal, indexes, matches], [1, ['age'], 16, ['key scan'], 1])
    t.true((regionsAsked as number) < 16 && (timeMs as number) > 0, `${regionsAsked} ${timeMs}`)

    const predicate = { kind: 'TEST', attribute: 1, operator: 'between', operands: [int(30), int(31)] }
    const rows = await client.list(service, 'Search', { space: 'people', predicate })
    t.deepEqual(
      rows.map(({ key }) => String(key)),
      ['p0', 'p1'].slice(0, index + 1),
    )

    const missing = { space: 'people', key: Buffer.from('nobody') }
    t.deepEqual(await failure(client, 'Get', missing), { status: status.NOT_FOUND, code: 'NOT_FOUND' })
    const unknown = { space: 'people', key: Buffer.from(name), select: [3] }
    t.deepEqual(await failure(client, 'Get', unknown), { status: status.INVALID_ARGUMENT, code: 'INVALID' })
    t.deepEqual(await failure(client, 'Get', { space: 'animals', key: Buffer.from('a') }), {
      status: status.NOT_FOUND,
      code: 'UNKNOWN_SPACE',
    })
    const taken = put(name, 1, '')
    const absent = { ...taken, update: { ...(taken.update as Message), presence: 'absent' } }
    t.deepEqual(await failure(client, 'Update', absent), { status: status.FAILED_PRECONDITION, code: 'COMPARE_FAILED' })
    const tooMuch = { attribute: 1, name: 'mul', operands: [Buffer.from([0, 0, 0, 0, 0, 0, 0, 0x7f])] }
    const overflowing = { space: 'people', update: { key: Buffer.from(name), presence: 'present', operations: [tooMuch] } }
    t.deepEqual(await failure(client, 'Update', overflowing), { status: status.OUT_OF_RANGE, code: 'OVERFLOW' })
    const short = { space: 'people', update: { key: Buffer.from(name), operations: [{ attribute: 1, operands: [Buffer.from('1')] }] } }
    t.deepEqual(await failure(client, 'Update', short), { status: status.INVALID_ARGUMENT, code: 'INVALID' })
    for (const method of ['Count', 'Explain']) {
      t.deepEqual(await failure(client, method, { query: 'people where' }), { status: status.INVALID_ARGUMENT, code: 'INVALID' })
      t.deepEqual(await failure(client, method, { query: 'animals' }), { status: status.NOT_FOUND, code: 'UNKNOWN_SPACE' })
    }

    t.is((await client.call('grpc.health.v1.Health', 'Check', {})).status, 'SERVING')
    t.is((await client.call('grpc.health.v1.Health', 'Check', { service })).status, 'SERVING')
    const listed = await reflect(client)
    for (const name of [service, 'hyperdex.v1.Admin', 'grpc.health.v1.Health']) t.true(listed.includes(name), name)
  }

  // Rows carry the versions of their objects, and every write compares the one that it names.
  const p1 = { space: 'people', key: Buffer.from('p1') }
  const { version } = (await first.call(service, 'Get', p1)) as { version: number }
  const [row] = await first.list(service, 'Search', { query: 'people where name = "p1"' })
  t.is(row!.version, version)
  const at = (ifVersion: number, sent: Message) => ({ space: 'people', update: { ...sent, key: p1.key, ifVersion, hasIfVersion: true } })
  const older = { operations: [{ attribute: 1, name: 'add', operands: [int(1)] }] }
  for (const sent of [older, { remove: true }]) {
    const refused = await failure(first, 'Update', at(version + 1, sent))
    t.deepEqual(refused, { status: status.FAILED_PRECONDITION, code: 'COMPARE_FAILED' })
  }
  const { version: next } = (await first.call(service, 'Update', at(version, older))) as { version: number }
  t.is((await first.call(service, 'Get', p1)).version, next)
  await first.call(service, 'Update', at(next, { remove: true }))
  t.deepEqual(await failure(first, 'Update', at(next, older)), { status: status.FAILED_PRECONDITION, code: 'COMPARE_FAILED' })
  t.true(((await first.call(service, 'Update', at(0, older))).version as number) > next)

  const removal = { space: 'people', update: { key: Buffer.from('p0'), remove: true, presence: 'present' } }
  await first.call(service, 'Update', removal)
  t.deepEqual(await failure(first, 'Update', removal), { status: status.NOT_FOUND, code: 'NOT_FOUND' })

  await Promise.all(Array.from({ length: 100 }, (_, index) => first.call(service, 'Update', put(`q${index}`, index, 'Turku'))))
  const group = { query: 'people where town = "Turku"', update: older }
  t.deepEqual(await first.list(service, 'GroupUpdateWithProgress', group), [{ changed: 64 }, { changed: 100, done: true }])
  await deployment.stop()
})

/** The answers to requests of a Session, by rising id. */
async function session(client: ForeignClient, requests: readonly Message[]): Promise<Message[]> {
  const stream = client.stream(service, 'Session')
  stream.write({ requests })
  const answers: Message[] = []
  for await (const { responses } of stream as AsyncIterable<{ responses: Message[] }>) {
    answers.push(...responses)
    if (answers.length === requests.length) break
  }
  return answers.sort((a, b) => (a.id as number) - (b.id as number))
}

/** The names of the services. */
async function reflect(client: ForeignClient): Promise<string[]> {
  const stream = client.stream('grpc.reflection.v1.ServerReflection', 'ServerReflectionInfo')
  stream.write({ listServices: '*' })
  stream.end()
  for await (const answer of stream as AsyncIterable<Message>) {
    const { service } = answer.listServicesResponse as { service: { name: string }[] }
    return service.map(({ name }) => name)
  }
  return []
}
