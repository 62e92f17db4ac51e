// What an aggregate may have answered: every key adds nothing, or one object that matched at some moment meanwhile, to the group that this same
// object belongs to; and some choice of these makes all results of all groups at once. It is found by adding key after key to all that was possible
// before, each possibility being told by its counts and sums; whatever leads past an answer is dropped at once.
import { type MaybeObject, type ObjectState, type Value, valueText } from './model.ts'

export interface AggregateFunction {
  readonly kind: 'count' | 'sum' | 'min' | 'max' | 'avg'
  /** The key is `''`. Of no meaning for a count. */
  readonly attribute: string
}

export interface Aggregation {
  readonly functions: readonly AggregateFunction[]
  /** None: one group, also of no objects. */
  readonly by: readonly string[]
}

export interface AggregateGroup {
  readonly by: readonly Value[]
  /** In the order of the functions; undefined: the min, max or avg of no objects. */
  readonly results: readonly (Value | undefined)[]
}

/** How values sort; negative, 0 or positive. */
type Compare = (a: Value, b: Value) => number

/** Possibilities followed at a time; with more nothing is said. */
const possibilitiesMax = 20_000

/** What one key may add: to which group of the answer, and the inputs of the functions. Undefined: nothing. */
type Addition = { readonly group: number; readonly inputs: readonly Value[] } | undefined

/** Of each group of the answer. */
interface Sums {
  readonly count: number
  /** Of a sum or avg the sum, of a min or max 1 once it was reached, else 0. */
  readonly cells: readonly (number | bigint)[]
}

export class AggregateCheck {
  readonly #aggregation: Aggregation
  readonly #groups: readonly AggregateGroup[]
  readonly #places: ReadonlyMap<string, number>
  readonly #compare: Compare
  readonly #keys: (readonly Addition[])[] = []
  /** Some key may have added anything. */
  #open = false

  constructor(aggregation: Aggregation, groups: readonly AggregateGroup[], compare: Compare) {
    this.#aggregation = aggregation
    this.#groups = groups
    this.#places = new Map(groups.map(({ by }, index) => [nameOf(by), index]))
    this.#compare = compare
  }

  /** `matching`: objects that the key may have been and that match, undefined among them if at some moment it may have been none. */
  addKey(key: string, matching: readonly MaybeObject[]): void {
    const additions = new Map<string, Addition>()
    for (const object of matching) {
      const addition = object && this.#additionOf(key, object)
      if (object && !addition) continue
      additions.set(addition ? `${addition.group} ${nameOf(addition.inputs)}` : '', addition)
    }
    this.#keys.push([...additions.values()])
  }

  /** Nobody knows what the key may have been. */
  addUnknownKey(): void {
    this.#open = true
  }

  /** Undefined: that cannot be told. */
  isPossible(): boolean | undefined {
    if (this.#open) return undefined
    let possible = new Map([['', this.#groups.map(() => this.#empty())]])
    for (const additions of this.#keys.toSorted((a, b) => a.length - b.length)) {
      const next = new Map<string, Sums[]>()
      for (const sums of possible.values()) {
        for (const addition of additions) {
          const after = addition ? this.#add(sums, addition) : sums
          if (after) next.set(after.map(textOf).join(' '), after)
        }
      }
      possible = next
      if (possible.size > possibilitiesMax) return undefined
    }
    return [...possible.values()].some((sums) => sums.every((one, index) => this.#isAnswer(one, index)))
  }

  #empty(): Sums {
    return { count: 0, cells: this.#aggregation.functions.map(() => 0) }
  }

  /** Undefined where the answer shows no such group, or a min that is above it or a max below. */
  #additionOf(key: string, object: ObjectState): Addition {
    const { functions, by } = this.#aggregation
    const value = (attribute: string) => (attribute === '' ? key : object[attribute]!)
    const group = this.#places.get(nameOf(by.map(value)))
    if (group === undefined) return undefined
    const inputs = functions.map(({ kind, attribute }) => (kind === 'count' ? 0 : value(attribute)))
    const { results } = this.#groups[group]!
    const fits = functions.every(({ kind }, index) => {
      if (kind !== 'min' && kind !== 'max') return true
      const best = results[index]
      const order = best === undefined ? undefined : this.#compare(inputs[index]!, best)
      return order !== undefined && (kind === 'min' ? order >= 0 : order <= 0)
    })
    return fits ? { group, inputs } : undefined
  }

  #add(sums: readonly Sums[], { group, inputs }: NonNullable<Addition>): Sums[] | undefined {
    const { functions } = this.#aggregation
    const { results } = this.#groups[group]!
    const before = sums[group]!
    const count = before.count + 1
    const counted = functions.findIndex(({ kind }) => kind === 'count')
    if (counted >= 0 && count > Number(results[counted])) return undefined
    const cells = functions.map(({ kind }, index) => {
      const cell = before.cells[index]!
      const input = inputs[index]!
      if (kind === 'count') return 0
      if (kind === 'sum' || kind === 'avg') return typeof input === 'bigint' ? BigInt(cell) + input : Number(cell) + Number(input)
      return this.#compare(input, results[index]!) === 0 ? 1 : cell
    })
    return sums.with(group, { count, cells })
  }

  #isAnswer({ count, cells }: Sums, group: number): boolean {
    const { functions, by } = this.#aggregation
    const { results } = this.#groups[group]!
    if (count === 0 && by.length > 0) return false
    return functions.every(({ kind }, index) => {
      const result = results[index]
      const cell = cells[index]!
      if (kind === 'count') return Number(result) === count
      if (kind === 'sum') return typeof result === 'bigint' ? result === BigInt(cell) : result === Number(cell)
      if (count === 0) return result === undefined
      // Of whole numbers below 2^53 that is exact, rounded once.
      if (kind === 'avg') return result === Number(cell) / count
      return cell === 1
    })
  }
}

function nameOf(values: readonly Value[]): string {
  return values.map(valueText).join(' ')
}

function textOf({ count, cells }: Sums): string {
  return `${count}:${cells.join()}`
}

/** What an answer shows of itself: a group twice, groups against their order, or none where there is always one. Undefined: nothing. */
export function groupsOutOfShape({ by }: Aggregation, groups: readonly AggregateGroup[], compare: Compare): string | undefined {
  if (by.length === 0 && groups.length !== 1) return `shows ${groups.length} groups, and it does not group`
  for (const [index, group] of groups.entries()) {
    const before = groups[index - 1]
    if (!before) continue
    const order = before.by.map((value, position) => compare(value, group.by[position]!)).find((one) => one !== 0) ?? 0
    if (order === 0) return `shows the group ${nameOf(group.by)} twice`
    if (order > 0) return `shows the group ${nameOf(group.by)} after ${nameOf(before.by)}, against their order`
  }
  return undefined
}

export function aggregationText({ functions, by }: Aggregation): string {
  const asked = functions.map(({ kind, attribute }) => (kind === 'count' ? kind : `${kind}(${attribute})`)).join(', ')
  return by.length === 0 ? asked : `${asked} by ${by.join(', ')}`
}

export function groupText({ by, results }: AggregateGroup): string {
  return `[${nameOf(by)}: ${results.map((result) => (result === undefined ? 'none' : valueText(result))).join(', ')}]`
}
