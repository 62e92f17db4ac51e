// The Admin service (proto/hyperdex/v1/admin.proto) over the leadership.
import { setTimeout as delay } from 'node:timers/promises'
import { readOnlyParts } from '../../src/cluster/read-only.ts'
import { HyperdexError } from '../../src/errors.ts'
import { AdminCaller, type ServerChange, serverChangeOf } from '../../src/transport/admin-caller.ts'
import type { adminService, CallContext, Handlers } from '../../src/transport/services.ts'
import type { Received, Sent } from '../../src/transport/wire.ts'
import type { ClusterState } from '../core/cluster-state.ts'
import type { Leadership } from './leadership.ts'

const stableLookMs = 100
const diskFull = 'its disk is full: spaces with regions on it take no writes but removals'

/** `now` is in milliseconds of a monotonic clock. */
export function adminHandlers(leadership: Leadership, now: () => number): Handlers<typeof adminService> {
  return {
    addSpace: ({ definition }) => leadership.decide((core) => core.addSpace(definition, now())),
    removeSpace: ({ name }) => leadership.decide((core) => core.removeSpace(name)),
    addAttribute: ({ space, attribute }) => leadership.decide((core) => core.addAttribute(space, attribute)),
    removeAttribute: ({ space, name }) => leadership.decide((core) => core.removeAttribute(space, name)),
    addIndex: ({ space, index }) => leadership.decide((core) => core.addIndex(space, index)),
    removeIndex: ({ space, index }) => leadership.decide((core) => core.removeIndex(space, index)),
    renameSpace: ({ from, to }) => leadership.decide((core) => core.renameSpace(from, to)),
    setReadOnly: ({ space, readOnly }) => leadership.decide((core) => core.setReadOnly(space, readOnly)),
    async offerSample({ space, rows }) {
      const sample = rows.map((row) => row.values ?? [])
      const { offer } = await leadership.decide((core) => core.offerSample(space, sample, now()))
      return leadership.settlement(offer)
    },
    changeServer: ({ server, change }) => {
      const kind = serverChangeOf(change)
      return leadership.decide((core) => changeServer(core, server, kind, now()))
    },
    setFaultTolerance: ({ space, failures }) => leadership.decide((core) => core.setFaultTolerance(space, failures)),
    setPartitions: ({ space, partitions, sample, sampled }) => {
      if (!sampled) throw noSample()
      const rows = sample.map((row) => row.values ?? [])
      return leadership.decide((core) => core.setPartitions({ space, partitions, sample: rows }, now()))
    },
    waitUntilStable: (_, { signal }) => untilStable(leadership, now, signal),
    check: (call, context) => checkByServer(leadership, call, context, now()),
    openSession: ({ client }) => leadership.decide((core) => (client === 0 ? core.openSession(now()) : core.renewSession(client, now()))),
    getConfiguration: async ({ knownVersion }) => leadership.changeSince(knownVersion),
    watchConfiguration: ({ knownVersion }, context) => changes(leadership, knownVersion, context),
    getStatus: async ({ local }) => status(leadership, local, now()),
  }
}

function noSample(): HyperdexError {
  return new HyperdexError(
    'INVALID',
    'the call has no sample of what the space holds, and a coordinator has no objects to look at',
    'Call any server of the cluster, or send a sample with `sampled`.',
  )
}

/** A coordinator has no objects to compare; servers have, and each of them asks the others. */
async function* checkByServer(
  leadership: Leadership,
  call: Received<'CheckCall'>,
  context: CallContext,
  now: number,
): AsyncGenerator<Sent<'CheckEvent'>> {
  const sightings = leadership.observe((core) => core.sightings(now))
  const addresses = sightings.flatMap(({ state, server }) => (state === 'serving' ? server.address : []))
  if (addresses.length === 0) {
    throw new HyperdexError('UNAVAILABLE', 'no server serves that could compare copies', 'Start servers; `hyperdex status` shows them.')
  }
  const servers = new AdminCaller(addresses)
  try {
    yield* servers.check(call, context)
  } finally {
    servers.close()
  }
}

function changeServer(core: ClusterState, server: number, change: ServerChange, now: number) {
  if (change === 'offline') return core.setOffline(server, now)
  if (change === 'online') return core.setOnline(server)
  return change === 'kill' ? core.killServer(server, now) : core.forgetServer(server, now)
}

/** Answers whenever it is, or ends with the caller. */
async function untilStable(leadership: Leadership, now: () => number, signal: AbortSignal): Promise<Sent<'WaitUntilStableResult'>> {
  while (!leadership.observe((core) => core.isStable(now()))) await delay(stableLookMs, undefined, { signal })
  return { configurationVersion: leadership.configuration.version }
}

/** One change at once, an empty one when nothing is new; then one whenever there is something new. */
async function* changes(leadership: Leadership, known: number, { signal }: CallContext): AsyncGenerator<Sent<'ConfigurationChange'>> {
  let wake = () => {}
  const unfollow = leadership.follow(() => wake())
  const abort = () => wake()
  signal.addEventListener('abort', abort)
  try {
    let sent = known
    for (let first = true; !signal.aborted; first = false) {
      if (first || leadership.configuration.version > sent) {
        const change = leadership.changeSince(sent)
        sent = leadership.configuration.version
        yield change
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  } finally {
    unfollow()
    signal.removeEventListener('abort', abort)
  }
}

function status(leadership: Leadership, local: boolean, now: number): Sent<'StatusResult'> {
  const { version, cluster } = leadership.configuration
  // A coordinator holds no regions: of itself alone it has nothing to say.
  const sightings = local ? [] : leadership.observe((core) => core.sightings(now))
  return {
    configurationVersion: version,
    cluster,
    coordinatorReachable: true,
    stable: !local && leadership.observe((core) => core.isStable(now)),
    transfers: local ? [] : leadership.observe((core) => core.transfers()),
    ...readOnlyParts(leadership.configuration),
    repartitions: local ? [] : leadership.observe((core) => core.repartitions()),
    servers: sightings.map(({ server, standing, state, age, configurationVersion, reason }) => ({
      id: server.id,
      address: server.address,
      domain: server.domain,
      state,
      heartbeatAgeMs: Math.round(age),
      configurationVersion,
      reason: reason || (server.full ? diskFull : ''),
      standing,
    })),
  }
}
