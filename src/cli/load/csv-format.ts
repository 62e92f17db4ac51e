// CSV as in RFC 4180: the first record names the columns, values are as typed on the command line. An empty field of an attribute that
// is no string says nothing about it.
//
// `csv-parse` reads each record by itself, so that a broken one costs only itself: a quote that is never closed would otherwise take
// the rest of the file with it.
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
  mostRecordBytes,
  type RawRecord,
  type RecordFormat,
  type Reject,
  RejectedRecord,
} from './record.ts'

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
    const assembler = new RecordAssembler(reject)
    const open = (records: RawRecord<CsvFields>[]) => {
      if (!header || records.length === 0) return records
      header = false
      this.#columns = this.#fields.ofHeader(records[0]!.raw)
      return records.slice(1)
    }
    for await (const lines of splitLines(chunks, reject)) yield open(assembler.push(lines))
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

/** Joins the lines of quoted fields that span several. */
class RecordAssembler {
  readonly #reject: Reject
  #open: OpenRecord | undefined

  constructor(reject: Reject) {
    this.#reject = reject
  }

  push(lines: readonly RawRecord<Uint8Array>[]): RawRecord<CsvFields>[] {
    const records: RawRecord<CsvFields>[] = []
    for (const { line, raw } of lines) {
      if (this.#open) this.#continue(raw, records)
      else if (!isBlank(raw)) this.#begin(line, raw, records)
    }
    return records
  }

  end(): void {
    if (this.#open)
      this.#reject(this.#open.line, `a quote is opened and never closed; ${this.#open.furtherLines} further lines went with it`)
    this.#open = undefined
  }

  #begin(line: number, raw: Uint8Array, records: RawRecord<CsvFields>[]): void {
    if (raw.includes(quote)) {
      this.#open = new OpenRecord(line, raw)
      this.#tryToClose(records)
      return
    }
    try {
      records.push({ line, raw: withoutReturn(decodeText(raw)).split(','), bytes: raw.length })
    } catch (error) {
      this.#rejectWith(line, error)
    }
  }

  #continue(raw: Uint8Array, records: RawRecord<CsvFields>[]): void {
    const open = this.#open!
    open.append(raw)
    if (!staysOpen(raw)) this.#tryToClose(records)
    else if (open.bytes.length > mostRecordBytes) this.end()
  }

  #tryToClose(records: RawRecord<CsvFields>[]): void {
    const { line, bytes } = this.#open!
    try {
      const text = withoutReturn(decodeText(bytes))
      const [raw] = parse(text, { relax_column_count: true, record_delimiter: '\n', skip_empty_lines: true })
      records.push({ line, raw: raw ?? [], bytes: bytes.length })
    } catch (error) {
      if ((error as CsvError).code === 'CSV_QUOTE_NOT_CLOSED') return
      this.#rejectWith(line, error)
    }
    this.#open = undefined
  }

  #rejectWith(line: number, error: unknown): void {
    if (!(error instanceof Error)) throw error
    this.#reject(line, error.message.replace(/ at line \d+/, ''))
  }
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text
}
