// The space under test, through the typed client: answers as texts.
import { avg, count, type Database, HyperdexError, max, min, sum, type UntypedShape } from '../../../src/index.ts'
import { showGroups, showRow, unreadable } from '../answers.ts'
import type { Call, GroupCall, SearchCall, Step, View, WriteCall } from '../call.ts'
import type { AggregateFunction, AggregateGroup } from '../model/aggregates.ts'
import { changedDefinition, type SpaceChange } from '../model/space-change.ts'
import { type Definition, printAttribute, printDefinition, printPlace, typeOf } from '../model/types.ts'
import type { Scalar } from '../model/values.ts'
import { SeenVersions } from '../seen-versions.ts'
import { fromClient, scalarFromClient, toClient } from '../views.ts'
import { type Client, type Clients, clientsOf } from './clients.ts'
import { stepToClient } from './operations.ts'
import { predicateToClient } from './predicates.ts'
import { UnknownNames } from './unknown-names.ts'

type Key = UntypedShape['key']
type Where = UntypedShape['where']
type Values = UntypedShape['values']['put']
type ClientRow = Record<string, unknown>
type Method = (target: Key | Where, values: Record<string, unknown>, options?: object) => Promise<boolean | number>
type Builder = Record<string, (values: Record<string, unknown>) => Builder> & {
  readonly commit: (options?: object) => Promise<boolean | number>
}

const aggregates = { sum, min, max, avg } as const

export class ClusterSpace {
  readonly #db: Database
  #definition: Definition
  #clients: Clients
  readonly #unknown: UnknownNames
  readonly #seen: SeenVersions

  private constructor(db: Database, definition: Definition, clients: Clients, seen: SeenVersions) {
    this.#db = db
    this.#unknown = new UnknownNames(db)
    this.#definition = definition
    this.#clients = clients
    this.#seen = seen
  }

  static async create(db: Database, definition: Definition, seen = new SeenVersions()): Promise<ClusterSpace> {
    await db.admin.addSpace(printDefinition(definition))
    return new ClusterSpace(db, definition, await clientsOf(db, definition), seen)
  }

