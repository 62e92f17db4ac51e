// HyperDex.Watch for callers without a session of their own.
import { HyperdexError } from '../errors.ts'
import { projector } from '../schema/selection.ts'
import { droppedAttribute } from '../session/check-call.ts'
import type { CallContext } from '../transport/services.ts'
import type { SessionDriver } from '../transport/session-driver.ts'
import type { Received, Sent } from '../transport/wire.ts'
import type { Bytes } from '../values/bytes.ts'
import { invalid } from './check-update.ts'
import { readWatch } from './read-search.ts'

export async function* watchedChanges(
  call: Received<'WatchCall'>,
  driver: Pick<SessionDriver, 'space' | 'watch' | 'newestFor'>,
  context: CallContext,
): AsyncGenerator<Sent<'WatchChange'>> {
  const question = readWatch(call)
  if (question.space === '') throw invalid('the call names no space', 'Give the name of a space.')
  const space = await driver.space(question.space, context)
  const { spec, select } = question.bind(space)
  const project = select ? projector(select, space.definition) : (_: Bytes, object: Bytes) => object
  const watch = driver.watch(space, { predicate: spec.predicate, ...(call.from === '' ? {} : { from: call.from }) }, context)
  try {
    yield { opened: true, token: await watch.opened }
    let left = spec.limit ?? Number.POSITIVE_INFINITY
    while (left-- > 0) {
      const { done, value } = await watch.next()
      if (done) return
      const { key, version, before, after, token } = value
      if (select) {
        const gone = droppedAttribute((await driver.newestFor(space, [before?.object, after])).definition, { attributes: select })
        if (gone) throw gone
      }
      yield {
        token,
        key,
        version,
        ...(before ? { hasBefore: true, beforeVersion: before.version, before: project(key, before.object) } : {}),
        ...(after ? { hasAfter: true, after: project(key, after) } : {}),
      }
    }
  } catch (error) {
    // The caller's own deadline is what ends a watch in the ordinary way.
    if (error instanceof HyperdexError && error.code === 'ABORTED' && context.signal.aborted) return
    throw error
  } finally {
    await watch.return()
  }
}
