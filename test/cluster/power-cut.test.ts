// The power of all machines fails at once, as far as processes can tell: they are killed, the boot of the machine is another one, and of each server's
// log the end is gone, of each another part. Started again as always, without anybody's help, the cluster is whole: what is left is alike everywhere.

import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { connect, space, t as types } from '../../src/index.ts'
import { Daemon, freeAddress, hyperdex, TestDirectory, until } from './launcher.ts'
import { configurationOf, disagreements } from './replicas.ts'

const servers = 3
const accounts = 600
/** What each server's disk has kept of its log. */
const kept = [0.9, 0.6, 0.75]

for (const tolerate of [0, 1]) {
  test.serial(`replicas that tolerate ${tolerate} failures`, async (t) => {
    const ledger = space('ledger', {
      key: { account: types.string },
      attributes: { owner: types.string, balance: types.int },
      subspaces: [['owner'], ['balance']],
      partitions: 4,
      tolerate,
    })
    await using directory = await TestDirectory.make()
    const data = join(directory.path, 'cluster')
    const directories = Array.from({ length: servers }, (_, index) => join(data, `server-${index + 1}`))
    const address = await freeAddress()
    const start = () => Daemon.start('start', '--servers', String(servers), '--data', data, '--listen', address)
    let cluster = await start()
    await using db = await connect(`hyperdex://${address}`)
    await db.admin.addSpace(ledger)
    const stored = db.space(ledger)
    for (const round of [1, 2]) {
      // In the second round every object moves to other regions.
      const rows = Array.from(
        { length: accounts },
        (_, index) => [`a${index}`, { owner: `o${index * round}`, balance: index * 1000 ** round }] as const,
      )
      t.is(await stored.putMany(rows), accounts)
    }

    await cluster.kill()
    for (const [index, path] of directories.entries()) await losePower(path, kept[index]!)
    cluster = await start()
    const patient = { timeoutMs: 60_000 }
    await stored.put('later', { owner: 'o1', balance: 1 }, patient)
    await until('everything is whole again', async () => JSON.parse((await hyperdex(address, 'status', '--json')).stdout).stable === true)
    const count = await stored.count({}, patient)
    t.log(`${count} objects`)
    t.true(count > 1 && count <= accounts + 1, `${count} objects are left`)
    const check = await hyperdex(address, 'check')
    t.is(check.status, 0, check.stdout + check.stderr)
    for (let index = 0; index < 20; index++) {
      const found = await stored.get(`a${index}`, patient)
      if (found) t.is(await stored.count({ owner: found.owner, balance: found.balance, account: `a${index}` }, patient), 1)
    }

    const configuration = await configurationOf(address)
    await db.close()
    t.is(await cluster.stop(), 0)
    t.deepEqual((await disagreements(configuration, directories, { ledger: count })).slice(0, 10), [])
  })
}

/** What a server's directory is after the loss of power: it is found in another boot, and the newest log ends earlier. */
async function losePower(path: string, part: number): Promise<void> {
  const run = join(path, 'run')
  await writeFile(run, JSON.stringify({ ...JSON.parse(await readFile(run, 'utf8')), boot: 'another boot' }))
  const store = join(path, 'store')
  const log = (await readdir(store))
    .filter((name) => name.endsWith('.log'))
    .sort()
    .at(-1)!
  await truncate(join(store, log), Math.floor((await stat(join(store, log))).size * part))
}
