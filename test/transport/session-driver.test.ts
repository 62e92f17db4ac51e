import test, { type ExecutionContext } from 'ava'
import { changeBetween } from '../../src/cluster/change.ts'
import { type Configuration, emptyConfiguration, type Space } from '../../src/cluster/configuration.ts'
import { HyperdexError } from '../../src/errors.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { RpcServer } from '../../src/transport/rpc-server.ts'
import { adminService } from '../../src/transport/services.ts'
import { SessionDriver } from '../../src/transport/session-driver.ts'
import { ConfigurationFeed } from '../../src/transport/session-driver-configuration.ts'
import { deadlineIn } from '../../src/transport/timeout.ts'

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
  /** How long each question for the configuration takes. */
  slowMs = 0
  changeMs = 0

  async connect(t: ExecutionContext): Promise<SessionDriver> {
    const server = new RpcServer()
    t.teardown(() => server.close())
    server.add(adminService, {
      addSpace: async () => {
        await new Promise((resolve) => setTimeout(resolve, this.changeMs))
        return { configurationVersion: this.coordinator.version }
      },
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
        if (this.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, this.slowMs))
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

/** What a call fails with, or that it goes on when a timer of so many milliseconds has run out: on a machine that stands still both come late. */
function codeWithin(ms: number, call: Promise<unknown>): Promise<string> {
  const late = new Promise<string>((resolve) => setTimeout(resolve, ms, 'it goes on'))
  const over = call.then(
    () => 'it is done',
    (error: HyperdexError) => error.code,
  )
  return Promise.race([over, late])
}

test('a configuration that does not come is waited for until the deadline, not for a whole pause longer', async (t) => {
  const waits = Array.from({ length: 8 }, async () => {
    const feed = new ConfigurationFeed(['127.0.0.1:9'], () => {})
    t.teardown(() => feed.close())
    return codeWithin(2300, feed.reach(5, deadlineIn(2000)))
  })
  t.deepEqual(await Promise.all(waits), Array(8).fill('TIMEOUT'))
})

test('whoever waits for a configuration that does not come hears an abort, and the end of the driver', async (t) => {
  const server = new LaggingServer()
  server.questionsBeforeNews = Number.POSITIVE_INFINITY
  const driver = await server.connect(t)
  const patient = { timeoutMs: 60_000 }
  t.is(await codeWithin(5000, driver.space('kv', { ...patient, signal: AbortSignal.timeout(300) })), 'ABORTED')
  t.is(await codeWithin(5000, driver.admin.addSpace('space kv key k', { ...patient, signal: AbortSignal.timeout(300) })), 'ABORTED')
  const closed = codeWithin(5000, driver.admin.addSpace('space kv key k', patient))
  await driver.close()
  t.is(await closed, 'UNAVAILABLE')
})

test('a look-up and a change have their time once, however many questions they ask', async (t) => {
  const server = new LaggingServer()
  server.questionsBeforeNews = Number.POSITIVE_INFINITY
  const driver = await server.connect(t)
  server.slowMs = 700
  t.is(await codeWithin(1500, driver.space('kv', { timeoutMs: 1000 })), 'TIMEOUT')
  server.changeMs = 700
  t.is(await codeWithin(1500, driver.admin.addSpace('space kv key k', { timeoutMs: 1000 })), 'TIMEOUT')
})
