// Random schedules of answers, refusals, broken connections and new configurations, against servers that apply each number once.
import test from 'ava'
import fc from 'fast-check'
import { type Request, responseStatus } from '../../src/cluster/client-messages.ts'
import { decodeInt, decodeString, encodeInt } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'
import { cluster, Script } from './script.ts'

const keys = ['a', 'b']

type Step =
  | { readonly kind: 'put' | 'get'; readonly key: string }
  | { readonly kind: 'serve' | 'drop' | 'stale' | 'busy'; readonly choice: number }
  | { readonly kind: 'break' | 'pass' | 'configure' | 'cancel'; readonly choice: number }

function steps(...troubles: ('break' | 'pass' | 'configure' | 'cancel')[]): fc.Arbitrary<Step[]> {
  const call = fc.record({ kind: fc.constantFrom('put' as const, 'put' as const, 'get' as const), key: fc.constantFrom(...keys) })
  const served = fc.record({ kind: fc.constant('serve' as const), choice: fc.nat(20) })
  const refused = fc.record({ kind: fc.constantFrom('drop' as const, 'stale' as const, 'busy' as const), choice: fc.nat(20) })
  const trouble = fc.record({ kind: fc.constantFrom(...troubles), choice: fc.nat(20) })
  const step = fc.oneof(
    { weight: 6, arbitrary: call },
    { weight: 4, arbitrary: served },
    { weight: 2, arbitrary: refused },
    { weight: 2, arbitrary: trouble },
  )
  return fc.array(step, { maxLength: 60, size: 'max' })
}

interface Arrived {
  readonly server: number
  readonly connection: number
  readonly request: Request
}

/** Two servers, one region whose head moves between them; what a leader has applied survives the moves. */
class World {
  readonly script: Script
  readonly arrived: Arrived[] = []
  readonly connections = new Map([
    [1, 0],
    [2, 0],
  ])
  readonly values = new Map<string, number>()
  readonly outcomes = new Map<number, number>()
  /** Which value each number was first seen with. */
  readonly numbers = new Map<number, number>()
  readonly puts: { readonly call: number; readonly key: string; readonly value: number }[] = []
  readonly gets: { readonly call: number; readonly key: string; readonly earlier: number; readonly later: () => number | undefined }[] = []
  readonly applied: { readonly key: string; readonly value: number }[] = []
  readonly cancelled = new Set<number>()
  version = 1
  epoch = 1
  head = 1
  mark = 0
  #value = 0

