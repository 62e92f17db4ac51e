// Compares the copies of the virtual cluster by the production comparison (src/session/comparison.ts): at rest, and in some runs while clients work and
// things go wrong. Whatever it calls a difference is a failure of the run, for the world's servers never make any: an update on its way is none.

import type { Response } from '../../src/cluster/client-messages.ts'
import { compareSpace } from '../../src/session/comparison.ts'
import type { ComparisonStep, Difference } from '../../src/session/comparison-steps.ts'
import { toLatin1 } from '../../src/values/bytes.ts'
import type { VirtualClient } from './client.ts'

const questionTimeoutMs = 20_000

/** Of one space; `done` is told what it found, undefined: it came to no end, for some replica did not answer. */
export function inspect(
  client: VirtualClient,
  spaceId: number,
  done: (found: readonly Difference[] | undefined, unsettled: number) => void,
): void {
  const space = client.configuration.spaces.get(spaceId)
  const comparison = compareSpace({ space: spaceId, configuration: () => client.configuration, mend: false })
  const found: Difference[] = []
  const advance = (answers: readonly Response[]): void => {
    for (let step = comparison.next(answers); ; step = comparison.next([])) {
      if (step.done) {
        done(found, step.value.unsettled)
        return
      }
      found.push(...step.value.found)
      if (step.value.questions.length > 0) {
        ask(step.value)
        return
      }
    }
  }
  const ask = ({ questions }: ComparisonStep) => {
    const answers: Response[] = []
    let open = questions.length
    let failed = false
    for (const [index, question] of questions.entries()) {
      client.askPlace(space!, question, questionTimeoutMs, (response) => {
        if (failed) return
        if (!response) {
          failed = true
          done(undefined, 0)
          return
        }
        answers[index] = response
        if (--open === 0) advance(answers)
      })
    }
  }
  advance([])
}

export function describeDifferences(found: readonly Difference[]): string {
  const lines = found.map(({ kind, key, subspace, region, server, version, wanted }) => {
    return `${kind} ${toLatin1(key)} in subspace ${subspace}, region ${region}, server ${server}: version ${version}, not ${wanted}`
  })
  return `${found.length} copies differ: ${lines.slice(0, 4).join('; ')}`
}

/** A client that does nothing else, again and again. */
export class Inspector {
  readonly client: VirtualClient
  readonly #fail: (failure: string) => void
  #stopped = false
  #open = 0
  completed = 0

  constructor(client: VirtualClient, fail: (failure: string) => void) {
    this.client = client
    this.#fail = fail
  }

  /** Nothing of it is under way. */
  get idle(): boolean {
    return this.#open === 0
  }

  start(pauseMs: number): void {
    this.client.start()
    this.#again(pauseMs)
  }

  stop(): void {
    this.#stopped = true
  }

  #again(pauseMs: number): void {
    this.client.process.after(pauseMs, () => {
      if (this.#stopped) return
      const [space] = [...this.client.configuration.spaces.values()].slice(
        this.completed % Math.max(1, this.client.configuration.spaces.size),
      )
      if (!space) {
        this.#again(pauseMs)
        return
      }
      this.#open++
      inspect(this.client, space.id, (found) => {
        this.#open--
        this.completed++
        if (found && found.length > 0) this.#fail(`under load ${describeDifferences(found)}`)
        this.client.process.timeline.note('inspector', found ? 'compared a space' : 'gave up')
        this.#again(pauseMs)
      })
    })
  }
}
