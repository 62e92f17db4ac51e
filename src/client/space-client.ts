// One space as a program uses it: every method turns values into bytes, calls the session, and turns what comes back into rows.
import { presence, type Update } from '../cluster/client-messages.ts'
import { HyperdexError } from '../errors.ts'
import { isOrdered, printTypeInSentence } from '../schema/print-type.ts'
import type { Explanation, KeyCallOptions, SearchSpec, SessionDriver } from '../transport/session-driver.ts'
import { timeoutOf } from '../transport/timeout.ts'
import type { Bytes } from '../values/bytes.ts'
import type { Operation } from '../values/operation.ts'
import { type AggregateFunctions, type AggregateResult, prepareAggregate } from './aggregate.ts'
import type {
  AggregateOptions,
  CallOptions,
  ExplainOptions,
  GetManyOptions,
  GroupOptions,
  PutManyOptions,
  ReadOptions,
  RemovalOptions,
  SearchOptions,
  SecretOption,
  UnconditionalOptions,
  VersionOption,
  WatchOptions,
  WriteOptions,
} from './call-options.ts'
import { checkNames, checkOptions, checkSequence, type OptionNames } from './check-arguments.ts'
import { kindOfValue } from './codec.ts'
import { encodeOperations } from './encode-operations.ts'
import { encodePredicate } from './encode-predicate.ts'
import { bytesOfUpdate, type Condition, conditionOf, encodeUpdate, encodeWriteOptions, type KeyWrite, timeToLive } from './encode-update.ts'
import { type GroupOperations, groupOperations } from './group-operations.ts'
import { optionNames } from './option-names.ts'
import { abortedPuts, atKey, atPair, isPair, writeMany } from './put-many.ts'
import type { OperationMethod, Shape } from './shape.ts'
import { type BindingSource, type BoundAttribute, SpaceBinding } from './space-binding.ts'
import { UpdateBuilder } from './update-builder.ts'
import { leftOf, waitForSpace } from './waiting.ts'
import { Watch } from './watch.ts'

/**
 * A write answers true when it was applied, and false when the object is absent though the call needs one, or a condition does not hold.
 * Every method throws HyperdexErrors; INVALID and INT_UNSAFE come before anything is sent.
 */
export class SpaceClient<S extends Shape> {
  readonly #driver: SessionDriver
  readonly #source: BindingSource
  readonly #tokens: readonly Bytes[] | undefined
  /** Operations on every object that matches a predicate. */
  readonly group: GroupOperations<S>

  /** `tokens` are presented with every get and write. */
  constructor(driver: SessionDriver, source: BindingSource, tokens?: readonly Bytes[]) {
    this.#driver = driver
    this.#source = source
    this.#tokens = tokens
    this.group = groupOperations<S>((...write) => this.#writeGroup(...write))
  }

  /** The whole object, its key included. Undefined when it is absent. */
  async get<const Version extends boolean = false>(
    key: S['key'],
    options: ReadOptions<Version> = {},
  ): Promise<Versioned<S['row'], Version> | undefined> {
    checkOptions(options, optionNames.read, 'get')
    const source = this.#source()
    const [binding, left] = source instanceof SpaceBinding ? [source, options] : await waitForSpace(source, options)
    return this.#get(binding, { selected: binding.selected(undefined) }, key, left) as Promise<Versioned<S['row'], Version> | undefined>
  }

  /** Exactly the attributes named. Undefined when the object is absent. */
  async getPartial<const Name extends keyof S['row'] & string, const Version extends boolean = false>(
    key: S['key'],
    names: readonly Name[],
    options: ReadOptions<Version> = {},
  ): Promise<Versioned<Pick<S['row'], Name>, Version> | undefined> {
    checkNames(names, 'the list of names')
    checkOptions(options, optionNames.read, 'getPartial')
    const source = this.#source()
    const [binding, left] = source instanceof SpaceBinding ? [source, options] : await waitForSpace(source, options)
    return this.#get(binding, binding.selection(names), key, left) as Promise<Versioned<Pick<S['row'], Name>, Version> | undefined>
  }

  async #get(
    binding: SpaceBinding,
    { select, selected }: { readonly select?: readonly number[]; readonly selected: readonly BoundAttribute[] },
    key: S['key'],
    options: ReadOptions<boolean>,
  ): Promise<object | undefined> {
    const bytes = binding.encodeKey(key)
    const presented = this.#presenting(options)
    const found = await this.#driver.get(binding.space, bytes, select ? { ...presented, select } : presented)
    return found && withVersion(binding.row(selected, bytes, found.object), found, options.version)
  }

