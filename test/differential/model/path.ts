// Paths in documents: `a.b[0].c`, `[-1]` from the end.
import { Failure } from './failure.ts'
import { isElements, isMembers, type Json, type Members } from './json.ts'

/** A member by name or an element by number. The first is a member. */
export type Path = readonly (string | number)[]

/** Words that are in backticks when they are names of members are not among those the generator uses. */
const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/

export function printPath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`
      return `${index === 0 ? '' : '.'}${plainName.test(step) ? step : `\`${step}\``}`
    })
    .join('')
}

function slotOf(elements: readonly Json[], step: number): number | undefined {
  const slot = step < 0 ? elements.length + step : step
  return slot >= 0 && slot < elements.length ? slot : undefined
}

/** Undefined when the path is missing. */
export function lookUp(value: Json, path: Path): Json | undefined {
  let at: Json | undefined = value
  for (const step of path) {
    if (typeof step === 'string') at = isMembers(at) ? at.get(step) : undefined
    else {
      const slot: number | undefined = isElements(at) ? slotOf(at, step) : undefined
      at = slot === undefined ? undefined : (at as readonly Json[])[slot]
    }
    if (at === undefined) return undefined
  }
  return at
}

/** Makes missing parent objects, never elements of arrays. */
export function setAt(value: Json | undefined, path: Path, set: Json): Json {
  const [step, ...rest] = path
  if (step === undefined) return set
  if (typeof step === 'string') {
    if (value !== undefined && !isMembers(value)) throw new Failure('BAD_PATH')
    const members = new Map<string, Json>(value ?? [])
    members.set(step, setAt(members.get(step), rest, set))
    return members
  }
  if (!isElements(value)) throw new Failure('BAD_PATH')
  const slot = slotOf(value, step)
  if (slot === undefined) throw new Failure('BAD_PATH')
  return value.with(slot, setAt(value[slot], rest, set))
}

/** What is there, and the value without it. */
export function takeOut(value: Json, path: Path): Json {
  if (lookUp(value, path) === undefined) throw new Failure('BAD_PATH')
  const [step, ...rest] = path
  if (typeof step === 'string') {
    const members = new Map(value as Members)
    if (rest.length === 0) members.delete(step)
    else members.set(step, takeOut(members.get(step)!, rest))
    return members
  }
  const elements = value as readonly Json[]
  const slot = slotOf(elements, step!)!
  return rest.length === 0 ? elements.toSpliced(slot, 1) : elements.with(slot, takeOut(elements[slot]!, rest))
}
