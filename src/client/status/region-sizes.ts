// How many objects each region holds, asked of the servers themselves.

import type { StatusResult } from '../../transport/admin-caller.ts'
import type { StatusSource, TimeLeft } from './status-source.ts'

type ServerStatus = StatusResult['servers'][number]

/** Of a server that answers nothing. */
const localStatusMs = 3000

/** What one server said of itself, and the coordinator of it. */
export interface ServerSizes {
  readonly server: { readonly [Field in Exclude<keyof ServerStatus, 'regions' | 'open'>]-?: NonNullable<ServerStatus[Field]> }
  /** Region id → objects; undefined when the server did not answer. */
  readonly objects: ReadonlyMap<number, number> | undefined
  /** Undefined when it did not answer. */
  readonly open: OpenReadsReport | undefined
}

/** What readers hold open at a server. */
export interface OpenReadsReport {
  readonly searches: number
  readonly watches: number
  readonly snapshots: number
  readonly iterators: number
}

/** All at once. */
export async function askServers(source: StatusSource, servers: readonly ServerStatus[], left: TimeLeft): Promise<ServerSizes[]> {
  return Promise.all(servers.map((server) => askServer(source, server, left)))
}

async function askServer(source: StatusSource, status: ServerStatus, left: TimeLeft): Promise<ServerSizes> {
  const server = {
    id: status.id ?? 0,
    address: status.address ?? '',
    domain: status.domain ?? '',
    state: status.state ?? '',
    heartbeatAgeMs: status.heartbeatAgeMs ?? 0,
    configurationVersion: status.configurationVersion ?? 0,
    residentBytes: status.residentBytes ?? 0,
    reason: status.reason ?? '',
    standing: status.standing ?? '',
  }
  const local = await left.ask(localStatusMs, (options) => source.localStatus(server.address, options))
  const own = local?.servers.find(({ id }) => id === server.id)
  if (!own) return { server, objects: undefined, open: undefined }
  const { searches, watches, snapshots, iterators } = own.open ?? {}
  const open = { searches: searches ?? 0, watches: watches ?? 0, snapshots: snapshots ?? 0, iterators: iterators ?? 0 }
  const objects = new Map((own.regions ?? []).map(({ region, objects }) => [region ?? 0, objects ?? 0]))
  return {
    server: { ...server, residentBytes: own.residentBytes || server.residentBytes },
    objects,
    open,
  }
}

/** The largest count that any replica of each region reported: one that is still catching up holds fewer. */
export function mergeSizes(servers: readonly ServerSizes[]): Map<number, number> {
  const merged = new Map<number, number>()
  for (const { objects } of servers) {
    for (const [region, count] of objects ?? []) merged.set(region, Math.max(merged.get(region) ?? 0, count))
  }
  return merged
}
