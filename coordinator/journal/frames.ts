// The bytes of a journal file (docs/formats/journal.md): a header, then frames, each with checksums of its own and written by one write
// that is durable before the next begins. So only the last frame can be torn by a crash: damage anywhere else, or damage that a crash
// cannot have done, is corruption, and nothing is guessed then.
import { crc32 } from 'node:zlib'
import { HyperdexError } from '../../src/errors.ts'

const journalFormat = 1
const headerLength = 16
const frameHeaderLength = 16
const magic = Buffer.from('HXJOURN\n', 'latin1')

/** What a disk writes at once or not at all. */
const sector = 512

export function encodeHeader(): Buffer {
  const header = Buffer.alloc(headerLength)
  magic.copy(header)
  header.writeUInt32LE(journalFormat, 8)
  header.writeUInt32LE(crc32(header.subarray(0, 12)), 12)
  return header
}

/** Frames count from 0 in each file. */
export function encodeFrame(sequence: number, payload: Uint8Array): Buffer {
  const frame = Buffer.alloc(frameHeaderLength + payload.length)
  frame.writeUInt32LE(payload.length, 0)
  frame.writeUInt32LE(sequence >>> 0, 4)
  frame.writeUInt32LE(crc32(payload), 8)
  frame.writeUInt32LE(crc32(frame.subarray(0, 12)), 12)
  frame.set(payload, frameHeaderLength)
  return frame
}

interface Scan {
  /** Views of the file's bytes, in order. */
  readonly payloads: Buffer[]
  /** Where the whole frames end; less than the file's length when its tail is torn. */
  readonly end: number
}

/** Throws HyperdexError VERSION_MISMATCH for a newer format, INTERNAL for no journal or a corrupt one; `path` is for the message. */
export function scanFrames(file: Buffer, path: string): Scan {
  checkHeader(file, path)
  const payloads: Buffer[] = []
  let offset = headerLength
  while (offset < file.length) {
    const length = frameLength(file, offset, payloads.length)
    if (length === undefined) {
      if (followedByFrame(file, offset, payloads.length) || !mayBeTorn(file, offset)) throw corrupt(path, offset)
      break
    }
    const end = offset + frameHeaderLength + length
    if (end > file.length) break
    const payload = file.subarray(offset + frameHeaderLength, end)
    if (crc32(payload) !== file.readUInt32LE(offset + 8)) {
      if (end < file.length || !mayBeTorn(file, offset)) throw corrupt(path, offset)
      break
    }
    payloads.push(payload)
    offset = end
  }
  return { payloads, end: offset }
}

function checkHeader(file: Buffer, path: string): void {
  if (file.length < headerLength || !file.subarray(0, 8).equals(magic)) throw corrupt(path, 0)
  if (file.readUInt32LE(12) !== crc32(file.subarray(0, 12))) throw corrupt(path, 0)
  const format = file.readUInt32LE(8)
  if (format > journalFormat) {
    throw new HyperdexError(
      'VERSION_MISMATCH',
      `the journal ${path} has format ${format}, this release reads formats up to ${journalFormat}`,
      'Run the release that wrote it, or a newer one.',
    )
  }
}

/** The payload's length; undefined when no frame header of that sequence number is there. */
function frameLength(file: Buffer, offset: number, sequence: number): number | undefined {
  if (!isFrameHeader(file, offset) || file.readUInt32LE(offset + 4) !== sequence) return undefined
  return file.readUInt32LE(offset)
}

function isFrameHeader(file: Buffer, offset: number): boolean {
  if (offset + frameHeaderLength > file.length) return false
  return file.readUInt32LE(offset + 12) === crc32(file.subarray(offset, offset + 12))
}

/** A later frame proves that everything before it was once durable. */
function followedByFrame(file: Buffer, offset: number, sequence: number): boolean {
  for (let at = offset; at + frameHeaderLength <= file.length; at++) {
    if (isFrameHeader(file, at) && file.readUInt32LE(at + 4) >= sequence) return true
  }
  return false
}

/** Whether a crash can have left the last frame so: cut off, or with a sector that never reached the disk and reads as zeros. */
function mayBeTorn(file: Buffer, offset: number): boolean {
  if (file.length - offset < frameHeaderLength) return true
  for (let start = offset; start < file.length; start = (Math.floor(start / sector) + 1) * sector) {
    const end = Math.min((Math.floor(start / sector) + 1) * sector, file.length)
    if (file.subarray(start, end).every((byte) => byte === 0)) return true
  }
  return false
}

function corrupt(path: string, offset: number): HyperdexError {
  return new HyperdexError(
    'INTERNAL',
    `the journal ${path} is corrupt at byte ${offset}, in a part that had been safely written`,
    `Restore the coordinator's data directory from a copy. Without one, cutting the file to ${offset} bytes loses every change of the configuration since.`,
  )
}
