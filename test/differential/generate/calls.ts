// The calls of one space: every kind, on few keys, so that objects come and go.
import type { Call, GroupCall, SearchCall, Step, WriteCall } from '../call.ts'
import type { AggregateFunction } from '../model/aggregates.ts'
import type { ModelSpace } from '../model/space.ts'
import { type Definition, isInt, isScalar } from '../model/types.ts'
import { asKey, type Scalar, type Value } from '../model/values.ts'
import type { Random } from '../random.ts'
import { putStep, type Stored, stepOf } from './operations.ts'
import { PredicateGenerator } from './predicates.ts'
import { SpaceChangeGenerator } from './space-changes.ts'
import { anyValue, scalarOf } from './values.ts'

export class CallGenerator {
  readonly #random: Random
  readonly #space: ModelSpace
  readonly #keys: readonly Scalar[]
  readonly #stored: Stored
  readonly #predicates: PredicateGenerator
  readonly #changes: SpaceChangeGenerator

  constructor(random: Random, space: ModelSpace) {
    this.#random = random
    this.#space = space
    // Mostly so few that objects come and go; now and then many, which come in several messages.
    const count = random.chance(10) ? 400 : random.between(4, 40)
    this.#keys = random.list(count, () => scalarOf(random, this.#definition.key.type.kind))
    this.#stored = (name) => {
      const objects = space.objects()
      return objects.length === 0 ? undefined : random.pick(objects).value(name)
    }
    this.#predicates = new PredicateGenerator(random, this.#stored)
    this.#changes = new SpaceChangeGenerator(random, space)
  }

  get #definition(): Definition {
    return this.#space.definition
  }

  /** Of any ordered type, and the key. */
  get #ordered(): readonly string[] {
    const { key, attributes } = this.#definition
    return [key.name, ...attributes.filter(({ type }) => isScalar(type)).map(({ name }) => name)]
  }

  get #numbers(): readonly string[] {
    return this.#definition.attributes.filter(({ type }) => isInt(type) || type.kind === 'float').map(({ name }) => name)
  }

  /** Puts most of the keys. */
  first(): Call {
    return { kind: 'putMany', pairs: this.#random.some(this.#keys, 70).map((key) => [key, this.#values(50)]) }
  }

  next(): Call {
    if (this.#space.readOnly && this.#random.chance(20)) return { kind: 'changeSpace', change: { kind: 'readOnly', on: false } }
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
      [3, () => this.#changes.next() ?? { kind: 'count', where: this.#where() }],
      [2, () => this.#changes.unknown()],
    ])()
  }

  #key(): Scalar {
    return this.#random.pick(this.#keys)
  }

  #where() {
    return this.#predicates.next(this.#definition)
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
    const most = this.#keys.length > 100 ? 100 : 12
    const keys = this.#random.list(this.#random.between(0, most), () => this.#key())
    // Of two puts on one key it is the order of the source that counts: they are pipelined.
    return { kind: 'putMany', pairs: keys.map((key) => [key, this.#values(50)]) }
  }

  #pipeline(): Call {
    // Mostly one key: what comes of each write then depends on those before it, which are under way.
    const keys = this.#random.list(this.#random.pick([1, 1, 2, 3]), () => this.#key())
    return { kind: 'pipeline', writes: this.#random.list(this.#random.between(2, 12), () => this.#write(this.#random.pick(keys), false)) }
  }

  #steps(stored: Stored): Step[] {
    const { attributes } = this.#definition
    const count = this.#random.between(0, 4)
    // Often several operations on one attribute: each works on what the one before it left.
    const among = this.#random.chance(50) ? this.#random.list(2, () => this.#random.pick(attributes)) : attributes
    return this.#random.list(count, () => stepOf(this.#random, among, stored))
  }

  #put(): Step {
    return putStep(this.#random, this.#definition.attributes, this.#random.pick([0, 15, 15, 40, 100]))
  }

  #write(key: Scalar, versions = true): WriteCall {
    const random = this.#random
    const kind = 'write'
    const stored: Stored = (name) => this.#space.get(key)?.value(name)
    const version = versions && random.chance(15) ? { version: random.pick(['current', 'current', 'outdated', 'absent'] as const) } : {}
    const check = random.chance(30) ? { check: this.#where() } : {}
    const needed = { check: this.#where() }
    return random.weighted<() => WriteCall>([
      [40, () => ({ kind, form: 'operate', key, steps: [stepOf(random, this.#definition.attributes, stored)], ...check, ...version })],
      [12, () => ({ kind, form: 'operate', key, steps: [this.#put()], ...check, ...version })],
      [25, () => ({ kind, form: 'update', key, steps: this.#steps(stored), ...check, ...version })],
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
      [60, () => ({ kind, form: 'operate', where, steps: [stepOf(this.#random, this.#definition.attributes, this.#stored)] })],
      [30, () => ({ kind, form: 'update', where, steps: this.#steps(this.#stored) })],
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
