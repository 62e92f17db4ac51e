// Cuts an object down to the attributes that a caller selected.
import type { Space } from '../cluster/configuration.ts'
import { attributeTypes } from '../schema/check-space.ts'
import type { Bytes } from '../values/bytes.ts'
import { decodeObject, encodeObject } from '../values/object.ts'
import { dataType } from '../values/registry.ts'

/** Makes, once a search, what cuts each object: encoded, with the selected values in the order of `select` (0 is the key). */
export function projector(select: readonly number[], { definition }: Space): (key: Bytes, object: Bytes) => Bytes {
  const types = attributeTypes(definition)
  const absent = select.map((attribute) => dataType(types[attribute]!).absent)
  return (key, object) => {
    const values = decodeObject(object)
    return encodeObject(select.map((attribute, index) => (attribute === 0 ? key : (values[attribute - 1] ?? absent[index]!))))
  }
}
