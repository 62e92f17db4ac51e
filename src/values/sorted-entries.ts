// The entries of sets and maps: a set's are elements, a map's a key and its value each; they rise by key, each key once. Worked on in place, as
// offsets into the value: a value of 16 MiB has two million entries, and an array of views of them takes seconds to make and to sort.
import { type Bytes, concatBytes } from './bytes.ts'
import { type ElementKind, endOfElement } from './elements.ts'
import { entryOrder, keyStart } from './entry-order.ts'

/** Of a set one kind, of a map those of keys and values. */
export type EntryKinds = readonly [ElementKind, ...ElementKind[]]

/** Where each entry begins, and at last where the last one ends. */
function boundsOf(kinds: EntryKinds, value: Bytes): Uint32Array {
  if (kinds.every(({ fixed }) => fixed)) {
    const width = 8 * kinds.length
    const bounds = new Uint32Array(value.length / width + 1)
    for (let index = 1; index < bounds.length; index++) bounds[index] = index * width
    return bounds
  }
  let count = 0
  for (let offset = 0; offset < value.length; count++) offset = endOfEntry(kinds, value, offset)
  const bounds = new Uint32Array(count + 1)
  for (let index = 0; index < count; index++) bounds[index + 1] = endOfEntry(kinds, value, bounds[index]!)
  return bounds
}

function endOfEntry(kinds: EntryKinds, value: Bytes, start: number): number {
  let offset = start
  for (const kind of kinds) offset = endOfElement(kind, value, offset)
  return offset
}

/** −0 as 0, one NaN: then keys are equal when their bytes are. */
function withCanonicalKeys([kind]: EntryKinds, value: Bytes, bounds: Uint32Array): Bytes {
  if (kind.name !== 'float') return value
  const result = new Uint8Array(value)
  for (let index = 0; index + 1 < bounds.length; index++) {
    const at = bounds[index]!
    const top = result[at + 7]! & 0x7f
    // Neither of exponent 0 nor of the highest: an ordinary number.
    if (top > 0 && top < 0x7f) continue
    const key = result.subarray(at, at + 8)
    key.set(kind.type.canonicalKey(key.slice()))
  }
  return result
}

/** Entries in any order as they are stored; of several with one key the last counts. */
export function sortedEntries(kinds: EntryKinds, value: Bytes): Bytes {
  const bounds = boundsOf(kinds, value)
  const canonical = withCanonicalKeys(kinds, value, bounds)
  const { order, compare } = entryOrder(kinds[0], canonical, bounds)
  const kept: number[] = []
  const { length } = order
  for (let place = 0; place < length; place++) {
    if (place + 1 === length || compare(order[place]!, order[place + 1]!) !== 0) kept.push(order[place]!)
  }
  return gathered(canonical, bounds, kept)
}

/** Of sets in stored form: the elements of one that are also in the other. */
export function commonEntries(kinds: EntryKinds, one: Bytes, other: Bytes): Bytes {
  const both = concatBytes([one, other])
  const bounds = boundsOf(kinds, both)
  const { order, compare } = entryOrder(kinds[0], both, bounds)
  const kept: number[] = []
  for (let place = 0; place + 1 < order.length; place++) {
    if (compare(order[place]!, order[place + 1]!) === 0) kept.push(order[place]!)
  }
  return gathered(both, bounds, kept)
}

function gathered(value: Bytes, bounds: Uint32Array, entries: readonly number[]): Bytes {
  let size = 0
  for (const entry of entries) size += bounds[entry + 1]! - bounds[entry]!
  const result = new Uint8Array(size)
  let at = 0
  for (const entry of entries) {
    const end = bounds[entry + 1]!
    for (let from = bounds[entry]!; from < end; ) result[at++] = value[from++]!
  }
  return result
}

/** Where in a value in stored form the entry of a key is, or would be. */
export interface EntryPlace {
  readonly from: number
  /** `from` when there is none. */
  readonly end: number
}

export function findEntry(kinds: EntryKinds, value: Bytes, key: Bytes): EntryPlace {
  const [kind] = kinds
  const bounds = boundsOf(kinds, value)
  const keyOf = (entry: number) => value.subarray(keyStart(kind, bounds[entry]!), endOfElement(kind, value, bounds[entry]!))
  let low = 0
  let high = bounds.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (kind.type.compare(keyOf(middle), key) < 0) low = middle + 1
    else high = middle
  }
  const from = bounds[low]!
  const found = low + 1 < bounds.length && kind.type.compare(keyOf(low), key) === 0
  return { from, end: found ? bounds[low + 1]! : from }
}

/** With an entry in the place of what is there; without one, that is taken out. */
export function replaceEntry(value: Bytes, { from, end }: EntryPlace, entry: readonly Bytes[] = []): Bytes {
  return concatBytes([value.subarray(0, from), ...entry, value.subarray(end)])
}
