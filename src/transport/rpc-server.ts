// One gRPC server: services by handlers in plain shapes, with health checks and reflection. Every process has one. It knows no service
// of its own; what it serves is given by `add`.
import { env } from 'node:process'
import {
  logVerbosity,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  setLogVerbosity,
  type UntypedHandleCall,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js'
import { HealthImplementation } from 'grpc-health-check'
import { HyperdexError } from '../errors.ts'
import { checkAddress, serverOptions } from './channel-options.ts'
import { listenError } from './listen-error.ts'
import { reflectionService } from './reflection.ts'
import { RequestRoom } from './request-room.ts'
import { decodeIncoming, type Serving, serveBidi, serveStream, serveUnary } from './serve-call.ts'
import type { Handlers, Method, Service } from './services.ts'

// What goes wrong is thrown here, with a remedy; grpc-js would print it besides.
if (env.GRPC_VERBOSITY === undefined) setLogVerbosity(logVerbosity.NONE)

type AnyHandlers = Readonly<Record<string, unknown>>

/** Requests of single calls that are being answered take so many bytes together, by default: those of a session's stream have a room of their own. */
export const requestBytesMaxDefault = 256 * 1024 * 1024

function serve(method: Method, handler: unknown, serving: Serving): UntypedHandleCall {
  if (method.kind === 'unary') return serveUnary(method, handler as Parameters<typeof serveUnary>[1], serving)
  if (method.kind === 'serverStream') return serveStream(method, handler as Parameters<typeof serveStream>[1], serving)
  return serveBidi(method, handler as Parameters<typeof serveBidi>[1], serving.stopping)
}

function deserialize(method: Method): (bytes: Buffer) => unknown {
  if (method.kind === 'bidi') return (bytes) => decodeIncoming(method, bytes)
  return (bytes) => ({ request: decodeIncoming(method, bytes), bytes: bytes.length })
}

function definitionOf(service: Service): ServiceDefinition {
  const definition: Record<string, ServiceDefinition[string]> = {}
  for (const [name, method] of Object.entries(service.methods)) {
    definition[name] = {
      path: method.path,
      requestStream: method.kind === 'bidi',
      responseStream: method.kind !== 'unary',
      requestSerialize: (bytes: Buffer) => bytes,
      requestDeserialize: deserialize(method),
      responseSerialize: (bytes: Buffer) => bytes,
      responseDeserialize: (bytes: Buffer) => bytes,
    }
  }
  return definition
}

export class RpcServer {
  #server = new Server(serverOptions)
  #health = new HealthImplementation({ '': 'NOT_SERVING' })
  #services: string[] = []
  #stopping = new AbortController()
  readonly #room: RequestRoom

  constructor({ requestBytesMax = requestBytesMaxDefault }: { requestBytesMax?: number } = {}) {
    this.#room = new RequestRoom(requestBytesMax)
    this.#health.addToServer(this.#server)
  }

  /** Before or after `listen`; once a service. */
  add<S extends Service>(service: S, handlers: Handlers<S>): void {
    const implementation: UntypedServiceImplementation = {}
    const serving = { stopping: this.#stopping.signal, room: this.#room }
    for (const [name, method] of Object.entries(service.methods)) {
      implementation[name] = serve(method, (handlers as AnyHandlers)[name], serving)
    }
    this.#server.addService(definitionOf(service), implementation)
    this.#services.push(service.name)
    this.#health.setStatus(service.name, 'NOT_SERVING')
  }

  /** What health checks say: of one service, or (without one) of the process and all its services. */
  setServing(serving: boolean, service?: string): void {
    const status = serving ? 'SERVING' : 'NOT_SERVING'
    for (const name of service === undefined ? ['', ...this.#services] : [service]) this.#health.setStatus(name, status)
  }

  /**
   * Listens at HOST:PORT; port 0 takes a free one. Sets everything to serving.
   *
   * @returns the port
   * @throws HyperdexError INVALID for what is no address, ALREADY_EXISTS when the port is in use, otherwise as `listenError`
   */
  async listen(address: string): Promise<number> {
    checkAddress(address)
    reflectionService().addToServer(this.#server)
    const port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound)
        else reject(listenError(address, error))
      })
    })
    this.setServing(true)
    return port
  }

  /** Refuses what is new, ends all streams and signals all calls with UNAVAILABLE, then waits up to `graceMs` for the answers. */
  async close(graceMs = 500): Promise<void> {
    this.setServing(false)
    this.#stopping.abort(new HyperdexError('UNAVAILABLE', 'the process is stopping', 'Call again: another process takes over.'))
    await new Promise<void>((resolve) => {
      const force = setTimeout(() => {
        this.#server.forceShutdown()
        resolve()
      }, graceMs)
      this.#server.tryShutdown(() => {
        clearTimeout(force)
        resolve()
      })
    })
  }
}
