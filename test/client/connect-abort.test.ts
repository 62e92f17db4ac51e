import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import test from 'ava'
import { connect } from '../../src/client/connect.ts'
import { embedded } from '../../src/embedded.ts'

test('a look for a cluster ends with its signal', async (t) => {
  const sockets = new Set<Socket>()
  const silent = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  t.teardown(() => {
    silent.close()
    for (const socket of sockets) socket.destroy()
  })
  const { port } = silent.address() as AddressInfo
  const controller = new AbortController()
  const connecting = connect(`hyperdex://127.0.0.1:${port}`, { signal: controller.signal, timeoutMs: 3000 })
  await once(silent, 'connection')
  controller.abort(new Error('enough'))
  const error = await t.throwsAsync(connecting, { code: 'ABORTED' })
  t.is((error!.cause as Error).message, 'enough')
  await t.throwsAsync(connect(`hyperdex://127.0.0.1:${port}`, { signal: AbortSignal.abort() }), { code: 'ABORTED' })
})

test('a signal that comes later ends no connection', async (t) => {
  await using cluster = await embedded({ servers: 1 })
  const controller = new AbortController()
  await using db = await connect(cluster.url, { signal: controller.signal })
  controller.abort()
  t.deepEqual(await db.admin.listSpaces(), [])
  await using other = await connect(cluster.url, { signal: null })
  t.deepEqual(await other.admin.listSpaces(), [])
})
