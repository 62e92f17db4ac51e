// One turn of the event loop: everything a member wants done, collected while inputs come in and taken out once (architecture.md section
// 3). The server first writes the batch, then lets the messages and answers go, in this order for every turn.
import type { ConfigurationChange } from '../cluster/change.ts'
import type { Response } from '../cluster/client-messages.ts'
import type { KeyRange, Snapshot, WriteBatch } from '../ports/store.ts'
import type { LinkMessage } from '../replication/messages.ts'
import type { ReadRequest } from '../search/region-cursor.ts'

/** One page of a range, of a snapshot or of the newest rows; its entries come back through `Member.entries`. */
export interface PageRead {
  readonly cursor: number
  readonly request: ReadRequest
  readonly snapshot?: Snapshot
}

/** Rows that nobody asks for any more, to be removed in no one step. `Member.cleaned` follows, with the ranges that are left. */
export interface Cleanup {
  readonly token: number
  readonly ranges: readonly KeyRange[]
  /** Of one range at most this many rows: then it and those behind it are left. */
  readonly rowsMax: number
}

export interface Turn {
  readonly sequence: number
  readonly batch: WriteBatch
  /** Rows of the batch that must also reach the disk's own memory; `Member.flushed` must follow for every turn, in order. */
  readonly flush: WriteBatch
  /** By server. Shrinks until the turn is written: messages for a link that broke meanwhile go. */
  readonly sends: ReadonlyMap<number, LinkMessage[]>
  /** By stream. */
  readonly answers: ReadonlyMap<number, Response[]>
  readonly reads: readonly PageRead[]
  /** At most one at a time: none comes before `Member.cleaned`. */
  readonly cleanups: readonly Cleanup[]
  /** A configuration of at least this version is needed; 0: none. */
  readonly wantedConfiguration: number
  /** What another server sent of the configuration: to be installed when it fits the installed one. */
  readonly broughtChange: ConfigurationChange | undefined
  /** The coordinator, which waits for it while writers do, is to hear at once how far this server is (`Member.progress`). */
  readonly reports: boolean
}
