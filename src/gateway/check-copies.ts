// Admin.Check: all copies of all objects compared, by the gateway's session.
import type { Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import type { Difference } from '../session/comparison-steps.ts'
import { checkSpaces, isAlike } from '../transport/check-spaces.ts'
import { toFailure } from '../transport/failure.ts'
import type { CallContext } from '../transport/services.ts'
import { boundedTimeoutOf } from '../transport/timeout.ts'
import type { Received, Sent } from '../transport/wire.ts'
import { invalid } from './check-update.ts'
import type { DriverSource } from './hyperdex-handlers.ts'
import { type Tell, tellingNews, toldEvents } from './told-events.ts'

const progressEveryMs = 1000

/** Errors of the iteration: as `checkSpaces`, INVALID for an empty name, and TIMEOUT at the caller's deadline. */
export function checkCopies(call: Received<'CheckCall'>, driverOf: DriverSource, context: CallContext): AsyncIterable<Sent<'CheckEvent'>> {
  return toldEvents(async (tell) => {
    const place: Place = { space: undefined, keys: 0 }
    await untilDeadline(context, place, (signal) => check(call, driverOf, { ...context, signal }, place, tell))
  })
}

/** How far a check is. */
interface Place {
  space: Space | undefined
  keys: number
}

async function check(
  { spaces: names, repair }: Received<'CheckCall'>,
  driverOf: DriverSource,
  context: CallContext,
  place: Place,
  tell: Tell<Sent<'CheckEvent'>>,
): Promise<void> {
  if (names.includes('')) throw invalid('the call names a space without a name', 'Leave `spaces` out for all spaces, or give their names.')
  const driver = await driverOf(context)
  const source = {
    space: driver.space.bind(driver),
    spaces: async (options = {}) => [...(await driver.refresh(options)).spaces.values()],
    compare: driver.compare.bind(driver),
  }
  const tellProgress = tellingNews(tell)
  let nextAtMs = 0
  const outcomes = checkSpaces(source, {
    names: names.length === 0 ? undefined : names,
    repair,
    signal: context.signal,
    onFound: (space, difference) => tell({ space: space.definition.name, found: copyDifference(difference) }),
    onProgress: (space, keys) => {
      const now = performance.now()
      const tellNow = space !== place.space || now >= nextAtMs
      Object.assign(place, { space, keys })
      if (!tellNow) return
      nextAtMs = now + progressEveryMs
      tellProgress({ space: space.definition.name, progress: keys })
    },
  })
  const spaces: Sent<'SpaceCheck'>[] = []
  let alike = true
  for await (const { space: checked, result, refused } of outcomes) {
    const space = checked.definition.name
    if (refused) {
      alike = false
      spaces.push({ space, refused: toFailure(refused) })
      continue
    }
    const { left, ...counts } = result
    if (!isAlike(result)) alike = false
    if (repair) for (const difference of left) await tell({ space, left: copyDifference(difference) })
    spaces.push({ space, ...counts, left: left.length })
  }
  await tell({ summary: { alike, spaces } })
}

function copyDifference({ kind, key, subspace, region, server, version, wanted }: Difference): Sent<'CopyDifference'> {
  return { kind, key, subspace, region, server, version, wanted }
}

/** A comparison takes as long as it takes: only its caller's deadline bounds the whole. */
async function untilDeadline(context: CallContext, place: Place, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const { signal, timeoutMs } = context
  if (timeoutMs === undefined) return work(signal)
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), boundedTimeoutOf({ timeoutMs }))
  try {
    await work(AbortSignal.any([signal, over.signal]))
  } catch (error) {
    if (!over.signal.aborted || signal.aborted) throw error
    const remedy = 'Allow more time, or check one space at a time; what was mended stays mended.'
    const text = `${place.space ? `the comparison of space ${place.space.definition.name}` : 'the comparison'} was not done within its deadline`
    throw new HyperdexError('TIMEOUT', `${text}, with ${place.keys} keys compared`, remedy, { cause: error })
  } finally {
    clearTimeout(timer)
  }
}