  /**
   * Each key by itself; rows in the order of the keys, absent ones undefined. Keys are read no faster than they are answered. It ends with the first that
   * fails: its error says which one that was.
   */
  async getMany<const Version extends boolean = false>(
    keys: Iterable<S['key']> | AsyncIterable<S['key']>,
    options: GetManyOptions<Version> = {},
  ): Promise<(Versioned<S['row'], Version> | undefined)[]> {
    checkSequence(keys, 'the keys')
    checkOptions(options, optionNames.getMany, 'getMany')
    const { onProgress, ...each } = options
    timeoutOf(each)
    const rows: (Versioned<S['row'], Version> | undefined)[] = []
    let next = 0
    const prepare = async (key: S['key']) => {
      const position = next++
      rows[position] = undefined
      const write = async () => {
        rows[position] = await this.get(key, each)
      }
      return { bytes: 0, write }
    }
    await writeMany(keys, prepare, { signal: each.signal, onProgress, explain: atKey })
    return rows
  }

  /** Creates the object, or overwrites only the attributes given. With `if`: as `condPut`. */
  put(key: S['key'], values: S['values']['put'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('put', presence.any, key, values, options)
  }

  /**
   * Each pair by itself; the source is read no faster than the cluster takes it. Returns how many were put. It ends with the first pair that fails: its error
   * says which one that was and how many were put; nothing of a pair that is wrong is sent, and none after it is read.
   */
  async putMany(
    pairs: Iterable<readonly [S['key'], S['values']['put']]> | AsyncIterable<readonly [S['key'], S['values']['put']]>,
    options: PutManyOptions = {},
  ): Promise<number> {
    checkSequence(pairs, 'the pairs')
    checkOptions(options, optionNames.putMany, 'putMany')
    const { onProgress, ...each } = options
    timeoutOf(each)
    const encoded = encodeWriteOptions(each)
    const prepare = async (pair: readonly [S['key'], S['values']['put']]) => {
      if (!isPair(pair)) {
        const remedy = 'give arrays of a key and the values: [key, { age: 1 }]'
        throw new HyperdexError('INVALID', `putMany takes pairs, and found ${kindOfValue(pair)}`, remedy)
      }
      const [key, values] = pair
      const encode = (binding: SpaceBinding) => encodeOperations(binding, 'put', values)
      const write: KeyWrite = { call: 'putMany', takes: optionNames.putMany, key, needs: presence.any, encode }
      const source = this.#source()
      const [binding, left] = source instanceof SpaceBinding ? [source, each] : await waitForSpace(source, each)
      const update = encodeUpdate(binding, write, encoded)
      return { bytes: bytesOfUpdate(update), write: () => this.#send(write, binding, update, left) }
    }
    const { signal } = each
    return writeMany(pairs, prepare, { signal, onProgress, explain: atPair, explainAbort: (done) => abortedPuts(done, signal) })
  }

  /** False when the object exists. */
  putIfNotExist(key: S['key'], values: S['values']['put'], options: UnconditionalOptions = {}): Promise<boolean> {
    return this.#operate('put', presence.absent, key, values, options, { call: 'putIfNotExist', takes: optionNames.unconditional })
  }

  /** Overwrites the attributes given when the object exists and the predicate holds. */
  condPut(key: S['key'], where: S['where'], values: S['values']['put'], options: UnconditionalOptions = {}): Promise<boolean> {
    const special = { call: 'condPut', takes: optionNames.unconditional, condition: { where } }
    return this.#operate('put', presence.present, key, values, options, special)
  }

  /** As `condPut`, and creates the object when it is absent. */
  condPutOrCreate(key: S['key'], where: S['where'], values: S['values']['put'], options: UnconditionalOptions = {}): Promise<boolean> {
    const special = { call: 'condPutOrCreate', takes: optionNames.unconditional, condition: { where } }
    return this.#operate('put', presence.checkedIfPresent, key, values, options, special)
  }

  /** False when the object is absent. */
  del(key: S['key'], options: RemovalOptions<S> = {}): Promise<boolean> {
    return this.#remove('del', optionNames.removal, key, conditionOf(options), options)
  }

  condDel(key: S['key'], where: S['where'], options: CallOptions & VersionOption & SecretOption = {}): Promise<boolean> {
    return this.#remove('condDel', optionNames.unconditionalRemoval, key, { where }, options)
  }

  /** Ints and floats; OVERFLOW beyond 64 bits. */
  add(key: S['key'], values: S['values']['add'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('add', presence.present, key, values, options)
  }

  sub(key: S['key'], values: S['values']['sub'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('sub', presence.present, key, values, options)
  }

  mul(key: S['key'], values: S['values']['mul'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('mul', presence.present, key, values, options)
  }

  /** Of ints it floors, and fails with DIVIDE_BY_ZERO; of floats it gives ±infinity or NaN. */
  div(key: S['key'], values: S['values']['div'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('div', presence.present, key, values, options)
  }

  /** Has the sign of the divisor: −7 mod 2 is 1. */
  mod(key: S['key'], values: S['values']['mod'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('mod', presence.present, key, values, options)
  }

  /** The smaller of what is stored and what is given. */
  min(key: S['key'], values: S['values']['min'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('min', presence.present, key, values, options)
  }

  max(key: S['key'], values: S['values']['max'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('max', presence.present, key, values, options)
  }

  bitAnd(key: S['key'], values: S['values']['bitAnd'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('bitAnd', presence.present, key, values, options)
  }

  bitOr(key: S['key'], values: S['values']['bitOr'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('bitOr', presence.present, key, values, options)
  }

  bitXor(key: S['key'], values: S['values']['bitXor'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('bitXor', presence.present, key, values, options)
  }

  prepend(key: S['key'], values: S['values']['prepend'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('prepend', presence.present, key, values, options)
  }

  append(key: S['key'], values: S['values']['append'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('append', presence.present, key, values, options)
  }

  /** Takes so many bytes away at the beginning. */
  ltrim(key: S['key'], values: S['values']['ltrim'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('ltrim', presence.present, key, values, options)
  }

  /** Takes so many bytes away at the end. */
  rtrim(key: S['key'], values: S['values']['rtrim'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('rtrim', presence.present, key, values, options)
  }

  /** One element at the beginning. */
  lpush(key: S['key'], values: S['values']['lpush'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('lpush', presence.present, key, values, options)
  }

  /** One element at the end. */
  rpush(key: S['key'], values: S['values']['rpush'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('rpush', presence.present, key, values, options)
  }

  /** Removes the first element: `{ list: true }`. An empty list stays as it is. */
  lpop(key: S['key'], values: S['values']['lpop'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('lpop', presence.present, key, values, options)
  }

  /** Removes the last element: `{ list: true }`. */
  rpop(key: S['key'], values: S['values']['rpop'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('rpop', presence.present, key, values, options)
  }

  /** An element; one that is there already is no error. */
  setAdd(key: S['key'], values: S['values']['setAdd'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('setAdd', presence.present, key, values, options)
  }

  /** An element; one that is absent is no error. */
  setRemove(key: S['key'], values: S['values']['setRemove'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('setRemove', presence.present, key, values, options)
  }

  /** Adds all elements of another set. */
  setUnion(key: S['key'], values: S['values']['setUnion'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('setUnion', presence.present, key, values, options)
  }

  /** Keeps only what another set has too. */
  setIntersect(key: S['key'], values: S['values']['setIntersect'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('setIntersect', presence.present, key, values, options)
  }

  /** `{ map: [key, value] }`: inserts or overwrites. */
  mapAdd(key: S['key'], values: S['values']['mapAdd'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('mapAdd', presence.present, key, values, options)
  }

  /** A key; one that is absent is no error. */
  mapRemove(key: S['key'], values: S['values']['mapRemove'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('mapRemove', presence.present, key, values, options)
  }

  /** `{ map: [key, 'add', 1] }`: an operation on the value at a key; a missing key starts from 0 or ''. */
  mapApply(key: S['key'], values: S['values']['mapApply'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('mapApply', presence.present, key, values, options)
  }

  /** `{ document: ['a.b', value] }`: makes missing parent objects, never elements of arrays; BAD_PATH otherwise. */
  docSet(key: S['key'], values: S['values']['docSet'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('docSet', presence.present, key, values, options)
  }

  /** `{ document: 'a.b' }`; BAD_PATH when it is missing. */
  docUnset(key: S['key'], values: S['values']['docUnset'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('docUnset', presence.present, key, values, options)
  }

  /** `{ document: ['a.b', 'a.c'] }`: makes missing parents of the new path; BAD_PATH when the old one is missing. */
  docRename(key: S['key'], values: S['values']['docRename'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('docRename', presence.present, key, values, options)
  }

  /** `{ document: ['a.n', 'add', 1] }`: number, string and list operations; BAD_PATH when what is there does not fit. */
  docApply(key: S['key'], values: S['values']['docApply'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('docApply', presence.present, key, values, options)
  }

  /** Several operations in one atomic step: see UpdateBuilder. */
  update(key: S['key']): UpdateBuilder<S> {
    return new UpdateBuilder<S>((encode, options) => {
      const condition = conditionOf(options)
      return this.#write({ call: 'update', takes: optionNames.write, key, needs: presence.any, encode, condition }, options)
    })
  }

  /**
   * Rows as they are read; leaving the loop ends the search on the servers.
   *
   *     for await (const row of users.search({ last: 'Smith' }, { orderBy: ['age', 'desc'], limit: 10 })) console.log(row.first)
   */
  async *search<
    const Name extends keyof S['row'] & string = keyof S['row'] & string,
    const Cursors extends boolean = false,
    const Version extends boolean = false,
  >(
    where: S['where'],
    options: SearchOptions<S, Name, Cursors, Version> = {},
  ): AsyncGenerator<
    Versioned<Pick<S['row'], Name> & (Cursors extends true ? { $cursor: string } : unknown), Version>,
    undefined,
    undefined
  > {
    checkOptions(options, optionNames.search, 'search')
    type Yielded = Versioned<Pick<S['row'], Name> & (Cursors extends true ? { $cursor: string } : unknown), Version>
    const source = this.#source()
    const [binding] = source instanceof SpaceBinding ? [source] : await waitForSpace(source, options)
    const selected = binding.selected(options.select)
    const rows = this.#driver.search(
      binding.space,
      { ...searchSpec(binding, where, options), ...(options.select ? { select: selected.map(({ index }) => index) } : {}) },
      options,
    )
    for await (const found of rows) {
      const row = withVersion(binding.row(selected, found.key, found.object), found, options.version)
      if (options.cursors) row.$cursor = found.cursor
      yield row as Yielded
    }
    const missing = rows.explanation?.missingRegions ?? []
    if (missing.length > 0) options.onMissing?.(missing)
  }

  /** How many objects match. */
  async count(where: S['where'], options: CallOptions = {}): Promise<number> {
    checkOptions(options, optionNames.call, 'count')
    const source = this.#source()
    const [binding, left] = source instanceof SpaceBinding ? [source, options] : await waitForSpace(source, options)
    return this.#driver.count(binding.space, encodePredicate(binding, where), left)
  }

  /** Committed changes of objects that match before or after, of each key in the order of versions: see Watch. It begins at once. */
  watch(where: S['where'], options: WatchOptions = {}): Watch<S> {
    return new Watch<S>(this.#driver, this.#source, where, options)
  }

  /**
   * Functions of all objects that match, or with `by` of each group of them.
   *
   *     await users.aggregate({ age: gt(18) }, { total: sum('age'), n: count() }, { by: ['last'] }) // [{ last: 'Smith', total: 61, n: 2 }, …]
   */
  aggregate<const Functions extends AggregateFunctions<S>>(
    where: S['where'],
    functions: Functions,
    options?: CallOptions & { readonly by?: undefined },
  ): Promise<AggregateResult<S, Functions, undefined>>
  aggregate<const Functions extends AggregateFunctions<S>, const Name extends S['ordered']>(
    where: S['where'],
    functions: Functions,
    options: AggregateOptions<Name>,
  ): Promise<(Pick<S['row'], Name & keyof S['row']> & AggregateResult<S, Functions, never>)[]>
  async aggregate(
    where: S['where'],
    functions: AggregateFunctions<S>,
    given: CallOptions & { readonly by?: readonly string[] | undefined } = {},
  ): Promise<unknown> {
    checkOptions(given, optionNames.aggregate, 'aggregate')
    const { by, ...options } = given
    const source = this.#source()
    const [binding, left] = source instanceof SpaceBinding ? [source, options] : await waitForSpace(source, options)
    const { aggregation, resultOf } = prepareAggregate(binding, functions, by ?? [])
    const groups = await this.#driver.aggregate(binding.space, encodePredicate(binding, where), aggregation, left)
    return by === undefined ? resultOf(groups[0]!) : groups.map(resultOf)
  }

  /** Runs the search and says how: subspace, regions and servers asked, indexes used, candidates, matches, time. */
  async explain(where: S['where'], options: ExplainOptions<S> = {}): Promise<Explanation> {
    checkOptions(options, optionNames.explain, 'explain')
    const source = this.#source()
    const [binding] = source instanceof SpaceBinding ? [source] : await waitForSpace(source, options)
    return this.#driver.explain(binding.space, searchSpec(binding, where, options), options)
  }

  #operate(
    method: OperationMethod,
    needs: number,
    key: unknown,
    values: object,
    options: WriteOptions<S>,
    special?: Pick<KeyWrite, 'call' | 'takes' | 'condition'>,
  ): Promise<boolean> {
    const encode = (binding: SpaceBinding) => encodeOperations(binding, method, values)
    const condition = conditionOf(options)
    return this.#write({ call: method, takes: optionNames.write, key, needs, encode, condition, ...special }, options)
  }

  #remove(call: string, takes: OptionNames, key: unknown, condition: Condition | undefined, options: RemovalOptions<S>): Promise<boolean> {
    return this.#write({ call, takes, key, needs: presence.present, encode: undefined, condition }, options)
  }

  #presenting(options: CallOptions): KeyCallOptions {
    return this.#tokens === undefined ? options : { ...options, tokens: this.#tokens }
  }

  async #writeGroup(
    where: unknown,
    encode: ((binding: SpaceBinding) => readonly Operation[]) | undefined,
    options: GroupOptions,
    call: string,
    takes: OptionNames,
  ): Promise<number> {
    checkOptions(options, takes, call)
    const source = this.#source()
    const [binding, left] =
      source instanceof SpaceBinding ? [source, options] : await waitForSpace(source, { ...options, timeoutMs: options.timeoutMs ?? 0 })
    const update: Update = { ...(encode === undefined ? { remove: true } : { operations: encode(binding) }), ...timeToLive(options) }
    return this.#driver.groupUpdate(binding.space, encodePredicate(binding, where), update, left)
  }

  async #write(write: KeyWrite, options: WriteOptions<S>): Promise<boolean> {
    checkOptions(options, write.takes, write.call)
    const encoded = encodeWriteOptions(options)
    const source = this.#source()
    const [binding, left] = source instanceof SpaceBinding ? [source, options] : await waitForSpace(source, options)
    return await this.#send(write, binding, encodeUpdate(binding, write, encoded), left)
  }

  async #send({ encode, condition }: KeyWrite, binding: SpaceBinding, update: Update, options: CallOptions): Promise<boolean> {
    const beganMs = performance.now()
    try {
      await this.#driver.update(binding.space, update, this.#presenting(options))
      return true
    } catch (error) {
      if (error instanceof HyperdexError && (error.code === 'NOT_FOUND' || error.code === 'COMPARE_FAILED')) return false
      if (!(error instanceof HyperdexError) || error.code !== 'SCHEMA_MISMATCH') throw error
      // Nothing was done, and nothing is sent again: it would come behind later writes to the key.
      const isKnown = await this.#hearOfChanges(options, beganMs)
      const newest = this.#source()
      // The space is gone, or looked for: not in this call.
      if (!(newest instanceof SpaceBinding)) newest.catch(() => {})
      else {
        // By the newest definition the refusal says what is missing, or the attributes that it names are there again, as others.
        encode?.(newest)
        if (condition !== undefined) encodePredicate(newest, condition.where)
      }
      const remedy = isKnown ? 'by now this client knows the newest definition: call again if the call still fits it' : error.remedy
      throw new HyperdexError('SCHEMA_MISMATCH', error.message, remedy)
    }
  }

  /** Fetches the newest definition, if that comes in time. */
  async #hearOfChanges(options: CallOptions, beganMs: number): Promise<boolean> {
    try {
      await this.#driver.refresh(leftOf(options, beganMs))
      return true
    } catch (error) {
      if (!(error instanceof HyperdexError) || error.code === 'ABORTED') throw error
      return false
    }
  }
}

/** A row that carries its version when that was asked for. */
type Versioned<Row, Version> = Version extends true ? Row & { $version: number } : Row

function withVersion(
  row: Record<string, unknown>,
  found: { readonly version: number },
  wanted: boolean | undefined,
): Record<string, unknown> {
  if (wanted) row.$version = found.version
  return row
}

function searchSpec<S extends Shape>(binding: SpaceBinding, where: unknown, options: ExplainOptions<S>): SearchSpec {
  const { orderBy, limit, cursor, partial } = options
  if (limit !== undefined && (!Number.isSafeInteger(limit) || limit < 0)) {
    throw new HyperdexError('INVALID', `the limit of a search is ${limit}`, 'give a whole number from 0, or no limit')
  }
  return {
    predicate: encodePredicate(binding, where),
    ...(orderBy === undefined ? {} : { orderBy: orderOf(binding, orderBy) }),
    ...(limit === undefined ? {} : { limit }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(partial === undefined ? {} : { partial }),
  }
}

function orderOf(binding: SpaceBinding, orderBy: readonly [attribute: string, direction?: string]): NonNullable<SearchSpec['orderBy']> {
  const [attribute, direction = 'asc'] = Array.isArray(orderBy) && orderBy.length <= 2 ? orderBy : [undefined]
  if (typeof attribute !== 'string' || (direction !== 'asc' && direction !== 'desc')) {
    throw new HyperdexError(
      'INVALID',
      `orderBy is ${kindOfValue(orderBy)}, or not an attribute and a direction alone`,
      "give ['attribute'], ['attribute', 'asc'] or ['attribute', 'desc']",
    )
  }
  const { index, name, column } = binding.attribute(attribute)
  if (isOrdered(column.type)) return { attribute: index, descending: direction === 'desc' }
  const ordered = [binding.key, ...binding.attributes].filter((other) => isOrdered(other.column.type))
  throw new HyperdexError(
    'INVALID',
    `a search of space ${binding.space.definition.name} cannot be ordered by attribute ${name}, ${printTypeInSentence(column.type)}`,
    `order by one of ${ordered.map((other) => other.name).join(', ')}`,
  )
}
