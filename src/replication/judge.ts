// What one update means for one object: the order in which a write is judged (interface.md section 3, points 2 to 6; whether the caller may
// comes behind point 2). A pure function of the newest object, the update and the tokens presented; ordering, numbering and replicating the verdict is the point leader's.
import { type Failure, presence, type Update } from '../cluster/client-messages.ts'
import { objectBytesMax } from '../cluster/size-limits.ts'
import { HyperdexError } from '../errors.ts'
import { type Bytes, emptyBytes } from '../values/bytes.ts'
import { documentLevelsMax, documentValuesMax } from '../values/json-text.ts'
import { applyOperations, checkOperations, compilePredicate, type Matcher } from '../values/matcher.ts'
import { encodeObject } from '../values/object.ts'
import { codeOfFailure, describeOperation, FailedOperation, type OperationFailure } from '../values/operation.ts'
import { type Authority, refusalOfWrite, rootKeyFor } from './authorization.ts'
import { refusalOfDropped } from './dropped.ts'
import type { ObjectHeader } from './object-header.ts'
import type { SpaceView } from './space-view.ts'
import { failure } from './surroundings.ts'

export interface JudgedObject {
  readonly version: number
  readonly values: readonly Bytes[]
  readonly header: ObjectHeader
}

/** A new object, a removal (`object` absent), or why nothing changes. */
export type Verdict =
  | { readonly kind: 'write'; readonly values: readonly Bytes[]; readonly object: Bytes }
  | { readonly kind: 'remove' }
  | { readonly kind: 'refuse'; readonly failure: Failure }

function refuse(code: string, message: string, remedy: string): Verdict {
  return { kind: 'refuse', failure: failure(code, message, remedy) }
}

const fittingOperands = 'send operands that fit the value'

const operationFailures: Readonly<Record<OperationFailure, readonly [message: string, remedy: string]>> = {
  OVERFLOW: ['the result does not fit a 64-bit signed integer', fittingOperands],
  DIVIDE_BY_ZERO: ['an int was divided by zero', fittingOperands],
  BAD_PATH: ['the document has no fitting value there', 'read the object, and name a path at which the operation fits'],
  NOT_FINITE: ['the result is no finite number, and JSON holds no others', fittingOperands],
  CUT_CHARACTER: ['a character would be cut in half, and JSON holds whole ones', 'count the bytes of whole characters'],
  TOO_DEEP: [`the document would nest deeper than ${documentLevelsMax} levels`, 'make it flatter'],
  TOO_MANY_VALUES: [`the document would have more than ${documentValuesMax} values`, 'spread it over several objects'],
}

function remedyOfAbsence({ remove, presence: mode }: Update): string {
  if (remove) return 'there is nothing to remove; see whether the key is the one meant'
  if (mode === presence.absent) return 'leave the condition out: an object that has to be absent fulfils none'
  return 'create it first, with put or putIfNotExist'
}

export function judge(view: SpaceView, update: Update, current: JudgedObject | undefined, authority: Authority): Verdict {
  const space = view.space.definition.name
  const mode = update.presence ?? presence.any
  let matches: Matcher | undefined
  try {
    if (mode < presence.any || mode > presence.checkedIfPresent) {
      return refuse('INVALID', `an update of ${space} has the unknown presence ${mode}`, 'use any, present, absent or checkedIfPresent')
    }
    const outdated = refusalOfDropped(view, { operations: update.operations, predicate: update.condition })
    if (outdated) return { kind: 'refuse', failure: outdated }
    checkOperations(update.operations ?? [], view.types, view.space.definition.attributes)
    if (update.remove && (update.operations?.length ?? 0) > 0) {
      return refuse('INVALID', 'a removal has operations', 'send either remove or operations')
    }
    if (update.remove && update.ttlMs) return refuse('INVALID', 'a removal has a time to live', 'leave ttl_ms out')
    if (update.condition) matches = compilePredicate(update.condition, view.types)
  } catch (error) {
    if (!(error instanceof HyperdexError)) throw error
    return refuse(error.code, error.message, error.remedy)
  }
  // Only an object that is there can fulfil a condition.
  const conditional = update.condition != null && mode !== presence.checkedIfPresent
  const needed = mode === presence.present || update.remove === true || conditional
  const forbidden = refusalOfWrite(view, current?.header, update, !needed, authority)
  if (forbidden) return { kind: 'refuse', failure: forbidden }
  if (!current && needed) {
    return refuse('NOT_FOUND', `no object of ${space} has this key`, remedyOfAbsence(update))
  }
  if (current && mode === presence.absent) {
    return refuse('COMPARE_FAILED', `an object of ${space} with this key exists`, 'use put to change it')
  }
  if (update.hasIfVersion && (update.ifVersion ?? 0) !== (current?.version ?? 0)) {
    return refuse(
      'COMPARE_FAILED',
      `the object's version is ${current?.version ?? 0}, not ${update.ifVersion ?? 0}`,
      'read it again and decide anew',
    )
  }
  if (matches && current) {
    const refused = refusalOfCondition(matches, update.key!, current.values)
    if (refused) return refused
  }
  if (update.remove) return { kind: 'remove' }
  const applied = applyOperations(update.operations ?? [], current?.values ?? absentValues(view), view.types)
  if (applied instanceof FailedOperation) {
    const { operation, failure } = applied
    const [message, remedy] = operationFailures[failure]
    const what = describeOperation(operation, view.space.definition.attributes)
    return refuse(codeOfFailure(failure), `${what} failed on an object of ${space}: ${message}`, `nothing was changed; ${remedy}`)
  }
  for (const place of view.dropped) applied[place - 1] = emptyBytes
  const object = encodeObject(applied)
  if (object.length > objectBytesMax) {
    return refuse('TOO_LARGE', `the object would take ${object.length} bytes, the limit is ${objectBytesMax}`, 'split it over several keys')
  }
  return { kind: 'write', values: applied, object }
}

/** A condition that takes too much to judge over this object is as final an answer as one that is false: it is the same each time. */
function refusalOfCondition(matches: Matcher, key: Bytes, values: readonly Bytes[]): Verdict | undefined {
  try {
    if (matches(key, values)) return undefined
  } catch (error) {
    if (!(error instanceof HyperdexError) || error.code === 'INTERNAL') throw error
    return refuse(error.code, error.message, error.remedy)
  }
  return refuse('COMPARE_FAILED', 'the condition is false for the object as it is', 'read it again and decide anew')
}

/**
 * What the object carries after a write at `wall`: a time to live counts from the write that gives it, the space's default from the creation;
 * a write without one leaves the instant as it is. An instant beyond the safe integers is none. The root key is that of the creation.
 */
export function headerAfter(
  view: SpaceView,
  update: Update,
  current: JudgedObject | undefined,
  { wallMs, hmac }: Pick<Authority, 'wallMs' | 'hmac'>,
): ObjectHeader {
  const ttlMs = update.ttlMs || (current ? undefined : view.space.definition.expireMs)
  if (!ttlMs && current) return current.header
  const rootKey = current?.header.rootKey
  const kept = current ? (rootKey ? { rootKey } : {}) : rootKeyFor(view, update, hmac)
  const expiresAt = wallMs + (ttlMs ?? Number.POSITIVE_INFINITY)
  return Number.isSafeInteger(expiresAt) ? { ...kept, expiresAt } : kept
}

function absentValues(view: SpaceView): Bytes[] {
  return view.dataTypes.slice(1).map((type) => type.absent)
}
