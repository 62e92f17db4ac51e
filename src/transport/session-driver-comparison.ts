// Runs a comparison of copies (session/comparison.ts) over a session: asks what it wants to know, so many questions at a time.
import type { Response } from '../cluster/client-messages.ts'
import { HyperdexError } from '../errors.ts'
import type { ComparisonResult, ComparisonStep, Difference } from '../session/comparison-steps.ts'
import type { PlaceQuestion } from '../session/place-calls.ts'
import type { CallOptions } from './rpc-client.ts'

/** `timeoutMs` is for each answer of a replica; default a minute. */
export interface ComparisonCallOptions extends CallOptions {
  readonly mend?: boolean
  /** Awaited before the comparison goes on. */
  readonly onFound?: ((difference: Difference) => void | Promise<void>) | undefined
  readonly onProgress?: ((keys: number) => void) | undefined
}

const questionsAtOnce = 32

export async function runComparison(
  comparison: Generator<ComparisonStep, ComparisonResult, readonly Response[]>,
  ask: (question: PlaceQuestion) => Promise<Response>,
  { onFound, onProgress, signal }: ComparisonCallOptions,
): Promise<ComparisonResult> {
  let step = comparison.next([])
  while (!step.done) {
    const { questions, found, keys } = step.value
    for (const difference of found) await onFound?.(difference)
    onProgress?.(keys)
    if (signal?.aborted) {
      const remedy = 'what was mended stays mended; compare again when it is wanted'
      throw new HyperdexError('ABORTED', 'the comparison was aborted by its caller', remedy, { cause: signal.reason })
    }
    step = comparison.next(await askAll(questions, ask))
  }
  return step.value
}

async function askAll(questions: readonly PlaceQuestion[], ask: (question: PlaceQuestion) => Promise<Response>): Promise<Response[]> {
  const answers: Response[] = []
  let next = 0
  const worker = async () => {
    while (next < questions.length) {
      const index = next++
      answers[index] = await ask(questions[index]!)
    }
  }
  await Promise.all(Array.from({ length: Math.min(questionsAtOnce, questions.length) }, worker))
  return answers
}
