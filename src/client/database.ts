// A connection to a cluster: gives spaces and administration, and is closed.
import type { Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import type { SessionDriver } from '../transport/session-driver.ts'
import type { Bytes } from '../values/bytes.ts'
import { decodeTokens } from '../values/macaroon.ts'
import { Administration } from './administration.ts'
import type { CallOptions } from './call-options.ts'
import { checkOptions, checkText } from './check-arguments.ts'
import { kindOfValue } from './codec.ts'
import type { KeyColumn } from './column.ts'
import { tokenBytes } from './macaroon.ts'
import { optionNames } from './option-names.ts'
import type { SchemaShape, UntypedShape } from './shape.ts'
import { type BindingSource, bindFetched, bindSchema, type SpaceBinding } from './space-binding.ts'
import { SpaceClient } from './space-client.ts'
import { type AttributeColumns, isDeclared, type SpaceSchema } from './space-schema.ts'

/** Binds a space by name, again whenever the cluster's definition of it has changed. */
function bindingSource(driver: SessionDriver, name: string, bind: (space: Space, known: boolean) => SpaceBinding): BindingSource {
  let known: SpaceBinding | undefined
  let pending: Promise<SpaceBinding> | undefined
  const rebind = (space: Space): SpaceBinding => {
    if (known !== undefined && known.space.id === space.id && known.space.schemaVersion === space.schemaVersion) return known
    known = bind(space, known?.space.id === space.id)
    return known
  }
  return () => {
    if (known !== undefined && driver.configuration().spaces.get(known.space.id)?.definition === known.space.definition) return known
    const space = driver.knownSpace(name)
    if (space !== undefined) return rebind(space)
    pending ??= driver
      .space(name)
      .then(rebind)
      .finally(() => {
        pending = undefined
      })
    return pending
  }
}

/**
 * Made by `connect`. Close it when it is no longer needed, or declare it with `await using`.
 *
 *     await using db = await connect('hyperdex://127.0.0.1:1982')
 *     const u = db.space(users)
 */
export class Database implements AsyncDisposable {
  readonly admin: Administration
  readonly #driver: SessionDriver
  readonly #tokens: readonly Bytes[] | undefined

  constructor(driver: SessionDriver, tokens?: readonly Bytes[]) {
    this.#driver = driver
    this.#tokens = tokens
    this.admin = new Administration(driver)
  }

  /**
   * A declared space. Throws SCHEMA_MISMATCH, naming each difference, when the cluster is known to have it otherwise; a space that is not
   * known yet is looked for by the first call.
   */
  space<KeyName extends string, Key extends KeyColumn, Columns extends AttributeColumns>(
    schema: SpaceSchema<KeyName, Key, Columns>,
  ): SpaceClient<SchemaShape<KeyName, Key, Columns>> {
    if (!isDeclared(schema))
      throw new HyperdexError(
        'INVALID',
        `${kindOfValue(schema)} is no declared space`,
        'give what space(…) made, or open a space by its name: openSpace',
      )
    const source = bindingSource(this.#driver, schema.name, (space, known) => bindSchema(schema, space, known))
    if (this.#driver.knownSpace(schema.name) !== undefined) source()
    return new SpaceClient(this.#driver, source, this.#tokens)
  }

  /** A space by name, its schema fetched: values are checked when methods are called. Throws UNKNOWN_SPACE. */
  async openSpace(name: string, options: CallOptions = {}): Promise<SpaceClient<UntypedShape>> {
    checkText(name, 'the name of a space')
    checkOptions(options, optionNames.call, 'openSpace')
    await this.#driver.space(name, options)
    const source = bindingSource(this.#driver, name, bindFetched)
    await source()
    return new SpaceClient<UntypedShape>(this.#driver, source, this.#tokens)
  }

  /**
   * The same connection, presenting these tokens (see `macaroon`) and no others with every get and write; at most 16. Spaces without
   * authorization do not look at them. Closing either closes both. Throws INVALID and TOO_LARGE for what is no token.
   *
   *     const john = await db.withTokens([token]).space(users).get('jsmith')
   */
  withTokens(tokens: readonly string[]): Database {
    if (!Array.isArray(tokens)) throw new HyperdexError('INVALID', 'the tokens are no array', 'give withTokens([token, …])')
    const presented = tokens.map(tokenBytes)
    decodeTokens(presented)
    return new Database(this.#driver, presented)
  }

  /** Calls that are still open fail. */
  close(): Promise<void> {
    return this.#driver.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
