// One space as a program uses it: every method turns values into bytes, calls the session, and turns what comes back into rows.
import { presence, type Update } from '../cluster/client-messages.ts'
import { HyperdexError } from '../errors.ts'
import type { Explanation, FoundRow, SearchSpec, SessionDriver } from '../transport/session-driver.ts'
import type { Bytes } from '../values/bytes.ts'
import type { Operation } from '../values/operation.ts'
import type {
  CallOptions,
  ExplainOptions,
  PutManyOptions,
  RemovalOptions,
  SearchOptions,
  TtlOption,
  UnconditionalOptions,
  VersionOption,
  WriteOptions,
} from './call-options.ts'
import { encodeOperations } from './encode-operations.ts'
import { encodePredicate } from './encode-predicate.ts'
import { writeMany } from './put-many.ts'
import type { OperationMethod, Shape } from './shape.ts'
import { type BoundAttribute, SpaceBinding } from './space-binding.ts'
import { UpdateBuilder } from './update-builder.ts'
import { Watch, type WatchOptions } from './watch.ts'

/**
 * Gives the newest binding; a promise only while the space is not known yet: what is encoded at once is not changed by a caller who
 * goes on to change its values. Throws UNKNOWN_SPACE and SCHEMA_MISMATCH.
 */
export type BindingSource = () => SpaceBinding | Promise<SpaceBinding>

type Found = { readonly version: number; readonly object: Bytes }

/**
 * A write answers true when it was applied, and false when the object is absent though the call needs one, or a condition does not hold.
 * Every method throws HyperdexErrors; INVALID and INT_UNSAFE come before anything is sent.
 */
export class SpaceClient<S extends Shape> {
  readonly #driver: SessionDriver
  readonly #source: BindingSource

  constructor(driver: SessionDriver, source: BindingSource) {
    this.#driver = driver
    this.#source = source
  }

  /** The whole object, its key included; with `version` also its `$version`. Undefined when it is absent. */
  get(key: S['key'], options: CallOptions & { readonly version: true }): Promise<(S['row'] & { $version: number }) | undefined>
  get(key: S['key'], options?: CallOptions & { readonly version?: false }): Promise<S['row'] | undefined>
  async get(key: S['key'], options: CallOptions & { readonly version?: boolean } = {}): Promise<S['row'] | undefined> {
    const source = this.#source()
    const binding = source instanceof SpaceBinding ? source : await source
    const bytes = binding.encodeKey(key)
    const found = await this.#driver.get(binding.space, bytes, options)
    if (found === undefined) return undefined
    return withVersion(binding.row(binding.selected(undefined), bytes, found.object), found, options.version)
  }

  /** Exactly the attributes named. Undefined when the object is absent. */
  async getPartial<const Name extends keyof S['row'] & string>(
    key: S['key'],
    names: readonly Name[],
    options: CallOptions = {},
  ): Promise<Pick<S['row'], Name> | undefined> {
    const source = this.#source()
    const binding = source instanceof SpaceBinding ? source : await source
    const selected = binding.selected(names)
    const bytes = binding.encodeKey(key)
    const found = await this.#driver.get(binding.space, bytes, options)
    return found && (binding.row(selected, bytes, found.object) as Pick<S['row'], Name>)
  }

  /** Each key by itself; rows in the order of the keys, absent ones undefined. */
  async getMany(keys: Iterable<S['key']> | AsyncIterable<S['key']>, options: CallOptions = {}): Promise<(S['row'] | undefined)[]> {
    const rows: (S['row'] | undefined)[] = []
    let next = 0
    await writeMany(keys, async (key) => {
      const position = next++
      rows[position] = undefined
      rows[position] = await this.get(key, { ...options, version: false })
    })
    return rows
  }

  /** Creates the object, or overwrites only the attributes given. With `if`: as `condPut`. */
  put(key: S['key'], values: S['values']['put'], options: WriteOptions<S> = {}): Promise<boolean> {
    return this.#operate('put', presence.any, key, values, options)
  }

  /** Each pair by itself; the source is read no faster than the cluster takes it. Returns how many were put. */
  putMany(
    pairs: Iterable<readonly [S['key'], S['values']['put']]> | AsyncIterable<readonly [S['key'], S['values']['put']]>,
    { onProgress, ...options }: PutManyOptions = {},
  ): Promise<number> {
    return writeMany(pairs, ([key, values]) => this.put(key, values, options), onProgress)
  }

  /** False when the object exists. */
  putIfNotExist(key: S['key'], values: S['values']['put'], options: UnconditionalOptions = {}): Promise<boolean> {
    return this.#operate('put', presence.absent, key, values, options)
  }

  /** Overwrites the attributes given when the object exists and the predicate holds. */
  condPut(key: S['key'], where: S['where'], values: S['values']['put'], options: UnconditionalOptions = {}): Promise<boolean> {
    return this.#operate('put', presence.present, key, values, { ...options, if: where })
  }

  /** As `condPut`, and creates the object when it is absent. */
  condPutOrCreate(key: S['key'], where: S['where'], values: S['values']['put'], options: UnconditionalOptions = {}): Promise<boolean> {
    return this.#write(key, presence.checkedIfPresent, (binding) => encodeOperations(binding, 'put', values), { ...options, if: where })
  }

  /** False when the object is absent. */
  del(key: S['key'], options: RemovalOptions<S> = {}): Promise<boolean> {
    return this.#write(key, presence.present, undefined, options)
  }

