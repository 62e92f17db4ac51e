// The space under test, through the command line: answers as texts, those of writes telling not found from compare failed.
import type { Commands } from '../../cli/commands.ts'
import { showGroups, showRow } from '../answers.ts'
import type { Call, GroupCall, SearchCall, WriteCall } from '../call.ts'
import type { AggregateFunction } from '../model/aggregates.ts'
import type { Predicate } from '../model/predicate.ts'
import { changedDefinition, type SpaceChange } from '../model/space-change.ts'
import { type Definition, type ScalarType, typeOf } from '../model/types.ts'
import { defaultOf, type Scalar } from '../model/values.ts'
import { NotInText, predicateToText, scalarToJson, valueToJson } from '../query-text.ts'
import type { Random } from '../random.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { parseTagged, type Tagged } from '../tagged-json.ts'
import { unknownInQuery } from '../unknown-in-query.ts'
import { commandOf } from './administer.ts'
import { scalarOfJson, valueOfJson } from './json-values.ts'
import { assignmentOf, typedScalar } from './words.ts'

const exitStatusOf: Readonly<Record<string, number>> = {
  INVALID: 2,
  NOT_FOUND: 4,
  COMPARE_FAILED: 5,
  OVERFLOW: 1,
  DIVIDE_BY_ZERO: 1,
  BAD_PATH: 1,
  READONLY: 1,
  UNKNOWN_SPACE: 1,
}

type Line = { readonly [name: string]: Tagged }

/** A command that ended with an error. */
class Refused extends Error {}

export class CommandSpace {
  readonly #commands: Commands
  #definition: Definition
  readonly #random: Random
  readonly #seen: SeenVersions

  /** @param random in which of the forms that mean the same things are typed */
  constructor(commands: Commands, definition: Definition, random: Random, seen: SeenVersions) {
    this.#commands = commands
    this.#definition = definition
    this.#random = random
    this.#seen = seen
  }

  /** Somebody changed the space. */
  changed(change: SpaceChange): void {
    this.#definition = changedDefinition(this.#definition, change)
  }

  /** Refusals and failures are answers. Throws NotInText, before anything is sent, for what cannot be typed. */
  async answer(call: Call): Promise<string> {
    try {
      return await this.#answer(call)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return call.kind === 'get' && error.message === 'error NOT_FOUND' ? 'absent' : error.message
    }
  }

