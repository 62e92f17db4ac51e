// Several operations on one object in one atomic step (a microtransaction).
import type { Operation } from '../values/operation.ts'
import type { WriteOptions } from './call-options.ts'
import { encodeOperations } from './encode-operations.ts'
import type { OperationMethod, Shape } from './shape.ts'
import type { SpaceBinding } from './space-binding.ts'

/** Sends the operations. */
type CommitUpdate<Options, Result> = (encode: (binding: SpaceBinding) => readonly Operation[], options: Options) => Promise<Result>

/**
 * Operations are applied in the order they were named, all or none; the object is created from defaults when it is absent, unless `commit`
 * is given a condition.
 *
 *     await users.update('jsmith').add({ age: 1 }).append({ last: ' jr.' }).commit({ if: { age: lt(100) } })
 */
export class UpdateBuilder<S extends Shape, Options extends object = WriteOptions<S>, Result = boolean> {
  readonly #commit: CommitUpdate<Options, Result>
  readonly #steps: { readonly method: OperationMethod; readonly values: object }[] = []

  constructor(commit: CommitUpdate<Options, Result>) {
    this.#commit = commit
  }

  put(values: S['values']['put']): this {
    return this.#step('put', values)
  }

  add(values: S['values']['add']): this {
    return this.#step('add', values)
  }

  sub(values: S['values']['sub']): this {
    return this.#step('sub', values)
  }

  mul(values: S['values']['mul']): this {
    return this.#step('mul', values)
  }

  div(values: S['values']['div']): this {
    return this.#step('div', values)
  }

  mod(values: S['values']['mod']): this {
    return this.#step('mod', values)
  }

  min(values: S['values']['min']): this {
    return this.#step('min', values)
  }

  max(values: S['values']['max']): this {
    return this.#step('max', values)
  }

  bitAnd(values: S['values']['bitAnd']): this {
    return this.#step('bitAnd', values)
  }

  bitOr(values: S['values']['bitOr']): this {
    return this.#step('bitOr', values)
  }

  bitXor(values: S['values']['bitXor']): this {
    return this.#step('bitXor', values)
  }

  prepend(values: S['values']['prepend']): this {
    return this.#step('prepend', values)
  }

  append(values: S['values']['append']): this {
    return this.#step('append', values)
  }

  ltrim(values: S['values']['ltrim']): this {
    return this.#step('ltrim', values)
  }

  rtrim(values: S['values']['rtrim']): this {
    return this.#step('rtrim', values)
  }

  lpush(values: S['values']['lpush']): this {
    return this.#step('lpush', values)
  }

  rpush(values: S['values']['rpush']): this {
    return this.#step('rpush', values)
  }

  lpop(values: S['values']['lpop']): this {
    return this.#step('lpop', values)
  }

  rpop(values: S['values']['rpop']): this {
    return this.#step('rpop', values)
  }

  setAdd(values: S['values']['setAdd']): this {
    return this.#step('setAdd', values)
  }

  setRemove(values: S['values']['setRemove']): this {
    return this.#step('setRemove', values)
  }

  setUnion(values: S['values']['setUnion']): this {
    return this.#step('setUnion', values)
  }

  setIntersect(values: S['values']['setIntersect']): this {
    return this.#step('setIntersect', values)
  }

  mapAdd(values: S['values']['mapAdd']): this {
    return this.#step('mapAdd', values)
  }

  mapRemove(values: S['values']['mapRemove']): this {
    return this.#step('mapRemove', values)
  }

  mapApply(values: S['values']['mapApply']): this {
    return this.#step('mapApply', values)
  }

  docSet(values: S['values']['docSet']): this {
    return this.#step('docSet', values)
  }

  docUnset(values: S['values']['docUnset']): this {
    return this.#step('docUnset', values)
  }

  docRename(values: S['values']['docRename']): this {
    return this.#step('docRename', values)
  }

  docApply(values: S['values']['docApply']): this {
    return this.#step('docApply', values)
  }

  /**
   * Sends it. Of one object: false when `if` or `ifVersion` did not hold, and nothing was changed. Of a group: how many objects were changed.
   */
  commit(options: Options = {} as Options): Promise<Result> {
    const steps = this.#steps.slice()
    return this.#commit((binding) => steps.flatMap(({ method, values }) => encodeOperations(binding, method, values)), options)
  }

  #step(method: OperationMethod, values: object): this {
    this.#steps.push({ method, values })
    return this
  }
}
