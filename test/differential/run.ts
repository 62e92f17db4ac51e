// One run: random calls on spaces of a real cluster in this process, each answer compared with the model's. Each space has a seed of its own
// and takes its calls one after the other, so that a space alone can be run again; several spaces are worked on at a time.
import type { Database } from '../../src/index.ts'
import { ModelAnswers } from './answer-by-model.ts'
import { unreadable } from './answers.ts'
import { type Call, showCall, type View } from './call.ts'
import { ClusterSpace } from './cluster/cluster-space.ts'
import { CallGenerator } from './generate/calls.ts'
import { definitionOf } from './generate/spaces.ts'
import { ModelSpace } from './model/space.ts'
import { printDefinition } from './model/types.ts'
import { Random } from './random.ts'
import { NotInView } from './views.ts'

export interface RunOptions {
  readonly seed: number
  readonly operations: number
  /** Only this one of the run's spaces. */
  readonly space?: number
}

export interface RunResult {
  readonly operations: number
  readonly spaces: number
  /** How often each kind of call had each kind of answer: a run in which nothing matches or everything fails shows nothing. */
  readonly answers: ReadonlyMap<string, number>
  /** Empty when cluster and model agree; the first of each space that does not. */
  readonly differences: readonly string[]
}

const operationsPerSpace = 500
const spacesAtATime = 4

export async function run(db: Database, { seed, operations, space }: RunOptions): Promise<RunResult> {
  const spaces = Math.ceil(operations / operationsPerSpace)
  const left = space === undefined ? Array.from({ length: spaces }, (_, index) => index) : [space]
  const result = { operations: 0, spaces: left.length, answers: new Map<string, number>(), differences: [] as string[] }
  const work = async () => {
    for (let index = left.shift(); index !== undefined; index = left.shift()) {
      const most = Math.min(operationsPerSpace, operations - index * operationsPerSpace)
      const difference = await runSpace(db, seed, index, most, (call, answer) => {
        const kind = kindOfAnswer(call, answer)
        result.operations++
        result.answers.set(kind, (result.answers.get(kind) ?? 0) + 1)
      })
      if (difference !== undefined) result.differences.push(difference)
    }
  }
  await Promise.all(Array.from({ length: spacesAtATime }, work))
  return result
}

async function runSpace(
  db: Database,
  seed: number,
  index: number,
  operations: number,
  done: (call: Call, answer: string) => void,
): Promise<string | undefined> {
  const random = new Random(seed * 65_537 + index)
  const definition = definitionOf(random, `differential_${index}`)
  const space = new ModelSpace(definition)
  const calls = new CallGenerator(random, space)
  const model = new ModelAnswers(space)
  const cluster = await ClusterSpace.create(db, definition)
  for (let number = 0; number < operations; number++) {
    const call = number === 0 ? calls.first() : calls.next()
    const wish =
      call.kind === 'aggregate'
        ? 'wide'
        : random.weighted<View>([
            [60, 'wide'],
            [25, 'narrow'],
            [15, 'fetched'],
          ])
    const { view, answer } = await ask(cluster, call, wish)
    const expected = model.answer(call, view)
    done(call, answer)
    if (answer === expected) continue
    return [
      `seed ${seed}, space ${index}, operation ${number}, ${view} view: ${showCall(call)}`,
      `  the cluster answers  ${answer}`,
      `  the model answers    ${expected}`,
      ...printDefinition(space.definition)
        .split('\n')
        .map((line) => `  ${line}`),
    ].join('\n')
  }
  await db.admin.removeSpace(space.definition.name)
  return undefined
}

function kindOfAnswer({ kind }: Call, answer: string): string {
  if (kind === 'write' || /^error [A-Z_]+$/.test(answer)) return `${kind} ${answer}`
  if (kind === 'pipeline' || kind === 'getMany' || kind === 'aggregate' || kind === 'putMany') return kind
  if (answer === unreadable) return `${kind} unreadable`
  return answer === '' || answer === '0' || answer === 'absent' ? `${kind} nothing` : `${kind} something`
}

/** What the wished view cannot hold is asked in the wide one. */
async function ask(cluster: ClusterSpace, call: Call, wish: View): Promise<{ readonly view: View; readonly answer: string }> {
  try {
    return { view: wish, answer: await cluster.answer(call, wish) }
  } catch (error) {
    if (!(error instanceof NotInView)) throw error
    return { view: 'wide', answer: await cluster.answer(call, 'wide') }
  }
}
