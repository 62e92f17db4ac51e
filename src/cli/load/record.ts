// What the readers of the two formats have in common: raw records with the line they begin at, and decoded ones.
import { keyBytesMax, objectBytesMax } from '../../cluster/size-limits.ts'
import type { Bytes } from '../../values/bytes.ts'

/**
 * Characters of a record for each byte of an object at most: a control character is \u0001. All else takes less; the nearest are
 * one-byte strings in containers, 5 bytes each, which CSV writes as """x""", and base64 as {"$bytes":"/w=="}.
 */
const charactersOfByte = 6
/** For what an object does not hold: names, and the defaults of absent attributes. */
const bytesOfNames = 16 * 1024 * 1024

/** Most bytes of one record: every object that is not too large has room, however `dump` or another program writes it. */
export const mostRecordBytes = charactersOfByte * (objectBytesMax + keyBytesMax) + bytesOfNames

/** Where a record stands. */
export interface Lines {
  /** Counts from 1. */
  readonly line: number
  /** When it has several. */
  readonly lastLine?: number
}

export interface RawRecord<Raw> extends Lines {
  readonly raw: Raw
  /** About how much memory it takes. */
  readonly bytes: number
}

/** An object to be put. */
export interface DecodedRecord {
  readonly key: Bytes
  /** By attribute index, 1 the first; only what the record names. */
  readonly values: ReadonlyMap<number, Bytes>
}

export interface RecordFormat<Raw> {
  /** Raw records in batches; what is no record at all goes to `reject`. */
  read(chunks: AsyncIterable<Uint8Array>, reject: Reject): AsyncIterable<readonly RawRecord<Raw>[]>
  /** Throws RejectedRecord. */
  decode(raw: Raw): DecodedRecord
  /** A copy that keeps nothing else in memory. */
  keep(raw: Raw): Raw
}

export type Reject = (lines: Lines, reason: string) => void

export const tooLong = `it is longer than ${Math.floor(mostRecordBytes / 2 ** 20)} MiB`

/** A record that cannot be loaded, with the reason as a part of a sentence. */
export class RejectedRecord extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'RejectedRecord'
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Throws RejectedRecord. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new RejectedRecord('it is not UTF-8')
  }
}
