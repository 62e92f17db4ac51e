// The options that make a write conditional, and what they mean in an Update.
import type { Command } from 'commander'
import type { Update } from '../cluster/client-messages.ts'
import { presence } from '../cluster/client-messages.ts'
import { HyperdexError } from '../errors.ts'
import { bindPredicate } from '../schema/bind-query.ts'
import type { SpaceDefinition } from '../schema/definition.ts'
import { parsePredicate } from '../schema/parse-query.ts'
import { wholeNumber } from './number-option.ts'
import { inText } from './print-error.ts'

export interface ConditionOptions {
  readonly if?: string
  readonly ifVersion?: number
}

export function addConditionOptions(command: Command): Command {
  return command
    .option('--if <predicate>', 'only when the object is there and matches, for example: age > 30')
    .option('--if-version <version>', 'only when the object is at this version (0: is absent)', wholeNumber('--if-version', 0))
}

export interface TimeToLiveOption {
  readonly ttlMs?: number
}

/** `what` is removed: the object, or each object. */
export function addTimeToLive(command: Command, what: string): Command {
  return command.option('--ttl-ms <n>', `remove ${what} after so many milliseconds`, wholeNumber('--ttl-ms', 1))
}

/** The part of an Update that says how long the object lives. */
export function timeToLiveOf({ ttlMs }: TimeToLiveOption): Pick<Update, 'ttlMs'> {
  return ttlMs === undefined ? {} : { ttlMs }
}

type Guard = Pick<Update, 'presence' | 'condition' | 'ifVersion' | 'hasIfVersion'>

/** The part of an Update that says when it happens. `unconditional` is the presence asked for without `--if`. Throws INVALID. */
export function guardOf(definition: SpaceDefinition, options: ConditionOptions, unconditional: number): Guard {
  const version = options.ifVersion === undefined ? {} : { ifVersion: options.ifVersion, hasIfVersion: true }
  const text = options.if
  if (text === undefined) return { presence: unconditional, ...version }
  const condition = inText(text, () => bindPredicate(parsePredicate(text), definition))
  return { presence: presence.present, condition, ...version }
}

export interface CreationOptions extends ConditionOptions {
  readonly ifNotExist?: boolean
  readonly orCreate?: boolean
}

/** Of a put: as guardOf, and whether the object must be new or may be. Throws INVALID. */
export function guardOfPut(definition: SpaceDefinition, options: CreationOptions): Guard {
  if (options.ifNotExist && (options.orCreate || options.if !== undefined)) {
    const other = options.orCreate ? '--or-create' : '--if'
    throw new HyperdexError('INVALID', `--if-not-exist and ${other} exclude each other`, 'give one of them')
  }
  if (options.orCreate && options.if === undefined) {
    throw new HyperdexError(
      'INVALID',
      '--or-create goes with --if',
      options.ifVersion === undefined
        ? 'leave it out: a put without a condition creates the object when it is absent'
        : 'leave it out: with --if-version 0 a put creates the object, with a later version there is one to overwrite',
    )
  }
  const guard = guardOf(definition, options, options.ifNotExist ? presence.absent : presence.any)
  return options.orCreate ? { ...guard, presence: presence.checkedIfPresent } : guard
}
