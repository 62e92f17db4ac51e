// A server's first words to the coordinator: who it is, how it started. Nothing is served before the coordinator has said yes.
import { setTimeout as delay } from 'node:timers/promises'
import { applyChange } from '../cluster/change.ts'
import { type Configuration, emptyConfiguration } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import type { DataDirectory } from '../storage/data-directory.ts'
import { CoordinatorCaller, startKind } from '../transport/coordinator-caller.ts'
import { neverSent } from '../transport/rpc-client.ts'
import { CoordinatorContact } from './coordinator-contact.ts'
import type { ServerOptions } from './server-options.ts'

const tryEveryMs = 100
const registerTimeoutMsDefault = 60_000

export interface Registered {
  readonly cluster: string
  readonly server: number
  /** Whole, and knows this start. */
  readonly configuration: Configuration
}

/**
 * @param known the cluster may know this start already
 * @throws HyperdexError UNAVAILABLE when no coordinator took it in in time; whatever a coordinator refuses with
 */
export async function registerServer(
  options: ServerOptions,
  directory: DataDirectory,
  address: string,
  known = false,
): Promise<Registered> {
  const { coordinators, domain = '', acceptForgotten = false } = options
  const { registerTimeoutMs = registerTimeoutMsDefault, logger } = options
  const until = performance.now() + registerTimeoutMs
  const contact = new CoordinatorContact(logger)
  let mayBeKnown = known
  for (let attempt = 0; ; attempt++) {
    const coordinator = coordinators[attempt % coordinators.length]
    if (coordinator === undefined) throw new HyperdexError('INVALID', 'no coordinator is named', 'Name one: --coordinator HOST:PORT.')
    const caller = new CoordinatorCaller(coordinator)
    try {
      const result = await caller.register(
        {
          cluster: directory.cluster,
          server: directory.server,
          incarnation: directory.incarnation,
          nonce: directory.nonce,
          pulse: directory.pulse.noted,
          start: startKind[directory.start],
          address,
          domain,
          acceptForgotten,
        },
        { timeoutMs: 5000 },
      )
      contact.found(coordinator)
      return {
        cluster: result.cluster,
        server: result.server,
        configuration: applyChange(emptyConfiguration, result.configuration!),
      }
    } catch (error) {
      const worthAnother = error instanceof HyperdexError && (error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT')
      if (!worthAnother) {
        // One that the cluster may know stays counted: the next would be taken for a copy of it.
        if (isRefusal(error) && !mayBeKnown) await directory.withdraw()
        throw error
      }
      // Who says when to come again has not taken it in; of other failures that is not certain.
      if (!neverSent(error) && error.retryAfterMs === undefined) mayBeKnown = true
      if (performance.now() > until) throw unanswered(registerTimeoutMs, error)
      contact.lost(coordinator, error)
    } finally {
      caller.close()
    }
    await delay(tryEveryMs)
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof HyperdexError && ['VERSION_MISMATCH', 'ALREADY_EXISTS', 'PERMISSION_DENIED'].includes(error.code)
}

function unanswered(milliseconds: number, last: HyperdexError): HyperdexError {
  return new HyperdexError(
    'UNAVAILABLE',
    `no coordinator took this server in within ${milliseconds / 1000} s; the last one that was tried: ${last.message}`,
    `Check the addresses after --coordinator, and that a coordinator is running there. ${last.remedy}`,
    { cause: last },
  )
}
