// Which forms of an index an object loses and gets by a change.
import { type Bytes, compareBytes } from '../values/bytes.ts'

/** Rising, each once; none is in both. */
export interface FormChanges {
  readonly gone: readonly Bytes[]
  readonly come: readonly Bytes[]
}

export const noChanges: FormChanges = { gone: [], come: [] }

/** Of forms in any order, each as often as it likes. */
export function differingForms(before: readonly Bytes[], after: readonly Bytes[]): FormChanges {
  const left = rising(before)
  const right = rising(after)
  if (left.length === 0 || right.length === 0) return { gone: left, come: right }
  const gone: Bytes[] = []
  const come: Bytes[] = []
  let one = 0
  let other = 0
  while (one < left.length || other < right.length) {
    const order = one === left.length ? 1 : other === right.length ? -1 : compareBytes(left[one]!, right[other]!)
    if (order < 0) gone.push(left[one]!)
    else if (order > 0) come.push(right[other]!)
    if (order <= 0) one++
    if (order >= 0) other++
  }
  return { gone, come }
}

/** Without the forms that an object has before and after all the same: those of the parts that both values have. */
export function changesBeside(changes: FormChanges, parts: readonly Bytes[], formsOf: (part: Bytes) => readonly Bytes[]): FormChanges {
  let { gone, come } = changes
  for (const part of parts) {
    if (gone.length + come.length === 0) break
    const kept = formsOf(part)
    gone = notAmong(kept, gone)
    come = notAmong(kept, come)
  }
  return { gone, come }
}

/** `forms` rise, each once. */
function notAmong(others: readonly Bytes[], forms: readonly Bytes[]): readonly Bytes[] {
  const found = new Set<number>()
  for (const other of others) {
    const place = placeOf(forms, other)
    if (place !== undefined) found.add(place)
  }
  return found.size === 0 ? forms : forms.filter((_, place) => !found.has(place))
}

function placeOf(forms: readonly Bytes[], sought: Bytes): number | undefined {
  let low = 0
  let high = forms.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const order = compareBytes(forms[middle]!, sought)
    if (order === 0) return middle
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

/** Each once. What rises already is not sorted. */
function rising(forms: readonly Bytes[]): readonly Bytes[] {
  const isBehind = (form: Bytes, place: number, all: readonly Bytes[]) => place === 0 || compareBytes(all[place - 1]!, form) < 0
  return forms.every(isBehind) ? forms : [...forms].sort(compareBytes).filter(isBehind)
}
