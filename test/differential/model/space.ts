// A space as a map in memory, and the order in which its writes are judged (section 3).
import { type AggregateFunction, type AggregateGroup, aggregate } from './aggregates.ts'
import { Failure } from './failure.ts'
import { applyOperation, type Operation } from './operations.ts'
import { holds, type Predicate, type Row } from './predicate.ts'
import { changedDefinition, type SpaceChange } from './space-change.ts'
import { type Definition, type Type, typeOf } from './types.ts'
import { asKey, compareScalars, defaultOf, type Scalar, showScalar, type Value } from './values.ts'

/** Operations by attribute, in their order; undefined: the object is removed. */
export type Change = readonly { readonly attribute: string; readonly operation: Operation }[] | undefined

export interface Write {
  readonly key: Scalar
  /** `checkedIfPresent` skips the check when the object is absent. */
  readonly needs: 'nothing' | 'absence' | 'presence' | 'checkedIfPresent'
  readonly check?: Predicate
  /** Whether the version the caller has seen is the object's own; `absent` is version 0. */
  readonly version?: 'current' | 'outdated' | 'absent'
  readonly change: Change
}

export type Refusal = 'NOT_FOUND' | 'COMPARE_FAILED'

function refusalOf({ needs, check, version }: Write, stored: Row | undefined): Refusal | undefined {
  if (stored === undefined && needs === 'presence') return 'NOT_FOUND'
  if (stored !== undefined && needs === 'absence') return 'COMPARE_FAILED'
  if (version !== undefined && (version === 'absent') !== (stored === undefined)) return 'COMPARE_FAILED'
  if (version === 'outdated') return 'COMPARE_FAILED'
  return check === undefined || stored === undefined || holds(check, stored) ? undefined : 'COMPARE_FAILED'
}

export interface Order {
  readonly attribute: string
  readonly descending: boolean
}

class StoredObject implements Row {
  readonly #space: { readonly definition: Definition }
  readonly key: Scalar
  readonly values: ReadonlyMap<string, Value>

  constructor(space: { readonly definition: Definition }, key: Scalar, values: ReadonlyMap<string, Value>) {
    this.#space = space
    this.key = key
    this.values = values
  }

  value(name: string): Value {
    if (name === this.#space.definition.key.name) return this.key
    return this.values.get(name) ?? defaultOf(this.type(name))
  }

  type(name: string): Type {
    return typeOf(this.#space.definition, name)
  }

  without(attribute: string): StoredObject {
    return new StoredObject(this.#space, this.key, new Map([...this.values].filter(([name]) => name !== attribute)))
  }

  /** Throws Failure, and then nothing is changed. */
  changed(change: NonNullable<Change>): StoredObject {
    const values = new Map(this.values)
    const object = new StoredObject(this.#space, this.key, values)
    for (const { attribute, operation } of change) {
      values.set(attribute, applyOperation(this.type(attribute), object.value(attribute), operation))
    }
    return object
  }
}

export class ModelSpace {
  #definition: Definition
  #readOnly = false
  readonly #objects = new Map<string, StoredObject>()
  readonly #changes = new Map<string, number>()

  constructor(definition: Definition) {
    this.#definition = definition
  }

  get definition(): Definition {
    return this.#definition
  }

  get readOnly(): boolean {
    return this.#readOnly
  }

  /** Before anything else of a write is judged by a server. Throws Failure. */
  refuseWhileReadOnly(): void {
    if (this.#readOnly) throw new Failure('READONLY')
  }

  /** A dropped attribute is gone with its values: one of the same name that comes later is another one. */
  changeSpace(change: SpaceChange): void {
    this.#definition = changedDefinition(this.#definition, change)
    if (change.kind === 'readOnly') this.#readOnly = change.on
    if (change.kind !== 'removeAttribute') return
    for (const [text, object] of this.#objects) this.#objects.set(text, object.without(change.name))
  }

  /** In no order that means anything. */
  objects(): readonly Row[] {
    return [...this.#objects.values()]
  }

  get(key: Scalar): Row | undefined {
    return this.#objects.get(showScalar(asKey(key)))
  }

  /** How often a key's object has been written or removed. */
  changes(key: Scalar): number {
    return this.#changes.get(showScalar(asKey(key))) ?? 0
  }

  /** Why it is not done, if it is not; undefined when it is. Throws Failure. */
  write(write: Write): Refusal | undefined {
    this.refuseWhileReadOnly()
    const { key, change } = write
    const stored = this.#objects.get(showScalar(asKey(key)))
    const refusal = refusalOf(write, stored)
    if (refusal === undefined) this.#replace(stored ?? new StoredObject(this, asKey(key), new Map()), change)
    return refusal
  }

  #replace(stored: StoredObject, change: Change): void {
    const text = showScalar(stored.key)
    if (change === undefined) this.#objects.delete(text)
    else this.#objects.set(text, stored.changed(change))
    this.#changes.set(text, this.changes(stored.key) + 1)
  }

  /** In the order of keys. */
  matches(where: Predicate): readonly Row[] {
    return this.#matches(where)
  }

  #matches(where: Predicate): StoredObject[] {
    return [...this.#objects.values()].filter((object) => holds(where, object)).sort((a, b) => compareScalars(a.key, b.key))
  }

  search(where: Predicate, order: Order | undefined, limit: number | undefined): readonly Row[] {
    const rows = this.#matches(where)
    if (order !== undefined) {
      const sign = order.descending ? -1 : 1
      rows.sort((a, b) => sign * compareScalars(a.value(order.attribute) as Scalar, b.value(order.attribute) as Scalar))
    }
    return rows.slice(0, limit)
  }

  /** How many matched and were changed; one whose operations fail is left whole and not counted. */
  writeGroup(where: Predicate, change: Change): number {
    this.refuseWhileReadOnly()
    let changed = 0
    for (const object of this.#matches(where)) {
      try {
        this.#replace(object, change)
        changed++
      } catch (error) {
        if (!(error instanceof Failure)) throw error
      }
    }
    return changed
  }

  aggregate(where: Predicate, functions: readonly AggregateFunction[], by: readonly string[] | undefined): AggregateGroup[] {
    return aggregate(this.definition, this.#matches(where), functions, by)
  }
}
