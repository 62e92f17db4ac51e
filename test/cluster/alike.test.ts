// One space behind three doors: the typed client, a gRPC client made from the protos alone, the command line. Random writes of all types come
// in at one of them; each answers what the model of the interface says, and what was written is then the same at the others.
//
// The space is changed meanwhile, at any door: attributes and indexes come and go, it gets another name, it is read-only for a while. The door at
// which that was done knows it by its answer. The others are told what to ask by (names, types, and for gRPC the indices of attributes, which a
// dropped one keeps), when every process has the change; what the processes then answer is theirs to get right. Some calls name what such a
// change took away.
//
// Many writes to few keys are under way at once where a door can do that: calls of the typed client that nobody awaits, a batch on a gRPC
// Session, puts of one key in a `load`. What comes of each has to be what the model says of them one after the other.
import test, { type ExecutionContext } from 'ava'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { Commands } from '../cli/commands.ts'
import { ModelAnswers } from '../differential/answer-by-model.ts'
import { type Call, type Step, showCall } from '../differential/call.ts'
import { ClusterSpace } from '../differential/cluster/cluster-space.ts'
import { CommandSpace } from '../differential/commands/command-space.ts'
import { ForeignSpace } from '../differential/foreign/foreign-space.ts'
import { CallGenerator } from '../differential/generate/calls.ts'
import { definitionOf } from '../differential/generate/spaces.ts'
import { ModelSpace } from '../differential/model/space.ts'
import type { SpaceChange } from '../differential/model/space-change.ts'
import { printDefinition } from '../differential/model/types.ts'
import type { Scalar } from '../differential/model/values.ts'
import { NotInText } from '../differential/query-text.ts'
import { Random } from '../differential/random.ts'
import { SeenVersions } from '../differential/seen-versions.ts'
import { ForeignClient } from './foreign-client.ts'

const spaces = 10
/** While something wanted has not come there are further spaces, whose calls go where they are wanted. */
const mostSpaces = 60
const callsPerSpace = 200
const seed = Number(process.env.ALIKE_SEED ?? 4)

const doorNames = ['typed client', 'gRPC', 'command line'] as const
type Door = (typeof doorNames)[number]
/** Those that tell not found from compare failed. */
const telling = ['gRPC', 'command line'] as const

const operations = [
  ...['put', 'add', 'sub', 'mul', 'div', 'mod', 'min', 'max', 'bitAnd', 'bitOr', 'bitXor', 'prepend', 'append', 'ltrim', 'rtrim'],
  ...['lpush', 'rpush', 'lpop', 'rpop', 'setAdd', 'setRemove', 'setUnion', 'setIntersect', 'mapAdd', 'mapRemove', 'mapApply'],
  ...['docSet', 'docUnset', 'docRename', 'docApply'],
]

const changes: readonly SpaceChange['kind'][] = ['addAttribute', 'removeAttribute', 'addIndex', 'removeIndex', 'rename', 'readOnly']

const failures = ['NOT_FOUND', 'COMPARE_FAILED', 'BAD_PATH'].map((code) => `write error ${code}`)
/** Hardly ever drawn: at either of the doors that tell them. */
const rare = ['OVERFLOW', 'DIVIDE_BY_ZERO'].map((code) => `write error ${code}`)
const refused = 'write error READONLY'

/** A run in which everything fails, or nothing does, shows nothing: what has to come, and where. What comes of any write stands last. */
const wanted: readonly (readonly [door: Door, what: string])[] = [
  ...doorNames.flatMap((door) => [...changes, 'putMany', 'unknownSpace', 'unknownAttribute'].map((what) => [door, what] as const)),
  ['typed client', 'pipeline'],
  ['gRPC', 'pipeline'],
  ...telling.flatMap((door) => [...operations, ...failures].map((what) => [door, what] as const)),
  ...rare.map((what) => ['gRPC', what] as const),
  ...doorNames.map((door) => [door, refused] as const),
]

