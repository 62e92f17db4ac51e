// Changes of a space while its calls run, and calls that name what such a change took away.
import type { Call, NamedIn } from '../call.ts'
import type { ModelSpace } from '../model/space.ts'
import { type SpaceChange, samePlace } from '../model/space-change.ts'
import { type Attribute, isScalar } from '../model/types.ts'
import type { Random } from '../random.ts'
import { placeOf, typeFor } from './spaces.ts'

/** What a space has besides what it was made with; a name that was dropped comes back with another type. */
const addedNames = ['added_0', 'added_1']

const places: readonly NamedIn[] = ['test', 'order', 'selection', 'put']

export class SpaceChangeGenerator {
  readonly #random: Random
  readonly #space: ModelSpace
  /** It has one of the two at a time. */
  readonly #names: readonly [string, string]
  /** The newest attribute of each name: what a client that looks no more at the space still thinks it has. */
  readonly #added = new Map<string, Attribute>()

  constructor(random: Random, space: ModelSpace) {
    this.#random = random
    this.#space = space
    const { name } = space.definition
    this.#names = [name, `${name}_renamed`]
  }

  get #otherName(): string {
    const [first, second] = this.#names
    return this.#space.definition.name === first ? second : first
  }

  /** Undefined when the change that was drawn cannot be made. */
  next(): Call | undefined {
    const change = this.#random.weighted<() => SpaceChange | undefined>([
      [40, () => this.#changeAttributes()],
      [30, () => this.#changeIndexes()],
      [15, () => ({ kind: 'rename', to: this.#otherName })],
      [15, () => ({ kind: 'readOnly', on: !this.#space.readOnly })],
    ])()
    return change === undefined ? undefined : { kind: 'changeSpace', change }
  }

  /** Names what is not there. */
  unknown(): Call {
    const missing = addedNames.filter((name) => !this.#has(name))
    if (missing.length === 0 || this.#random.chance(30)) return { kind: 'unknownSpace', name: this.#otherName }
    const name = this.#random.pick(missing)
    const attribute = this.#added.get(name) ?? { name, type: { kind: 'int' } }
    const named = this.#random.pick(places)
    return { kind: 'unknownAttribute', attribute, named: named === 'order' && !isScalar(attribute.type) ? 'test' : named }
  }

  #has(name: string): boolean {
    return this.#space.definition.attributes.some((attribute) => attribute.name === name)
  }

  #changeAttributes(): SpaceChange {
    const name = this.#random.pick(addedNames)
    if (this.#has(name)) return { kind: 'removeAttribute', name }
    const attribute: Attribute = { name, type: typeFor(this.#random) }
    this.#added.set(name, attribute)
    return { kind: 'addAttribute', attribute }
  }

  #changeIndexes(): SpaceChange | undefined {
    const { attributes, indexes } = this.#space.definition
    if (indexes.length > 0 && this.#random.chance(40)) return { kind: 'removeIndex', place: this.#random.pick(indexes) }
    const place = placeOf(this.#random, this.#random.pick(attributes))
    return indexes.some((index) => samePlace(index, place)) ? undefined : { kind: 'addIndex', place }
  }
}
