// Changes of a document's tree at a path. The tree is the caller's own: it is changed in place.
import { isElements, isMembers, type JsonValue } from './json-text.ts'
import type { PathStep } from './path.ts'

/** A tree to be changed: the arrays and maps of a parsed document. */
type Elements = JsonValue[]
type Members = Map<string, JsonValue>

/** The place of an element, counted from the end when negative; undefined when there is no such element. */
function elementIndex(elements: readonly JsonValue[], step: number): number | undefined {
  const index = step < 0 ? elements.length + step : step
  return index >= 0 && index < elements.length ? index : undefined
}

/** The value one step below; undefined when it is missing. */
function below(value: JsonValue, step: PathStep): JsonValue | undefined {
  if (typeof step === 'string') return isMembers(value) ? value.get(step) : undefined
  if (!isElements(value)) return undefined
  const index = elementIndex(value, step)
  return index === undefined ? undefined : value[index]
}

export function valueAt(root: JsonValue, steps: readonly PathStep[]): JsonValue | undefined {
  let value: JsonValue | undefined = root
  for (const step of steps) {
    if (value === undefined) return undefined
    value = below(value, step)
  }
  return value
}

/** Makes missing parent objects, never elements of arrays. False when the path leads through a value of another kind, or to no element. */
export function setAt(root: JsonValue, steps: readonly PathStep[], value: JsonValue): boolean {
  let parent = root
  for (let index = 0; index < steps.length - 1; index++) {
    const step = steps[index]!
    let next = below(parent, step)
    if (next === undefined) {
      // An object that the following element could not lie in would be of no use.
      if (typeof step !== 'string' || !isMembers(parent) || typeof steps[index + 1] !== 'string') return false
      next = new Map<string, JsonValue>()
      ;(parent as Members).set(step, next)
    }
    parent = next
  }
  const last = steps.at(-1)!
  if (typeof last === 'string') {
    if (!isMembers(parent)) return false
    ;(parent as Members).set(last, value)
    return true
  }
  const index = isElements(parent) ? elementIndex(parent, last) : undefined
  if (index === undefined) return false
  ;(parent as Elements)[index] = value
  return true
}

/** Later elements of an array move up. Undefined when there is nothing at the path. */
export function removeAt(root: JsonValue, steps: readonly PathStep[]): JsonValue | undefined {
  const parent = valueAt(root, steps.slice(0, -1))
  const last = steps.at(-1)!
  const removed = parent === undefined ? undefined : below(parent, last)
  if (removed === undefined) return undefined
  if (typeof last === 'string') (parent as Members).delete(last)
  else (parent as Elements).splice(elementIndex(parent as Elements, last)!, 1)
  return removed
}
