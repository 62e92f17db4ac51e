// A space with `durability synced` on real disks: writes, relocations and searches work, and everything is there after orderly stops and
// after all processes were killed.
import { join } from 'node:path'
import test from 'ava'
import { connect, type Database, space, t as types } from '../../src/index.ts'
import { Daemon, freeAddress, TestDirectory } from './launcher.ts'
import { configurationOf, disagreements } from './replicas.ts'

const ledger = space('ledger', {
  key: { account: types.string },
  attributes: { owner: types.string, balance: types.int },
  subspaces: [['owner'], ['balance']],
  partitions: 8,
  durability: 'synced',
})
const accounts = 120

test('a synced space', async (t) => {
  await using directory = await TestDirectory.make()
  const data = join(directory.path, 'cluster')
  const address = await freeAddress()
  const start = () => Daemon.start('start', '--servers', '3', '--data', data, '--listen', address)
  let cluster = await start()
  await using db = await connect(`hyperdex://${address}`)
  await db.admin.addSpace(ledger)
  const [definition] = await db.admin.listSpaces()
  t.is(definition?.durability, 'synced')

  const rows = Array.from({ length: accounts }, (_, index) => [`a${index}`, { owner: `o${index % 4}`, balance: index }] as const)
  t.is(await db.space(ledger).putMany(rows), accounts)
  await move(db, 1)
  await check(db, 1)

  await cluster.stop()
  cluster = await start()
  await check(db, 1)
  const unanswered = move(db, 2)
  await cluster.kill()
  cluster = await start()
  await unanswered
  await check(db, 2)

  const configuration = await configurationOf(address)
  await db.close()
  await cluster.stop()
  const directories = [1, 2, 3].map((server) => join(data, `server-${server}`))
  t.deepEqual(await disagreements(configuration, directories, { ledger: accounts }), [])

  /** Each balance passes through several regions. */
  async function move(db: Database, times: number): Promise<void> {
    const s = db.space(ledger)
    const add = (index: number) => s.add(`a${index}`, { balance: 1_000_000 }, { if: { owner: `o${index % 4}` }, timeoutMs: 60_000 })
    t.deepEqual(new Set(await Promise.all(Array.from({ length: accounts }, (_, index) => add(index)))), new Set([true]), `move ${times}`)
  }

  async function check(db: Database, moves: number): Promise<void> {
    const s = db.space(ledger)
    const found: number[] = []
    for await (const { balance } of s.search({ owner: 'o1' }, { orderBy: ['balance', 'asc'], timeoutMs: 60_000 })) found.push(balance)
    const expected = Array.from({ length: accounts / 4 }, (_, index) => 1_000_000 * moves + 4 * index + 1)
    t.deepEqual(found, expected)
    t.is((await s.get('a7', { timeoutMs: 60_000 }))?.balance, 1_000_000 * moves + 7)
  }
})
