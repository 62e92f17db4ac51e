// Operations on every object that matches: `users.group.add({ last: 'Smith' }, { age: 1 })`.
import type { Operation } from '../values/operation.ts'
import type { GroupOptions } from './call-options.ts'
import type { OptionNames } from './check-arguments.ts'
import { encodeOperations, operationMethods } from './encode-operations.ts'
import { optionNames } from './option-names.ts'
import type { OperationMethod, Shape } from './shape.ts'
import type { SpaceBinding } from './space-binding.ts'
import { UpdateBuilder } from './update-builder.ts'

/** What is done to each object: operations, or undefined to remove it. `call` and `names`: who asks, and which options it takes. */
export type GroupWrite<S extends Shape> = (
  where: S['where'],
  encode: ((binding: SpaceBinding) => readonly Operation[]) | undefined,
  options: GroupOptions,
  call: string,
  names: OptionNames,
) => Promise<number>

/**
 * Each answers how many objects matched and were changed. The predicate is judged once more where each object is changed; an object whose
 * operations fail is left whole and not counted.
 */
export type GroupOperations<S extends Shape> = {
  readonly [Method in OperationMethod]: (where: S['where'], values: S['values'][Method], options?: GroupOptions) => Promise<number>
} & {
  /** Removes them. */
  del(where: S['where'], options?: Omit<GroupOptions, 'ttlMs'>): Promise<number>
  /** Several operations on each in one atomic step. */
  update(where: S['where']): UpdateBuilder<S, GroupOptions, number>
}

export function groupOperations<S extends Shape>(write: GroupWrite<S>): GroupOperations<S> {
  const operate =
    (method: OperationMethod) =>
    (where: S['where'], values: object, options: GroupOptions = {}) =>
      write(where, (binding) => encodeOperations(binding, method, values), options, `group.${method}`, optionNames.group)
  const operations = Object.fromEntries(operationMethods.map((method) => [method, operate(method)]))
  return {
    ...(operations as unknown as Record<OperationMethod, never>),
    del: (where, options = {}) => write(where, undefined, options, 'group.del', optionNames.groupRemoval),
    update: (where) =>
      new UpdateBuilder<S, GroupOptions, number>((encode, options) => write(where, encode, options, 'group.update', optionNames.group)),
  }
}
