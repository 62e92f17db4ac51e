// Objects as text: the JSON form of interface.md section 2, the cells of a table, or CSV as `load` reads it.
import { HyperdexError } from '../errors.ts'
import { liveAttributes } from '../schema/check-space.ts'
import type { SpaceDefinition } from '../schema/definition.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import type { Bytes } from '../values/bytes.ts'
import { toJson } from '../values/json.ts'
import { decodeObject } from '../values/object.ts'
import { dataType } from '../values/registry.ts'
import { csvRecord } from './csv-record.ts'
import type { Column } from './table.ts'
import { typedText } from './typed-values.ts'

interface Shown {
  /** Of the value in the object; undefined: it is the key. */
  readonly place: number | undefined
  readonly name: string
  readonly quotedName: string
  readonly type: AttributeType
  readonly absent: Bytes
}

const rightAligned: ReadonlySet<string> = new Set(['int', 'int64', 'float'])

/** A row to be shown; the cursor is that of rows of a search. */
interface FormattedRow {
  readonly key: Bytes
  readonly object: Bytes
  readonly version: number
  readonly cursor?: string
}

interface Options {
  /** Objects have only the selected values, in their order. */
  readonly cut?: boolean | undefined
  /** What rows show behind their attributes, as $version and $cursor. */
  readonly version?: boolean | undefined
  readonly cursor?: boolean | undefined
}

export class RowFormat {
  readonly #shown: readonly Shown[]
  readonly #options: Options
  readonly #key: SpaceDefinition['key']

  /** `select` names attributes by index, 0 the key; without it all are shown, the key first. */
  constructor(definition: SpaceDefinition, select?: readonly number[], options: Options = {}) {
    const all = [definition.key, ...definition.attributes]
    const indices = select ?? [0, ...liveAttributes(definition).map(({ index }) => index)]
    this.#options = options
    this.#key = definition.key
    this.#shown = indices.map((attribute, position) => {
      const { name, type } = all[attribute]!
      const place = options.cut ? position : attribute === 0 ? undefined : attribute - 1
      return { place, name, quotedName: JSON.stringify(name), type, absent: dataType(type).absent }
    })
  }

  get columns(): Column[] {
    const columns = this.#shown.map(({ name, type }) => ({ name, right: rightAligned.has(type.kind) }))
    if (this.#options.version) columns.push({ name: '$version', right: true })
    if (this.#options.cursor) columns.push({ name: '$cursor', right: false })
    return columns
  }

  /** One JSON object, without a line end. */
  json({ key, object, version, cursor }: FormattedRow): string {
    const values = decodeObject(object)
    let text = '{'
    for (const { place, quotedName, type, absent } of this.#shown) {
      const value = place === undefined ? key : (values[place] ?? absent)
      text += `${text.length > 1 ? ',' : ''}${quotedName}:${toJson(type, value)}`
    }
    if (this.#options.version) text += `${text.length > 1 ? ',' : ''}"$version":${version}`
    if (this.#options.cursor) text += `${text.length > 1 ? ',' : ''}"$cursor":${JSON.stringify(cursor)}`
    return `${text}}`
  }

  /** One cell a column. */
  cells({ key, object, version, cursor = '' }: FormattedRow): string[] {
    const values = decodeObject(object)
    const cells = this.#shown.map(({ place, type, absent }) => cell(type, place === undefined ? key : (values[place] ?? absent)))
    if (this.#options.version) cells.push(String(version))
    if (this.#options.cursor) cells.push(cursor)
    return cells
  }

  /** Of a key without an object, where the key stands first: it is marked, and all else is empty. */
  absentCells(key: Bytes): string[] {
    return this.columns.map((_, column) => (column === 0 ? `${cell(this.#key.type, key)} (absent)` : ''))
  }

  /** The first line of a CSV file, without a line end. */
  csvHeader(): string {
    return csvRecord(this.#shown.map(({ name }) => name))
  }

  /** One CSV record, without a line end. Throws INVALID for a string that is not UTF-8, which has no place in such a file. */
  csv(key: Bytes, object: Bytes): string {
    const values = decodeObject(object)
    const fields = this.#shown.map(({ place, name, type, absent }) => {
      const text = typedText(type, place === undefined ? key : (values[place] ?? absent))
      if (text !== undefined) return text
      const what = `CSV cannot hold ${name} of the object with ${this.#key.name} ${toJson(this.#key.type, key)}: it is not UTF-8`
      throw new HyperdexError('INVALID', what, 'use the format ndjson')
    })
    return csvRecord(fields)
  }
}

function cell(type: AttributeType, value: Bytes): string {
  return typedText(type, value) ?? toJson(type, value)
}
