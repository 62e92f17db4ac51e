// Calls to one key keep their order as far as a write is among them: a write waits for every earlier call to its key, a get for every
// earlier write. Gets run side by side.
import { enqueue, leaveQueue, type Requester } from './requester.ts'

export interface OrderedCall extends Requester {
  /** Names the key within the session. */
  readonly lane: string
  readonly writes: boolean
}

interface Lane<C> {
  active: number
  writing: boolean
  waiting: Set<C> | undefined
}

const nobody: readonly never[] = []

export class KeyOrder<C extends OrderedCall> {
  readonly #lanes = new Map<string, Lane<C>>()

  /** True when it is the call's turn; else it stands in line and is resumed. */
  enter(call: C): boolean {
    const lane = this.#lanes.get(call.lane)
    if (lane === undefined) {
      this.#lanes.set(call.lane, { active: 1, writing: call.writes, waiting: undefined })
      return true
    }
    if (!lane.writing && !call.writes && (lane.waiting === undefined || lane.waiting.size === 0)) {
      lane.active++
      return true
    }
    lane.waiting ??= new Set()
    enqueue(lane.waiting, call)
    return false
  }

  /** A call whose turn it was is over. Returns those whose turn it is now. */
  leave(call: C): readonly C[] {
    const lane = this.#lanes.get(call.lane)
    if (lane === undefined) return nobody
    lane.active--
    return this.#advance(call.lane, lane)
  }

  /** A call that was still waiting is over: those behind it may have their turn now. */
  abandon(call: C): readonly C[] {
    leaveQueue(call)
    const lane = this.#lanes.get(call.lane)
    return lane === undefined ? nobody : this.#advance(call.lane, lane)
  }

  #advance(name: string, lane: Lane<C>): readonly C[] {
    if (lane.waiting === undefined || lane.waiting.size === 0) {
      if (lane.active === 0) this.#lanes.delete(name)
      return nobody
    }
    const turns: C[] = []
    for (const call of lane.waiting) {
      if (lane.active > 0 && (lane.writing || call.writes)) break
      leaveQueue(call)
      lane.active++
      lane.writing = call.writes
      turns.push(call)
    }
    return turns
  }
}
