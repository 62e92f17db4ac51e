// What replicas say to each other, as plain data in the shape of proto/hyperdex/v1/link.proto. Every message names the region and epoch
// of its sender and of its receiver (protocol.md section 4).
import type { ConfigurationChange } from '../cluster/change.ts'
import type { Bytes } from '../values/bytes.ts'

export interface LinkMessage {
  readonly fromRegion?: number | null
  readonly fromEpoch?: number | null
  readonly toRegion?: number | null
  readonly toEpoch?: number | null
  /** Of the sender's installed configuration. */
  readonly configurationVersion?: number | null
  /** Exactly one of the following. */
  readonly update?: Bytes | null
  readonly acknowledgement?: { readonly key?: Bytes | null; readonly version?: number | null } | null
  readonly watermark?: { readonly version?: number | null } | null
  readonly refusal?: boolean | null
  /** This and its answer are of the two servers, not of a region. */
  readonly keepAlive?: { readonly number?: number | null; readonly run?: number | null; readonly probe?: boolean | null } | null
  readonly alive?: {
    readonly number?: number | null
    readonly run?: number | null
    readonly change?: ConfigurationChange | null
    readonly full?: boolean | null
  } | null
  readonly copyAsk?: CopyAsk | null
  readonly copyPage?: CopyPage | null
  readonly reconcileAsk?: ReconcileAsk | null
  readonly reconcileAnswer?: ReconcileAnswer | null
}

export interface KeyVersion {
  readonly key?: Bytes | null
  readonly version?: number | null
}

export interface CopyAsk {
  readonly joined?: number | null
  readonly begin?: boolean | null
  readonly after?: Bytes | null
  readonly through?: Bytes | null
  readonly have?: readonly KeyVersion[] | null
  readonly kind?: number | null
}

export interface CopyRow {
  readonly key?: Bytes | null
  readonly value?: Bytes | null
}

export interface CopyPage {
  readonly joined?: number | null
  readonly after?: Bytes | null
  readonly through?: Bytes | null
  readonly end?: boolean | null
  readonly rows?: readonly CopyRow[] | null
  readonly gone?: readonly KeyVersion[] | null
  readonly kind?: number | null
}

/** Of a point leader to the head of another region of its space (reconciliation/reconciler.ts). */
export interface ReconcileAsk {
  readonly number?: number | null
  readonly drained?: boolean | null
  readonly rows?: boolean | null
  readonly after?: Bytes | null
  readonly through?: Bytes | null
  readonly keys?: readonly Bytes[] | null
  readonly settled?: boolean | null
  readonly run?: number | null
}

export interface ReconcileRow {
  readonly key?: Bytes | null
  readonly version?: number | null
  readonly sum?: number | null
  readonly removed?: boolean | null
}

export interface ReconcileAnswer {
  readonly number?: number | null
  readonly drained?: boolean | null
  readonly rows?: readonly ReconcileRow[] | null
  readonly through?: Bytes | null
  readonly objects?: readonly CopyRow[] | null
  readonly run?: number | null
}

/** What one replica says to another. */
export type LinkBody = Pick<LinkMessage, 'update' | 'acknowledgement' | 'copyAsk' | 'copyPage' | 'reconcileAsk' | 'reconcileAnswer'>

/** One replica's place: a region, and the server that holds this replica. */
export interface Place {
  readonly region: number
  readonly server: number
}
