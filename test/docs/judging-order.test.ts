// A write is judged in the order that docs/interface.md gives: one that is wrong in every way is told the first of them, and when that is set right the
// next. What is refused changes nothing.
import type { ServiceError } from '@grpc/grpc-js'
import anyTest, { type TestFn } from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { ForeignClient, failureOf, int, type Message, valuesOf } from '../cluster/foreign-client.ts'

const test = anyTest as TestFn<{ cluster: EmbeddedCluster; client: ForeignClient }>
const service = 'hyperdex.v1.HyperDex'
const admin = 'hyperdex.v1.Admin'
const key = Buffer.from('k')

test.before(async (t) => {
  const cluster = await embedded({ servers: 2 })
  t.context = { cluster, client: new ForeignClient(cluster.addresses[1]!) }
  await t.context.client.call(admin, 'AddSpace', { definition: 'space s key k attributes int n, int m, document d subspace n' })
})

test.after.always(async (t) => {
  t.context.client?.[Symbol.dispose]()
  await t.context.cluster?.close()
})

const add = (value: number, attribute = 1) => ({ attribute, name: 'add', operands: [int(value)] })
const isEqual = (value: number) => ({ kind: 'TEST', attribute: 1, operator: 'equal', operands: [int(value)] })

/** The code that it fails with, or its version. */
async function judged(client: ForeignClient, update: Message): Promise<unknown> {
  try {
    return (await client.call(service, 'Update', { space: 's', update: { key, ...update } })).version
  } catch (error) {
    const { code, message } = failureOf(error as ServiceError)!
    return code === 'COMPARE_FAILED'
      ? `${code}: ${/version/.test(message) ? 'version' : /condition/.test(message) ? 'condition' : 'presence'}`
      : code
  }
}

async function stored(client: ForeignClient): Promise<unknown[]> {
  const { version, object } = await client.call(service, 'Get', { space: 's', key })
  return [
    version,
    ...valuesOf(object)
      .slice(0, 2)
      .map((value) => Number(value.readBigInt64LE())),
  ]
}

test.serial('one wrong thing after the other', async (t) => {
  const { client } = t.context
  /** An operation for an attribute that is not there, of an object that is absent, at a wrong version, under a false condition, which fails at last. */
  const malformed = { attribute: 9, name: 'add', operands: [int(1)] }
  const fails = [add(1), { attribute: 2, name: 'div', operands: [int(0)] }]
  const wrong = { presence: 'present', hasIfVersion: true, ifVersion: 7, condition: isEqual(5), operations: [malformed, ...fails] }
  await client.call(admin, 'SetReadOnly', { space: 's', readOnly: true })
  t.is(await judged(client, wrong), 'READONLY')
  await client.call(admin, 'SetReadOnly', { space: 's', readOnly: false })
  t.is(await judged(client, wrong), 'INVALID')
  const wellFormed = { ...wrong, operations: fails }
  t.is(await judged(client, wellFormed), 'NOT_FOUND')
  const version = await judged(client, { operations: [add(1), add(2, 2)] })
  t.is(await judged(client, wellFormed), 'COMPARE_FAILED: version')
  const atVersion = { ...wellFormed, ifVersion: version }
  t.is(await judged(client, atVersion), 'COMPARE_FAILED: condition')
  const underCondition = { ...atVersion, condition: isEqual(1) }
  t.is(await judged(client, underCondition), 'DIVIDE_BY_ZERO')
  t.deepEqual(await stored(client), [version, 1, 2], 'nothing was changed')
  const right = { ...underCondition, operations: [add(1), add(1, 2)] }
  const next = await judged(client, right)
  t.deepEqual(await stored(client), [next, 2, 3])
  t.is(await judged(client, right), 'COMPARE_FAILED: version')
})

test.serial('what has to be absent is judged before versions and operations', async (t) => {
  const { client } = t.context
  await judged(client, { operations: [{ attribute: 1, name: 'put', operands: [int(1)] }] })
  const before = await stored(client)
  const absent = { presence: 'absent', hasIfVersion: true, ifVersion: 7, operations: [{ attribute: 2, name: 'div', operands: [int(0)] }] }
  t.is(await judged(client, absent), 'COMPARE_FAILED: presence')
  t.is(await judged(client, { ...absent, operations: [{ attribute: 9, name: 'div', operands: [int(0)] }] }), 'INVALID')
  t.deepEqual(await stored(client), before)
})

test.serial('of several operations the first that fails is told, and none is done', async (t) => {
  const { client } = t.context
  const before = await stored(client)
  const byZero = { attribute: 1, name: 'div', operands: [int(0)] }
  const overflow = { attribute: 2, name: 'mul', operands: [Buffer.from([0, 0, 0, 0, 0, 0, 0, 0x7f])] }
  const noPath = { attribute: 3, name: 'docUnset', path: 'a' }
  t.is(await judged(client, { operations: [add(1), byZero, overflow, noPath] }), 'DIVIDE_BY_ZERO')
  t.is(await judged(client, { operations: [add(100, 2), overflow, byZero, noPath] }), 'OVERFLOW')
  t.is(await judged(client, { operations: [add(1), noPath, byZero, overflow] }), 'BAD_PATH')
  // By zero only in between: the newest value counts, not the one that was there.
  t.is(await judged(client, { operations: [add(1), { ...byZero, operands: [int(1)] }, noPath] }), 'BAD_PATH')
  t.deepEqual(await stored(client), before)
})

test.serial('a removal is judged like any write', async (t) => {
  const { client } = t.context
  const [version] = await stored(client)
  t.is(await judged(client, { remove: true, hasIfVersion: true, ifVersion: 7, condition: isEqual(99) }), 'COMPARE_FAILED: version')
  t.is(await judged(client, { remove: true, hasIfVersion: true, ifVersion: version, condition: isEqual(99) }), 'COMPARE_FAILED: condition')
  await client.call(admin, 'SetReadOnly', { space: '', readOnly: true })
  t.is(await judged(client, { remove: true }), 'READONLY')
  await client.call(admin, 'SetReadOnly', { space: '', readOnly: false })
  t.is(typeof (await judged(client, { remove: true })), 'number')
  t.is(await judged(client, { remove: true, hasIfVersion: true, ifVersion: version }), 'NOT_FOUND')
  // Nothing there is version 0: a put at another one is compared, since it does not need the object.
  t.is(await judged(client, { operations: [add(1)], hasIfVersion: true, ifVersion: version }), 'COMPARE_FAILED: version')
  t.is(typeof (await judged(client, { operations: [add(1)], hasIfVersion: true, ifVersion: 0 })), 'number')
})