  async #answer(call: Call): Promise<string> {
    const { name } = this.#definition
    switch (call.kind) {
      case 'get':
        return this.#get(call)
      case 'write':
        return this.#write(call)
      case 'negativeTrim':
        return this.#silent('op', [], [name, this.#key(call.key), 'ltrim', `${call.attribute}=-1`])
      case 'group':
        return (await this.#done('group', [], this.#grouping(call))).trimEnd()
      case 'search':
        return this.#search(call)
      case 'negativeLimit':
        return this.#done('search', [], [`${this.#query(call.where)} limit -1`])
      case 'count':
        return (await this.#done('count', [], [this.#query(call.where)])).trimEnd()
      case 'aggregate':
        return this.#aggregate(call)
      case 'putMany':
        return this.#load(call.pairs)
      case 'changeSpace': {
        const [command, words] = commandOf(name, call.change)
        await this.#done(command, [], words)
        this.changed(call.change)
        return 'changed'
      }
      case 'unknownSpace':
        return this.#done('count', [], [call.name])
      case 'unknownAttribute':
        return this.#unknownAttribute(call)
      default:
        throw new NotInText()
    }
  }

  /** Lines of one key count in their order, though many are under way. */
  async #load(pairs: (Call & { readonly kind: 'putMany' })['pairs']): Promise<string> {
    const { name, key } = this.#definition
    const lines = pairs.map(([value, values]) => {
      const members = [...values].map(([attribute, given]) => [attribute, valueToJson(typeOf(this.#definition, attribute), given)] as const)
      const all = this.#random.shuffled([[key.name, scalarToJson(key.type.kind, value)] as const, ...members])
      return `{${all.map(([member, json]) => `${JSON.stringify(member)}:${json}`).join(',')}}\n`
    })
    const { sloaded: loaded, srejected: rejected } = parseTagged(await this.#done('load', ['--json'], [name, '-'], lines.join(''))) as Line
    return rejected === 'n0' ? String(loaded).slice(1) : `${rejected} rejected`
  }

  async #unknownAttribute({ attribute, named }: Call & { readonly kind: 'unknownAttribute' }): Promise<string> {
    if (named !== 'put') return this.#done('search', [], [unknownInQuery(this.#definition, attribute, named)])
    const { name, key } = this.#definition
    const anyKey = this.#key(defaultOf(key.type) as Scalar)
    return this.#silent('put', [], [name, anyKey, `${attribute.name}=${valueToJson(attribute.type, defaultOf(attribute.type))}`])
  }

  /** What a command prints. Behind `--` keys and values may begin with anything. */
  async #done(command: string, options: readonly string[], words: readonly string[], input?: string): Promise<string> {
    const argv = [...command.split(' '), ...options, '--', ...words]
    const { status, stdout, code, stderr } = await this.#commands.run(argv, input)
    if (status === 0 && code === undefined) return stdout
    if (code === undefined) throw new Error(`${argv.join(' ')} ends with ${status}: ${stderr}`)
    throw new Refused(status === exitStatusOf[code] ? `error ${code}` : `error ${code} with exit status ${status}`)
  }

  /** Of a command that prints nothing when it has done what it should. */
  async #silent(command: string, options: readonly string[], words: readonly string[]): Promise<string> {
    const printed = await this.#done(command, options, words)
    return printed === '' ? 'done' : `done, and prints ${printed}`
  }

  /** With `--json`: a value a line. */
  async #lines(command: string, options: readonly string[], words: readonly string[]): Promise<Line[]> {
    const lines = (await this.#done(command, [...options, '--json'], words)).split('\n')
    return lines.slice(0, -1).map((line) => parseTagged(line) as Line)
  }

  #key(key: Scalar): string {
    return typedScalar(this.#definition.key.type.kind, key)
  }

  #text(where: Predicate): string {
    return predicateToText(this.#random, this.#definition, where)
  }

  #query(where: Predicate): string {
    return `${this.#definition.name} where ${this.#text(where)}`
  }

  async #get({ key, names, version }: Call & { readonly kind: 'get' }): Promise<string> {
    // No names are all names: none cannot be asked for.
    const words = [this.#definition.name, this.#key(key), ...(names ?? [])]
    const [line] = await this.#lines('get', version ? ['--version'] : [], words)
    return `${this.#showRow(line!, names)}${version ? this.#seen.show(key, versionOf(line!)) : ''}`
  }

  #showRow(line: Line, names: readonly string[] | undefined): string {
    const { key, attributes } = this.#definition
    const asked = names === undefined || names.length === 0 ? [key.name, ...attributes.map(({ name }) => name)] : names
    const printed = Object.keys(line).filter((name) => !name.startsWith('s$'))
    if (printed.length !== asked.length) return `the attributes ${printed.join(', ')}`
    return showRow(this.#definition, names, (name) => valueOfJson(typeOf(this.#definition, name), line[`s${name}`]!))
  }

  #steps({ steps }: WriteCall | GroupCall): string[] {
    return steps.flatMap(({ name, operations }) =>
      operations.map(({ attribute, operation }) => `${name} ${assignmentOf(this.#definition, attribute, operation)}`),
    )
  }

