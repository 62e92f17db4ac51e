// What is decoded of a message holds views of its bytes: kept for long it would keep the whole message.

/** A copy of plain data that shares no bytes with it, and about what it takes. */
export function ownCopy<T>(value: T): { readonly copy: T; readonly bytes: number } {
  let bytes = 0
  const copied = (part: unknown): unknown => {
    if (typeof part === 'string') bytes += 2 * part.length
    else bytes += fieldBytes
    if (typeof part !== 'object' || part === null) return part
    if (part instanceof Uint8Array) {
      bytes += viewBytes + part.length
      return part.slice()
    }
    if (Array.isArray(part)) return part.map(copied)
    return Object.fromEntries(Object.entries(part).map(([name, field]) => [name, copied(field)]))
  }
  const copy = copied(value) as T
  return { copy, bytes }
}

const fieldBytes = 16
const viewBytes = 96