  async #changeSpace(change: SpaceChange): Promise<string> {
    const { admin } = this.#db
    const { name } = this.#definition
    if (change.kind === 'addAttribute') await admin.addAttribute(name, printAttribute(change.attribute))
    else if (change.kind === 'removeAttribute') await admin.removeAttribute(name, change.name)
    else if (change.kind === 'rename') await admin.renameSpace(name, change.to)
    else if (change.kind === 'readOnly') await admin.setReadOnly(change.on, name)
    else await admin[change.kind](name, printPlace(change.place))
    await this.changed(change)
    return 'changed'
  }

  /** Somebody changed the space. */
  async changed(change: SpaceChange): Promise<void> {
    this.#unknown.changed(this.#definition, change, this.#clients)
    this.#definition = changedDefinition(this.#definition, change)
    this.#clients = await clientsOf(this.#db, this.#definition)
  }

  /** Refusals and failures are answers. Throws NotInView, before anything is sent, when the view cannot hold what is given. */
  async answer(call: Call, view: View): Promise<string> {
    try {
      return await this.#answer(call, view)
    } catch (error) {
      if (!(error instanceof HyperdexError)) throw error
      const reads = call.kind === 'get' || call.kind === 'getMany' || call.kind === 'search'
      if (reads && view !== 'wide' && isUnreadable(error)) return unreadable
      return `error ${error.code}`
    }
  }

  async #answer(call: Call, view: View): Promise<string> {
    const client = this.#clients[view]
    switch (call.kind) {
      case 'get':
        return this.#get(client, call, view)
      case 'getMany': {
        const rows = await client.getMany(call.keys.map((key) => this.#key(key, view)))
        return rows.map((row) => this.#showRow(row, undefined, view)).join('; ')
      }
      case 'write':
        return `${await this.#write(client, call, view)}`
      case 'pipeline': {
        // Every one is encoded before the first is sent: NotInView comes before any of them.
        for (const write of call.writes) this.#encode(write, view)
        return (await Promise.all(call.writes.map((write) => this.answer(write, view)))).join(', ')
      }
      case 'putMany': {
        const pairs = call.pairs.map(([key, values]) => {
          const encoded = [...values].map(([name, value]) => [name, toClient(typeOf(this.#definition, name), view, value)])
          return [this.#key(key, view), Object.fromEntries(encoded) as Values] as const
        })
        return `${await client.putMany(pairs)}`
      }
      case 'group':
        return `${await this.#group(client, call, view)}`
      case 'search':
        return this.#search(client, call, view)
      case 'count':
        return `${await client.count(this.#where(call.where, view))}`
      case 'aggregate':
        return this.#aggregate(client, call, view)
      case 'changeSpace':
        return this.#changeSpace(call.change)
      case 'unknownSpace':
        return this.#unknown.askSpace(this.#definition, call.name, view)
      case 'unknownAttribute':
        return this.#unknown.askAttribute(this.#definition, call, view)
      case 'negativeTrim':
        return `${await client.ltrim(this.#key(call.key, view), { [call.attribute]: -1 })}`
      case 'negativeLimit':
        return `${await all(client.search(this.#where(call.where, view), { limit: -1 }))}`
    }
  }

  #key(key: Scalar, view: View): Key {
    return toClient(this.#definition.key.type, view, key) as Key
  }

  #where(where: Parameters<typeof predicateToClient>[1], view: View): Where {
    return predicateToClient(this.#definition, where, view) as Where
  }

  #step(step: Step, view: View): Record<string, unknown> {
    return stepToClient(this.#definition, step, view)
  }

  async #get(client: Client, { key, names, version }: Call & { readonly kind: 'get' }, view: View): Promise<string> {
    const encoded = this.#key(key, view)
    const row: ClientRow | undefined =
      names === undefined ? await client.get(encoded, { version }) : await client.getPartial(encoded, names, { version })
    const seen = version && row !== undefined ? this.#seen.show(key, row.$version as number) : ''
    return `${this.#showRow(row, names, view)}${seen}`
  }

  #showRow(row: ClientRow | undefined, names: readonly string[] | undefined, view: View): string {
    if (row === undefined) return 'absent'
    const shown = showRow(this.#definition, names, (name) => fromClient(typeOf(this.#definition, name), view, row[name]))
    const known = new Set(names ?? [this.#definition.key.name, ...this.#definition.attributes.map(({ name }) => name)])
    const more = Object.keys(row).filter((name) => !known.has(name) && !name.startsWith('$'))
    return more.length === 0 ? shown : `${shown} and unasked ${more.join(', ')}`
  }

  #encode({ key, steps, check }: WriteCall, view: View) {
    return {
      key: this.#key(key, view),
      steps: steps.map((step) => this.#step(step, view)),
      where: check === undefined ? undefined : this.#where(check, view),
    }
  }

  async #write(client: Client, call: WriteCall, view: View): Promise<boolean | number> {
    const { key, steps, where } = this.#encode(call, view)
    const [first = {}] = steps
    const values = first as Values
    // Without a version nothing is awaited here: calls of a pipeline keep their order.
    const version = call.version === undefined ? {} : { ifVersion: await this.#ifVersion(client, key, call.version) }
    const options = { ...version, ...(where === undefined ? {} : { if: where }) }
    switch (call.form) {
      case 'operate':
        return methodOf(client, call.steps[0]!.name)(key, first, options)
      case 'update':
        return build(client.update(key) as unknown as Builder, call.steps, steps).commit(options)
      case 'putIfNotExist':
        return client.putIfNotExist(key, values, version)
      case 'condPut':
        return client.condPut(key, where!, values, version)
      case 'condPutOrCreate':
        return client.condPutOrCreate(key, where!, values, version)
      case 'del':
        return client.del(key, options)
      case 'condDel':
        return client.condDel(key, where!, version)
    }
  }

  async #ifVersion(client: Client, key: Key, version: NonNullable<WriteCall['version']>): Promise<number> {
    if (version === 'absent') return 0
    const row = await client.getPartial(key, [], { version: true })
    if (row === undefined) return 1
    return version === 'current' ? row.$version : row.$version - 1
  }

  async #group(client: Client, call: GroupCall, view: View): Promise<boolean | number> {
    const where = this.#where(call.where, view)
    const steps = call.steps.map((step) => this.#step(step, view))
    if (call.form === 'del') return client.group.del(where)
    if (call.form === 'update') return build(client.group.update(where) as unknown as Builder, call.steps, steps).commit()
    return methodOf(client.group, call.steps[0]!.name)(where, steps[0]!)
  }

  async #search(client: Client, { where, select, order, limit, page }: SearchCall, view: View): Promise<string> {
    const asked = this.#where(where, view)
    const options = {
      ...(select === undefined ? {} : { select }),
      ...(order === undefined ? {} : { orderBy: [order.attribute, order.descending ? 'desc' : 'asc'] as const }),
    }
    const rows: ClientRow[] = []
    if (page === undefined) rows.push(...(await all(client.search(asked, limit === undefined ? options : { ...options, limit }))))
    let cursor: string | undefined
    for (let more = page !== undefined; more; ) {
      const left = Math.min(page!, (limit ?? Number.POSITIVE_INFINITY) - rows.length)
      const resumed = cursor === undefined ? {} : { cursor }
      const found = await all(client.search(asked, { ...options, limit: left, cursors: true, ...resumed }))
      rows.push(...found)
      cursor = found.at(-1)?.$cursor as string | undefined
      more = found.length === page
    }
    return rows.map((row) => this.#showRow(row, select, view)).join('; ')
  }

  async #aggregate(client: Client, { where, functions, by }: Call & { readonly kind: 'aggregate' }, view: View): Promise<string> {
    const asked = this.#where(where, view)
    const terms = Object.fromEntries(functions.map((one, index) => [`result${index}`, termOf(one)]))
    const rows: ClientRow[] = by === undefined ? [await client.aggregate(asked, terms)] : await client.aggregate(asked, terms, { by })
    const groups = rows.map(
      (row): AggregateGroup => ({
        by: (by ?? []).map((name) => this.#scalar(name, view, row[name])),
        results: functions.map((one, index) => this.#result(one, view, row[`result${index}`])),
      }),
    )
    return showGroups(groups)
  }

  #scalar(name: string, view: View, value: unknown): Scalar {
    const type = typeOf(this.#definition, name)
    return scalarFromClient(type.kind as 'string', view, value)
  }

  #result(one: AggregateFunction, view: View, value: unknown): Scalar | undefined {
    if (value === undefined) return undefined
    if (one.kind === 'count') return BigInt(value as number)
    return one.kind === 'avg' ? scalarFromClient('float', view, value) : this.#scalar(one.attribute, view, value)
  }
}

function isUnreadable({ code }: HyperdexError): boolean {
  return code === 'INT_UNSAFE' || code === 'INVALID'
}

function methodOf(target: object, name: string): Method {
  const methods = target as Record<string, Method>
  return methods[name]!.bind(target)
}

function build(builder: Builder, steps: readonly Step[], values: readonly Record<string, unknown>[]): Builder {
  return steps.reduce((built, { name }, index) => built[name]!(values[index]!), builder)
}

function termOf(one: AggregateFunction) {
  if (one.kind === 'count') return count()
  return aggregates[one.kind](one.attribute)
}

async function all<Element>(rows: AsyncIterable<Element>): Promise<Element[]> {
  const list: Element[] = []
  for await (const row of rows) list.push(row)
  return list
}
