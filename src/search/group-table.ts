// The groups of an aggregate as they grow: a server adds objects and sends partial groups, the caller adds those and gives results. Sums
// are exact (values/exact-sum.ts), so it does not matter where and in which order objects were added.
import { aggregateKind, type PartialGroup, type PartialValue } from '../cluster/client-messages.ts'
import { HyperdexError } from '../errors.ts'
import { type Bytes, compareBytes, copyBytes, emptyBytes, toLatin1 } from '../values/bytes.ts'
import { encodeFloat, encodeInt, intMaximum, intMinimum } from '../values/encode.ts'
import { ExactSum } from '../values/exact-sum.ts'
import { type CompiledAggregation, type CompiledFunction, columnValue } from './aggregation.ts'

/** One result, its values in the order of what was asked for. */
export interface AggregateGroup {
  readonly by: readonly Bytes[]
  /** Undefined: the min, max or avg of no objects. */
  readonly values: readonly (Bytes | undefined)[]
}

interface Cell {
  count: number
  /** Of a sum or an avg. */
  sum: ExactSum | undefined
  /** Of a min or a max. */
  best: Bytes | undefined
}

interface Group {
  readonly by: readonly Bytes[]
  readonly cells: readonly Cell[]
}

/** About what a group takes beside its values. */
const groupBytes = 64
/** What the groups of an aggregate take together at most. */
const groupBytesMax = 32 * 1024 * 1024

export class GroupTable {
  readonly #aggregation: CompiledAggregation
  #groups = new Map<string, Group>()
  /** About what the groups take, or would take if all had been kept. */
  bytes = 0

  constructor(aggregation: CompiledAggregation) {
    this.#aggregation = aggregation
  }

  get size(): number {
    return this.#groups.size
  }

  /** They take more than they may: from then on not all is kept that is added, and what is here is nobody's result. */
  get tooLarge(): HyperdexError | undefined {
    return this.bytes > groupBytesMax ? groupsTooLarge('groups of more than 32 MiB together') : undefined
  }

  /** Keeps nothing of the key and the values, which may be views. */
  add(key: Bytes, values: readonly Bytes[]): void {
    const { functions, by } = this.#aggregation
    const group = this.#group(by.map((column) => column.type.canonicalKey(columnValue(column, key, values))))
    // Many functions of one large value would take many times as much before anybody looked.
    for (let index = 0; index < functions.length && group && this.bytes <= groupBytesMax; index++) {
      const cell = group.cells[index]!
      const one = functions[index]!
      cell.count++
      if (one.kind === aggregateKind.count) continue
      const value = columnValue(one, key, values)
      if (!cell.sum) this.#improve(cell, one, value)
      else if (one.ofInts) cell.sum.addInt(value)
      else cell.sum.addFloat(value)
    }
  }

  addPartial({ by, values }: PartialGroup): void {
    const group = this.#group(by ?? [])
    if (!group) return
    this.#aggregation.functions.forEach((one, index) => {
      const { count, value } = values?.[index] ?? {}
      const cell = group.cells[index]!
      if (!count) return
      cell.count += count
      if (cell.sum) cell.sum.addEncoded(value ?? emptyBytes)
      else if (one.kind !== aggregateKind.count) this.#improve(cell, one, value ?? emptyBytes)
    })
  }

  /** All groups so far; they begin anew. */
  takePartials(): PartialGroup[] {
    const { functions } = this.#aggregation
    const partials = Array.from(this.#groups.values(), ({ by, cells }) => ({
      by,
      values: cells.map((cell, index) => partialOf(functions[index]!, cell)),
    }))
    this.#groups = new Map()
    this.bytes = 0
    return partials
  }

  /** In the order of the values grouped by; without any, exactly one. Throws OVERFLOW. */
  results(): AggregateGroup[] {
    const { functions, by } = this.#aggregation
    if (by.length === 0) this.#group([])
    const placed = Array.from(this.#groups.values(), (group) => ({
      group,
      forms: group.by.map((value, index) => by[index]!.type.toOrdered(value)),
    }))
    placed.sort((a, b) => {
      for (let index = 0; index < by.length; index++) {
        const order = compareBytes(a.forms[index]!, b.forms[index]!)
        if (order !== 0) return order
      }
      return 0
    })
    return placed.map(({ group }) => ({ by: group.by, values: group.cells.map((cell, index) => resultOf(functions[index]!, cell)) }))
  }

  /** Undefined: its values alone take more than all groups may. */
  #group(by: readonly Bytes[]): Group | undefined {
    const valueBytes = by.reduce((sum, value) => sum + value.length, 0)
    if (valueBytes > groupBytesMax) {
      this.bytes += valueBytes
      return undefined
    }
    let name = ''
    for (const value of by) name += `${value.length}:${toLatin1(value)}`
    const known = this.#groups.get(name)
    if (known) return known
    const cells = this.#aggregation.functions.map(({ kind }) => ({
      count: 0,
      sum: kind === aggregateKind.sum || kind === aggregateKind.avg ? new ExactSum() : undefined,
      best: undefined,
    }))
    const group = { by: by.map(copyBytes), cells }
    this.#groups.set(name, group)
    this.bytes += groupBytes * (1 + cells.length) + valueBytes
    return group
  }

  #improve(cell: Cell, { kind, type }: CompiledFunction, value: Bytes): void {
    const { best } = cell
    const order = best ? type.compare(value, best) : 0
    if (best && (kind === aggregateKind.min ? order >= 0 : order <= 0)) return
    this.bytes += value.length - (best?.length ?? 0)
    // Of equal values, −0 and 0, one stands for both.
    cell.best = copyBytes(type.canonicalKey(value))
  }
}

/** Of an aggregate that has too many groups, or too large ones. */
export function groupsTooLarge(what: string): HyperdexError {
  return new HyperdexError('TOO_LARGE', `an aggregate has ${what}`, 'Group by attributes of fewer values, or narrow the predicate.')
}

function partialOf({ kind }: CompiledFunction, { count, sum, best }: Cell): PartialValue {
  if (kind === aggregateKind.count) return { count }
  return { count, value: (sum ? sum.encode() : best) ?? emptyBytes }
}

function resultOf({ kind, ofInts, name }: CompiledFunction, { count, sum, best }: Cell): Bytes | undefined {
  if (kind === aggregateKind.count) return encodeInt(BigInt(count))
  if (!sum) return best
  if (kind === aggregateKind.avg) return count === 0 ? undefined : encodeFloat(ofInts ? sum.intOver(count) : sum.floatOver(count))
  if (!ofInts) return encodeFloat(sum.floatOver(1))
  if (sum.units >= intMinimum && sum.units <= intMaximum) return encodeInt(sum.units)
  throw new HyperdexError(
    'OVERFLOW',
    `the sum of attribute ${name} is ${sum.units}, which does not fit an int`,
    'Sum fewer objects at a time, or take the average, which does not overflow.',
  )
}
