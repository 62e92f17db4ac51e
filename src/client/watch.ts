// A watch as a program reads it: committed changes with the object before and after, as rows.
import type { SessionDriver, WatchedChange } from '../transport/session-driver.ts'
import type { Bytes } from '../values/bytes.ts'
import type { WatchOptions } from './call-options.ts'
import { checkOptions } from './check-arguments.ts'
import { encodePredicate } from './encode-predicate.ts'
import { optionNames } from './option-names.ts'
import type { Shape } from './shape.ts'
import { type BindingSource, SpaceBinding } from './space-binding.ts'
import { waitForSpace } from './waiting.ts'

/** One committed change of one object; `before`, `after` or both match the predicate. */
export interface Change<S extends Shape> {
  readonly key: S['key']
  /** Undefined: the change created it. */
  readonly before: S['row'] | undefined
  /** Undefined: the change removed it. */
  readonly after: S['row'] | undefined
  /** Of the change: of one key they rise. A removal has one too. */
  readonly version: number
  /** Resumes a watch behind this change. */
  readonly token: string
}

type Reader = ReturnType<SessionDriver['watch']>

/**
 * It is open once `opened` has resolved, and ends only when the loop is left, by its `signal`, or by an error: GAP when changes were missed
 * because the reader was away or behind for longer than the servers keep them.
 *
 *     for await (const { before, after } of users.watch({ last: 'Smith' })) console.log(before, after)
 */
export class Watch<S extends Shape> implements AsyncIterableIterator<Change<S>, undefined> {
  /** A token of the beginning, when every change that is committed from then on will be shown. */
  readonly opened: Promise<string>
  readonly #driver: SessionDriver
  readonly #source: BindingSource
  readonly #reader: Promise<Reader>
  #binding: SpaceBinding | undefined
  #left = false

  constructor(driver: SessionDriver, source: BindingSource, where: S['where'], options: WatchOptions) {
    this.#driver = driver
    this.#source = source
    this.#reader = (async () => {
      checkOptions(options, optionNames.watch, 'watch')
      const { from } = options
      const found = source()
      const [binding, left] = found instanceof SpaceBinding ? [found, options] : await waitForSpace(found, options)
      // Changes are whole rows.
      binding.selected(undefined)
      this.#binding = binding
      const spec = { predicate: encodePredicate(binding, where), ...(from === undefined ? {} : { from }) }
      return driver.watch(binding.space, spec, left)
    })()
    this.opened = this.#reader.then((reader) => reader.opened)
    // Whoever only reads the changes is told there.
    this.opened.catch(() => {})
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<Change<S>, undefined>> {
    const reader = await this.#reader
    if (this.#left) return { done: true, value: undefined }
    const { done, value } = await reader.next()
    if (done) return { done, value: undefined }
    await this.#driver.newestFor(this.#binding!.space, [value.before?.object, value.after])
    return { done: false, value: changeOf<S>(this.#newestBinding(), value) }
  }

  /** An attribute that came since it began is another one than any of its name that is gone. */
  #newestBinding(): SpaceBinding {
    const known = this.#binding!
    const newest = this.#driver.configuration().spaces.get(known.space.id)
    // Renamed, or gone: its source would look for it by its former name.
    if (newest?.definition.name !== known.space.definition.name) return known
    try {
      const binding = this.#source()
      // Of what is gone nothing is left to be shown.
      if (binding instanceof SpaceBinding && binding.isWhole) this.#binding = binding
    } catch {
      // The space is another one.
    }
    return this.#binding!
  }

  async return(): Promise<IteratorResult<Change<S>, undefined>> {
    this.#left = true
    const opened = await this.#reader.catch(() => undefined)
    await opened?.return()
    return { done: true, value: undefined }
  }
}

function changeOf<S extends Shape>(binding: SpaceBinding, change: WatchedChange): Change<S> {
  const { key, version, before, after } = change
  const row = (object: Bytes | undefined) => object && (binding.row(binding.selected(undefined), key, object) as S['row'])
  return {
    key: binding.decodeKey(key) as S['key'],
    before: row(before?.object),
    after: row(after),
    version,
    get token() {
      return change.token
    },
  }
}
