// Objects as text: the JSON form of interface.md section 2, or the cells of a table.
import type { SpaceDefinition } from '../schema/definition.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import type { Bytes } from '../values/bytes.ts'
import { decodeString } from '../values/encode.ts'
import { toJson } from '../values/json.ts'
import { decodeObject } from '../values/object.ts'
import { dataType } from '../values/registry.ts'
import type { Column } from './table.ts'

interface Shown {
  /** 0 is the key. */
  readonly attribute: number
  readonly name: string
  readonly quotedName: string
  readonly type: AttributeType
  readonly absent: Bytes
}

const rightAligned: ReadonlySet<string> = new Set(['int', 'int64', 'float'])

export class RowFormat {
  readonly #shown: readonly Shown[]
  readonly #withVersion: boolean

  /** `select` names attributes by index, 0 the key; without it all are shown, the key first. */
  constructor(definition: SpaceDefinition, select?: readonly number[], withVersion = false) {
    const all = [definition.key, ...definition.attributes]
    const indices = select ?? all.map((_, index) => index)
    this.#withVersion = withVersion
    this.#shown = indices.map((attribute) => {
      const { name, type } = all[attribute]!
      return { attribute, name, quotedName: JSON.stringify(name), type, absent: dataType(type).absent }
    })
  }

  get columns(): Column[] {
    const columns = this.#shown.map(({ name, type }) => ({ name, right: rightAligned.has(type.kind) }))
    return this.#withVersion ? [...columns, { name: '$version', right: true }] : columns
  }

  /** One JSON object, without a line end. */
  json(key: Bytes, object: Bytes, version: number): string {
    const values = decodeObject(object)
    let text = '{'
    for (const { attribute, quotedName, type, absent } of this.#shown) {
      const value = attribute === 0 ? key : (values[attribute - 1] ?? absent)
      text += `${text.length > 1 ? ',' : ''}${quotedName}:${toJson(type, value)}`
    }
    if (this.#withVersion) text += `${text.length > 1 ? ',' : ''}"$version":${version}`
    return `${text}}`
  }

  /** One cell a column. */
  cells(key: Bytes, object: Bytes, version: number): string[] {
    const values = decodeObject(object)
    const cells = this.#shown.map(({ attribute, type, absent }) => cell(type, attribute === 0 ? key : (values[attribute - 1] ?? absent)))
    return this.#withVersion ? [...cells, String(version)] : cells
  }
}

function cell(type: AttributeType, value: Bytes): string {
  const text = type.kind === 'string' ? decodeString(value) : undefined
  return text ?? toJson(type, value)
}
