// One get or update on its way: what it is, and which of its attempts are unanswered.
import type { Response, Update } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import type { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import type { OrderedCall } from './key-order.ts'
import type { Numbering } from './numbering.ts'
import type { Requester } from './requester.ts'

export interface Attempt {
  readonly server: number
  readonly request: number
}

/** What drives a call: it owns the lines in which calls wait. */
export interface KeyCallOwner {
  resume(call: KeyCall): void
  answered(call: KeyCall, request: number, response: Response): void
  lost(call: KeyCall, server: number, request: number, reached: boolean): void
}

/** Told once: the answer with status ok, or why there is none. */
export type KeyCallDone = (response: Response | undefined, error: HyperdexError | undefined) => void

export class KeyCall implements OrderedCall {
  readonly #owner: KeyCallOwner
  readonly id: number
  /** As the caller knew it. */
  readonly space: Space
  readonly key: Bytes
  readonly lane: string
  readonly update: Update | undefined
  readonly bytes: number
  readonly timeoutMs: number
  /** Infinity: none. */
  readonly deadlineMs: number
  readonly done: KeyCallDone | undefined
  readonly tokens: readonly Bytes[] | undefined
  readonly select: readonly number[] | undefined

  queue: Set<Requester> | undefined
  /** Its turn among the calls to its key has come. */
  inTurn = false
  finished = false
  /** Attempts that a server may have received. */
  attempts = 0
  numbering: Numbering | undefined
  number = 0
  /** The newest attempt while it is unanswered, else 0. */
  request = 0
  server = 0
  region = 0
  epoch = 0
  /** The epoch of the oldest attempt that may have been taken in; 0: none may. */
  firstEpoch = 0
  /** An attempt may have been taken in whose answer will not come. */
  lostAny = false
  /** Attempts of older epochs that may still be answered. */
  older: Attempt[] | undefined
  retries = 0
  resumeAtMs = 0
  /** Waits for a configuration of this version. */
  awaitedVersion = 0

  constructor(
    owner: KeyCallOwner,
    id: number,
    space: Space,
    key: Bytes,
    lane: string,
    update: Update | undefined,
    bytes: number,
    timeoutMs: number,
    deadlineMs: number,
    done: KeyCallDone | undefined,
    tokens: readonly Bytes[] | undefined,
    select: readonly number[] | undefined,
  ) {
    this.#owner = owner
    this.id = id
    this.space = space
    this.key = key
    this.lane = lane
    this.update = update
    this.bytes = bytes
    this.timeoutMs = timeoutMs
    this.deadlineMs = deadlineMs
    this.done = done
    this.tokens = tokens
    this.select = select
  }

  get writes(): boolean {
    return this.update !== undefined
  }

  resume(): void {
    this.#owner.resume(this)
  }

  answered(_server: number, request: number, response: Response): void {
    this.#owner.answered(this, request, response)
  }

  lost(server: number, request: number, reached: boolean): void {
    this.#owner.lost(this, server, request, reached)
  }
}
