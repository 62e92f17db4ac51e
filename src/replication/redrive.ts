// Redrives (docs/protocol.md, Redrive): a point leader drives an object of its region down its path once more, unchanged and at a new version, or
// the absence of one. What was lost, is old or lies astray on the way is mended by that as by any update, and clients see nothing but the version.
// Used where copies may differ from what the key region knows: by comparison, by reconciliation, and where regions are cut anew under objects.
//
//   asked → waiting for its turn → holding its key → under way → done
//
// It is ordered when nothing is pending on its key: it owes no predecessor, so it must not overtake one. Operations that come for the key while it
// holds it wait behind it, for the time that what is pending takes: so it never starves. Several that hold one key become one. Only so many are under
// way at a time.
import { type Bytes, toLatin1 } from '../values/bytes.ts'

/** An object as some region holds it, or its removal as some region remembers it. */
export interface FoundObject {
  readonly version: number
  /** Absent: it was removed. */
  readonly object?: Bytes
  /** Encoded (object-header.ts). */
  readonly header?: Bytes | undefined
}

/**
 * `driven`: it has committed on the whole path. `nothing`: the key region holds no object, and no stray was named. `lost`: this server does not
 * lead the region any more; whether it was driven is for the next leader to find out.
 */
export type RedriveOutcome = 'driven' | 'nothing' | 'lost'

export interface Redrive {
  /** In canonical form, of the leader's region. */
  readonly key: Bytes
  /** Ids of regions behind the key's subspace where a copy was found that does not belong there; at most 65535. */
  readonly strays?: readonly number[]
  /**
   * Becomes the key's object, at a new version, unless the key region knows of as new a version, of a removal too, or has forgotten so by the watermark.
   */
  readonly adopt?: FoundObject
  /** `version`: the one it was driven at, else 0. What the leader's own disk is to know of it is in the batch of this turn at the latest. */
  readonly done: (outcome: RedriveOutcome, version: number) => void
}

const underWayMax = 64
const waitingMax = 4096

/** What of redrives concerns the leader: it may order one now, and does. */
export interface RedriveOutlets {
  /** Nothing keeps the leader from ordering. */
  mayOrder(): boolean
  isPending(keyName: string): boolean
  /** Calls `ended` when the redrive has ended, at the earliest at once. */
  order(redrive: Omit<Redrive, 'done'>, ended: Redrive['done']): void
}

export class Redrives {
  readonly #outlets: RedriveOutlets
  readonly #waiting: Redrive[] = []
  /** By the name of the key: in the order they came. */
  readonly #holding = new Map<string, Redrive[]>()
  #underWay = 0
  #advancing = false
  #abandoned = false

  constructor(outlets: RedriveOutlets) {
    this.#outlets = outlets
  }

  /** False: too many wait; to be asked again when some are done. */
  add(redrive: Redrive): boolean {
    if (this.#abandoned) {
      redrive.done('lost', 0)
      return true
    }
    if (this.#waiting.length >= waitingMax) return false
    this.#waiting.push(redrive)
    this.advance()
    return true
  }

  /** Nothing is asked for and not done. */
  get idle(): boolean {
    return this.#waiting.length === 0 && this.#underWay === 0
  }

  /** New operations on this key are to wait. */
  holds(keyName: string): boolean {
    return this.#holding.has(keyName)
  }

  /** To be called now and then, too: what kept the leader from ordering may be over. */
  advance(): void {
    if (this.#advancing || this.#abandoned) return
    this.#advancing = true
    while (this.#waiting.length > 0 && this.#underWay < underWayMax && this.#outlets.mayOrder()) {
      const redrive = this.#waiting.shift()!
      const keyName = toLatin1(redrive.key)
      this.#underWay++
      const holding = this.#holding.get(keyName)
      if (holding) holding.push(redrive)
      else if (this.#outlets.isPending(keyName)) this.#holding.set(keyName, [redrive])
      else this.#order([redrive])
    }
    this.#advancing = false
  }

  /** Something has committed: when nothing is pending on the key any more, what holds it is ordered as one, or waits anew when that cannot be. */
  committed(keyName: string): void {
    const holding = this.#holding.get(keyName)
    if (!holding || this.#outlets.isPending(keyName)) return
    this.#holding.delete(keyName)
    if (this.#outlets.mayOrder()) this.#order(holding)
    else {
      this.#underWay -= holding.length
      this.#waiting.unshift(...holding)
    }
  }

  /** The leader leads no more. What is under way is told by its pending update. */
  abandon(): void {
    this.#abandoned = true
    const all = [...this.#waiting, ...[...this.#holding.values()].flat()]
    this.#waiting.length = 0
    this.#holding.clear()
    for (const { done } of all) done('lost', 0)
  }

  #order(redrives: readonly Redrive[]): void {
    const strays = [...new Set(redrives.flatMap((redrive) => redrive.strays ?? []))]
    const adopt = redrives.flatMap((redrive) => redrive.adopt ?? []).sort((a, b) => b.version - a.version)[0]
    this.#outlets.order({ key: redrives[0]!.key, strays, ...(adopt ? { adopt } : {}) }, (outcome, version) => {
      this.#underWay -= redrives.length
      for (const { done } of redrives) done(outcome, version)
      this.advance()
    })
  }
}