  #assignments({ steps }: WriteCall | GroupCall): string[] {
    return steps.flatMap(({ operations }) =>
      operations.map(({ attribute, operation }) => assignmentOf(this.#definition, attribute, operation)),
    )
  }

  async #write(call: WriteCall): Promise<string> {
    const { form, key, steps, check, version } = call
    const place = [this.#definition.name, this.#key(key)]
    const condition = check === undefined ? [] : ['--if', this.#text(check)]
    const updates = form === 'update' ? this.#steps(call) : []
    const values = form === 'update' ? [] : this.#assignments(call)
    if (form === 'update' && updates.length === 0) throw new NotInText()
    const options = [...condition, ...(version === undefined ? [] : ['--if-version', `${await this.#ifVersion(key, version)}`])]
    switch (form) {
      case 'operate': {
        const { name } = steps[0]!
        if (name === 'put' && (values.length === 0 || this.#random.chance(50))) return this.#silent('put', options, [...place, ...values])
        return this.#silent('op', options, [...place, name, ...values])
      }
      case 'update':
        return this.#silent('update', options, [...place, ...updates])
      case 'putIfNotExist':
        return this.#silent('put', [...options, '--if-not-exist'], [...place, ...values])
      case 'condPutOrCreate':
        return this.#silent('put', [...options, '--or-create'], [...place, ...values])
      case 'condPut':
        return this.#silent('put', options, [...place, ...values])
      case 'del':
      case 'condDel':
        return this.#silent('del', options, place)
    }
  }

  async #ifVersion(key: Scalar, version: NonNullable<WriteCall['version']>): Promise<number> {
    if (version === 'absent') return 0
    try {
      const [line] = await this.#lines('get', ['--version'], [this.#definition.name, this.#key(key)])
      return version === 'current' ? versionOf(line!) : versionOf(line!) - 1
    } catch (error) {
      if (error instanceof Refused && error.message === 'error NOT_FOUND') return 1
      throw error
    }
  }

  #grouping(call: GroupCall): string[] {
    const words = call.form === 'update' ? this.#steps(call) : this.#assignments(call)
    if (call.form !== 'del' && words.length === 0) throw new NotInText()
    return [call.form === 'operate' ? call.steps[0]!.name : call.form, this.#query(call.where), ...words]
  }

  async #search({ where, select: names, order, limit, page }: SearchCall): Promise<string> {
    const select = names ?? []
    const selection = select.length === 0 ? '' : `select ${select.join(', ')}`
    const ordered = order === undefined ? '' : `order by ${order.attribute} ${order.descending ? 'desc' : 'asc'}`
    const query = `${this.#definition.name} ${selection} where ${this.#text(where)} ${ordered}`
    const rows: Line[] = []
    for (let more = true, options: string[] = []; more; ) {
      const most = page === undefined ? limit : Math.min(page, (limit ?? Number.POSITIVE_INFINITY) - rows.length)
      const cursors = page === undefined ? [] : ['--cursors']
      const found = await this.#lines('search', [...cursors, ...options], [`${query} ${most === undefined ? '' : `limit ${most}`}`])
      rows.push(...found)
      options = ['--cursor', String(found.at(-1)?.s$cursor).slice(1)]
      more = page !== undefined && found.length === page
    }
    return rows.map((row) => this.#showRow(row, names)).join('; ')
  }

  async #aggregate({ where, functions, by = [] }: Call & { readonly kind: 'aggregate' }): Promise<string> {
    const columns = functions.map((one) => (one.kind === 'count' ? one.kind : `${one.kind}:${one.attribute}`))
    // One line of JSON has each name once.
    if (new Set(columns).size < columns.length) throw new NotInText()
    const options = by.length === 0 ? [] : ['--by', by.join(',')]
    const groups = await this.#lines('aggregate', options, [this.#query(where), ...columns])
    return showGroups(
      groups.map((line) => ({
        by: by.map((name) => this.#scalar(name, line[`s${name}`]!)),
        results: functions.map((one, index) => this.#result(one, line[`s${columns[index]}`]!)),
      })),
    )
  }

  #scalar(name: string, json: Tagged): Scalar {
    return scalarOfJson((typeOf(this.#definition, name) as ScalarType).kind, json)
  }

  #result(one: AggregateFunction, json: Tagged): Scalar | undefined {
    if (json === null) return undefined
    if (one.kind === 'count') return scalarOfJson('int', json)
    return one.kind === 'avg' ? scalarOfJson('float', json) : this.#scalar(one.attribute, json)
  }
}

function versionOf(line: Line): number {
  return Number(String(line.s$version).slice(1))
}
