// Why a replica may neither judge nor answer at this moment although it has its lease: something befalls its whole space.
import type { Failure } from '../cluster/client-messages.ts'
import type { Replica } from '../replication/replica.ts'
import { failure } from '../replication/surroundings.ts'

/** How long a caller should wait while a space is being reconciled. */
const reconcileAgainMs = 100
/** How long a caller should wait while a sample is weighed. */
const settledAgainMs = 20
/** How long a caller should wait while the key's grid is replaced. */
const closedAgainMs = 20

export function obstacleOfSpace(replica: Replica | undefined): Failure | undefined {
  if (!replica) return undefined
  const { view, subspace } = replica
  const { name } = view.space.definition
  // Whoever has said that it is empty answers nothing until it knows what came of that: in regions cut anew others may have acknowledged by then.
  if (view.space.settling) return failure('UNAVAILABLE', `the axes of space ${name} are being cut`, 'try again at once', settledAgainMs)
  // What one region shows another one may have lost.
  if (view.reconciling.size > 0) {
    const text = `after the loss of power at the machine of the only replica of some region the copies of space ${name} are being compared`
    const remedy = 'It serves when all its servers are back and the copies are alike: try again a little later.'
    return failure('UNAVAILABLE', text, remedy, reconcileAgainMs)
  }
  // The other grid must find everything settled (docs/repartition.md, The key's grid).
  if (view.closed && subspace === 0) {
    return failure(
      'UNAVAILABLE',
      `the grid of the keys of space ${name} is being replaced by another one`,
      'try again at once',
      closedAgainMs,
    )
  }
  return undefined
}
