// A client of a random schedule: sends writes and reads to point leaders as the configuration it knows says, again and again under one number
// until they are answered, and ignores negative answers to attempts of older epochs, as a session does (protocol.md section 2).
import { type Request, type Response, responseStatus } from '../../../src/cluster/client-messages.ts'
import type { Configuration, Region, Space } from '../../../src/cluster/configuration.ts'
import { SpaceView } from '../../../src/replication/space-view.ts'
import type { Bytes } from '../../../src/values/bytes.ts'
import { encodeString } from '../../../src/values/encode.ts'
import { updateFor } from './model.ts'
import type { CallRecord, ReadRecord, SearchRecord, WriteRecord } from './records.ts'
import { SearchRun } from './search-run.ts'
import { Violation } from './violation.ts'

interface KeyCall {
  readonly key: Bytes
  readonly write: WriteRecord | undefined
  /** The newest epoch that an attempt was stamped with. */
  epoch: number
  /** Returns once. */
  readonly done: (response: Response) => void
  over: boolean
}

type Attempt =
  | { readonly kind: 'key'; readonly call: KeyCall; readonly epoch: number }
  | { readonly kind: 'page'; readonly run: SearchRun; readonly stream: number; readonly server: number }

export interface ClientOutlets {
  send(client: Client, server: number, connection: number, request: Request): void
  nextRequest(): number
  nextConnection(): number
  begun(call: CallRecord): void
  ended(call: CallRecord): void
  nowMs(): number
}

export class Client {
  readonly id: number
  configuration: Configuration
  readonly #outlets: ClientOutlets
  readonly #calls = new Set<KeyCall>()
  readonly #searches = new Set<SearchRun>()
  readonly #attempts = new Map<number, Attempt>()
  readonly #connections = new Map<number, number>()
  #number = 0
  #view: SpaceView

  constructor(id: number, configuration: Configuration, outlets: ClientOutlets) {
    this.id = id
    this.configuration = configuration
    this.#outlets = outlets
    this.#view = new SpaceView(this.#space)
  }