  condDel(key: S['key'], where: S['where'], options: CallOptions & VersionOption = {}): Promise<boolean> {
    return this.#write(key, presence.present, undefined, { ...options, if: where })
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
    return new UpdateBuilder<S>((encode, options) => this.#write(key, presence.any, encode, options))
  }

  /**
   * Rows as they are read; leaving the loop ends the search on the servers.
   *
   *     for await (const row of users.search({ last: 'Smith' }, { orderBy: ['age', 'desc'], limit: 10 })) console.log(row.first)
   */
  async *search<const Name extends keyof S['row'] & string = keyof S['row'] & string, const Cursors extends boolean = false>(
    where: S['where'],
    options: SearchOptions<S, Name, Cursors> = {},
  ): AsyncGenerator<Pick<S['row'], Name> & (Cursors extends true ? { $cursor: string } : unknown), undefined, undefined> {
    type Yielded = Pick<S['row'], Name> & (Cursors extends true ? { $cursor: string } : unknown)
    const source = this.#source()
    const binding = source instanceof SpaceBinding ? source : await source
    const selected = binding.selected(options.select)
    for await (const found of this.#driver.search(binding.space, searchSpec(binding, where, options), options)) {
      yield searchRow(binding, selected, found, options.cursors) as Yielded
    }
  }

  /** How many objects match. */
  async count(where: S['where'], options: CallOptions = {}): Promise<number> {
    const source = this.#source()
    const binding = source instanceof SpaceBinding ? source : await source
    return this.#driver.count(binding.space, encodePredicate(binding, where), options)
  }

  /** Committed changes of objects that match before or after, of each key in the order of versions: see Watch. It begins at once. */
  watch(where: S['where'], options: WatchOptions = {}): Watch<S> {
    const binding = (async () => this.#source())()
    return new Watch<S>(this.#driver, binding, where, options)
  }

  /** Runs the search and says how: subspace, regions and servers asked, indexes used, candidates, matches, time. */
  async explain(where: S['where'], options: ExplainOptions<S> = {}): Promise<Explanation> {
    const source = this.#source()
    const binding = source instanceof SpaceBinding ? source : await source
    return this.#driver.explain(binding.space, searchSpec(binding, where, options), options)
  }

  /** A condition needs an object to hold for: then also a put changes only what is there. */
  #operate(method: OperationMethod, needed: number, key: unknown, values: object, options: WriteOptions<S>): Promise<boolean> {
    return this.#write(key, needed, (binding) => encodeOperations(binding, method, values), options)
  }

  async #write(
    key: unknown,
    needed: number,
    encode: ((binding: SpaceBinding) => readonly Operation[]) | undefined,
    options: WriteOptions<S>,
  ): Promise<boolean> {
    const source = this.#source()
    const binding = source instanceof SpaceBinding ? source : await source
    const operations = encode === undefined ? { remove: true } : { operations: encode(binding) }
    const condition = options.if === undefined ? {} : { condition: encodePredicate(binding, options.if) }
    const conditional = options.if !== undefined && needed === presence.any ? presence.present : needed
    const update: Update = {
      key: binding.encodeKey(key),
      presence: conditional,
      ...operations,
      ...condition,
      ...versionCheck(options),
      ...timeToLive(options),
    }
    try {
      await this.#driver.update(binding.space, update, options)
      return true
    } catch (error) {
      if (error instanceof HyperdexError && (error.code === 'NOT_FOUND' || error.code === 'COMPARE_FAILED')) return false
      throw error
    }
  }
}

function withVersion(row: Record<string, unknown>, found: Found, wanted: boolean | undefined): Record<string, unknown> {
  if (wanted) row.$version = found.version
  return row
}

function versionCheck({ ifVersion }: VersionOption): Pick<Update, 'ifVersion' | 'hasIfVersion'> {
  if (ifVersion === undefined) return {}
  if (Number.isSafeInteger(ifVersion) && ifVersion >= 0) return { ifVersion, hasIfVersion: true }
  throw new HyperdexError('INVALID', `${ifVersion} is no version`, 'give the $version of an object read before, or 0 for absent')
}

function timeToLive({ ttlMs }: TtlOption): Pick<Update, 'ttlMs'> {
  if (ttlMs === undefined) return {}
  if (ttlMs === Number.POSITIVE_INFINITY) return { ttlMs: Number.MAX_SAFE_INTEGER }
  if (Number.isSafeInteger(ttlMs) && ttlMs >= 1) return { ttlMs }
  throw new HyperdexError('INVALID', `${ttlMs} is no time to live`, 'give whole milliseconds from 1, or Infinity for never')
}

function searchRow(binding: SpaceBinding, selected: readonly BoundAttribute[], found: FoundRow, cursors: boolean | undefined): object {
  const row = binding.row(selected, found.key, found.object)
  if (cursors) row.$cursor = found.cursor
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
  const [attribute, direction = 'asc'] = Array.isArray(orderBy) ? orderBy : [undefined]
  if (typeof attribute !== 'string' || (direction !== 'asc' && direction !== 'desc')) {
    throw new HyperdexError(
      'INVALID',
      `orderBy is ${JSON.stringify(orderBy)}`,
      "give ['attribute'], ['attribute', 'asc'] or ['attribute', 'desc']",
    )
  }
  return { attribute: binding.attribute(attribute).index, descending: direction === 'desc' }
}
