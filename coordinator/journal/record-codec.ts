// Records as bytes: the JSON text, in UTF-8, of an array of them; a cut point's bytes are {"$bytes": base64}. docs/formats/journal.md.
import type { StateRecord } from '../core/state.ts'
import { checkMembers } from './record-members.ts'

export function encodeRecords(records: readonly StateRecord[]): Buffer {
  return Buffer.from(JSON.stringify(records, replaceBytes), 'utf8')
}

// `this` is the holder: JSON.stringify hands a Buffer over as what its toJSON made of it.
function replaceBytes(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Record<string, unknown>)[key]
  return original instanceof Uint8Array ? { $bytes: Buffer.from(original).toString('base64') } : value
}

/** Throws a SyntaxError for what is no JSON, a RangeError for what is no array of records of members known here: a newer release may have written it. */
export function decodeRecords(bytes: Uint8Array): StateRecord[] {
  const records: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'), reviveBytes)
  if (!Array.isArray(records)) throw new RangeError('it is no array of records')
  for (const record of records) {
    if (typeof record !== 'object' || record === null || Array.isArray(record)) throw new RangeError('what is in it is no record')
    checkMembers(record)
  }
  return records
}

function reviveBytes(_key: string, value: unknown): unknown {
  if (typeof value === 'object' && value !== null && '$bytes' in value) return Uint8Array.from(Buffer.from(String(value.$bytes), 'base64'))
  return value
}
