// Which field of a record is which attribute.
import { HyperdexError } from '../../errors.ts'
import { liveAttributes } from '../../schema/check-space.ts'
import type { SpaceDefinition } from '../../schema/definition.ts'
import type { AttributeType } from '../../values/attribute-type.ts'
import { RejectedRecord } from './record.ts'

export interface Field {
  readonly name: string
  readonly type: AttributeType
  readonly isKey: boolean
  /** In the space; 0 when it is only the key. */
  readonly attribute: number
}

export class Fields {
  readonly keyField: string
  readonly definition: SpaceDefinition
  readonly #byName = new Map<string, Field>()

  /** `keyField` names the field that holds the key. An attribute of that name is set from it, too. */
  constructor(definition: SpaceDefinition, keyField = definition.key.name) {
    this.definition = definition
    this.keyField = keyField
    for (const { name, type, index } of liveAttributes(definition)) this.#byName.set(name, { name, type, isKey: false, attribute: index })
    const namesake = this.#byName.get(keyField)
    this.#byName.set(keyField, { name: keyField, type: definition.key.type, isKey: true, attribute: namesake?.attribute ?? 0 })
  }

  /** Throws RejectedRecord. */
  named(name: string): Field {
    const field = this.#byName.get(name)
    if (!field) throw new RejectedRecord(`unknown field ${JSON.stringify(name)}`)
    return field
  }

  /** Throws INVALID for a header that does not fit the space. */
  ofHeader(names: readonly string[]): Field[] {
    const known = [...this.#byName.keys()].join(', ')
    const seen = new Set<string>()
    const fields = names.map((name) => {
      const field = this.#byName.get(name)
      if (!field)
        throw invalidHeader(`names the unknown field ${JSON.stringify(name)}`, `the fields of ${this.definition.name} are ${known}`)
      if (seen.has(name)) throw invalidHeader(`names ${JSON.stringify(name)} twice`, 'give each field one column')
      seen.add(name)
      return field
    })
    if (!seen.has(this.keyField)) {
      throw invalidHeader(
        `lacks the key ${JSON.stringify(this.keyField)}`,
        'the first line names the columns; --key says which one is the key',
      )
    }
    return fields
  }

  /** Of an attribute other than the key. */
  typeOfAttribute(attribute: number): AttributeType {
    return this.definition.attributes[attribute - 1]!.type
  }
}

function invalidHeader(what: string, remedy: string): HyperdexError {
  return new HyperdexError('INVALID', `the CSV header ${what}`, remedy)
}
