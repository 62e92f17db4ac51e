// CSV as in RFC 4180: the first record names the columns, values are as typed on the command line. An empty field of an attribute that
// is no string says nothing about it.
//
// `csv-parse` reads each record by itself, so that a broken one costs only its own lines: those up to the one that shows the fault. The
// next record begins behind that line.
import { type CsvError, parse } from 'csv-parse/sync'
import { HyperdexError } from '../../errors.ts'
import type { Bytes } from '../../values/bytes.ts'
import { dataType } from '../../values/registry.ts'
import { encodeTyped } from '../typed-values.ts'
import type { Field, Fields } from './fields.ts'
import { isBlank, splitLines } from './line-splitter.ts'
import { OpenRecord, staysOpen } from './open-record.ts'
import {
  type DecodedRecord,
  decodeText,
  type Lines,
  mostRecordBytes,
  type RawRecord,
  type RecordFormat,
  type Reject,
  RejectedRecord,
  tooLong,
} from './record.ts'
import { inWords } from './rejections.ts'

const quote = 0x22
type CsvFields = readonly string[]

export class CsvFormat implements RecordFormat<CsvFields> {
  readonly #fields: Fields
  #columns: readonly Field[] | undefined

  constructor(fields: Fields) {
    this.#fields = fields
  }

  /** Throws INVALID when the header does not fit the space. */
  async *read(chunks: AsyncIterable<Uint8Array>, reject: Reject): AsyncGenerator<readonly RawRecord<CsvFields>[]> {
    let header = true
    // Without its header nothing of a file can be loaded.
    const rejectOrFail: Reject = (lines, reason) => (header ? failOnHeader(lines, reason) : reject(lines, reason))
    const assembler = new RecordAssembler(rejectOrFail, (fields) => {
      header = false
      this.#columns = this.#fields.ofHeader(fields)
    })
    for await (const lines of splitLines(chunks, rejectOrFail)) yield assembler.push(lines)
    assembler.end()
  }

  keep(raw: CsvFields): CsvFields {
    return raw
  }

  decode(raw: CsvFields): DecodedRecord {
    const columns = this.#columns!
    if (raw.length !== columns.length) throw new RejectedRecord(`it has ${raw.length} fields, the header ${columns.length}`)
    let key: Bytes | undefined
    const values = new Map<number, Bytes>()
    columns.forEach((field, index) => {
      const text = raw[index]!
      if (field.isKey) key = dataType(field.type).canonicalKey(encodeField(field, field.type, text))
      if (field.attribute === 0) return
      const type = this.#fields.typeOfAttribute(field.attribute)
      if (text !== '' || type.kind === 'string') values.set(field.attribute, encodeField(field, type, text))
    })
    return { key: key!, values }
  }
}

function encodeField(field: Field, type: Field['type'], text: string): Bytes {
  try {
    return encodeTyped(field.name, type, text)
  } catch (error) {
    if (error instanceof HyperdexError) throw new RejectedRecord(error.message)
    throw error
  }
}

function failOnHeader(lines: Lines, reason: string): never {
  throw new HyperdexError('INVALID', `the CSV header, ${inWords(lines)}, cannot be read: ${reason}`, 'the first line names the columns')
}

/** Joins the lines of quoted fields that span several. The first record goes to `onHeader`. */
class RecordAssembler {
  readonly #reject: Reject
  #onHeader: ((fields: CsvFields) => void) | undefined
  #open: OpenRecord | undefined

  constructor(reject: Reject, onHeader: (fields: CsvFields) => void) {
    this.#reject = reject
    this.#onHeader = onHeader
  }

  push(lines: readonly RawRecord<Uint8Array>[]): RawRecord<CsvFields>[] {
    const records: RawRecord<CsvFields>[] = []
    for (const { line, raw } of lines) {
      if (this.#open && line > this.#open.lines.lastLine + 1) this.#giveUp('the next line, which may belong to it, is too long')
      if (this.#open) this.#continue(raw, records)
      else if (!isBlank(raw)) this.#begin(line, raw, records)
    }
    return records
  }

  end(): void {
    if (this.#open) this.#giveUp(`a quote is opened in line ${this.#open.lines.line} and never closed`)
  }

  #giveUp(reason: string): void {
    const { lines } = this.#open!
    this.#open = undefined
    this.#reject(lines, reason)
  }

  #add(record: RawRecord<CsvFields>, records: RawRecord<CsvFields>[]): void {
    if (!this.#onHeader) records.push(record)
    else this.#onHeader(record.raw)
    this.#onHeader = undefined
  }

  #begin(line: number, raw: Uint8Array, records: RawRecord<CsvFields>[]): void {
    if (raw.includes(quote)) {
      this.#open = new OpenRecord(line, raw)
      this.#tryToClose(records)
      return
    }
    let text: string
    try {
      text = withoutReturn(decodeText(raw))
    } catch (error) {
      this.#reject({ line }, faultIn({ line }, error))
      return
    }
    this.#add({ line, raw: text.split(','), bytes: raw.length }, records)
  }

  #continue(raw: Uint8Array, records: RawRecord<CsvFields>[]): void {
    const open = this.#open!
    open.append(raw)
    if (!staysOpen(raw)) this.#tryToClose(records)
    else if (open.bytes.length > mostRecordBytes) this.#giveUp(tooLong)
  }

  #tryToClose(records: RawRecord<CsvFields>[]): void {
    const { lines, bytes } = this.#open!
    let raw: string[] | undefined
    try {
      const text = withoutReturn(decodeText(bytes))
      ;[raw] = parse(text, { relax_column_count: true, record_delimiter: '\n', skip_empty_lines: true })
    } catch (error) {
      if ((error as CsvError).code !== 'CSV_QUOTE_NOT_CLOSED') this.#giveUp(faultIn(lines, error))
      return
    }
    this.#open = undefined
    this.#add({ ...lines, raw: raw ?? [], bytes: bytes.length }, records)
  }
}

/** What is wrong with a record. A quote that is wrong stands in its last line: with what came before the record was only not at its end. */
function faultIn({ line, lastLine = line }: Lines, error: unknown): string {
  const place = line === lastLine ? '' : `, in line ${lastLine},`
  if (!(error instanceof Error)) throw error
  switch ((error as CsvError).code) {
    case 'CSV_INVALID_CLOSING_QUOTE':
      return `a quote within a quoted field${place} is followed by neither a comma, a quote nor the line's end`
    case 'INVALID_OPENING_QUOTE':
      return `a quote${place} stands within a field that does not begin with one`
    default:
      return error.message
  }
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text
}
