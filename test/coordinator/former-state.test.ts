// The directory of a coordinator that ran alone, after its journal has moved to etcd.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { CoordinatorProcess } from '../../coordinator/service/coordinator-process.ts'
import { readFormerState } from '../../coordinator/service/former-state.ts'

const listen = '127.0.0.1:0'
const where = 'etcd://10.0.0.7:2379/mine'

async function directory(t: ExecutionContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'hyperdex-former-'))
  t.teardown(() => rm(path, { recursive: true, force: true }))
  return join(path, 'coordinator')
}

async function founded(data: string): Promise<string> {
  const alone = await CoordinatorProcess.start({ listen, data })
  await alone.close()
  return alone.cluster
}

test('a coordinator does not start alone with a directory whose journal goes on in etcd; the move can be tried again', async (t) => {
  const data = await directory(t)
  const cluster = await founded(data)
  const former = await readFormerState(data)
  const state = await former.leave(where)
  t.is(state.configuration.cluster, cluster)
  const error = await t.throwsAsync(CoordinatorProcess.start({ listen, data }), { code: 'INVALID' })
  t.true(error?.message.includes(where))
  t.is((await readFormerState(data)).cluster, cluster)
  t.deepEqual(await former.leave(where), state)
  await former.arrived(where, former.cluster)
  await t.throwsAsync(CoordinatorProcess.start({ listen, data }), { code: 'INVALID' })
})

test('what was read of a directory is not moved while a coordinator runs with it', async (t) => {
  const data = await directory(t)
  await founded(data)
  const former = await readFormerState(data)
  const second = await CoordinatorProcess.start({ listen, data })
  await t.throwsAsync(former.leave(where), { code: 'ALREADY_EXISTS' })
  await second.close()
  const third = await CoordinatorProcess.start({ listen, data })
  await third.close()
})

test('a move that was begun goes to no other place', async (t) => {
  const data = await directory(t)
  await founded(data)
  const former = await readFormerState(data)
  await former.leave(where)
  const error = await t.throwsAsync(former.leave('etcd://10.0.0.7:2379/other'), { code: 'INVALID' })
  t.true(error?.message.includes(where))
})

test('nothing begins with a directory whose state has arrived in etcd', async (t) => {
  const data = await directory(t)
  await founded(data)
  const former = await readFormerState(data)
  await former.leave(where)
  await former.arrived(where, former.cluster)
  await t.throwsAsync(former.leave(where), { code: 'INVALID' })
})