  constructor() {
    this.script = new Script(this.#configuration())
  }

  run(next: Step): void {
    switch (next.kind) {
      case 'put':
        this.puts.push({ call: this.script.put(next.key, ++this.#value, 0), key: next.key, value: this.#value })
        break
      case 'get':
        this.#get(next.key)
        break
      case 'break':
        this.break(1 + (next.choice % 2))
        break
      case 'pass':
        this.script.pass(next.choice * 20)
        break
      case 'configure':
        this.version++
        this.epoch++
        if (next.choice % 2) this.head = 3 - this.head
        this.script.install(this.#configuration())
        break
      case 'cancel':
        this.#cancel(next.choice)
        break
      default:
        this.#treat(next.kind, next.choice)
    }
    this.collect()
  }

  /** Everything goes well from here on. */
  heal(): void {
    for (let round = 0; round < 1000; round++) {
      this.collect()
      if (this.arrived.length === 0 && this.script.session.wakeAtMs === Number.POSITIVE_INFINITY) return
      if (this.arrived.length === 0) this.script.pass(50)
      else this.#treat('serve', 0)
    }
    throw new Error('it does not come to rest')
  }

  break(server: number): void {
    this.connections.set(server, this.connections.get(server)! + 1)
    this.script.breakConnection(server)
  }

  collect(): void {
    for (const server of [1, 2]) {
      for (const request of this.script.sent(server)) {
        if (request.cancel) continue
        this.arrived.push({ server, connection: this.connections.get(server)!, request })
        const { update } = request
        if (update) {
          const value = Number(decodeInt(update.update!.operations![0]!.operands![0]!))
          const known = this.numbers.get(update.number!)
          if (known !== undefined && known !== value) throw new Error(`number ${update.number} stands for ${known} and ${value}`)
          this.numbers.set(update.number!, value)
          this.mark = Math.max(this.mark, update.mark!)
        }
      }
    }
  }

  #configuration() {
    return cluster(this.version, [{ epoch: this.epoch, members: [this.head, 9] }], { servers: [1, 2] })
  }

  #get(key: string): void {
    const earlier = this.puts.filter((put) => put.key === key).at(-1)?.value ?? 0
    const position = this.puts.length
    const later = () => this.puts.slice(position).find((put) => put.key === key)?.value
    this.gets.push({ call: this.script.get(key, 0), key, earlier, later })
  }

  #cancel(choice: number): void {
    const put = this.puts[choice % Math.max(1, this.puts.length)]
    if (put === undefined || this.script.outcome(put.call) !== undefined) return
    this.cancelled.add(put.call)
    this.script.cancel(put.call)
  }

  #treat(kind: 'serve' | 'drop' | 'stale' | 'busy', choice: number): void {
    if (this.arrived.length === 0) return
    const [{ server, connection, request }] = this.arrived.splice(choice % this.arrived.length, 1) as [Arrived]
    if (kind === 'drop' && connection === this.connections.get(server)) this.break(server)
    if (connection !== this.connections.get(server)) {
      // What was on its way when the connection broke may still be applied, but the answer is lost.
      if (choice % 2 === 0) this.#apply(request)
    } else if (request.epoch !== this.epoch && request.update && choice % 3 === 0) {
      // The head of an older epoch may have judged otherwise, and nobody may remember it.
      this.script.fail(server, request, 'COMPARE_FAILED')
    } else if (kind === 'busy') this.script.busy(server, request, 10)
    else if (kind === 'stale' || request.epoch !== this.epoch || server !== this.head) {
      this.script.answer(server, request, { status: responseStatus.stale, configurationVersion: this.version })
    } else this.#serve(server, request)
  }

  #serve(server: number, request: Request): void {
    if (request.get) {
      const value = this.values.get(decodeString(request.get)!)
      this.script.answer(server, request, { found: true, version: value ?? 0, object: encodeObject([encodeInt(BigInt(value ?? 0))]) })
    } else this.script.ok(server, request, this.#apply(request) ?? 0)
  }

  /** As a point leader: a number is applied once, and never below the mark. */
  #apply({ update, epoch }: Request): number | undefined {
    if (!update || epoch !== this.epoch) return undefined
    const number = update.number!
    if (number < this.mark) return undefined
    const known = this.outcomes.get(number)
    if (known !== undefined) return known
    const key = decodeString(update.update!.key!)!
    const value = this.numbers.get(number)!
    this.values.set(key, value)
    this.applied.push({ key, value })
    this.outcomes.set(number, value)
    return value
  }
}

function runAll(steps: readonly Step[]): World {
  const world = new World()
  for (const next of steps) world.run(next)
  world.heal()
  return world
}

test('every call ends once, every write is applied once and in order, every get sees what its place in the order says', (t) => {
  const property = fc.property(steps('break', 'pass', 'configure'), (schedule) => {
    const { script, puts, gets, applied } = runAll(schedule)
    for (const { call, value } of puts) t.is(script.outcome(call), `ok ${value}`)
    for (const key of keys) {
      const wanted = puts.filter((put) => put.key === key).map(({ value }) => value)
      t.deepEqual(
        applied.filter((one) => one.key === key).map(({ value }) => value),
        wanted,
      )
    }
    for (const { call, earlier } of gets) t.is(script.outcome(call), `ok ${earlier}`)
  })
  t.notThrows(() => fc.assert(property, { numRuns: 300 }))
})

test('with aborts: the others are applied once, an aborted one at most once, and no get sees a later write', (t) => {
  const property = fc.property(steps('break', 'pass', 'configure', 'cancel'), (schedule) => {
    const { script, puts, gets, applied, cancelled } = runAll(schedule)
    for (const { call, value } of puts) {
      t.is(script.outcome(call), cancelled.has(call) ? 'ABORTED' : `ok ${value}`)
      const times = applied.filter((one) => one.value === value).length
      t.true(times === 1 || (times === 0 && cancelled.has(call)))
    }
    for (const { call, later } of gets) t.true(Number(script.outcome(call)!.slice(3)) < (later() ?? Number.POSITIVE_INFINITY))
  })
  t.notThrows(() => fc.assert(property, { numRuns: 300 }))
})
