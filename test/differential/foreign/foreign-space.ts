// The space under test, through a gRPC client made from the protos alone: answers as texts, those of writes telling not found from compare failed.
import { type ServiceError, status } from '@grpc/grpc-js'
import { type ForeignClient, failureOf, type Message, valuesOf } from '../../cluster/foreign-client.ts'
import { showGroups, showRow } from '../answers.ts'
import type { Call, GroupCall, SearchCall, Step, WriteCall } from '../call.ts'
import type { AggregateFunction } from '../model/aggregates.ts'
import type { Predicate } from '../model/predicate.ts'
import type { SpaceChange } from '../model/space-change.ts'
import { type Definition, type ScalarType, typeOf } from '../model/types.ts'
import { asKey, defaultOf, type Scalar, type Value } from '../model/values.ts'
import { NotInText, predicateToText } from '../query-text.ts'
import type { Random } from '../random.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { administer } from './administer.ts'
import { operationMessage, predicateMessage } from './messages.ts'
import { changedPlaces, indexOf, type Placed, placed } from './places.ts'
import { updateInBatch } from './session-batch.ts'
import { unknownAttributeCall } from './unknown-names.ts'
import { decodeScalar, decodeValue, encodeInt, encodeScalar } from './values.ts'

const service = 'hyperdex.v1.HyperDex'

const statusOf: Readonly<Record<string, status>> = {
  INVALID: status.INVALID_ARGUMENT,
  NOT_FOUND: status.NOT_FOUND,
  COMPARE_FAILED: status.FAILED_PRECONDITION,
  OVERFLOW: status.OUT_OF_RANGE,
  DIVIDE_BY_ZERO: status.OUT_OF_RANGE,
  BAD_PATH: status.FAILED_PRECONDITION,
  READONLY: status.FAILED_PRECONDITION,
  UNKNOWN_SPACE: status.NOT_FOUND,
  SCHEMA_MISMATCH: status.FAILED_PRECONDITION,
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'metadata' in error
}

export class ForeignSpace {
  readonly #clients: readonly ForeignClient[]
  #definition: Placed
  readonly #random: Random
  readonly #seen: SeenVersions

  /** @param random which client is asked, and in which of the forms that mean the same */
  constructor(clients: readonly ForeignClient[], definition: Definition, random: Random, seen: SeenVersions) {
    this.#clients = clients
    this.#definition = placed(definition)
    this.#random = random
    this.#seen = seen
  }

  /** Somebody changed the space. */
  changed(change: SpaceChange): void {
    this.#definition = changedPlaces(this.#definition, change)
  }

  /** Refusals and failures are answers. */
  async answer(call: Call): Promise<string> {
    try {
      return await this.#answer(call)
    } catch (error) {
      const code = isServiceError(error) ? failureOf(error)?.code : undefined
      if (code === undefined) throw error
      if (call.kind === 'get' && code === 'NOT_FOUND') return 'absent'
      const given = (error as ServiceError).code
      return given === statusOf[code] ? `error ${code}` : `error ${code} with status ${status[given]}`
    }
  }

  /** As it is answered to who names it in a text. */
  async #unknownAttribute(call: Call & { readonly kind: 'unknownAttribute' }): Promise<string> {
    const { method, message, code } = unknownAttributeCall(this.#definition, call, this.#random.chance(50))
    try {
      return `${await (method === 'Search' ? this.#list(message) : this.#call(method, message))}`
    } catch (error) {
      if (isServiceError(error) && failureOf(error)?.code === code && error.code === statusOf[code]) return 'error INVALID'
      throw error
    }
  }

