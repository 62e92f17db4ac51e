// The services HyperDex and Admin as any process of a cluster offers them, to callers that know nothing of regions: a session of the
// gateway's own answers for every key, and administration is passed on to the coordinator. A storage server adds both, the coordinator
// adds HyperDex beside its own Admin. Knows nothing of the member in the same process.
import type { Request, Response } from '../cluster/client-messages.ts'
import { HyperdexError } from '../errors.ts'
import { AdminCaller } from '../transport/admin-caller.ts'
import type { RpcServer } from '../transport/rpc-server.ts'
import { adminService, hyperDexService } from '../transport/services.ts'
import { type CallOptions, SessionDriver } from '../transport/session-driver.ts'
import { type SessionReceiver, type SessionSender, sessionHandler } from '../transport/session-stream.ts'
import { adminHandlers, type OwnStatus } from './admin-handlers.ts'
import { ConfigurationAnswers, type ConfigurationSource } from './configuration-source.ts'
import { type DriverSource, type GatewayDriver, hyperDexHandlers } from './hyperdex-handlers.ts'
import { routeRequest } from './route-request.ts'
import { routedSession } from './routed-session.ts'

export type { ConfigurationSource } from './configuration-source.ts'

export interface GatewayOptions {
  /** Answers GetStatus with `local`. */
  readonly status?: OwnStatus
  /** How the session is made; by default SessionDriver.connect. */
  readonly connectDriver?: (hosts: readonly string[]) => Promise<GatewayDriver>
}

export interface GatewayConnections {
  /** HOST:PORT of processes whose Admin the session uses; usually this process itself. */
  readonly hosts: readonly string[]
  /** With Admin (`addTo`): where administration is passed on to. */
  readonly coordinators?: readonly string[]
  /** With Admin: what this process has installed. */
  readonly configuration?: ConfigurationSource
}

export class Gateway {
  #options: GatewayOptions
  #hosts: readonly string[] | undefined
  #coordinator: AdminCaller | undefined
  #configurations: ConfigurationAnswers | undefined
  #connecting: Promise<GatewayDriver> | undefined
  #driver: GatewayDriver | undefined
  #closed = false

  constructor(options: GatewayOptions = {}) {
    this.#options = options
  }

  /** Adds HyperDex and Admin. Until `connect`, calls are answered with UNAVAILABLE. @param onSession takes the sessions of clients */
  addTo(server: RpcServer, onSession?: (sender: SessionSender) => SessionReceiver): void {
    this.addHyperDex(server, onSession)
    server.add(
      adminService,
      adminHandlers(
        () => {
          if (!this.#coordinator || !this.#configurations || this.#closed) throw notServing()
          return { coordinator: this.#coordinator, configurations: this.#configurations }
        },
        this.#driverOf,
        () => this.#options.status?.(),
      ),
    )
  }

  /** Adds HyperDex alone. Without `onSession` a session only routes what is stamped for no region. */
  addHyperDex(server: RpcServer, onSession?: (sender: SessionSender) => SessionReceiver): void {
    const routed = routedSession(
      (request, signal) => this.route(request, signal),
      () => this.#driver?.configuration().version ?? 0,
    )
    server.add(hyperDexService, { ...hyperDexHandlers(this.#driverOf), session: sessionHandler(onSession ?? routed, () => this.#cluster) })
  }

  /** Empty before it is known. */
  get #cluster(): string {
    return this.#configurations?.current.cluster ?? this.#driver?.configuration().cluster ?? ''
  }

  /** From here on calls are taken; the session connects in the background. */
  connect({ hosts, coordinators, configuration }: GatewayConnections): void {
    if (coordinators) this.#coordinator = new AdminCaller(coordinators)
    if (configuration) this.#configurations = new ConfigurationAnswers(configuration)
    this.#hosts = hosts
    this.#connected().catch(() => {})
  }

  /** Answers a Session's request that is stamped for no region. Never fails: errors are Responses. */
  route(request: Request, signal?: AbortSignal): Promise<Response> {
    return routeRequest(request, this.#driverOf, signal)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#configurations?.close()
    this.#coordinator?.close()
    await this.#driver?.close()
  }

  /** One attempt at a time; a failed one is made again by the next caller. */
  #connected(): Promise<GatewayDriver> {
    if (!this.#hosts || this.#closed) return Promise.reject(notServing())
    if (this.#connecting) return this.#connecting
    const connectDriver = this.#options.connectDriver ?? ((hosts) => SessionDriver.connect(hosts))
    this.#connecting = connectDriver(this.#hosts).then(
      async (driver) => {
        if (this.#closed) {
          await driver.close()
          throw notServing()
        }
        this.#driver = driver
        return driver
      },
      (error) => {
        this.#connecting = undefined
        throw error
      },
    )
    return this.#connecting
  }

  readonly #driverOf: DriverSource = (options) => {
    if (this.#driver && !this.#closed) return Promise.resolve(this.#driver)
    return withinCall(this.#connected(), options)
  }
}

/** The connection goes on when one of the calls that wait for it is given up. */
function withinCall(driver: Promise<GatewayDriver>, { timeoutMs, signal }: CallOptions): Promise<GatewayDriver> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new HyperdexError('ABORTED', 'the caller went away', 'Call again if it is still wanted.'))
    const expire = () =>
      reject(new HyperdexError('TIMEOUT', 'this process did not reach the cluster in time', 'Look at `hyperdex status`.'))
    const timer = timeoutMs ? setTimeout(expire, timeoutMs) : undefined
    signal?.addEventListener('abort', abort)
    if (signal?.aborted) abort()
    driver.then(resolve, reject).finally(() => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    })
  })
}

function notServing(): HyperdexError {
  return new HyperdexError('UNAVAILABLE', 'this process is starting or stopping', 'Call again a little later.', { retryAfterMs: 100 })
}
