// A write with a condition needs an object for it to hold for, at each interface; only gRPC's checkedIfPresent and its like do without.
import test from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { Commands } from '../cli/commands.ts'
import { ForeignClient, failureOf, int, type Message } from './foreign-client.ts'

const service = 'hyperdex.v1.HyperDex'
let cluster: EmbeddedCluster

test.before(async () => {
  cluster = await embedded()
  await using db = await cluster.connect()
  await db.admin.addSpace('space things key name attributes int n, text create 4 partitions')
})

test.after.always(() => cluster?.close())

/** n = 0, which an absent object would pass if its defaults were looked at. */
const zero = { kind: 'TEST', attribute: 1, operator: 'equal', operands: [int(0)] }
const one = { kind: 'TEST', attribute: 1, operator: 'equal', operands: [int(1)] }

test('gRPC: a condition on an absent object is NOT_FOUND, with every presence but checkedIfPresent', async (t) => {
  using client = new ForeignClient(cluster.addresses[0]!)
  const add = { operations: [{ attribute: 1, name: 'add', operands: [int(1)] }] }
  const outcome = (key: string, rest: Message) =>
    client.call(service, 'Update', { space: 'things', update: { key: Buffer.from(key), ...rest } }).then(
      () => 'done',
      (error) => failureOf(error)?.code,
    )
  for (const presence of ['any', 'present', 'absent']) {
    t.is(await outcome('nobody', { presence, condition: zero, ...add }), 'NOT_FOUND', presence)
    t.is(await outcome('nobody', { presence, condition: one, ...add }), 'NOT_FOUND', presence)
  }
  t.is(await outcome('nobody', { condition: zero, remove: true }), 'NOT_FOUND')
  t.is(await outcome('nobody', { condition: zero, ifVersion: 0, hasIfVersion: true, ...add }), 'NOT_FOUND')
  t.is(await outcome('made', { presence: 'checkedIfPresent', condition: one, ...add }), 'done')
  t.is(await outcome('made', { condition: zero, ...add }), 'COMPARE_FAILED')
  t.is(await outcome('made', { presence: 'absent', condition: one, ...add }), 'COMPARE_FAILED')
  t.is(await outcome('made', { condition: one, ...add }), 'done')
  t.is((await client.call(service, 'Count', { query: 'things' })).count, 1)
})

test('typed client and command line: false, and exit status 4', async (t) => {
  await using db = await cluster.connect()
  const u = await db.openSpace('things')
  const values = { n: 1 }
  const where = { n: 0 }
  t.false(await u.put('absent', values, { if: where }))
  t.false(await u.condPut('absent', where, values))
  t.false(await u.add('absent', values, { if: where }))
  t.false(await u.del('absent', { if: where }))
  t.false(await u.update('absent').add(values).commit({ if: where }))
  t.is(await u.get('absent'), undefined)
  await using commands = await Commands.connect(cluster.addresses)
  for (const argv of [
    ['put', 'things', 'absent', 'n=1'],
    ['op', 'things', 'absent', 'add', 'n=1'],
    ['del', 'things', 'absent'],
  ]) {
    const { status, code } = await commands.run([...argv, '--if', 'n = 0'])
    t.deepEqual([status, code], [4, 'NOT_FOUND'], argv.join(' '))
  }
})
