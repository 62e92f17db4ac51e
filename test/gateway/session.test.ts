import test from 'ava'
import { type Request, type Response, responseStatus } from '../../src/cluster/client-messages.ts'
import type { Configuration } from '../../src/cluster/configuration.ts'
import { Gateway } from '../../src/gateway/gateway.ts'
import { RpcServer } from '../../src/transport/rpc-server.ts'
import type { CallOptions } from '../../src/transport/session-driver.ts'
import { openSessionStream } from '../../src/transport/session-stream.ts'
import { emptyBytes } from '../../src/values/bytes.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { decodeObject } from '../../src/values/object.ts'
import { MemoryDriver } from './memory-driver.ts'

const key = encodeString('ann')
const age = (value: bigint) => ({ key, operations: [{ attribute: 1, operands: [encodeInt(value)] }] })

function routing(): { gateway: Gateway; driver: MemoryDriver } {
  const driver = new MemoryDriver()
  const gateway = new Gateway({ connectDriver: async () => driver })
  gateway.connect({ hosts: ['127.0.0.1:1'] })
  return { gateway, driver }
}

test('gets and updates that are stamped for no region are routed', async (t) => {
  const { gateway, driver } = routing()
  const absent = await gateway.route({ id: 1, space: 7, schemaVersion: 3, get: key })
  t.deepEqual([absent.id, absent.status, absent.found], [1, responseStatus.ok, false])
  const written = await gateway.route({ id: 2, space: 7, schemaVersion: 3, update: { update: age(3n) }, timeoutMs: 700 })
  t.deepEqual([written.status, written.version], [responseStatus.ok, 1])
  const given = driver.calls[1]!.timeoutMs!
  t.true(given > 0 && given <= 700, `${given}`)
  const found = await gateway.route({ id: 3, space: 7, get: key })
  t.deepEqual([found.found, found.version], [true, 1])
  t.is(decodeObject(found.object!).length, 2)
  const part = await gateway.route({ id: 4, space: 7, get: key, select: [2, 0] })
  t.deepEqual([part.found, part.selected, part.version, decodeObject(part.object!)], [true, true, 1, [emptyBytes, key]])
  await gateway.close()
})

test('connecting, looking the space up and the call itself have the time of the request once, all together', async (t) => {
  const asked: number[] = []
  const later = <Value>(value: Value) => new Promise<Value>((resolve) => setTimeout(resolve, 100, value))
  class SlowDriver extends MemoryDriver {
    override async lookUp<Found>(
      find: (newest: Configuration) => Found | undefined,
      options: CallOptions = {},
    ): Promise<Found | undefined> {
      asked.push(options.timeoutMs!)
      return later(super.lookUp(find))
    }
  }
  const driver = new SlowDriver()
  const gateway = new Gateway({ connectDriver: () => later(driver) })
  gateway.connect({ hosts: ['127.0.0.1:1'] })
  await gateway.route({ id: 1, space: 7, schemaVersion: 3, update: { update: age(3n) }, timeoutMs: 60_000 })
  await gateway.route({ id: 2, space: 7, get: key, timeoutMs: 60_000 })
  asked.push(...driver.calls.map(({ timeoutMs }) => timeoutMs!))
  const [update, get, updated, got] = asked.map((ms) => Math.floor((60_000 - ms) / 98))
  t.true(update! >= 1 && get! >= 0 && updated! >= 2 && got! >= 1, asked.join())
  await gateway.close()
})

test('what cannot be routed is answered with its failure', async (t) => {
  const { gateway } = routing()
  const code = async (request: Request) => {
    const { id, status, failure } = await gateway.route({ id: 5, ...request })
    t.deepEqual([id, status], [5, responseStatus.failed])
    return failure?.code
  }
  t.is(await code({}), 'INVALID')
  t.is(await code({ space: 7, searchOpen: {} }), 'INVALID')
  t.is(await code({ space: 7, update: {} }), 'INVALID')
  t.is(await code({ space: 7, get: key, update: { update: age(1n) } }), 'INVALID')
  t.is(await code({ space: 7, update: { update: age(1n), client: 3, number: 1 } }), 'INVALID')
  t.is(await code({ space: 7, update: { update: { ...age(1n), presence: 12 } } }), 'INVALID')
  t.is(await code({ space: 7, get: key, select: [3] }), 'INVALID')
  t.is(await code({ space: 8, get: key }), 'UNKNOWN_SPACE')
  // What was made by an older version means the same by this one.
  t.is((await gateway.route({ id: 5, space: 7, schemaVersion: 2, get: key })).failure ?? undefined, undefined)
  t.is(await code({ space: 7, schemaVersion: 4, get: key }), 'SCHEMA_MISMATCH')
  await gateway.close()
  t.is(await code({ space: 7, get: key }), 'UNAVAILABLE')
})

test('a process without regions routes sessions, refuses stamped requests as stale, and cancels', async (t) => {
  const { gateway, driver } = routing()
  const server = new RpcServer()
  gateway.addHyperDex(server)
  const address = `127.0.0.1:${await server.listen('127.0.0.1:0')}`
  const answers = new Map<number, Response>()
  let wake = () => {}
  const stream = openSessionStream(address, {
    onResponses(responses) {
      for (const response of responses) answers.set(response.id ?? 0, response)
      wake()
    },
    onClose: (error) => t.fail(error?.message),
  })
  const answer = async (id: number): Promise<Response> => {
    while (!answers.has(id)) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    return answers.get(id)!
  }
  stream.send([
    { id: 1, space: 7, update: { update: age(9n) } },
    { id: 2, space: 7, region: 4, epoch: 1, get: key },
    { id: 3, space: 7, searchOpen: { regions: [{ region: 4 }] } },
    { id: 4, searchClose: 0 },
    { id: 5 },
  ])
  t.is((await answer(1)).version, 1)
  for (const id of [2, 3]) {
    const { status, configurationVersion } = await answer(id)
    t.deepEqual([status, configurationVersion], [responseStatus.stale, 5])
  }
  t.is((await answer(5)).failure?.code, 'INVALID')
  t.false(answers.has(4))
  driver.hanging = true
  stream.send([{ id: 6, space: 7, get: key }, { cancel: 6 }])
  const { status } = await answer(6)
  t.is(status, responseStatus.failed)
  stream.close()
  await gateway.close()
  await server.close()
})
