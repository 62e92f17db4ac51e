// What a server's log says of the coordinator: why it is away, and that it answers again.
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { CoordinatorProcess } from '../../coordinator/service/coordinator-process.ts'
import { ServerProcess } from '../../src/server/server-process.ts'
import { temporaryDirectory } from '../storage/temporary-directory.ts'
import { until } from '../until.ts'

async function surroundings(t: ExecutionContext) {
  const directory = await temporaryDirectory(t)
  const lines: string[] = []
  const log = (text: string) => void lines.push(text)
  const startCoordinator = (listen = '127.0.0.1:0') => CoordinatorProcess.start({ listen, data: join(directory, 'coordinator') })
  const startServer = (coordinators: readonly string[], registerTimeoutMs = 60_000) =>
    ServerProcess.start({
      coordinators,
      listen: '127.0.0.1:0',
      data: join(directory, 'server'),
      registerTimeoutMs,
      logger: { info: log, warn: log, error: log },
    })
  const about = (text: string) => lines.filter((line) => line.includes(text)).length
  return { startCoordinator, startServer, about }
}

test('the log tells each time that the coordinator goes, and that it comes back', async (t) => {
  const { startCoordinator, startServer, about } = await surroundings(t)
  let coordinator = await startCoordinator()
  const { address } = coordinator
  const server = await startServer([address])
  for (const times of [1, 2]) {
    const before = about(`from the coordinator at ${address}: `)
    await coordinator.close()
    await until('the server has missed it', () => about(`from the coordinator at ${address}: `) > before)
    coordinator = await startCoordinator(address)
    await until('the server has found it again', () => about(`the coordinator at ${address} answers`) === times)
  }
  t.is(about(' answers'), 2)
  await server.close()
  await coordinator.close()
})

test('a server that starts first says what it waits for, once of each address, and in the end that nobody answered', async (t) => {
  const { startCoordinator, startServer, about } = await surroundings(t)
  const coordinator = await startCoordinator()
  const { address } = coordinator
  await coordinator.close()
  const others = [address, '127.0.0.1:1']
  await t.throwsAsync(startServer(others, 1000), {
    code: 'UNAVAILABLE',
    message: /^no coordinator took this server in within 1 s; the last one that was tried: /,
  })
  for (const other of others) t.is(about(`from the coordinator at ${other}: no connection, `), 1)
  const starting = startServer([address])
  await until('it waits', () => about(`from the coordinator at ${address}: `) === 2)
  const again = await startCoordinator(address)
  await (await starting).close()
  t.is(about(`the coordinator at ${address} answers`), 1)
  await again.close()
})
