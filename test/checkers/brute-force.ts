// The same question as order.ts answers, by trying every order: slow, and plain enough to be believed. For histories of up to about
// eight calls.

import { type Entry, refused } from './configuration.ts'
import type { MaybeObject, ObjectState } from './model.ts'

export function existsOrder(entries: readonly Entry[], initial?: ObjectState): boolean {
  return tryNext(entries, [], initial)
}

function tryNext(left: readonly Entry[], placed: readonly Entry[], object: MaybeObject): boolean {
  if (left.every((entry) => !entry.required) && versionsRise(placed)) return true
  return left.some((entry) => {
    const tooEarly = left.some((other) => other.required && other.to < entry.from)
    const tooLate = placed.some((other) => entry.to < other.from)
    if (tooEarly || tooLate) return false
    const after = entry.step(object, undefined)
    if (after === refused) return false
    return tryNext(
      left.filter((other) => other !== entry),
      [...placed, entry],
      after,
    )
  })
}

/** Some rising versions of the writes agree with every version that was told. */
function versionsRise(placed: readonly Entry[]): boolean {
  const versions: (number | undefined)[] = [undefined]
  for (const entry of placed) {
    if (entry.writes) versions.push(undefined)
    if (entry.version === undefined) continue
    const known = versions.at(-1)
    if (known !== undefined && known !== entry.version) return false
    versions[versions.length - 1] = entry.version
  }
  let least = 0
  for (const [index, version] of versions.entries()) {
    if (version !== undefined && version < least) return false
    least = (version ?? least) + (index === 0 && version === undefined ? 0 : 1)
  }
  return true
}