  get calls(): readonly KeyCall[] {
    return [...this.#calls]
  }

  get searches(): readonly SearchRun[] {
    return [...this.#searches]
  }

  get open(): number {
    return this.#calls.size + this.#searches.size
  }

  get #space(): Space {
    return this.configuration.spaces.get(1)!
  }

  /** All lower numbers are answered or given up. */
  get mark(): number {
    let mark = this.#number + 1
    for (const { write } of this.#calls) if (write && write.number < mark) mark = write.number
    return mark
  }

  nextNumber(): number {
    return this.#number + 1
  }

  refresh(configuration: Configuration): void {
    if (configuration.version <= this.configuration.version) return
    this.configuration = configuration
    this.#view = new SpaceView(this.#space)
  }

  write(record: WriteRecord): void {
    this.#number = record.number
    const done = (response: Response) => {
      record.result = response.status === responseStatus.ok ? { version: response.version! } : { code: response.failure!.code! }
      this.#outlets.ended(record)
    }
    this.#begin({ key: encodeString(record.key), write: record, epoch: 0, done, over: false }, record)
  }

  read(record: ReadRecord): void {
    const done = (response: Response) => {
      record.result = response.found ? { version: response.version!, object: response.object! } : 'absent'
      this.#outlets.ended(record)
    }
    this.#begin({ key: encodeString(record.key), write: undefined, epoch: 0, done, over: false }, record)
  }

  search(record: SearchRecord, pageRows: number): void {
    const run = new SearchRun(
      record,
      this.#space,
      {
        nowMs: () => this.#outlets.nowMs(),
        send: (server, request, stream) => this.#sendOfSearch(run, server, request, stream),
        settle: (key, done) => this.#settle(key, done),
      },
      pageRows,
    )
    this.#searches.add(run)
    this.#outlets.begun(record)
    run.retry(this.#space)
  }

  /** Sends a call once more, under the configuration known now. */
  retry(call: KeyCall): void {
    const region = this.#view.keyRegion(call.key)
    call.epoch = region.epoch
    const id = this.#outlets.nextRequest()
    this.#attempts.set(id, { kind: 'key', call, epoch: region.epoch })
    const asked: Omit<Request, 'id'> = call.write
      ? { update: { update: updateFor(call.key, call.write.write), client: this.id, number: call.write.number, mark: this.mark } }
      : { get: call.key }
    this.#send(region.members[0]!, { id, ...this.#stamp(region), ...asked })
  }

  retrySearch(run: SearchRun): void {
    run.retry(this.#space)
  }

  pull(run: SearchRun, max: number): void {
    if (!run.pull(max, this.#space)) return
    this.#searches.delete(run)
    this.#outlets.ended(run.record)
  }

  /** The caller wants no answer any more; whether a write takes effect stays unknown. */
  giveUp(call: KeyCall): void {
    if (!call.write) return
    call.over = true
    this.#calls.delete(call)
  }

  giveUpSearch(run: SearchRun): void {
    run.abandon(this.#space)
    this.#searches.delete(run)
  }

  /** An answer to a part of a search: those come as long as the connection stands. */
  isOfSearch(response: Response): boolean {
    return this.#attempts.get(response.id!)?.kind === 'page'
  }

  receive(response: Response): void {
    const attempt = this.#attempts.get(response.id!)
    if (!attempt) return
    this.#attempts.delete(response.id!)
    if (attempt.kind === 'page') attempt.run.answered(attempt.stream, response, this.#space)
    else this.#receiveOfKey(attempt.call, attempt.epoch, response)
  }

  /** The connection to a server broke: answers on it are lost. Returns its number. */
  disconnect(server: number): number | undefined {
    const connection = this.#connections.get(server)
    this.#connections.delete(server)
    for (const [id, attempt] of this.#attempts) if (attempt.kind === 'page' && attempt.server === server) this.#attempts.delete(id)
    for (const run of this.#searches) run.lost(server, this.#space)
    return connection
  }

  #receiveOfKey(call: KeyCall, epoch: number, response: Response): void {
    if (call.over) return
    const status = response.status ?? responseStatus.ok
    if (status === responseStatus.stale || status === responseStatus.busy) return
    if (status === responseStatus.failed) {
      if (epoch < call.epoch) return
      if (!call.write || !['NOT_FOUND', 'COMPARE_FAILED'].includes(response.failure!.code!)) {
        throw new Violation('refused', `${response.failure!.code}: ${response.failure!.message}`)
      }
    }
    call.over = true
    this.#calls.delete(call)
    call.done(response)
  }

  #begin(call: KeyCall, record: CallRecord | undefined): void {
    this.#calls.add(call)
    if (record) this.#outlets.begun(record)
    this.retry(call)
  }

  #settle(key: Bytes, done: (found: { version: number; object: Bytes } | undefined) => void): void {
    const found = (response: Response) => done(response.found ? { version: response.version!, object: response.object! } : undefined)
    this.#begin({ key, write: undefined, epoch: 0, done: found, over: false }, undefined)
  }

  #sendOfSearch(run: SearchRun, server: number, request: Omit<Request, 'id'>, stream: number): void {
    const id = this.#outlets.nextRequest()
    if (stream > 0) this.#attempts.set(id, { kind: 'page', run, stream, server })
    this.#send(server, { id, ...request })
  }

  #stamp({ id, epoch }: Region): Omit<Request, 'id'> {
    return { space: this.#space.id, schemaVersion: this.#space.schemaVersion, region: id, epoch }
  }

  #send(server: number, request: Request): void {
    let connection = this.#connections.get(server)
    if (connection === undefined) {
      connection = this.#outlets.nextConnection()
      this.#connections.set(server, connection)
    }
    this.#outlets.send(this, server, connection, request)
  }
}
