// The calls of one space: every kind, on few keys, so that objects come and go.
import type { Call, GroupCall, SearchCall, Step, WriteCall } from '../call.ts'
import type { AggregateFunction } from '../model/aggregates.ts'
import { type Definition, isInt, isOrdered } from '../model/types.ts'
import { asKey, type Scalar, type Value } from '../model/values.ts'
import type { Random } from '../random.ts'
import { putStep, stepOf } from './operations.ts'
import { predicateOf } from './predicates.ts'
import { anyValue, scalarOf } from './values.ts'

export class CallGenerator {
  readonly #random: Random
  readonly #definition: Definition
  readonly #keys: readonly Scalar[]
  /** Of any ordered type, and the key. */
  readonly #ordered: readonly string[]
  readonly #numbers: readonly string[]

  constructor(random: Random, definition: Definition) {
    this.#random = random
    this.#definition = definition
    const { key, attributes } = definition
    this.#keys = random.list(random.between(4, 40), () => scalarOf(random, key.type.kind))
    this.#ordered = [key.name, ...attributes.filter(({ type }) => isOrdered(type)).map(({ name }) => name)]
    this.#numbers = attributes.filter(({ type }) => isInt(type) || type.kind === 'float').map(({ name }) => name)
  }

  next(): Call {
    return this.#random.weighted<() => Call>([
      [8, () => this.#get()],
      [2, () => ({ kind: 'getMany', keys: this.#random.list(this.#random.below(6), () => this.#key()) })],
      [42, () => this.#write(this.#key())],
      [3, () => this.#putMany()],
      [4, () => this.#pipeline()],
      [8, () => this.#group()],
      [20, () => this.#search()],
      [6, () => ({ kind: 'count', where: this.#where() })],
      [6, () => this.#aggregate()],
      [1, () => this.#refused()],
    ])()
  }

  #key(): Scalar {
    return this.#random.pick(this.#keys)
  }

  #where() {
    return predicateOf(this.#random, this.#definition)
  }

  #names(percent: number): string[] {
    const { key, attributes } = this.#definition
    return this.#random.shuffled(this.#random.some([key.name, ...attributes.map(({ name }) => name)], percent))
  }

  #get(): Call {
    const names = this.#random.chance(40) ? { names: this.#names(20) } : {}
    return { kind: 'get', key: this.#key(), version: this.#random.chance(50), ...names }
  }

  #values(percent: number): ReadonlyMap<string, Value> {
    const some = this.#random.some(this.#definition.attributes, percent)
    return new Map(some.map(({ name, type }) => [name, anyValue(this.#random, type)]))
  }

  #putMany(): Call {
    const keys = this.#random.list(this.#random.between(0, 12), () => this.#key())
    // Of two puts on one key it is the order of the source that counts: they are pipelined.
    return { kind: 'putMany', pairs: keys.map((key) => [key, this.#values(50)]) }
  }

  #pipeline(): Call {
    const key = this.#key()
    return { kind: 'pipeline', writes: this.#random.list(this.#random.between(2, 6), () => this.#write(key, false)) }
  }

  #steps(): Step[] {
    const { attributes } = this.#definition
    const count = this.#random.between(0, 4)
    // Often several operations on one attribute: each works on what the one before it left.
    const among = this.#random.chance(50) ? this.#random.list(2, () => this.#random.pick(attributes)) : attributes
    return this.#random.list(count, () => stepOf(this.#random, among))
  }

  #put(): Step {
    return putStep(this.#random, this.#definition.attributes, this.#random.pick([0, 15, 15, 40, 100]))
  }

  #write(key: Scalar, versions = true): WriteCall {
    const random = this.#random
    const kind = 'write'
    const version = versions && random.chance(15) ? { version: random.pick(['current', 'current', 'outdated', 'absent'] as const) } : {}
    const check = random.chance(30) ? { check: this.#where() } : {}
    const needed = { check: this.#where() }
    return random.weighted<() => WriteCall>([
      [40, () => ({ kind, form: 'operate', key, steps: [stepOf(random, this.#definition.attributes)], ...check, ...version })],
      [12, () => ({ kind, form: 'operate', key, steps: [this.#put()], ...check, ...version })],
      [25, () => ({ kind, form: 'update', key, steps: this.#steps(), ...check, ...version })],
      [6, () => ({ kind, form: 'putIfNotExist', key, steps: [this.#put()], ...version })],
      [5, () => ({ kind, form: 'condPut', key, steps: [this.#put()], ...needed, ...version })],
      [5, () => ({ kind, form: 'condPutOrCreate', key, steps: [this.#put()], ...needed })],
      [4, () => ({ kind, form: 'del', key, steps: [], ...check, ...version })],
      [3, () => ({ kind, form: 'condDel', key, steps: [], ...needed, ...version })],
    ])()
  }

  #group(): GroupCall {
    const kind = 'group'
    const where = this.#where()
    return this.#random.weighted<() => GroupCall>([
      [60, () => ({ kind, form: 'operate', where, steps: [stepOf(this.#random, this.#definition.attributes)] })],
      [30, () => ({ kind, form: 'update', where, steps: this.#steps() })],
      // Rarely, and what is narrow: else there would seldom be many objects.
      [10, () => ({ kind, form: 'del', where: { kind: 'and', terms: [where, this.#where()] }, steps: [] })],
    ])()
  }

  #search(): SearchCall {
    const random = this.#random
    return {
      kind: 'search',
      where: this.#where(),
      ...(random.chance(30) ? { select: this.#names(20) } : {}),
      ...(random.chance(60) ? { order: { attribute: random.pick(this.#ordered), descending: random.chance(50) } } : {}),
      ...(random.chance(40)
        ? {
            limit: random.weighted([
              [10, 0],
              [90, random.between(1, 12)],
            ]),
          }
        : {}),
      ...(random.chance(25) ? { page: random.between(1, 5) } : {}),
    }
  }

  #aggregate(): Call {
    const random = this.#random
    const one = (): AggregateFunction => {
      const kind = random.pick(['count', 'sum', 'avg', 'min', 'max'] as const)
      if (kind === 'count') return { kind }
      return { kind, attribute: random.pick(kind === 'sum' || kind === 'avg' ? this.#numbers : this.#ordered) }
    }
    const functions = random.list(random.between(1, 4), one)
    const by = random.chance(50) ? { by: random.shuffled(this.#ordered).slice(0, random.between(1, 2)) } : {}
    return { kind: 'aggregate', where: this.#where(), functions, ...by }
  }

  #refused(): Call {
    const strings = this.#definition.attributes.filter(({ type }) => type.kind === 'string')
    if (this.#random.chance(50)) return { kind: 'negativeLimit', where: this.#where() }
    return { kind: 'negativeTrim', key: asKey(this.#key()), attribute: this.#random.pick(strings).name }
  }
}
