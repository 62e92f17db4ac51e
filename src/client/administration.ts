// Administration of a cluster as programs call it: `db.admin`. A change that was awaited is seen by every later call of the same connection.

import type { Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import type { SpaceDefinition } from '../schema/definition.ts'
import { printSpace } from '../schema/print-space.ts'
import type { SessionDriver } from '../transport/session-driver.ts'
import type { ComparisonCallOptions } from '../transport/session-driver-comparison.ts'
import type { CallOptions } from './call-options.ts'
import { type CheckReport, reportCheck } from './check.ts'
import { checkCount, checkFlag, checkOptions, checkSequence, checkText, namesOf } from './check-arguments.ts'
import { kindOfValue } from './codec.ts'
import type { KeyColumn } from './column.ts'
import { optionNames } from './option-names.ts'
import { encodeSample, type Pairs, type SampleAnswer } from './sample.ts'
import type { SchemaShape, Shape, UntypedShape } from './shape.ts'
import { bindFetched, bindSchema } from './space-binding.ts'
import { type AnySpaceSchema, type AttributeColumns, isDeclared, isDefinition, type SpaceSchema } from './space-schema.ts'
import { reportStatus, type StatusReport } from './status/status-report.ts'
import { localStatus } from './status/status-source.ts'

export interface CheckOptions extends CallOptions {
  /** By name or declared; left out: all. */
  readonly spaces?: readonly (string | Pick<AnySpaceSchema, 'name'>)[]
  /** Takes the head of the key's region to be right: its objects are written to all their places again, other copies go. */
  readonly repair?: boolean
  /** Of each answer of a replica, default 60,000. */
  readonly timeoutMs?: number
}

const checkOptionNames = namesOf<CheckOptions>({ signal: true, timeoutMs: true, spaces: true, repair: true })

type PairsOf<S extends Shape> = Pairs<readonly [key: S['key'], values: S['values']['put']]>

function nameOf(space: string | Pick<AnySpaceSchema, 'name'>): string {
  const name = typeof space === 'object' && space !== null ? space.name : space
  checkText(name, 'the name of a space')
  return name
}

/** Every method takes `signal` and `timeoutMs` and throws UNAVAILABLE while there is no coordinator. */
export class Administration {
  readonly #driver: SessionDriver
  readonly #spaces = async (options?: CallOptions) => [...(await this.#driver.refresh(options)).spaces.values()]

  constructor(driver: SessionDriver) {
    this.#driver = driver
  }

  /**
   * Creates a space, declared, as another one that `listSpaces` knows, or in the space language. False when an equal one exists. Throws ALREADY_EXISTS when a different one has its
   * name, and INVALID.
   */
  async addSpace(space: string | Pick<AnySpaceSchema, 'definition'>, options: CallOptions = {}): Promise<boolean> {
    checkOptions(options, optionNames.call, 'db.admin.addSpace')
    if (typeof space !== 'string' && !isDefinition(space?.definition)) {
      throw new HyperdexError('INVALID', `${kindOfValue(space)} is no space`, 'give what space(…) made, or a text in the space language')
    }
    const text = typeof space === 'string' ? space : printSpace(space.definition)
    const { changed } = await this.#driver.admin.addSpace(text, options)
    return changed
  }

  /** Removes a space and all its objects. Throws UNKNOWN_SPACE. */
  async removeSpace(space: string | Pick<AnySpaceSchema, 'name'>, options: CallOptions = {}): Promise<void> {
    checkOptions(options, optionNames.call, 'db.admin.removeSpace')
    await this.#driver.admin.removeSpace(nameOf(space), options)
  }

  /** Throws UNKNOWN_SPACE, ALREADY_EXISTS and INVALID. */
  async renameSpace(from: string, to: string, options: CallOptions = {}): Promise<void> {
    checkText(from, 'the present name')
    checkText(to, 'the new name')
    checkOptions(options, optionNames.call, 'db.admin.renameSpace')
    await this.#driver.admin.renameSpace(from, to, options)
  }

  /**
   * Adds an attribute to a space in use, in the space language: `'int age'`. Objects stored before read its default. False when there is an equal
   * one. Throws UNKNOWN_SPACE, ALREADY_EXISTS and INVALID.
   */
  async addAttribute(space: string | Pick<AnySpaceSchema, 'name'>, attribute: string, options: CallOptions = {}): Promise<boolean> {
    checkText(attribute, 'the attribute')
    checkOptions(options, optionNames.call, 'db.admin.addAttribute')
    const { changed } = await this.#driver.admin.addAttribute(nameOf(space), attribute, options)
    return changed
  }

  /** Removes an attribute and its indexes. Throws UNKNOWN_SPACE, and INVALID for the key and for attributes of subspaces. */
  async removeAttribute(space: string | Pick<AnySpaceSchema, 'name'>, name: string, options: CallOptions = {}): Promise<void> {
    checkText(name, 'the name of the attribute')
    checkOptions(options, optionNames.call, 'db.admin.removeAttribute')
    await this.#driver.admin.removeAttribute(nameOf(space), name, options)
  }

  /**
   * Adds an index to a space in use, as the space language has it: `'age'`, `'tags'`, `'profile.a.b'`. Servers build it beside their other work; a search
   * uses it where it is whole. False when there is an equal one. Throws UNKNOWN_SPACE and INVALID.
   */
  async addIndex(space: string | Pick<AnySpaceSchema, 'name'>, index: string, options: CallOptions = {}): Promise<boolean> {
    checkText(index, 'the index')
    checkOptions(options, optionNames.call, 'db.admin.addIndex')
    const { changed } = await this.#driver.admin.addIndex(nameOf(space), index, options)
    return changed
  }

  /** Throws UNKNOWN_SPACE, and INVALID when there is no such index. Those of the axes of subspaces always stay. */
  async removeIndex(space: string | Pick<AnySpaceSchema, 'name'>, index: string, options: CallOptions = {}): Promise<void> {
    checkText(index, 'the index')
    checkOptions(options, optionNames.call, 'db.admin.removeIndex')
    await this.#driver.admin.removeIndex(nameOf(space), index, options)
  }

  /** The definitions of all spaces, by name. */
  async listSpaces(options: CallOptions = {}): Promise<SpaceDefinition[]> {
    checkOptions(options, optionNames.call, 'db.admin.listSpaces')
    return (await this.#spaces(options))
      .map(({ definition }) => ({ ...definition, attributes: definition.attributes.filter(({ dropped }) => !dropped) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** Refuses writes with READONLY, or takes them again: to one space, or to the whole cluster. */
  async setReadOnly(readOnly: boolean, space: string | Pick<AnySpaceSchema, 'name'> = '', options: CallOptions = {}): Promise<void> {
    checkFlag(readOnly, 'readOnly')
    checkOptions(options, optionNames.call, 'db.admin.setReadOnly')
    await this.#driver.admin.setReadOnly(nameOf(space), readOnly, options)
  }

  /** Lets a server hold no regions: others take its places. Throws INVALID, and PERMISSION_DENIED when nobody could. */
  async serverOffline(server: number, options: CallOptions = {}): Promise<void> {
    checkCount(server, 'the id of a server')
    checkOptions(options, optionNames.call, 'db.admin.serverOffline')
    await this.#driver.admin.changeServer(server, 'offline', options)
  }

  /** Lets a server take part again, also after `serverKill`. Throws INVALID. */
  async serverOnline(server: number, options: CallOptions = {}): Promise<void> {
    checkCount(server, 'the id of a server')
    checkOptions(options, optionNames.call, 'db.admin.serverOnline')
    await this.#driver.admin.changeServer(server, 'online', options)
  }

  /**
   * Takes a server out of all chains at once and ends its process. Throws INVALID, and PERMISSION_DENIED when a region has no other replica
   * within reach.
   */
  async serverKill(server: number, options: CallOptions = {}): Promise<void> {
    checkCount(server, 'the id of a server')
    checkOptions(options, optionNames.call, 'db.admin.serverKill')
    await this.#driver.admin.changeServer(server, 'kill', options)
  }

  /** Removes a server that will never come back. Throws INVALID, and ALREADY_EXISTS while it holds regions or runs. */
  async serverForget(server: number, options: CallOptions = {}): Promise<void> {
    checkCount(server, 'the id of a server')
    checkOptions(options, optionNames.call, 'db.admin.serverForget')
    await this.#driver.admin.changeServer(server, 'forget', options)
  }

  /** How many replicas of each region the space can lose, 0 to 9; chains follow. Throws UNKNOWN_SPACE, INVALID. */
  async setFaultTolerance(space: string | Pick<AnySpaceSchema, 'name'>, failures: number, options: CallOptions = {}): Promise<void> {
    checkCount(failures, 'the number of failures')
    checkOptions(options, optionNames.call, 'db.admin.setFaultTolerance')
    await this.#driver.admin.setFaultTolerance(nameOf(space), failures, options)
  }

  /**
   * Gives every subspace, the key's too, a grid of so many partitions, 1 to 4096, cut at the quantiles of what is stored, while the space is in use: all
   * objects are looked at first. Resolves when the new grids are being filled; `waitUntilStable` waits for their end, at which writes and gets wait for
   * a moment and watches end with GAP; the number that the space has gives them up. False when there is nothing to do. Throws UNKNOWN_SPACE, TOO_LARGE, and INVALID, also while another such change is under way.
   */
  async setPartitions(space: string | Pick<AnySpaceSchema, 'name'>, partitions: number, options: CallOptions = {}): Promise<boolean> {
    checkCount(partitions, 'the number of partitions')
    checkOptions(options, optionNames.call, 'db.admin.setPartitions')
    const { changed } = await this.#driver.admin.setPartitions(nameOf(space), partitions, options)
    return changed
  }

  /** Resolves when nothing is being repaired, moved or cut anew and every server has the newest configuration. Throws TIMEOUT. */
  async waitUntilStable(options: CallOptions = {}): Promise<void> {
    checkOptions(options, optionNames.call, 'db.admin.waitUntilStable')
    await this.#driver.admin.waitUntilStable(options)
  }

  /**
   * Servers, chains, copies under way, and how evenly the objects of each space lie over its regions: what `hyperdex status --json` prints. Servers are
   * asked for what they hold, all at once; of one that does not answer within three seconds, or within `timeoutMs`, `objects` and `open` are null.
   */
  async status(options: CallOptions = {}): Promise<StatusReport> {
    checkOptions(options, optionNames.call, 'db.admin.status')
    const driver = this.#driver
    return reportStatus({ admin: driver.admin, spaces: this.#spaces, count: (...call) => driver.count(...call), localStatus }, options)
  }

  /**
   * Compares every copy of every object, beside whatever the servers do, as `hyperdex check` does: updates on their way are no differences. All that is
   * found is in the answer, so in memory. Throws UNKNOWN_SPACE, TIMEOUT when a replica does not answer, and UNAUTHENTICATED for a space with authorization that is named in `spaces`.
   */
  async check(options: CheckOptions = {}): Promise<CheckReport> {
    checkOptions(options, checkOptionNames, 'db.admin.check')
    const driver = this.#driver
    const { spaces, repair = false, ...call } = options
    if (spaces !== undefined && !Array.isArray(spaces)) {
      throw new HyperdexError('INVALID', `the option spaces is ${kindOfValue(spaces)}`, "give an array of spaces or their names: ['users']")
    }
    if (spaces?.length === 0) {
      throw new HyperdexError(
        'INVALID',
        'the option spaces is an empty array, so nothing would be compared',
        'name spaces, or leave it out for all of them',
      )
    }
    const names = spaces && Array.from(spaces, nameOf)
    const source = {
      space: (name: string, each?: CallOptions) => driver.space(name, each),
      spaces: this.#spaces,
      compare: (space: Space, each: ComparisonCallOptions) => driver.compare(space, each),
    }
    return reportCheck(source, { ...call, names, repair })
  }

  /**
   * Shows the coordinator what is about to be put into an empty space, which is then cut so that its regions fill evenly: pairs as `putMany` takes
   * them, best a sample of all, of which 10,000 are sent at most. Not taken when the space is not empty or has no axis of numbers, and the answer
   * says so: nothing is wrong then but evenness. Throws UNKNOWN_SPACE, SCHEMA_MISMATCH, INVALID and INT_UNSAFE.
   */
  offerSample<KeyName extends string, Key extends KeyColumn, Columns extends AttributeColumns>(
    space: SpaceSchema<KeyName, Key, Columns>,
    pairs: PairsOf<SchemaShape<KeyName, Key, Columns>>,
    options?: CallOptions,
  ): Promise<SampleAnswer>
  offerSample(space: string, pairs: PairsOf<UntypedShape>, options?: CallOptions): Promise<SampleAnswer>
  async offerSample(space: string | AnySpaceSchema, pairs: Pairs, options: CallOptions = {}): Promise<SampleAnswer> {
    checkSequence(pairs, 'the pairs')
    checkOptions(options, optionNames.call, 'db.admin.offerSample')
    const known = await this.#driver.space(nameOf(space), options)
    const rows = await encodeSample(isDeclared(space) ? bindSchema(space, known) : bindFetched(known), pairs, options.signal)
    const { taken, reason } = await this.#driver.admin.offerSample(known.definition.name, rows, options)
    return { taken, reason }
  }
}
