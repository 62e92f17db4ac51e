// What an update of a foreign caller has to be before a session may take it: a decoded message can hold any number and leave anything out.
// Keys, values, operations and conditions are checked by the session, by the types of the space.
import { presence, type Update } from '../cluster/client-messages.ts'
import type { Configuration, Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import { judgeWrite } from '../session/check-call.ts'

const presences: readonly number[] = Object.values(presence)

/** @throws HyperdexError READONLY before INVALID */
export function checkedUpdate(configuration: Configuration, space: Space, update: Update | null | undefined): Update {
  return judgeWrite(configuration, space, () => checkShape(update))
}

/** Of a group update: what it does to each object. @throws HyperdexError READONLY before INVALID */
export function checkedGroupUpdate(configuration: Configuration, space: Space, update: Update | null | undefined): Update {
  return judgeWrite(configuration, space, () => checkGroupShape(update))
}

function checkShape(update: Update | null | undefined): Update {
  if (!update) throw invalid('the request holds no update', 'Give the update: a key, and operations or remove.')
  if (!presences.includes(update.presence ?? 0)) {
    throw invalid(`the update has the unknown presence ${update.presence}`, 'Use one of Update.Presence.')
  }
  if (update.remove && (update.operations?.length ?? 0) > 0) {
    throw invalid('the update both removes the object and has operations', 'Give one of the two.')
  }
  if (update.remove && update.presence === presence.absent) {
    throw invalid('the update removes an object that has to be absent', 'Remove with presence any or present.')
  }
  if (!update.hasIfVersion && update.ifVersion) {
    throw invalid('the update has if_version without has_if_version', 'Set both, or neither.')
  }
  if (update.remove && update.ttlMs) throw invalid('the update removes the object and has a time to live', 'Leave ttl_ms out.')
  return update
}

function checkGroupShape(given: Update | null | undefined): Update {
  const update = checkShape(given)
  if (update.secret?.length)
    throw invalid(
      'the update of a group has a secret',
      'Leave the secret out: objects of a space with authorization are written one by one.',
    )
  if (update.key?.length || update.presence || update.condition || update.hasIfVersion) {
    throw invalid(
      'the update of a group names a key, a presence, a condition or a version',
      'Say which objects are meant by predicate or query.',
    )
  }
  return update
}

export function invalid(message: string, remedy: string): HyperdexError {
  return new HyperdexError('INVALID', message, remedy)
}
