import test, { type ExecutionContext } from 'ava'
import { changeBetween } from '../../src/cluster/change.ts'
import { type Configuration, emptyConfiguration, type Space } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { RpcServer } from '../../src/transport/rpc-server.ts'
import { adminService } from '../../src/transport/services.ts'
import { SessionDriver } from '../../src/transport/session-driver.ts'

const kv: Space = {
  id: 7,
  schemaVersion: 1,
  definition: parseSpace('space kv key k attributes int v'),
  settling: false,
  readOnly: false,
  subspaces: [],
}

const before: Configuration = { ...emptyConfiguration, cluster: 'test', version: 1 }
const after: Configuration = { ...before, version: 2, spaces: new Map([[7, kv]]) }

const unused = async (): Promise<never> => {
  throw new HyperdexError('INVALID', 'not in this test', '')
}

/** A server to which the coordinator's newest configuration has not come yet: it comes after so many questions. */
class LaggingServer {
  coordinatorReachable = true
  coordinator = after
  questionsBeforeNews = 2
  statusAsked = 0

  async connect(t: ExecutionContext): Promise<SessionDriver> {
    const server = new RpcServer()
    t.teardown(() => server.close())
    server.add(adminService, {
      addSpace: unused,
      removeSpace: unused,
      renameSpace: unused,
      addAttribute: unused,
      removeAttribute: unused,
      addIndex: unused,
      removeIndex: unused,
      setReadOnly: unused,
      changeServer: unused,
      setFaultTolerance: unused,
      setPartitions: unused,
      waitUntilStable: unused,
      offerSample: unused,
      openSession: async () => ({ client: 1 }),
      getConfiguration: async () => {
        const news = this.statusAsked > 0 && this.questionsBeforeNews-- <= 0
        return changeBetween(undefined, news ? this.coordinator : before)
      },
      async *watchConfiguration(_, { signal }) {
        yield changeBetween(undefined, before)
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
      },
      async *check() {
        yield await unused()
      },
      getStatus: async () => {
        this.statusAsked++
        const { coordinatorReachable } = this
        return { configurationVersion: coordinatorReachable ? this.coordinator.version : 1, cluster: 'test', coordinatorReachable }
      },
    })
    const driver = await SessionDriver.connect([`127.0.0.1:${await server.listen('127.0.0.1:0')}`])
    t.teardown(() => driver.close())
    return driver
  }
}

test('a space that the coordinator has added is found though the server asked has not heard of it yet', async (t) => {
  const driver = await new LaggingServer().connect(t)
  t.is((await driver.space('kv')).id, 7)
  await t.throwsAsync(driver.space('other'), { code: 'UNKNOWN_SPACE' })
})

test('while the coordinator is away an unknown space is waited for, and not taken for one that does not exist', async (t) => {
  const server = new LaggingServer()
  server.coordinatorReachable = false
  const driver = await server.connect(t)
  await t.throwsAsync(driver.space('kv', { timeoutMs: 200 }), { code: 'UNAVAILABLE', message: /coordinator/ })
  await t.throwsAsync(driver.space('kv', { signal: AbortSignal.timeout(100) }), { code: 'ABORTED' })
  const found = driver.space('kv', { timeoutMs: 0 })
  const asked = server.statusAsked
  while (server.statusAsked === asked) await new Promise((resolve) => setTimeout(resolve, 5))
  server.coordinatorReachable = true
  t.is((await found).id, 7)
  const closed = driver.space('other', { timeoutMs: 0 })
  server.coordinator = { ...after, version: 3 }
  server.questionsBeforeNews = Number.POSITIVE_INFINITY
  await driver.close()
  await t.throwsAsync(closed, { code: 'UNAVAILABLE' })
})
