// Requests of a Session that are stamped for no region: the server that takes them in routes them, with the gateway's session.
import { type Request, type Response, responseStatus } from '../cluster/client-messages.ts'
import type { Configuration, Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import { toFailure } from '../transport/failure.ts'
import type { CallOptions } from '../transport/session-driver.ts'
import { inTurn } from '../transport/timeout.ts'
import { checkedUpdate, invalid } from './check-update.ts'
import type { DriverSource, GatewayDriver } from './hyperdex-handlers.ts'

/** Never fails: what goes wrong is a Response. The bytes of the request are used until then. */
export async function routeRequest(request: Request, driverOf: DriverSource, signal?: AbortSignal): Promise<Response> {
  const id = request.id ?? 0
  const options: CallOptions = {
    ...(request.timeoutMs ? { timeoutMs: request.timeoutMs } : {}),
    ...(signal ? { signal } : {}),
  }
  try {
    return { id, ...(await answer(request, driverOf, options)) }
  } catch (error) {
    return { id, status: responseStatus.failed, failure: toFailure(error) }
  }
}

async function answer(request: Request, driverOf: DriverSource, options: CallOptions): Promise<Response> {
  const { get, update, select } = request
  const left = inTurn(options)
  const presented = () => ({ ...left(), ...(request.tokens ? { tokens: request.tokens } : {}) })
  if (!get && !update) {
    throw invalid('a request for no region is neither a get nor an update', 'Stamp searches with their regions, or call Search.')
  }
  if (get && update) throw invalid('a request is both a get and an update', 'Send two requests.')
  if (get) {
    const driver = await driverOf(left())
    const space = await spaceOf(request, driver, left())
    const found = await driver.get(space, get, select?.length ? { ...presented(), select } : presented())
    if (!found) return { status: responseStatus.ok, found: false }
    const { version, object } = found
    return { status: responseStatus.ok, found: true, version, object, ...(select?.length ? { selected: true } : {}) }
  }
  // Another session's number says nothing to this one, which numbers anew: sent twice, the update would be applied twice.
  if (update?.client || update?.number) {
    throw invalid('a numbered update is stamped for no region', 'Stamp region and epoch, or leave out client, number and mark.')
  }
  const driver = await driverOf(left())
  const space = await spaceOf(request, driver, left())
  const checked = checkedUpdate(driver.configuration(), space, update?.update)
  return { status: responseStatus.ok, version: await driver.update(space, checked, presented()) }
}

async function spaceOf({ space: id, schemaVersion }: Request, driver: GatewayDriver, options: CallOptions): Promise<Space> {
  const fits = (space: Space | undefined) => space !== undefined && (!schemaVersion || space.schemaVersion >= schemaVersion)
  const newest = ({ spaces }: Configuration) => (fits(spaces.get(id ?? 0)) ? spaces.get(id ?? 0) : undefined)
  const space = (await driver.lookUp(newest, options)) ?? driver.configuration().spaces.get(id ?? 0)
  if (space === undefined) throw new HyperdexError('UNKNOWN_SPACE', `no space has the id ${id}`, 'Fetch the configuration for the ids.')
  if (schemaVersion && space.schemaVersion < schemaVersion) {
    throw new HyperdexError(
      'SCHEMA_MISMATCH',
      `space ${space.definition.name} has schema version ${space.schemaVersion}, the request was made by ${schemaVersion}`,
      'Fetch the configuration and encode again.',
    )
  }
  return space
}
