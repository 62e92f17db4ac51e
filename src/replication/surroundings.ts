// What a replica may ask of the server it lives in. The member provides it; replicas know nothing else of the outside.
import type { Failure, Response } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import type { Entry, KeyRange } from '../ports/store.ts'
import type { Bytes } from '../values/bytes.ts'
import type { Hmac } from '../values/macaroon.ts'
import type { ChangeLog } from './change-log.ts'
import type { LinkBody, Place } from './messages.ts'
import type { OutcomeCount } from './outcome-count.ts'
import type { Outcomes } from './outcomes.ts'
import type { PendingLog } from './pending-log.ts'
import type { SpaceShares } from './space-shares.ts'
import type { StoreView } from './store-view.ts'
import type { VersionLimits } from './version.ts'

/** Whose request it is: an open stream of this server and the request's id on it. */
export interface Caller {
  readonly stream: number
  readonly id: number
}

export interface Surroundings {
  readonly server: number
  readonly store: StoreView
  /** The records of what is pending, but for those of spaces with synced durability. */
  readonly pendingLog: PendingLog
  /** Of the key regions here. */
  readonly changes: ChangeLog
  /** For the tokens of spaces with authorization. */
  readonly hmac: Hmac
  /** Milliseconds on a monotonic clock, as of the last tick. */
  now(): number
  /** Milliseconds since the Unix epoch, as of the last tick: for what users date, never for what is safe. */
  wall(): number
  /** Reads at most `limit` rows of a range, keys only, as they are when this turn is written; the entries come in a later turn. */
  readPage(range: KeyRange, limit: number, take: (entries: readonly Entry[]) => void): void
  /** For the leaders here. */
  readonly versionLimits: VersionLimits
  /** The number of the turn whose batch is being filled. */
  turn(): number
  /** Every turn up to this one has reached the disk's own memory. */
  flushedThrough(): number
  configurationVersion(): number
  /** The whole cluster takes no writes. */
  readOnly(): boolean
  /** The coordinator has ended the session: nothing of it is remembered any more, and nothing of it is applied. */
  sessionEnded(client: number): boolean
  /** A server in a chain of the space whose disk is full. */
  fullServerOf(space: Space): number | undefined
  /** Every version of this key region up to the result is committed everywhere. */
  watermark(keyRegion: number): number
  /** Queues a message for the end of the turn; to the server itself it is handed over within the turn. */
  send(to: Place, fromRegion: number, body: LinkBody): void
  answer(caller: Caller, response: Omit<Response, 'id'>): void
  /** Why this server may at this moment neither judge nor answer for a region of its own (docs/repair.md, rules 1, 2 and 8). */
  obstacle(region: number): Failure | undefined
  /** The part of it that also holds for what no client asked for: it has no lease, or owes a promise (rules 1 and 2). */
  unleased(region: number): Failure | undefined
  /** Of a space with synced durability: this row of the turn must also reach the disk's own memory. `name`: its key, one character a byte. */
  flush(name: string, row: Bytes): void
  /** There is something for the outcomes to write at the end of the turn. */
  endTurnWith(outcomes: Outcomes): void
  /** The updates led here and pending. */
  readonly led: SpaceShares
  /** Requests that wait here for updates to settle, but those that each wait for the update they gave rise to. */
  readonly waiting: SpaceShares
  /** What is remembered for clients that may ask again. */
  readonly outcomeCount: OutcomeCount
  /** No more of that can be remembered for the region, here or at another server of its chain. */
  remembersEnough(region: number): boolean
}

export function failure(code: string, message: string, remedy: string, retryAfterMs = 0): Failure {
  return { code, message, remedy, retryAfterMs }
}

/** Nobody waits any more for what was asked for: it is not begun, or what it waited for is not waited for. */
export function expired(what: 'read' | 'write'): Failure {
  return failure(
    'TIMEOUT',
    `this ${what} waited at the server until its deadline, and nothing came of it`,
    'try again, send fewer at a time, or allow more time',
  )
}

/** As many requests of a space wait for updates to settle as may. */
export function tooManyWait({ definition: { name } }: Space, { count }: { readonly count: number }): Failure {
  const remedy = 'send fewer at a time; when it lasts, see by status which server the space waits for'
  return failure('OVERLOADED', `${count} requests to space ${name} wait at this server for updates that are pending`, remedy, 100)
}
