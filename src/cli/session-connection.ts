// The Connection of the real command line, over a session with the cluster.
import { localStatus } from '../client/status/status-source.ts'
import { SessionDriver } from '../transport/session-driver.ts'
import type { Connection } from './connection.ts'

const connectMs = 8000

/** Throws UNAVAILABLE when none of the hosts answers. */
export async function connectSession(hosts: readonly string[]): Promise<Connection> {
  const driver = await SessionDriver.connect(hosts, { timeoutMs: connectMs })
  return {
    space: (name, options) => driver.space(name, options),
    spaces: async () => [...driver.configuration().spaces.values()],
    get: (space, key, options) => driver.get(space, key, options),
    update: (space, update, options) => driver.update(space, update, options),
    search: (space, spec, options) => driver.search(space, spec, options),
    count: (space, predicate, options) => driver.count(space, predicate, options),
    aggregate: (space, predicate, aggregation, options) => driver.aggregate(space, predicate, aggregation, options),
    groupUpdate: (space, predicate, update, options) => driver.groupUpdate(space, predicate, update, options),
    explain: (space, spec, options) => driver.explain(space, spec, options),
    watch: (space, spec, options) => driver.watch(space, spec, options),
    newestFor: (space, objects) => driver.newestFor(space, objects),
    compare: (space, options) => driver.compare(space, options),
    admin: driver.admin,
    localStatus,
    close: () => driver.close(),
  }
}
