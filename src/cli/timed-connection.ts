// A connection whose calls have the timeout that was given on the command line. It is put around the whole connection, so that no command can
// leave a call without it; what a call says of its own time goes before it.
import type { Connection } from './connection.ts'

export function timedConnection(connection: Connection, timeoutMs: number): Connection {
  const timed = { timeoutMs }
  const { admin } = connection
  return {
    space: (name) => connection.space(name, timed),
    spaces: () => connection.spaces(),
    get: (space, key, options) => connection.get(space, key, { ...timed, ...options }),
    update: (space, update, options) => connection.update(space, update, { ...timed, ...options }),
    search: (space, spec, options) => connection.search(space, spec, { ...timed, ...options }),
    count: (space, predicate, options) => connection.count(space, predicate, { ...timed, ...options }),
    aggregate: (space, predicate, aggregation, options) => connection.aggregate(space, predicate, aggregation, { ...timed, ...options }),
    groupUpdate: (space, predicate, update, options) => connection.groupUpdate(space, predicate, update, { ...timed, ...options }),
    explain: (space, spec, options) => connection.explain(space, spec, { ...timed, ...options }),
    watch: (space, spec, options) => connection.watch(space, spec, { ...timed, ...options }),
    newestFor: (space, objects) => connection.newestFor(space, objects),
    compare: (space, options) => connection.compare(space, { ...timed, ...options }),
    admin: {
      addSpace: (text) => admin.addSpace(text, timed),
      removeSpace: (name) => admin.removeSpace(name, timed),
      renameSpace: (from, to) => admin.renameSpace(from, to, timed),
      addAttribute: (space, attribute) => admin.addAttribute(space, attribute, timed),
      removeAttribute: (space, name) => admin.removeAttribute(space, name, timed),
      addIndex: (space, index) => admin.addIndex(space, index, timed),
      removeIndex: (space, index) => admin.removeIndex(space, index, timed),
      setReadOnly: (space, readOnly) => admin.setReadOnly(space, readOnly, timed),
      offerSample: (space, rows) => admin.offerSample(space, rows, timed),
      getStatus: (local, options) => admin.getStatus(local, { ...timed, ...options }),
      changeServer: (server, change) => admin.changeServer(server, change, timed),
      setFaultTolerance: (space, failures) => admin.setFaultTolerance(space, failures, timed),
      setPartitions: (space, partitions) => admin.setPartitions(space, partitions, timed),
      waitUntilStable: (options) => admin.waitUntilStable({ ...timed, ...options }),
    },
    localStatus: (address, options) => connection.localStatus(address, { ...timed, ...options }),
    close: () => connection.close(),
  }
}
