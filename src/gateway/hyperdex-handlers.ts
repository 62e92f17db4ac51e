// The unary and streaming methods of HyperDex for callers without a session of their own: the gateway's session numbers, stamps, retries and
// answers for them.
import type { Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import { projector } from '../schema/selection.ts'
import { judgeWrite } from '../session/check-call.ts'
import type { CallContext, Handlers, hyperDexService } from '../transport/services.ts'
import type { CallOptions, SessionDriver } from '../transport/session-driver.ts'
import { inTurn } from '../transport/timeout.ts'
import type { Received, Sent } from '../transport/wire.ts'
import { checkedGroupUpdate, checkedUpdate, invalid } from './check-update.ts'
import { type Question, readCount, readSearch, readWhole } from './read-search.ts'
import { tellingNews, toldEvents } from './told-events.ts'
import { watchedChanges } from './watched-changes.ts'

/** What the gateway needs of a session. */
export type GatewayDriver = Pick<
  SessionDriver,
  | 'configuration'
  | 'refresh'
  | 'lookUp'
  | 'space'
  | 'get'
  | 'update'
  | 'search'
  | 'explain'
  | 'count'
  | 'aggregate'
  | 'groupUpdate'
  | 'watch'
  | 'newestFor'
  | 'compare'
  | 'close'
>

/** Gives the session once it stands. @throws HyperdexError UNAVAILABLE when it does not in time, ABORTED with the signal */
export type DriverSource = (options: CallOptions) => Promise<GatewayDriver>

export function hyperDexHandlers(driverOf: DriverSource): Omit<Handlers<typeof hyperDexService>, 'session'> {
  return {
    async get({ space: name, key, tokens, select }, context) {
      checkName(name)
      const left = inTurn(context)
      const driver = await driverOf(left())
      const space = await driver.space(name, left())
      const found = await driver.get(space, key, { ...left(), tokens, select })
      if (!found) {
        throw new HyperdexError('NOT_FOUND', `space "${name}" has no object of that key`, 'Look for another key, or put the object first.')
      }
      return { ...found, attributes: namesOf(space, select) }
    },
    async update({ space: name, update: given, tokens }, context) {
      checkName(name)
      const left = inTurn(context)
      const driver = await driverOf(left())
      const space = await driver.space(name, left())
      const update = checkedUpdate(driver.configuration(), space, given)
      return { version: await driver.update(space, update, { ...left(), tokens }) }
    },
    async *search(call, context) {
      yield* searchRows(readSearch(call), await driverOf(context), context)
    },
    async explain(call, context) {
      const question = readSearch(call)
      checkName(question.space)
      const left = inTurn(context)
      const driver = await driverOf(left())
      const space = await driver.space(question.space, left())
      return driver.explain(space, question.bind(space).spec, left())
    },
    async count(call, context) {
      const question = readCount(call)
      checkName(question.space)
      const left = inTurn(context)
      const driver = await driverOf(left())
      const space = await driver.space(question.space, left())
      const { predicate, limit } = question.bind(space).spec
      const count = await driver.count(space, predicate, left())
      return { count: limit === undefined ? count : Math.min(count, limit) }
    },
    async aggregate(call, context) {
      const question = readWhole(call, 'an aggregate')
      checkName(question.space)
      const left = inTurn(context)
      const driver = await driverOf(left())
      const space = await driver.space(question.space, left())
      const groups = await driver.aggregate(space, question.bind(space).spec.predicate, call.aggregation ?? {}, left())
      return { groups: groups.map(({ by, values }) => ({ by, values: values.map((value) => (value ? { value } : { none: true })) })) }
    },
    groupUpdate: async (call, context) => ({ changed: await changeGroup(call, driverOf, context) }),
    groupUpdateWithProgress: (call, context) =>
      toldEvents(async (tell) => {
        const tellChanged = tellingNews(tell)
        const changed = await changeGroup(call, driverOf, { ...context, onProgress: (changed) => tellChanged({ changed }) })
        await tell({ changed, done: true })
      }),
    async *watch(call, context) {
      yield* watchedChanges(call, await driverOf(context), context)
    },
  }
}

interface GroupContext extends CallContext {
  readonly onProgress?: (changed: number) => void
}

async function changeGroup(call: Received<'GroupUpdateCall'>, driverOf: DriverSource, context: GroupContext): Promise<number> {
  const question = readWhole(call, 'a group update')
  checkName(question.space)
  const left = inTurn(context)
  const driver = await driverOf(left())
  const space = await driver.space(question.space, left())
  const configuration = driver.configuration()
  const update = checkedGroupUpdate(configuration, space, call.update)
  const { predicate } = judgeWrite(configuration, space, () => question.bind(space)).spec
  return driver.groupUpdate(space, predicate, update, left())
}

async function* searchRows(question: Question, driver: GatewayDriver, context: CallContext): AsyncGenerator<Sent<'SearchRow'>> {
  checkName(question.space)
  const space = await driver.space(question.space, context)
  const { spec, select } = question.bind(space)
  const rows = driver.search(space, select ? { ...spec, select } : spec, context)
  if (!select) yield* rows
  else {
    const project = projector(select, space.definition)
    // A row's fields may be accessors: they are named, not spread.
    for await (const { key, version, cursor, object } of rows) yield { key, version, cursor, object: project(key, object) }
  }
  const missingRegions = rows.explanation?.missingRegions ?? []
  if (missingRegions.length > 0) yield { missingRegions }
}

/** Of the values of an object, or of those selected. */
function namesOf({ definition: { key, attributes } }: Space, select: readonly number[]): string[] {
  if (select.length === 0) return attributes.map(({ name, dropped }) => (dropped ? '' : name))
  return select.map((attribute) => (attribute === 0 ? key : attributes[attribute - 1]!).name)
}

function checkName(name: string): void {
  if (name === '') throw invalid('the call names no space', 'Give the name of a space.')
}
