import test from 'ava'
import fc from 'fast-check'
import type { Request, Response } from '../../src/cluster/client-messages.ts'
import { messageElementsMax } from '../../src/cluster/size-limits.ts'
import { HyperdexError } from '../../src/errors.ts'
import { decodeMessage, decodeRequests, encodeBatches, encodeMessage, type Sent } from '../../src/transport/wire.ts'
import { matchAll, type Predicate, predicateKind, predicateLevelsMaximum } from '../../src/values/predicate.ts'

const bytes = fc.uint8Array({ maxLength: 40 })
const counter = fc.oneof(fc.nat(), fc.maxSafeNat())
const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 })

const response: fc.Arbitrary<Response> = fc.record({
  id: counter,
  status: fc.constantFrom(0, 1, 2, 3),
  found: fc.boolean(),
  version: counter,
  object: bytes,
  configurationVersion: counter,
})
const request: fc.Arbitrary<Request> = fc.record({
  id: counter,
  space: uint32,
  schemaVersion: uint32,
  region: uint32,
  epoch: counter,
  timeoutMs: uint32,
  get: bytes,
})

function sameBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (Array.isArray(value)) return value.map(sameBytes)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.keys(value).map((key) => [key, sameBytes((value as Record<string, unknown>)[key])]))
  }
  return value
}

test('messages come back as they were sent', (t) => {
  fc.assert(
    fc.property(fc.array(response), (responses) => {
      const back = decodeMessage('ResponseBatch', encodeMessage('ResponseBatch', { responses })).responses
      t.is(back.length, responses.length)
      back.forEach(({ id, status, found, version, object, configurationVersion }, index) => {
        t.deepEqual(sameBytes({ id, status, found, version, object, configurationVersion }), sameBytes(responses[index]))
      })
    }),
    { numRuns: 50 },
  )
  fc.assert(
    fc.property(request, (sent) => {
      const { id, space, schemaVersion, region, epoch, timeoutMs, get } = decodeMessage('Request', encodeMessage('Request', sent))
      t.deepEqual(sameBytes({ id, space, schemaVersion, region, epoch, timeoutMs, get }), sameBytes(sent))
    }),
    { numRuns: 50 },
  )
})

test('the elements of repeated counters are numbers, too', (t) => {
  fc.assert(
    fc.property(fc.array(counter), (joined) => {
      const { joined: packed } = decodeMessage('RegionEntry', encodeMessage('RegionEntry', { joined }))
      t.deepEqual(Array.from(packed), joined)
    }),
    { numRuns: 50 },
  )
  // Field 4, two bytes long, of which the second varint has no end.
  t.throws(() => decodeMessage('RegionEntry', Buffer.from([0x22, 0x02, 0x01, 0x80])), { instanceOf: HyperdexError, code: 'INVALID' })
  t.throws(() => decodeMessage('RegionEntry', Buffer.from([0x22, 0x05, 0x01])), { instanceOf: HyperdexError, code: 'INVALID' })
})

test('unset fields read as their defaults', (t) => {
  const { id, get, update, cancel } = decodeMessage('Request', new Uint8Array(0))
  t.deepEqual({ id, get, update, cancel }, { id: 0, get: null, update: null, cancel: null })
  const { key, operations, condition, hasIfVersion } = decodeMessage('Update', new Uint8Array(0))
  t.deepEqual(
    { key: key.length, operations: operations.length, condition, hasIfVersion },
    { key: 0, operations: 0, condition: null, hasIfVersion: false },
  )
})

test('an empty get and cursor 0 are told from none', (t) => {
  t.is(decodeMessage('Request', encodeMessage('Request', { get: new Uint8Array(0) })).get?.length, 0)
  t.is(decodeMessage('Request', encodeMessage('Request', { searchClose: 0 })).searchClose, 0)
})

test('a counter of 2^53 - 1 passes, a larger one does not', (t) => {
  const largest = encodeMessage('OpenSessionResult', { client: Number.MAX_SAFE_INTEGER })
  t.is(decodeMessage('OpenSessionResult', largest).client, Number.MAX_SAFE_INTEGER)
  const tooLarge = Buffer.from([0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01])
  t.throws(() => decodeMessage('OpenSessionResult', tooLarge), { instanceOf: HyperdexError, code: 'INVALID' })
})

