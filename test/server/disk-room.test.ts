import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import test from 'ava'
import { CoordinatorProcess } from '../../coordinator/service/coordinator-process.ts'
import { connect, space, t as types } from '../../src/index.ts'
import { DiskRoom, measureDisk } from '../../src/server/disk-room.ts'
import { ServerProcess } from '../../src/server/server-process.ts'

test('a disk is full below the reserve, and has room again a quarter above it', async (t) => {
  let freeBytes = 1000
  const said: boolean[] = []
  const room = new DiskRoom(
    async () => ({ freeBytes, allBytes: 1_000_000 }),
    400,
    (full) => said.push(full),
  )
  for (const free of [1000, 400, 399, 450, 499, 500, 399]) {
    freeBytes = free
    await room.look()
  }
  t.deepEqual(said, [true, false, true])
  t.true(room.full)
})

test('of a small disk a fifth is the reserve; what cannot be measured changes nothing', async (t) => {
  let fails = false
  const measure = () => (fails ? Promise.reject(new Error('gone')) : Promise.resolve({ freeBytes: 199, allBytes: 1000 }))
  const room = new DiskRoom(measure, 512 * 1024 * 1024, () => undefined)
  await room.look()
  t.true(room.full)
  fails = true
  await room.look()
  t.true(room.full)
  const { freeBytes, allBytes } = await measureDisk(tmpdir())()
  t.true(freeBytes > 0 && allBytes >= freeBytes)
})

test('while a disk is full its spaces take no writes but removals, and are read', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'hyperdex-full-'))
  const coordinator = await CoordinatorProcess.start({ listen: '127.0.0.1:0', data: join(directory, 'coordinator') })
  let freeBytes = 1e12
  const start = (index: number) =>
    ServerProcess.start({
      coordinators: [coordinator.address],
      listen: '127.0.0.1:0',
      data: join(directory, `server-${index}`),
      measureDisk: async () => ({ freeBytes: index === 2 ? freeBytes : 1e12, allBytes: 1e13 }),
    })
  const servers = [await start(1)]
  const db = await connect(`hyperdex://${servers[0]!.address}`)
  servers.push(await start(2))
  const here = space('here', { key: { k: types.string }, attributes: { n: types.int }, subspaces: [['n']], partitions: 4, tolerate: 1 })
  await db.admin.addSpace(here)
  const objects = db.space(here)
  t.true(await objects.put('a', { n: 1 }))
  t.true(await objects.put('b', { n: 2 }))

  freeBytes = 1000
  const refused = async () => {
    const code = await objects.put('c', { n: 3 }).then(
      () => '',
      (error: { code: string }) => error.code,
    )
    return code === 'DISK_FULL'
  }
  for (let end = performance.now() + 20_000; !(await refused()); await pause(20))
    if (performance.now() > end) return t.fail('never refused')
  t.like(await objects.get('a'), { n: 1 })
  t.is(await objects.count({ n: 2 }), 1)
  t.true(await objects.del('b'))
  const reasons = async () => (await db.admin.status()).servers.map(({ reason }) => reason)
  t.deepEqual(await reasons(), ['', 'its disk is full: spaces with regions on it take no writes but removals'])

  freeBytes = 1e12
  for (let end = performance.now() + 20_000; await refused(); await pause(20))
    if (performance.now() > end) return t.fail('refused for ever')
  t.like(await objects.get('c'), { n: 3 })
  t.deepEqual(await reasons(), ['', ''])
  await db.close()
  for (const server of servers) await server.close()
  await coordinator.close()
  await rm(directory, { recursive: true, force: true })
})