  async #answer(call: Call): Promise<string> {
    const { name } = this.#definition
    switch (call.kind) {
      case 'get':
        return this.#get(call)
      case 'write':
        return this.#update(await this.#written(call))
      case 'negativeTrim': {
        const operation = { attribute: indexOf(this.#definition, call.attribute), name: 'ltrim', operands: [encodeInt(-1n)] }
        return this.#update({ key: this.#key(call.key), presence: 'present', operations: [operation] })
      }
      case 'group': {
        const { changed } = await this.#call('GroupUpdate', { ...this.#where(call.where), update: this.#change(call) })
        return `${changed ?? 0}`
      }
      case 'search':
        return this.#search(call)
      case 'negativeLimit':
        return `${await this.#list({ query: `${name} limit -1` })}`
      case 'count':
        return `${(await this.#call('Count', this.#where(call.where))).count ?? 0}`
      case 'aggregate':
        return this.#aggregate(call)
      case 'pipeline':
        return (await this.#batch(await Promise.all(call.writes.map((write) => this.#written(write))))).join(', ')
      case 'putMany':
        return this.#putMany(call.pairs)
      case 'changeSpace': {
        const answer = await administer(this.#random.pick(this.#clients), name, call.change)
        this.changed(call.change)
        return answer
      }
      case 'unknownSpace':
        return `${(await this.#call('Count', this.#random.chance(50) ? { query: call.name } : { space: call.name })).count ?? 0}`
      case 'unknownAttribute':
        return this.#unknownAttribute(call)
      default:
        throw new TypeError(`no gRPC call for ${call.kind}`)
    }
  }

  #call(method: string, message: Message): Promise<Message> {
    return this.#random.pick(this.#clients).call(service, method, message)
  }

  #batch(updates: readonly Message[]): Promise<string[]> {
    return updateInBatch(this.#random.pick(this.#clients), this.#definition.name, updates)
  }

  /** As one call: how many were put, or in which one way all of them failed. */
  async #putMany(pairs: (Call & { readonly kind: 'putMany' })['pairs']): Promise<string> {
    const updates = pairs.map(([key, values]): Message => {
      const put = ([name, value]: readonly [string, Value]) => operationMessage(this.#definition, name, { name: 'put', value })
      return { key: this.#key(key), operations: [...values].map(put) }
    })
    const outcomes = await this.#batch(updates)
    const kinds = [...new Set(outcomes)]
    return kinds.length === 0 || String(kinds) === 'done' ? `${outcomes.length}` : kinds.join(', ')
  }

  #list(message: Message): Promise<Message[]> {
    return this.#random.pick(this.#clients).list(service, 'Search', message)
  }

  #key(key: Scalar): Buffer {
    return encodeScalar(this.#definition.key.type.kind, key)
  }

  /** As a predicate, or as a text when there is one. */
  #where(where: Predicate): Message {
    const text = this.#random.chance(50) ? this.#text(where) : undefined
    const { name } = this.#definition
    return text === undefined ? { space: name, predicate: predicateMessage(this.#definition, where) } : { query: `${name} where ${text}` }
  }

  #text(where: Predicate): string | undefined {
    try {
      return predicateToText(this.#random, this.#definition, where)
    } catch (error) {
      if (error instanceof NotInText) return undefined
      throw error
    }
  }

  #found(key: Scalar, names: readonly string[] = []): Promise<Message> {
    const select = names.map((name) => indexOf(this.#definition, name))
    return this.#call('Get', { space: this.#definition.name, key: this.#key(key), select })
  }

  async #get({ key, names, version }: Call & { readonly kind: 'get' }): Promise<string> {
    const found = await this.#found(key, names)
    const held = this.#held(names)
    if (String(found.attributes) !== String(held)) return `the attributes ${found.attributes}`
    // Unless it is selected the answer has no key.
    const shown = this.#showRow({ ...found, key: this.#key(asKey(key)) }, held, names)
    return `${shown}${version ? this.#seen.show(key, found.version as number) : ''}`
  }

  /** What an object holds that is cut to `names`. No selection is all but the key: one of nothing cannot be asked for. */
  #held(names: readonly string[] | undefined): readonly string[] {
    return names === undefined || names.length === 0 ? this.#definition.places : names
  }

  /** `held`: whose values its object holds. */
  #showRow({ key, object }: Message, held: readonly string[], names: readonly string[] | undefined): string {
    const values = object === undefined ? [] : valuesOf(object)
    return showRow(this.#definition, names, (name): Value => {
      const type = typeOf(this.#definition, name)
      if (name === this.#definition.key.name && !held.includes(name)) return this.#scalar(name, key)
      const value = values[held.indexOf(name)]
      return value === undefined ? defaultOf(type) : decodeValue(type, value)
    })
  }

  #change({ form, steps }: WriteCall | GroupCall): Message {
    if (form === 'del' || form === 'condDel') return { remove: true }
    const operations = steps.flatMap((step: Step) => step.operations)
    return { operations: operations.map(({ attribute, operation }) => operationMessage(this.#definition, attribute, operation)) }
  }

  async #written(call: WriteCall): Promise<Message> {
    const version = call.version === undefined ? {} : { hasIfVersion: true, ifVersion: await this.#ifVersion(call.key, call.version) }
    const condition = call.check === undefined ? {} : { condition: predicateMessage(this.#definition, call.check) }
    return { key: this.#key(call.key), presence: this.#presence(call), ...condition, ...this.#change(call), ...version }
  }

  #presence({ form, steps, check }: WriteCall): string {
    if (form === 'putIfNotExist') return 'absent'
    if (form === 'condPutOrCreate') return 'checkedIfPresent'
    // A condition needs an object, whatever the presence.
    if (check !== undefined) return this.#random.pick(['present', 'any'])
    return form === 'update' || (form === 'operate' && steps[0]!.name === 'put') ? 'any' : 'present'
  }

  async #ifVersion(key: Scalar, version: NonNullable<WriteCall['version']>): Promise<number> {
    if (version === 'absent') return 0
    try {
      const found = (await this.#found(key)).version as number
      return version === 'current' ? found : found - 1
    } catch (error) {
      if (isServiceError(error) && error.code === status.NOT_FOUND) return 1
      throw error
    }
  }

  async #update(update: Message): Promise<string> {
    const { version } = await this.#call('Update', { space: this.#definition.name, update })
    return (version as number) > 0 ? 'done' : `done at version ${version}`
  }

  async #search(call: SearchCall): Promise<string> {
    const { select, limit, page } = call
    const text = this.#random.chance(50) ? this.#text(call.where) : undefined
    const rows: Message[] = []
    let cursor = ''
    for (let more = true; more; ) {
      const most = page === undefined ? limit : Math.min(page, (limit ?? Number.POSITIVE_INFINITY) - rows.length)
      const found = await this.#list({ ...this.#question(call, text, most), cursor })
      rows.push(...found)
      cursor = (found.at(-1)?.cursor as string | undefined) ?? ''
      more = page !== undefined && found.length === page
    }
    return rows.map((row) => this.#showRow(row, this.#held(select), select)).join('; ')
  }

  #question({ where, select = [], order }: SearchCall, text: string | undefined, limit: number | undefined): Message {
    const definition = this.#definition
    if (text !== undefined) {
      const selection = select.length === 0 ? '' : `select ${select.join(', ')}`
      const ordered = order === undefined ? '' : `order by ${order.attribute} ${order.descending ? 'desc' : 'asc'}`
      return { query: `${definition.name} ${selection} where ${text} ${ordered} ${limit === undefined ? '' : `limit ${limit}`}` }
    }
    return {
      space: definition.name,
      predicate: predicateMessage(definition, where),
      select: select.map((name) => indexOf(definition, name)),
      ...(order === undefined ? {} : { hasOrder: true, orderBy: indexOf(definition, order.attribute), descending: order.descending }),
      ...(limit === undefined ? {} : { hasLimit: true, limit }),
    }
  }

  async #aggregate({ where, functions, by = [] }: Call & { readonly kind: 'aggregate' }): Promise<string> {
    const definition = this.#definition
    const attributeOf = (one: AggregateFunction) => (one.kind === 'count' ? {} : { attribute: indexOf(definition, one.attribute) })
    const aggregation = {
      functions: functions.map((one) => ({ kind: one.kind, ...attributeOf(one) })),
      by: by.map((name) => indexOf(definition, name)),
    }
    const { groups = [] } = (await this.#call('Aggregate', { ...this.#where(where), aggregation })) as { groups?: Message[] }
    return showGroups(
      groups.map(({ by: values, values: results }) => ({
        by: by.map((name, index) => this.#scalar(name, (values as Buffer[])[index])),
        results: functions.map((one, index) => this.#result(one, (results as Message[])[index]!)),
      })),
    )
  }

  /** Bytes that are none are left out of a message. */
  #scalar(name: string, bytes: unknown): Scalar {
    return decodeScalar((typeOf(this.#definition, name) as ScalarType).kind, (bytes as Buffer | undefined) ?? Buffer.alloc(0))
  }

  #result(one: AggregateFunction, { none, value }: Message): Scalar | undefined {
    if (none) return undefined
    if (one.kind === 'count') return decodeScalar('int', value as Buffer)
    return one.kind === 'avg' ? decodeScalar('float', value as Buffer) : this.#scalar(one.attribute, value)
  }
}