test('a predicate of the most levels there may be passes within batches of requests', (t) => {
  let predicate: Predicate = matchAll
  for (let level = 1; level < predicateLevelsMaximum; level++) predicate = { kind: predicateKind.not, terms: [predicate] }
  const requests = [
    { update: { update: { condition: predicate } } },
    { searchOpen: { predicate } },
    { watchOpen: { predicate } },
  ] satisfies Sent<'Request'>[]
  const [batch] = encodeBatches('Request', requests, 1 << 20, 1 << 20, () => t.fail())
  t.is(decodeMessage('RequestBatch', batch!).requests.length, requests.length)
})

test('bytes that are no message are INVALID and nothing else', (t) => {
  let refused = 0
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
      for (const name of ['RequestBatch', 'SearchCall', 'LinkBatch', 'ConfigurationChange'] as const) {
        try {
          decodeMessage(name, noise)
        } catch (error) {
          refused++
          t.is((error as HyperdexError).code, 'INVALID')
        }
      }
    }),
    { numRuns: 300 },
  )
  t.true(refused > 100)
})

test('a small message that would fill the memory is refused', (t) => {
  const empty = Buffer.alloc(2 * (messageElementsMax + 1))
  for (let index = 0; index < empty.length; index += 2) empty[index] = 0x0a
  t.throws(() => void decodeMessage('RequestBatch', empty), { code: 'TOO_LARGE', message: /elements/ })
  t.throws(() => void decodeRequests(empty), { code: 'TOO_LARGE', message: /elements/ })
  t.is(messageElementsMax, 2_500_000)
  t.is(decodeMessage('RequestBatch', empty.subarray(2)).requests.length, messageElementsMax)
  t.true(decodeRequests(empty.subarray(2)).bytes > 100 * messageElementsMax, 'it counts for what it takes in memory')
})

test('batches keep the order, end near the preferred size and leave out what cannot be sent', (t) => {
  const tooDeep = { predicate: {} as Predicate }
  for (let level = 0; level < 150; level++) tooDeep.predicate = { kind: 4, terms: [tooDeep.predicate] }
  const requests: Sent<'Request'>[] = []
  for (let id = 1; id <= 50; id++) requests.push({ id, get: new Uint8Array(100) })
  requests.splice(20, 0, { id: 1000, searchOpen: { predicate: tooDeep.predicate } })
  requests.splice(30, 0, { id: 1001, get: new Uint8Array(5000) })
  requests.push({ id: 1002, get: new Uint8Array(5000) })
  const refused: [number | null | undefined, string][] = []
  const batches = encodeBatches('Request', requests, 1000, 4000, (message, error) => refused.push([message.id, error.code]))
  t.deepEqual(refused, [
    [1000, 'INVALID'],
    [1001, 'TOO_LARGE'],
    [1002, 'TOO_LARGE'],
  ])
  for (const batch of batches) t.true(batch.length < 1200)
  t.true(batches.length >= 5)
  const ids = batches.flatMap((batch) => decodeMessage('RequestBatch', batch).requests.map(({ id }) => id))
  t.deepEqual(
    ids,
    Array.from({ length: 50 }, (_, index) => index + 1),
  )
})

test('a message that fits alone only is a batch of its own, in its place', (t) => {
  const refuse = () => t.fail()
  const requests = [10, 10, 3900, 10, 10].map((length, index) => ({ id: index + 1, get: new Uint8Array(length) }))
  const batches = encodeBatches('Request', requests, 1000, 3920, refuse)
  t.deepEqual(
    batches.map((batch) => decodeMessage('RequestBatch', batch).requests.map(({ id }) => id)),
    [[1, 2], [3], [4, 5]],
  )
  for (const batch of batches) t.true(batch.length <= 3920)
})

test('decoded bytes are plain ones, whose slices are copies', (t) => {
  const encoded = encodeMessage('RequestBatch', { requests: [{ id: 1, get: Uint8Array.of(1, 2, 3) }] })
  const [request] = decodeMessage('RequestBatch', encoded).requests
  const copy = request!.get!.slice()
  copy[0] = 9
  t.false(Buffer.isBuffer(request!.get))
  t.deepEqual(request!.get, Uint8Array.of(1, 2, 3))
})
