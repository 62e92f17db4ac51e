// A gRPC client that shares no code with the project: it is made from the files in proto/ alone, as one in another language would be.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import {
  type CallOptions,
  Client,
  type ClientDuplexStream,
  type ClientOptions,
  type ClientReadableStream,
  credentials,
  type GrpcObject,
  loadPackageDefinition,
  type ServiceClientConstructor,
  type ServiceError,
} from '@grpc/grpc-js'
import { type AnyDefinition, loadSync, type MethodDefinition, type PackageDefinition, type ServiceDefinition } from '@grpc/proto-loader'
import protobuf from 'protobufjs'

const protoDirectory = join(import.meta.dirname, '../../proto')
const require = createRequire(import.meta.url)
const healthFile = join(dirname(require.resolve('grpc-health-check/package.json')), 'proto/health/v1/health.proto')
const reflectionFile = join(dirname(require.resolve('@grpc/reflection/package.json')), 'build/proto/grpc/reflection/v1/reflection.proto')

const files = ['hyperdex', 'admin', 'coordinator', 'link'].map((name) => `hyperdex/v1/${name}.proto`)
const definitions: PackageDefinition = loadSync([...files, healthFile, reflectionFile], {
  includeDirs: [protoDirectory],
  longs: Number,
  enums: String,
})
const root = new protobuf.Root()
root.resolvePath = (_origin, target) => join(protoDirectory, target)
root.loadSync(['hyperdex/v1/hyperdex.proto', 'hyperdex/v1/admin.proto'])

export type Message = Record<string, unknown>

/** The error's own code and words, from the trailer. */
export interface TrailedFailure {
  readonly code: string
  readonly message: string
  readonly remedy: string
}

/** Undefined when the error brings none. */
export function failureOf({ metadata }: ServiceError): TrailedFailure | undefined {
  const [encoded] = metadata.get('hyperdex-error-bin')
  if (!(encoded instanceof Buffer)) return undefined
  return root.lookupType('hyperdex.v1.Failure').decode(encoded) as unknown as TrailedFailure
}

interface MethodTypes {
  readonly request: protobuf.Type
  readonly answer: protobuf.Type
  /** It answers with a stream. */
  readonly isStream: boolean
}

/** What a method of the service takes and answers. */
export function typesOf(service: string, method: string): MethodTypes {
  const found = root.lookupService(service).methods[method]!
  found.resolve()
  return { request: found.resolvedRequestType!, answer: found.resolvedResponseType!, isStream: found.responseStream === true }
}

/** The values of an encoded Object. */
export function valuesOf(object: unknown): Buffer[] {
  return (root.lookupType('hyperdex.v1.Object').decode(object as Buffer) as unknown as { values: Buffer[] }).values
}

export function int(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(BigInt(value))
  return bytes
}

/** Every method of every service of the project. */
export const methods: readonly MethodDefinition<object, object>[] = Object.entries(definitions)
  .filter(([name, definition]) => name.startsWith('hyperdex.v1.') && isService(definition))
  .flatMap(([, definition]) => Object.values(definition as ServiceDefinition))

function isService(definition: AnyDefinition): definition is ServiceDefinition {
  return !('format' in definition)
}

const packages = loadPackageDefinition(definitions)
const allOptions = { 'grpc.max_send_message_length': -1, 'grpc.max_receive_message_length': -1 }

function serviceOf(path: string): ServiceClientConstructor {
  return path.split('.').reduce<unknown>((inner, name) => (inner as GrpcObject)[name], packages) as ServiceClientConstructor
}

export class ForeignClient implements Disposable {
  readonly #clients = new Map<string, Client>()
  readonly #address: string
  readonly #options: ClientOptions

  /** @param options of the channel; a client in another language that says nothing has none either */
  constructor(address: string, options: ClientOptions = {}) {
    this.#address = address
    this.#options = options
  }

  /** Rejects with a ServiceError. @param service its full name */
  call(service: string, method: string, message: Message, options: CallOptions = within(20_000)): Promise<Message> {
    return new Promise((resolve, reject) => {
      const done = (error: ServiceError | null, answer: Message) => (error ? reject(error) : resolve(answer))
      this.#method(service, method)(message, options, done)
    })
  }

  /** All that a streaming call answers. */
  async list(service: string, method: string, message: Message, options: CallOptions = within(20_000)): Promise<Message[]> {
    const found: Message[] = []
    for await (const answer of this.#method(service, method)(message, options) as AsyncIterable<Message>) found.push(answer)
    return found
  }

  /** Of a call that streams answers to one message. */
  answers(service: string, method: string, message: Message): ClientReadableStream<Message> {
    return this.#method(service, method)(message, within(60_000)) as ClientReadableStream<Message>
  }

  stream(service: string, method: string): ClientDuplexStream<Message, Message> {
    return this.#method(service, method)(within(20_000)) as ClientDuplexStream<Message, Message>
  }

  /**
   * Sends bytes as they are. Resolves to the error, or to undefined when the call was answered; of a stream when the first answer came.
   */
  raw({ path, requestStream, responseStream }: MethodDefinition<object, object>, bytes: Buffer): Promise<ServiceError | undefined> {
    const client = this.#client('', () => new Client(this.#address, credentials.createInsecure(), allOptions))
    const same = (given: Buffer) => given
    if (!requestStream && !responseStream) {
      return new Promise((resolve) => {
        client.makeUnaryRequest(path, same, same, bytes, within(20_000), (error) => resolve(error ?? undefined))
      })
    }
    return new Promise((resolve) => {
      const listen = (call: ClientReadableStream<Buffer>) => {
        call.on('data', () => {
          resolve(undefined)
          call.cancel()
        })
        call.on('error', resolve)
        call.on('end', () => resolve(undefined))
      }
      if (!requestStream) return listen(client.makeServerStreamRequest(path, same, same, bytes, within(20_000)))
      const call = client.makeBidiStreamRequest(path, same, same, within(20_000))
      listen(call)
      call.write(bytes)
      call.end()
    })
  }

  [Symbol.dispose](): void {
    for (const client of this.#clients.values()) client.close()
  }

  #method(service: string, method: string) {
    const client = this.#client(service, () => new (serviceOf(service))(this.#address, credentials.createInsecure(), this.#options))
    const found = (client as unknown as Record<string, (...parameters: unknown[]) => unknown>)[method]!
    return found.bind(client)
  }

  #client(name: string, make: () => Client): Client {
    const client = this.#clients.get(name) ?? make()
    this.#clients.set(name, client)
    return client
  }
}

export function within(milliseconds: number): CallOptions {
  return { deadline: Date.now() + milliseconds }
}