/** What may come of a call, as `wanted` has it; of a write or a group an operation only when it is done. */
function namesOf(call: Call): readonly string[] {
  if (call.kind === 'changeSpace') return [call.change.kind]
  if (call.kind !== 'write' && call.kind !== 'group') return [call.kind]
  return [...call.steps.map(({ name }) => name), ...(call.kind === 'write' ? [...failures, ...rare, refused] : [])]
}

/** What one call can ask for at every door, or, of a pipeline, at two of them; the others are many calls. */
const kinds: ReadonlySet<Call['kind']> = new Set([
  'get',
  'write',
  'group',
  'search',
  'count',
  'aggregate',
  'negativeTrim',
  'negativeLimit',
  'pipeline',
  'putMany',
  'changeSpace',
  'unknownSpace',
  'unknownAttribute',
])

/** Whose objects are then looked at from the other doors. */
function keysWritten(call: Call): readonly Scalar[] {
  if (call.kind === 'write') return [call.key]
  if (call.kind === 'pipeline') return [call.writes.at(-1)!.key]
  return call.kind === 'putMany' ? call.pairs.slice(-1).map(([key]) => key) : []
}

/** As the typed client says it: false for both not found and compare failed. */
function inTypedClient(call: Call, answer: string): string {
  if (call.kind === 'pipeline') {
    const answers = answer.split(', ')
    return call.writes.map((write, index) => inTypedClient(write, answers[index]!)).join(', ')
  }
  // It is told how what it declares is another space.
  if (call.kind === 'unknownAttribute' && answer === 'error INVALID') return 'error SCHEMA_MISMATCH'
  if (call.kind !== 'write') return answer
  if (answer === 'done') return 'true'
  return answer === 'error NOT_FOUND' || answer === 'error COMPARE_FAILED' ? 'false' : answer
}

class Doors {
  readonly #typed: ClusterSpace
  readonly #foreign: ForeignSpace
  readonly #commands: CommandSpace

  constructor(typed: ClusterSpace, foreign: ForeignSpace, commands: CommandSpace) {
    this.#typed = typed
    this.#foreign = foreign
    this.#commands = commands
  }

  /** Undefined when the call cannot be made there. */
  async answer(door: Door, call: Call): Promise<string | undefined> {
    if (door === 'typed client') return this.#typed.answer(call, 'wide')
    if (door === 'gRPC') return this.#foreign.answer(call)
    try {
      return await this.#commands.answer(call)
    } catch (error) {
      if (error instanceof NotInText) return undefined
      throw error
    }
  }

  /** It was changed at one of the doors; the others know it as who reads the documentation of a space anew. */
  async changed(door: Door, change: SpaceChange): Promise<void> {
    if (door !== 'typed client') await this.#typed.changed(change)
    if (door !== 'gRPC') this.#foreign.changed(change)
    if (door !== 'command line') this.#commands.changed(change)
  }
}

/** Counts what has come at each door. */
class Answers {
  readonly #times = new Map<string, number>()

  add(door: Door, call: Call, answer: string): void {
    for (const what of namesOf(call)) {
      const failure = what.startsWith('write error')
      const operation = call.kind === 'write' || call.kind === 'group'
      if (failure ? answer === what.slice('write '.length) : !operation || !answer.startsWith('error')) this.#count(`${door}: ${what}`)
    }
  }

