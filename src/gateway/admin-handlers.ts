// Admin at a process that is not the coordinator: changes are passed on to the coordinator, configurations are answered from what this
// process has installed, status from the coordinator or, while it is away, from what is known here, and copies are compared by the gateway's session.
import { readOnlyParts } from '../cluster/read-only.ts'
import { HyperdexError } from '../errors.ts'
import { type AdminCaller, serverChangeOf } from '../transport/admin-caller.ts'
import type { CallOptions } from '../transport/rpc-client.ts'
import type { adminService, Handlers } from '../transport/services.ts'
import { storedSample } from '../transport/stored-sample.ts'
import type { Sent } from '../transport/wire.ts'
import { checkCopies } from './check-copies.ts'
import type { ConfigurationAnswers } from './configuration-source.ts'
import type { DriverSource } from './hyperdex-handlers.ts'

/** What this process says of itself; undefined while it does not serve. */
export type OwnStatus = () => Sent<'StatusResult'> | undefined

export interface AdminParts {
  /** Calls the coordinators, and no process that would pass on to this one. */
  readonly coordinator: AdminCaller
  readonly configurations: ConfigurationAnswers
}

/** @param parts throws HyperdexError UNAVAILABLE while the process starts */
export function adminHandlers(parts: () => AdminParts, driverOf: DriverSource, ownStatus: OwnStatus): Handlers<typeof adminService> {
  const sampleOf = async (name: string, context: CallOptions) => {
    const driver = await driverOf(context)
    return storedSample(driver, await driver.space(name, context), context)
  }
  return {
    addSpace: async ({ definition }, context) => parts().coordinator.addSpace(definition, context),
    removeSpace: async ({ name }, context) => parts().coordinator.removeSpace(name, context),
    renameSpace: async ({ from, to }, context) => parts().coordinator.renameSpace(from, to, context),
    addAttribute: async ({ space, attribute }, context) => parts().coordinator.addAttribute(space, attribute, context),
    removeAttribute: async ({ space, name }, context) => parts().coordinator.removeAttribute(space, name, context),
    addIndex: async ({ space, index }, context) => parts().coordinator.addIndex(space, index, context),
    removeIndex: async ({ space, index }, context) => parts().coordinator.removeIndex(space, index, context),
    setReadOnly: async ({ space, readOnly }, context) => parts().coordinator.setReadOnly(space, readOnly, context),
    async offerSample({ space, rows }, context) {
      const values = rows.map((row) => row.values ?? [])
      return parts().coordinator.offerSample(space, values, context)
    },
    changeServer: async ({ server, change }, context) => parts().coordinator.changeServer(server, serverChangeOf(change), context),
    setFaultTolerance: async ({ space, failures }, context) => parts().coordinator.setFaultTolerance(space, failures, context),
    async setPartitions({ space, partitions, sampled, sample }, context) {
      const rows = sampled ? sample.map((row) => row.values ?? []) : await sampleOf(space, context)
      return parts().coordinator.setPartitions(space, partitions, rows, context)
    },
    // As at the coordinator itself: who gives no deadline waits without end.
    waitUntilStable: async (_, context) => ({
      configurationVersion: await parts().coordinator.waitUntilStable({ timeoutMs: 0, ...context }),
    }),
    check: (call, context) => checkCopies(call, driverOf, context),
    openSession: async ({ client }, context) =>
      client === 0 ? parts().coordinator.openSession(context) : parts().coordinator.renewSession(client, context),
    getConfiguration: async ({ knownVersion }) => parts().configurations.changeSince(knownVersion),
    async *watchConfiguration({ knownVersion }, { signal }) {
      yield* parts().configurations.watch(knownVersion, signal)
    },
    async getStatus({ local }, context) {
      const { coordinator, configurations } = parts()
      if (local) return localStatus(ownStatus, configurations)
      try {
        return await coordinator.getStatus(false, context)
      } catch (error) {
        if (!(error instanceof HyperdexError) || error.code !== 'UNAVAILABLE' || context.signal.aborted) throw error
        return { ...localStatus(ownStatus, configurations), coordinatorReachable: false }
      }
    },
  }
}

function localStatus(ownStatus: OwnStatus, configurations: ConfigurationAnswers): Sent<'StatusResult'> {
  const { current } = configurations
  return ownStatus() ?? { cluster: current.cluster, configurationVersion: current.version, ...readOnlyParts(current) }
}
