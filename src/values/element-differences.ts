// What differs between two values of a container, found in place: a change of one element in a million makes nothing for the others.
import type { Bytes } from './bytes.ts'
import type { ElementDifferences } from './data-type.ts'
import { type ElementKind, endOfElement } from './elements.ts'
import { keyStart } from './entry-order.ts'

type Kinds = readonly [ElementKind, ...ElementKind[]]

/** Of sets and maps in stored form, whose keys rise: those that only one of the two has, rising. */
export function differingKeys(kinds: Kinds, before: Bytes, after: Bytes): ElementDifferences {
  const [kind] = kinds
  const gone: Bytes[] = []
  const come: Bytes[] = []
  let left = 0
  let right = 0
  while (left < before.length || right < after.length) {
    const order = left === before.length ? 1 : right === after.length ? -1 : compareKeys(kind, before, left, after, right)
    if (order <= 0) {
      if (order < 0) gone.push(keyAt(kind, before, left))
      left = endOfEntry(kinds, before, left)
    }
    if (order >= 0) {
      if (order > 0) come.push(keyAt(kind, after, right))
      right = endOfEntry(kinds, after, right)
    }
  }
  return { before: gone, after: come, shared: [] }
}

/** Of lists: those between what both begin with and what both end with. */
export function differingElements([kind]: Kinds, before: Bytes, after: Bytes): ElementDifferences {
  const head = commonHead(kind, before, after)
  const tailMax = commonTailBytes(before, after, head)
  const gone: Bytes[] = []
  const come: Bytes[] = []
  let left = head
  let right = head
  // Both end alike from where elements begin in both.
  while (before.length - left !== after.length - right || before.length - left > tailMax) {
    if (before.length - left >= after.length - right) {
      gone.push(keyAt(kind, before, left))
      left = endOfElement(kind, before, left)
    } else {
      come.push(keyAt(kind, after, right))
      right = endOfElement(kind, after, right)
    }
  }
  return { before: gone, after: come, shared: [before.subarray(0, head), before.subarray(left)] }
}

/** Bytes of the elements that both begin with. */
function commonHead(kind: ElementKind, before: Bytes, after: Bytes): number {
  const length = Math.min(before.length, after.length)
  let equal = 0
  while (equal < length && before[equal] === after[equal]) equal++
  let head = 0
  while (head < equal) {
    const end = endOfElement(kind, before, head)
    if (end > equal) break
    head = end
  }
  return head
}

function commonTailBytes(before: Bytes, after: Bytes, head: number): number {
  const length = Math.min(before.length, after.length) - head
  let equal = 0
  while (equal < length && before[before.length - 1 - equal] === after[after.length - 1 - equal]) equal++
  return equal
}

function keyAt(kind: ElementKind, value: Bytes, start: number): Bytes {
  return value.subarray(keyStart(kind, start), endOfElement(kind, value, start))
}

function endOfEntry(kinds: Kinds, value: Bytes, start: number): number {
  let offset = start
  for (const kind of kinds) offset = endOfElement(kind, value, offset)
  return offset
}

/** Views are made of those that differ only. */
function compareKeys(kind: ElementKind, before: Bytes, left: number, after: Bytes, right: number): number {
  const end = endOfElement(kind, before, left)
  const distance = right - left
  let at = left
  if (end + distance <= after.length) while (at < end && before[at] === after[at + distance]) at++
  return at === end ? 0 : kind.type.compare(keyAt(kind, before, left), keyAt(kind, after, right))
}
