// The versions that one point leader gives (protocol.md section 2, Versions): the epoch of its region, then a counter that begins anew with every epoch.
// The counter must not run over into the next epoch: in good time the leader asks the coordinator for a new one, and near the end it gives none any more.
import { counterRange, type VersionLimits } from './version.ts'

export class VersionCounter {
  readonly #region: { readonly epoch: number }
  readonly #limits: VersionLimits
  #epoch = 0
  #counter = 0
  #last: number

  /** `last`: the newest version that was found pending; 0: none. */
  constructor(region: { readonly epoch: number }, limits: VersionLimits, last: number) {
    this.#region = region
    this.#limits = limits
    this.#last = last
  }

  /** No version above it has been given in the region; those still to come lie above it. */
  get issued(): number {
    return Math.max(this.#last, this.#region.epoch * counterRange)
  }

  /** Enough has been given in the present epoch for another one to be due. */
  get wantsEpoch(): boolean {
    return this.#given >= this.#limits.wantsEpochAt
  }

  /** Nothing more is to be given in the present epoch. */
  get isSpent(): boolean {
    return this.#given >= this.#limits.spentAt
  }

  next(): number {
    this.#beginEpoch()
    this.#last = this.#epoch * counterRange + ++this.#counter
    return this.#last
  }

  /** Versions of the present epoch lie above this one, or can. */
  canFollow(version: number): boolean {
    return version + 1 < (this.#region.epoch + 1) * counterRange
  }

  /** The next version lies above this one, of the present epoch or an earlier one. */
  follow(version: number): void {
    this.#beginEpoch()
    this.#counter = Math.max(this.#counter, version - this.#epoch * counterRange)
  }

  get #given(): number {
    return this.#epoch === this.#region.epoch ? this.#counter : 0
  }

  #beginEpoch(): void {
    if (this.#epoch === this.#region.epoch) return
    this.#epoch = this.#region.epoch
    this.#counter = 0
  }
}