  #count(name: string): void {
    this.#times.set(name, (this.#times.get(name) ?? 0) + 1)
  }

  missing(): typeof wanted {
    return wanted.filter(([door, what]) => (rare.includes(what) ? telling : [door]).every((each) => this.of(`${each}: ${what}`) === 0))
  }

  /** Where something is missing that may come of the call. */
  doorLacking(call: Call): Door | undefined {
    const names = namesOf(call)
    return this.missing().find(([, what]) => names.includes(what))?.[0]
  }

  /** Rare calls come in where they came in least. An operation that was done less often at gRPC than on the command line, or the other way round, is done there. */
  doorFor(call: Call, random: Random): Door {
    const drawn = random.weighted<Door>([
      [50, 'gRPC'],
      [40, 'command line'],
      [10, 'typed client'],
    ])
    if (call.kind === 'changeSpace' || call.kind === 'unknownSpace' || call.kind === 'unknownAttribute') {
      const kind = call.kind === 'changeSpace' ? call.change.kind : call.kind
      return doorNames.toSorted((a, b) => this.of(`${a}: ${kind}`) - this.of(`${b}: ${kind}`))[0]!
    }
    if (drawn === 'typed client' || !('steps' in call) || call.steps.length === 0) return drawn
    const [{ name }] = call.steps as readonly [Step]
    const [foreign, typed] = [this.of(`gRPC: ${name}`), this.of(`command line: ${name}`)]
    if (foreign === typed) return drawn
    return foreign < typed ? 'gRPC' : 'command line'
  }

  of(name: string): number {
    return this.#times.get(name) ?? 0
  }
}

async function runSpace(
  t: ExecutionContext,
  index: number,
  cluster: {
    readonly db: Awaited<ReturnType<EmbeddedCluster['connect']>>
    readonly clients: readonly ForeignClient[]
    readonly commands: Commands
  },
  answers: Answers,
): Promise<void> {
  const further = index >= spaces
  const random = new Random(seed * 65_537 + index)
  const spelling = new Random(index)
  const definition = definitionOf(random, `alike_${index}`)
  const space = new ModelSpace(definition)
  const calls = new CallGenerator(random, space)
  const model = new ModelAnswers(space, true)
  const seen = new SeenVersions()
  const typed = await ClusterSpace.create(cluster.db, definition, seen)
  const doors = new Doors(
    typed,
    new ForeignSpace(cluster.clients, definition, spelling, seen),
    new CommandSpace(cluster.commands, definition, spelling, seen),
  )
  const check = (door: Door, call: Call, answer: string, expected: string) => {
    answers.add(door, call, answer)
    // A client that has not heard yet that the space is read-only refuses by itself what would be refused anyway.
    if (call.kind === 'negativeTrim' && door !== 'gRPC' && expected === refused.slice('write '.length) && answer === 'error INVALID') return
    const right = door === 'typed client' ? inTypedClient(call, expected) : expected
    t.is(answer, right, `space ${index}, at the ${door}: ${showCall(call)}\n${printDefinition(space.definition)}`)
  }
  const first = calls.first()
  t.is(await typed.answer(first, 'wide'), model.answer(first, 'wide'))
  for (let asked = 0; asked < callsPerSpace && !(further && answers.missing().length === 0); ) {
    const call = calls.next()
    if (!kinds.has(call.kind)) continue
    const door = (further ? answers.doorLacking(call) : undefined) ?? answers.doorFor(call, spelling)
    const answer = await doors.answer(door, call)
    if (answer === undefined) continue
    asked++
    check(door, call, answer, model.answer(call, 'wide', door === 'gRPC' ? 'server' : 'client'))
    if (call.kind === 'changeSpace') {
      await doors.changed(door, call.change)
      // Any process may be asked next: all have to know.
      await cluster.db.admin.waitUntilStable()
    }
    const keys = keysWritten(call)
    for (const other of doorNames.filter((name) => name !== door)) {
      for (const key of keys) {
        const get: Call = { kind: 'get', key, version: true }
        const found = await doors.answer(other, get)
        if (found !== undefined) check(other, get, found, model.answer(get, 'wide'))
      }
    }
  }
}

test('random calls of all kinds over all types: typed client, gRPC and command line answer what the model says', async (t) => {
  t.timeout(300_000)
  await using cluster = await embedded({ servers: 3 })
  await using db = await cluster.connect()
  await using commands = await Commands.connect(cluster.addresses)
  const clients = cluster.addresses.map((address) => new ForeignClient(address))
  const answers = new Answers()
  try {
    for (let index = 0; index < spaces || (index < mostSpaces && answers.missing().length > 0); index++) {
      await runSpace(t, index, { db, clients, commands }, answers)
    }
  } finally {
    for (const client of clients) client[Symbol.dispose]()
  }
  t.deepEqual(answers.missing(), [])
})
