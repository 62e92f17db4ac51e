// A group update in a history: a share for every key that there is while it is under way, for any of them may match.
import type { History, OperationRecorder, Result } from '../checkers/history.ts'
import type { Effect } from '../checkers/model.ts'
import type { KeyPool } from './key-pool.ts'

export class GroupShares {
  readonly #keys: KeyPool
  readonly #shares: OperationRecorder[] = []
  readonly #watch: (key: string) => void

  constructor(history: History, keys: KeyPool, client: string, space: number, effect: Effect) {
    this.#keys = keys
    const invoked = history.moment()
    this.#watch = (key) => {
      this.#shares.push(history.begin(client, `${space}/${key}`, effect, invoked))
    }
    for (const key of keys.all) this.#watch(key)
    keys.watch(this.#watch)
  }

  get firstId(): number {
    return this.#shares[0]!.id
  }

  /** Nothing further can match. */
  end(result: Result): void {
    this.#keys.unwatch(this.#watch)
    for (const share of this.#shares) share.end(result)
  }
}
