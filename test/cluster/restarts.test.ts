// One process after the other is killed and started again under reads, writes and searches: without the coordinator everything goes on that
// needs no repair; without a server everything goes on as soon as it is back, nothing acknowledged is lost and nothing is applied twice.
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { connect, type Database, HyperdexError, space, t as types } from '../../src/index.ts'
import { addUntil, countersSchema } from './counters.ts'
import { Deployment } from './deployment.ts'
import { hyperdex, TestDirectory, until } from './launcher.ts'
import { configurationOf, disagreements } from './replicas.ts'

const itemsSchema = space('items', {
  key: { id: types.int },
  attributes: { color: types.string, size: types.int },
  subspaces: [['color'], ['size']],
  partitions: 16,
})
const untouched = 300
const written = 200

async function prepare(db: Database): Promise<void> {
  await db.admin.addSpace(countersSchema)
  await db.admin.addSpace(itemsSchema)
  const items = db.space(itemsSchema)
  const rows = Array.from({ length: untouched }, (_, id) => [id, { color: `c${id % 5}`, size: id }] as const)
  await items.putMany(rows)
}

/** Reads, writes and searches, round and round. What goes wrong is in `failures`; `rounds` counts how often all has been done. */
class Traffic {
  readonly failures: unknown[] = []
  readonly partial: unknown[] = []
  readonly sizes = new Map<number, number>()
  rounds = 0
  readonly #db: Database
  readonly #stop = new AbortController()
  readonly #running: Promise<void>
  readonly #timeoutMs: number

  constructor(db: Database, timeoutMs: number) {
    this.#db = db
    this.#timeoutMs = timeoutMs
    this.#running = this.#run().catch((error: unknown) => void this.failures.push(error))
  }

  /** So many more rounds, each begun after the call. */
  async goesOn(rounds: number, withinMs: number): Promise<void> {
    const end = this.rounds + 1 + rounds
    await until(
      `${rounds} more rounds, after ${this.rounds}: ${this.failures}`,
      () => this.rounds >= end || this.failures.length > 0,
      withinMs,
    )
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    const options = { timeoutMs: this.#timeoutMs }
    const items = this.#db.space(itemsSchema)
    for (let round = 0; !this.#stop.signal.aborted; round++) {
      const id = 1000 + (round % written)
      const size = 1000 + round
      await items.put(id, { color: 'moving', size }, options)
      this.sizes.set(id, size)
      const row = await items.get(id, options)
      if (row?.size !== size) this.failures.push(new Error(`item ${id} has size ${row?.size} and not ${size}`))
      const known = await items.get(round % untouched, options)
      if (known?.size !== round % untouched) this.failures.push(new Error(`item ${round % untouched} has size ${known?.size}`))
      await this.#search(round, options)
      this.rounds++
    }
  }

  async #search(round: number, options: { timeoutMs: number }): Promise<void> {
    const items = this.#db.space(itemsSchema)
    const color = `c${round % 5}`
    try {
      const found: number[] = []
      for await (const { id } of items.search({ color }, options)) found.push(id)
      const expected = Array.from({ length: untouched / 5 }, (_, index) => index * 5 + (round % 5))
      if (String(found) !== String(expected)) this.failures.push(new Error(`${color}: found ${found}`))
      const moving = await items.count({ color: 'moving' }, options)
      if (moving !== this.sizes.size) this.failures.push(new Error(`${moving} moving items and not ${this.sizes.size}`))
    } catch (error) {
      if (!(error instanceof HyperdexError && error.code === 'PARTIAL')) throw error
      this.partial.push(error)
    }
  }
}

async function check(t: ExecutionContext, deployment: Deployment, directory: string, objects: Record<string, number>): Promise<void> {
  const configuration = await configurationOf(deployment.coordinatorAddress)
  await deployment.stop()
  const directories = deployment.addresses.map((_, index) => join(directory, `server-${index + 1}`))
  t.deepEqual((await disagreements(configuration, directories, objects)).slice(0, 10), [])
}

test('a restart of the coordinator disturbs no read and no write', async (t) => {
  await using temporary = await TestDirectory.make()
  const directory = temporary.path
  const deployment = await Deployment.start(directory, 3)
  await using db = await connect(deployment.url)
  await prepare(db)
  const traffic = new Traffic(db, 2000)
  await traffic.goesOn(20, 20_000)

  await deployment.killCoordinator()
  await traffic.goesOn(100, 30_000)
  await t.throwsAsync(db.admin.addSpace('space other key k'), { code: 'UNAVAILABLE' })
  await using late = await connect(`hyperdex://${deployment.addresses[1]}`)
  t.like(await late.space(itemsSchema).get(7), { color: 'c2', size: 7 })
  t.is(await late.space(itemsSchema).count({ color: 'c2' }), untouched / 5)
  const lateWrite = late.space(itemsSchema).put(1, { color: 'c1' }, { timeoutMs: 60_000 })
  await traffic.goesOn(20, 30_000)

  await deployment.startCoordinator()
  await traffic.goesOn(50, 30_000)
  t.true(await lateWrite)
  await until('the coordinator knows all servers again', async () => {
    const { servers } = await db.admin.status().catch(() => ({ servers: [] }))
    return servers.length === 3 && servers.every(({ state }) => state === 'serving')
  })
  t.true(await db.admin.addSpace('space other key k'))
  const spaces = await hyperdex(deployment.addresses[2]!, 'space', 'ls', '--json')
  t.is(spaces.status, 0)
  await traffic.stop()
  t.deepEqual(traffic.failures, [])
  t.deepEqual(traffic.partial, [])
  await db.close()
  await late.close()
  await check(t, deployment, directory, { items: untouched + traffic.sizes.size })
})

test('everything goes on after the restart of a server', async (t) => {
  await using temporary = await TestDirectory.make()
  const directory = temporary.path
  const deployment = await Deployment.start(directory, 3)
  await using db = await connect(deployment.url)
  await prepare(db)
  const traffic = new Traffic(db, 60_000)
  const counters = db.space(countersSchema)
  const sums = new Map<string, number>()
  const stop = new AbortController()
  const adding = Array.from({ length: 16 }, (_, index) => addUntil(stop.signal, counters, `c${index}`, sums))
  const total = () => [...sums.values()].reduce((sum, each) => sum + each, 0)
  for (const index of [0, 1, 2]) {
    await traffic.goesOn(5, 20_000)
    await deployment.killServer(index)
    await deployment.startServer(index)
    await traffic.goesOn(5, 40_000)
    const before = total()
    await until('additions go on', () => total() > before + 200)
  }

  // Without a coordinator a server waits for it.
  await deployment.killCoordinator()
  await deployment.killServer(1)
  const started = deployment.startServer(1)
  await deployment.startCoordinator()
  await started
  await traffic.goesOn(5, 40_000)

  stop.abort()
  await Promise.all(adding)
  await traffic.stop()
  t.deepEqual(traffic.failures, [])
  for (const [name, sum] of sums) t.like(await counters.get(name), { sum, half: sum / 2 })
  const items = db.space(itemsSchema)
  for (const [id, size] of traffic.sizes) t.is((await items.get(id))?.size, size)
  t.is(await counters.count({}), sums.size)
  await db.close()
  await check(t, deployment, directory, { items: untouched + traffic.sizes.size, counters: sums.size })
})
