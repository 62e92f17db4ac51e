// The services of proto/hyperdex/v1 as data: the kind of each method, its path and its messages. rpc-server.ts serves them, rpc-client.ts
// calls them; both take the types of requests and answers from here.
import type { MessageName, Received, Sent } from './wire.ts'

export type MethodKind = 'unary' | 'serverStream' | 'bidi'

export interface Method<
  Kind extends MethodKind = MethodKind,
  Request extends MessageName = MessageName,
  Response extends MessageName = MessageName,
> {
  readonly kind: Kind
  /** `/hyperdex.v1.Service/Name`. */
  readonly path: string
  readonly request: Request
  readonly response: Response
}

export interface Service {
  /** `hyperdex.v1.Service`. */
  readonly name: string
  readonly methods: Readonly<Record<string, Method>>
}

function method<Kind extends MethodKind, Request extends MessageName, Response extends MessageName>(
  kind: Kind,
  path: string,
  request: Request,
  response: Response,
): Method<Kind, Request, Response> {
  return { kind, path: `/hyperdex.v1.${path}`, request, response }
}

export const hyperDexService = {
  name: 'hyperdex.v1.HyperDex',
  methods: {
    get: method('unary', 'HyperDex/Get', 'GetCall', 'GetResult'),
    update: method('unary', 'HyperDex/Update', 'UpdateCall', 'UpdateResult'),
    search: method('serverStream', 'HyperDex/Search', 'SearchCall', 'SearchRow'),
    explain: method('unary', 'HyperDex/Explain', 'SearchCall', 'ExplainResult'),
    count: method('unary', 'HyperDex/Count', 'CountCall', 'CountResult'),
    aggregate: method('unary', 'HyperDex/Aggregate', 'AggregateCall', 'AggregateResult'),
    groupUpdate: method('unary', 'HyperDex/GroupUpdate', 'GroupUpdateCall', 'GroupUpdateResult'),
    groupUpdateWithProgress: method('serverStream', 'HyperDex/GroupUpdateWithProgress', 'GroupUpdateCall', 'GroupUpdateProgress'),
    watch: method('serverStream', 'HyperDex/Watch', 'WatchCall', 'WatchChange'),
    session: method('bidi', 'HyperDex/Session', 'RequestBatch', 'ResponseBatch'),
  },
} as const satisfies Service

export const adminService = {
  name: 'hyperdex.v1.Admin',
  methods: {
    addSpace: method('unary', 'Admin/AddSpace', 'AddSpaceCall', 'ChangeResult'),
    removeSpace: method('unary', 'Admin/RemoveSpace', 'RemoveSpaceCall', 'ChangeResult'),
    renameSpace: method('unary', 'Admin/RenameSpace', 'RenameSpaceCall', 'ChangeResult'),
    addAttribute: method('unary', 'Admin/AddAttribute', 'AddAttributeCall', 'ChangeResult'),
    removeAttribute: method('unary', 'Admin/RemoveAttribute', 'RemoveAttributeCall', 'ChangeResult'),
    addIndex: method('unary', 'Admin/AddIndex', 'IndexCall', 'ChangeResult'),
    removeIndex: method('unary', 'Admin/RemoveIndex', 'IndexCall', 'ChangeResult'),
    setReadOnly: method('unary', 'Admin/SetReadOnly', 'SetReadOnlyCall', 'ChangeResult'),
    offerSample: method('unary', 'Admin/OfferSample', 'OfferSampleCall', 'OfferSampleResult'),
    openSession: method('unary', 'Admin/OpenSession', 'OpenSessionCall', 'OpenSessionResult'),
    getConfiguration: method('unary', 'Admin/GetConfiguration', 'GetConfigurationCall', 'ConfigurationChange'),
    watchConfiguration: method('serverStream', 'Admin/WatchConfiguration', 'GetConfigurationCall', 'ConfigurationChange'),
    getStatus: method('unary', 'Admin/GetStatus', 'GetStatusCall', 'StatusResult'),
    changeServer: method('unary', 'Admin/ChangeServer', 'ChangeServerCall', 'ChangeResult'),
    setFaultTolerance: method('unary', 'Admin/SetFaultTolerance', 'SetFaultToleranceCall', 'ChangeResult'),
    setPartitions: method('unary', 'Admin/SetPartitions', 'SetPartitionsCall', 'ChangeResult'),
    waitUntilStable: method('unary', 'Admin/WaitUntilStable', 'WaitUntilStableCall', 'WaitUntilStableResult'),
    check: method('serverStream', 'Admin/Check', 'CheckCall', 'CheckEvent'),
  },
} as const satisfies Service

export const coordinatorService = {
  name: 'hyperdex.v1.Coordinator',
  methods: {
    register: method('unary', 'Coordinator/Register', 'RegisterCall', 'RegisterResult'),
    attend: method('bidi', 'Coordinator/Attend', 'Heartbeat', 'ConfigurationChange'),
  },
} as const satisfies Service

export const linkService = {
  name: 'hyperdex.v1.Link',
  methods: { connect: method('bidi', 'Link/Connect', 'LinkBatch', 'LinkBatch') },
} as const satisfies Service

/** What a server's handler is told about a unary or server-streaming call. */
export interface CallContext {
  /** Aborted when the caller cancelled, its deadline passed or its connection broke; the reason is a HyperdexError. */
  readonly signal: AbortSignal
  /** What is left of the caller's deadline, less the time for the answer's way back; absent: none was given. */
  readonly timeoutMs?: number
  /** The deadline itself, on the clock of `performance.now()`. */
  readonly endsAtMs?: number
}

/** The server's end of a bidirectional stream. */
export interface BidiCall<Response> {
  /** HOST:PORT of the caller. */
  readonly peer: string
  /** The first value of a header that the caller sent. */
  header(name: string): string | undefined
  /** Sends the headers at once instead of with the first message. */
  accept(headers: Readonly<Record<string, string>>): void
  /** A plain message, or the bytes of one. `sent` is called when it has left: wait for it to honour back-pressure. */
  send(message: Response | Buffer, sent?: () => void): void
  /** Ends the stream; with an error, as that. Messages sent before still go out. */
  close(error?: unknown): void
  /** Ends the stream at once with an error; of what was sent, only what is on its way already arrives. */
  abort(error: unknown): void
  /** No further message is delivered until `resume`; the sender is held back by flow control. */
  pause(): void
  resume(): void
}

/** What the handler of a bidirectional stream wants to hear. */
export interface BidiListener<Request> {
  receive(message: Request): void
  /** The caller sends nothing more but still listens. Without this method the stream then ends. */
  ended?(): void
  /** The stream is over, for whatever reason; called once, nothing comes after. */
  closed(): void
}

type Handler<M extends Method> = M['kind'] extends 'unary'
  ? (request: Received<M['request']>, context: CallContext) => Promise<Sent<M['response']>>
  : M['kind'] extends 'serverStream'
    ? (request: Received<M['request']>, context: CallContext) => AsyncIterable<Sent<M['response']>>
    : (call: BidiCall<Sent<M['response']>>) => BidiListener<Received<M['request']>>

/** One handler a method, under the method's name. */
export type Handlers<S extends Service> = { readonly [Name in keyof S['methods']]: Handler<S['methods'][Name]> }
