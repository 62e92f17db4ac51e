// What a coordinator that does not lead says: administration is passed on to the one that does. Servers that want to register or attend are
// told to try another address.
import { HyperdexError } from '../../src/errors.ts'
import type { RpcClient } from '../../src/transport/rpc-client.ts'
import {
  adminService,
  type BidiCall,
  type CallContext,
  type coordinatorService,
  type Handlers,
  type Method,
} from '../../src/transport/services.ts'
import type { MessageName, Received, Sent } from '../../src/transport/wire.ts'

/** The coordinator that leads; undefined while none is known. */
export type Leader = () => RpcClient | undefined

export function passedOnAdmin(leader: Leader): Handlers<typeof adminService> {
  const handlers: Record<string, unknown> = {}
  for (const [name, method] of Object.entries(adminService.methods) as [string, Method][]) {
    handlers[name] = method.kind === 'unary' ? unary(method, leader) : stream(method, leader)
  }
  return handlers as unknown as Handlers<typeof adminService>
}

function unary(method: Method, leader: Leader) {
  return async (request: Sent<MessageName>, context: CallContext) => known(leader).unary(method as Method<'unary'>, request, context)
}

function stream(method: Method, leader: Leader) {
  return async function* (request: Sent<MessageName>, context: CallContext) {
    yield* known(leader).serverStream(method as Method<'serverStream'>, request, context)
  }
}

function known(leader: Leader): RpcClient {
  const client = leader()
  if (client === undefined) throw notLeading()
  return client
}

export function refusedCoordination(): Handlers<typeof coordinatorService> {
  return {
    register: async () => {
      throw notLeading()
    },
    attend: (call: BidiCall<Sent<'ConfigurationChange'>>) => {
      call.close(notLeading())
      return { receive: (_: Received<'Heartbeat'>) => undefined, closed: () => undefined }
    },
  }
}

function notLeading(): HyperdexError {
  return new HyperdexError('UNAVAILABLE', 'this coordinator does not lead', 'Ask another coordinator, or again a little later.', {
    retryAfterMs: 200,
  })
}
