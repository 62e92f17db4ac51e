// What becomes of a server's directory when its start is refused.
import { join } from 'node:path'
import test from 'ava'
import { HyperdexError } from '../../src/errors.ts'
import { ServerProcess } from '../../src/server/server-process.ts'
import { CoordinatorCaller } from '../../src/transport/coordinator-caller.ts'
import { RpcServer } from '../../src/transport/rpc-server.ts'
import { coordinatorService, type Handlers } from '../../src/transport/services.ts'
import { TestCluster } from './cluster.ts'

type Handler = Handlers<typeof coordinatorService>['register']

/** What answers registrations at a coordinator's address. */
async function answering(register: Handler) {
  const server = new RpcServer()
  server.add(coordinatorService, {
    register,
    attend: (call) => {
      call.close()
      return { receive: () => undefined, closed: () => undefined }
    },
  })
  return { server, address: `127.0.0.1:${await server.listen('127.0.0.1:0')}` }
}

test('a start that a coordinator may have taken in stays counted when another one refuses it', async (t) => {
  const cluster = await TestCluster.start(t, 1)
  await cluster.servers.get('server-1')!.close()
  const real = new CoordinatorCaller(cluster.coordinator.address)
  const leaving = await answering(async (call) => {
    await real.register(call)
    throw new HyperdexError('UNAVAILABLE', 'it is stopping', '')
  })
  const newer = await answering(async () => {
    throw new HyperdexError('VERSION_MISMATCH', 'another release', '')
  })
  const options = { listen: '127.0.0.1:0', data: join(cluster.directory, 'server-1') }
  await t.throwsAsync(ServerProcess.start({ ...options, coordinators: [leaving.address, newer.address] }), {
    code: 'VERSION_MISMATCH',
    message: 'another release',
  })
  real.close()
  await leaving.server.close()
  await newer.server.close()
  await t.notThrowsAsync(cluster.startServer('server-1'))
})

test('a new server that was taken in and is refused before it serves comes back', async (t) => {
  const cluster = await TestCluster.start(t, 0)
  const real = new CoordinatorCaller(cluster.coordinator.address)
  const refusing = await answering(async (call) => {
    if (call.server) throw new HyperdexError('PERMISSION_DENIED', 'not now', '')
    return real.register(call)
  })
  const options = { listen: '127.0.0.1:0', data: join(cluster.directory, 'server-1') }
  await t.throwsAsync(ServerProcess.start({ ...options, coordinators: [refusing.address] }), { code: 'PERMISSION_DENIED' })
  real.close()
  await refusing.server.close()
  await t.notThrowsAsync(cluster.startServer('server-1'))
})
