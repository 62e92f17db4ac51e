// What a storage server is started with.
import type { RepairTiming } from '../cluster/repair-timing.ts'
import type { ServerLog } from './coordinator-contact.ts'
import type { Measure } from './disk-room.ts'

export interface ServerOptions {
  /** HOST:PORT of the coordinator; several are tried in turn. */
  readonly coordinators: readonly string[]
  /** HOST:PORT; port 0 takes a free one. */
  readonly listen: string
  /** The data directory; made when missing. */
  readonly data: string
  /** Failure domain; by default the host of its address. */
  readonly domain?: string
  /** Serve although the machine may have lost the last moments before it stopped. */
  readonly acceptForgotten?: boolean
  /** Whoever asks may compare the copies of spaces with authorization, and mend them. */
  readonly compareGuarded?: boolean
  /** How much of the disk stays free: with less the cluster takes no writes of this server's spaces. Default 512 MiB, at most a tenth of the disk. */
  readonly diskReserveBytes?: number
  /** How free room is measured; by default what the file system of the data directory says. */
  readonly measureDisk?: Measure
  readonly logger?: ServerLog
  /** How long to keep trying to reach a coordinator at the start, in milliseconds; default 60,000. */
  readonly registerTimeoutMs?: number
  /** Of leases and suspicion; the same for all servers of a cluster. */
  readonly timing?: RepairTiming
}
