// The system under measurement: gets, puts and searches through the session driver, which the typed client and the command line stand on,
// against a cluster of real processes.
import { presence, type Update } from '../src/cluster/client-messages.ts'
import type { Space } from '../src/cluster/configuration.ts'
import { SessionDriver } from '../src/transport/session-driver.ts'
import type { Bytes } from '../src/values/bytes.ts'
import { operationName } from '../src/values/operation.ts'
import { operator, type Predicate, predicateKind } from '../src/values/predicate.ts'
import { type Subject, workers } from './closed-loop.ts'
import { Cluster } from './cluster.ts'
import { anyIndex, anyValue, groupOf, groupSize, keyOf, objectCount, valueBytes } from './workload.ts'

/** For gets and puts: the key's subspace only, so that a write is what any key-value store does. */
const objectsSpace = (tolerate: number) => `space objects key k attributes value tolerate ${tolerate} failures`
/** For searches: a second subspace, whose regions are found by the group. */
const groupedSpace = (tolerate: number) => `space grouped key k attributes value, group subspace group tolerate ${tolerate} failures`

const groupAttribute = 2
const fillInFlight = 256

function put(key: Bytes, values: readonly Bytes[]): Update {
  const operations = values.map((value, index) => ({ attribute: index + 1, name: operationName.put, operands: [value] }))
  return { key, presence: presence.any, operations }
}

function inGroup(group: Bytes): Predicate {
  return { kind: predicateKind.test, attribute: groupAttribute, operator: operator.equal, operands: [group] }
}

export class Database implements AsyncDisposable {
  readonly get: Subject
  readonly put: Subject
  readonly search: Subject
  readonly #cluster: Cluster
  readonly #driver: SessionDriver
  readonly #objects: Space
  readonly #grouped: Space

  private constructor(cluster: Cluster, driver: SessionDriver, objects: Space, grouped: Space) {
    this.#cluster = cluster
    this.#driver = driver
    this.#objects = objects
    this.#grouped = grouped
    const serverCpuUs = () => cluster.cpuUs()
    this.get = { start: workers(() => this.#get()), serverCpuUs }
    this.put = { start: workers(() => this.#put()), serverCpuUs }
    this.search = { start: workers(() => this.#search()), serverCpuUs }
  }

  /** Resolves when both spaces hold all objects. */
  static async start(servers: number, tolerate: number): Promise<Database> {
    const cluster = await Cluster.start(servers)
    let driver: SessionDriver | undefined
    try {
      driver = await SessionDriver.connect([cluster.address])
      await driver.admin.addSpace(objectsSpace(tolerate))
      await driver.admin.addSpace(groupedSpace(tolerate))
      const database = new Database(cluster, driver, await driver.space('objects'), await driver.space('grouped'))
      await database.#fill()
      return database
    } catch (error) {
      await driver?.close()
      await cluster[Symbol.asyncDispose]()
      throw error
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#driver.close()
    await this.#cluster[Symbol.asyncDispose]()
  }

  async #fill(): Promise<void> {
    let next = 0
    const worker = async () => {
      while (next < objectCount) {
        const index = next++
        await this.#driver.update(this.#objects, put(keyOf(index), [anyValue()]))
        await this.#driver.update(this.#grouped, put(keyOf(index), [anyValue(), groupOf(index)]))
      }
    }
    await Promise.all(Array.from({ length: fillInFlight }, worker))
  }

  async #get(): Promise<void> {
    const found = await this.#driver.get(this.#objects, keyOf(anyIndex()))
    if (found === undefined || found.object.length < valueBytes) throw new Error('a get did not find its object')
  }

  async #put(): Promise<void> {
    await this.#driver.update(this.#objects, put(keyOf(anyIndex()), [anyValue()]))
  }

  async #search(): Promise<void> {
    let rows = 0
    for await (const row of this.#driver.search(this.#grouped, { predicate: inGroup(groupOf(anyIndex())) })) {
      if (row.object.length >= valueBytes) rows++
    }
    if (rows !== groupSize) throw new Error(`a search found ${rows} objects of ${groupSize}`)
  }
}
