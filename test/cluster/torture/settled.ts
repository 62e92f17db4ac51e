// What must still be true when all rounds are over: each round is judged by its own history, in which nobody would see that a later kill lost a
// write of it on all replicas alike. So a round's last calls get its keys, and at the end every key is read once more.
import { isDeepStrictEqual } from 'node:util'
import { operationText, type RecordedHistory, type Result } from '../../checkers/history.ts'
import { objectText } from '../../checkers/model.ts'

/**
 * What each key of the history was when its last call, a get, was answered; `unknown` where nobody can tell what it is from then on, because this get
 * failed or a write may still be done. Throws when a key's last call is no get.
 */
export function settled({ operations }: RecordedHistory): Map<string, Result> {
  const results = new Map<string, Result>()
  for (const [key, calls] of Map.groupBy(operations, (operation) => operation.key)) {
    const last = calls.at(-1)!
    if (last.effect.account?.kind !== 'reads') throw new Error(`the last call of a round to ${key} is no get: ${operationText(last)}`)
    const open = calls.some(({ effect, result }) => result.answer === 'unknown' && effect.account?.kind !== 'reads')
    results.set(key, open || last.result.answer === 'notApplied' ? { answer: 'unknown' } : last.result)
  }
  return results
}

/** Each key that is not what it was, in words: its object, or its version alone. A key of unknown result may be anything. */
export function changed(before: ReadonlyMap<string, Result>, found: ReadonlyMap<string, Result>): string[] {
  return [...before]
    .filter(([key, was]) => was.answer !== 'unknown' && !isDeepStrictEqual(was, found.get(key)))
    .map(([key, was]) => `${key} was ${text(was)} after its round and is ${text(found.get(key))} at the end`)
}

/** Each key that holds none of the sums it may hold, in words: the last one acknowledged, and those whose writes have an unknown outcome. */
export function unlikely(possible: ReadonlyMap<string, readonly number[]>, found: ReadonlyMap<string, Result>): string[] {
  return [...possible]
    .filter(([key, sums]) => !sums.some((sum) => sum === sumOf(found.get(key))))
    .map(([key, sums]) => `${key} is ${text(found.get(key))} at the end and may only have sum ${sums.join(' or ')}`)
}

function sumOf(result: Result | undefined): unknown {
  return result?.answer === 'ok' ? result.saw?.sum : undefined
}

function text(result: Result | undefined): string {
  return result?.answer === 'ok' ? `${objectText(result.saw)} @${result.version}` : (result?.answer ?? 'not read')
}
