// NDJSON: one JSON object a line, its members named as the attributes.
import { HyperdexError } from '../../errors.ts'
import type { AttributeType } from '../../values/attribute-type.ts'
import type { Bytes } from '../../values/bytes.ts'
import { fromJson } from '../../values/json.ts'
import { describeJson, documentLevelsMax, isMembers, type JsonValue, parseJson, shortened, writtenMembers } from '../../values/json-text.ts'
import { dataType } from '../../values/registry.ts'
import type { Fields } from './fields.ts'
import { isBlank, splitLines } from './line-splitter.ts'
import { type DecodedRecord, decodeText, type RawRecord, type RecordFormat, type Reject, RejectedRecord } from './record.ts'

/** A document within the record. */
const recordLevelsMax = documentLevelsMax + 1

export class NdjsonFormat implements RecordFormat<Uint8Array> {
  readonly #fields: Fields

  constructor(fields: Fields) {
    this.#fields = fields
  }

  /** Empty lines are no records. */
  async *read(chunks: AsyncIterable<Uint8Array>, reject: Reject): AsyncGenerator<readonly RawRecord<Uint8Array>[]> {
    for await (const lines of splitLines(chunks, reject)) {
      const records = lines.filter(({ raw }) => !isBlank(raw))
      if (records.length > 0) yield records
    }
  }

  keep(raw: Uint8Array): Uint8Array {
    return raw.slice()
  }

  decode(raw: Uint8Array): DecodedRecord {
    const text = decodeText(raw)
    const value = parse(text)
    if (!isMembers(value)) throw new RejectedRecord('it is no JSON object')
    let key: Bytes | undefined
    const values = new Map<number, Bytes>()
    for (const [name, member] of value) {
      const field = this.#fields.named(name)
      if (field.isKey) key = dataType(field.type).canonicalKey(fromMember(text, name, member, field.type))
      if (field.attribute > 0) {
        const type = this.#fields.typeOfAttribute(field.attribute)
        values.set(field.attribute, fromMember(text, name, member, type))
      }
    }
    if (key === undefined) throw new RejectedRecord(`the key ${JSON.stringify(this.#fields.keyField)} is missing`)
    return { key, values }
  }
}

function parse(text: string): JsonValue {
  try {
    return parseJson(text, recordLevelsMax)
  } catch (error) {
    throw new RejectedRecord(error instanceof Error ? error.message : String(error))
  }
}

/** A member of the record `text`. One that is refused is shown as it was written: 1e3 is no int, which 1000 would be. */
function fromMember(text: string, name: string, member: JsonValue, type: AttributeType): Bytes {
  const show = (json: JsonValue) => (json === member ? shortened(writtenMembers(text, recordLevelsMax).get(name)!) : describeJson(json))
  try {
    return fromJson(type, member, show)
  } catch (error) {
    if (error instanceof HyperdexError) throw new RejectedRecord(`${name}: ${error.message}`)
    throw error
  }
}
