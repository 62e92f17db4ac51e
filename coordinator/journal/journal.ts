// Where a coordinator keeps what it must never forget: the port, and what opening one gives. `embedded-journal.ts` is a file of this
// machine. A journal knows records and states only; what they mean is decided in coordinator/core.
import type { State, StateRecord } from '../core/state.ts'

export interface Journal {
  /**
   * Keeps the records, in order, behind everything appended before; `after` is the state they lead to. Resolves when all of it is
   * durable, at once when there is nothing new. Once one append has failed every later one fails: nobody may act on what was decided since.
   * Errors: DISK_FULL, INTERNAL.
   */
  append(records: readonly StateRecord[], after: State): Promise<void>
  /** Waits for what was appended. */
  close(): Promise<void>
}

export interface OpenedJournal {
  readonly journal: Journal
  /** What was kept; the empty state in a new journal. */
  readonly state: State
  /** What was found odd and put right. */
  readonly note?: string
}
