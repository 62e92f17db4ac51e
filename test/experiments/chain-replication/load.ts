// The clients of the experiment: each has one request under way, an update or a query of one key, and begins the next when it is answered.
import type { Update } from '../../../src/cluster/client-messages.ts'
import type { Space } from '../../../src/cluster/configuration.ts'
import type { HyperdexError } from '../../../src/errors.ts'
import type { Bytes } from '../../../src/values/bytes.ts'
import { encodeString } from '../../../src/values/encode.ts'
import { operationName } from '../../../src/values/operation.ts'
import { operator, type Predicate, predicateKind } from '../../../src/values/predicate.ts'
import type { VirtualClient } from '../../simulation/client.ts'
import type { Random } from '../../simulation/random.ts'
import type { QueryKind } from './costs.ts'

/** Far longer than any repair takes: no request gives up. */
const timeoutMs = 60_000

export interface Answered {
  readonly update: boolean
  readonly askedAtMs: number
  readonly answeredAtMs: number
}

/** Deals updates and queries so that of each hundred requests exactly the share are updates, in an order of chance. */
export class Mix {
  readonly #random: Random
  readonly #percent: number
  #deck: boolean[] = []

  /** `percent`: updates among a hundred requests, a whole number from 0 to 100. */
  constructor(random: Random, percent: number) {
    this.#random = random
    this.#percent = percent
  }

  nextIsUpdate(): boolean {
    if (this.#deck.length === 0) this.#deck = this.#random.shuffled(Array.from({ length: 100 }, (_, index) => index < this.#percent))
    return this.#deck.pop()!
  }
}

/** The objects, and the newest version of each that some client was answered: whoever asks later must see it or a newer one. */
export class Objects {
  readonly keys: readonly string[]
  readonly #acknowledged = new Map<string, number>()

  constructor(count: number) {
    this.keys = Array.from({ length: count }, (_, index) => `key${index}`)
  }

  acknowledged(key: string): number {
    return this.#acknowledged.get(key) ?? 0
  }

  acknowledge(key: string, version: number): void {
    this.#acknowledged.set(key, Math.max(this.acknowledged(key), version))
  }
}

export interface LoadParts {
  readonly space: Space
  readonly kind: QueryKind
  readonly mix: Mix
  readonly random: Random
  readonly objects: Objects
  /** Of each object's value. */
  readonly valueBytes: number
  answered(answered: Answered): void
  /** A request failed, or a query missed what was acknowledged before it was asked. */
  wrong(text: string): void
}

export class ClosedLoop {
  readonly #client: VirtualClient
  readonly #parts: LoadParts
  #count = 0

  constructor(client: VirtualClient, parts: LoadParts) {
    this.#client = client
    this.#parts = parts
  }

  /** Writes these objects one after the other, then calls. */
  write(keys: readonly string[], written: () => void): void {
    const [key, ...others] = keys
    if (key === undefined) written()
    else this.#update(key, () => this.write(others, written))
  }

  /** Goes on for ever. */
  run(): void {
    const { mix, random, objects } = this.#parts
    const key = random.pick(objects.keys)
    const update = mix.nextIsUpdate()
    const askedAtMs = this.#now()
    const next = () => {
      this.#parts.answered({ update, askedAtMs, answeredAtMs: this.#now() })
      this.run()
    }
    if (update) this.#update(key, next)
    else this.#query(key, next)
  }

  #now(): number {
    return this.#client.process.timeline.now
  }

  #update(key: string, next: () => void): void {
    const { space, objects, valueBytes } = this.#parts
    const value = encodeString(`${this.#client.process.name}, write ${++this.#count}`.padEnd(valueBytes))
    const update: Update = { key: encodeString(key), operations: [{ attribute: 1, name: operationName.put, operands: [value] }] }
    this.#client.update(space, update, timeoutMs, (response, error) => {
      if (response) objects.acknowledge(key, response.version ?? 0)
      else this.#failed('an update', key, error)
      next()
    })
  }

  #query(key: string, next: () => void): void {
    const { space, kind } = this.#parts
    const least = this.#parts.objects.acknowledged(key)
    const end = (version: number, error: HyperdexError | undefined) => {
      if (error) this.#failed(`a ${kind}`, key, error)
      else if (version < least) this.#parts.wrong(`a ${kind} of ${key} shows version ${version}, and ${least} was acknowledged before`)
      next()
    }
    if (kind === 'get') {
      this.#client.get(space, encodeString(key), timeoutMs, (response, error) => end(response?.version ?? 0, error))
      return
    }
    let seen = 0
    const call = this.#client.search(space, { predicate: isKey(encodeString(key)) }, timeoutMs, ({ rows, done, error }) => {
      for (const { version } of rows) seen = version
      if (done) end(seen, error)
      else this.#client.demand(call)
    })
  }

  #failed(what: string, key: string, error: HyperdexError | undefined): void {
    this.#parts.wrong(`${what} of ${key} failed: ${error?.code} ${error?.message}`)
  }
}

function isKey(key: Bytes): Predicate {
  return { kind: predicateKind.test, attribute: 0, operator: operator.equal, operands: [key] }
}
