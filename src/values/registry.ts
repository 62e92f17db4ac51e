// Finds what a type can do.
import type { AttributeType } from './attribute-type.ts'
import type { DataType } from './data-type.ts'
import { documentType } from './document-type.ts'
import { floatType } from './float-type.ts'
import { intType } from './int-type.ts'
import { listTypes } from './list-type.ts'
import { mapType } from './map-type.ts'
import { setTypes } from './set-type.ts'
import { stringType } from './string-type.ts'
import { timestampTypes } from './timestamp-type.ts'

export function dataType(type: AttributeType): DataType {
  switch (type.kind) {
    case 'string':
      return stringType
    case 'int':
    case 'int64':
      return intType
    case 'float':
      return floatType
    case 'timestamp':
      return timestampTypes[type.unit]
    case 'list':
      return listTypes[type.element]
    case 'set':
      return setTypes[type.element]
    case 'map':
      return mapType(type.key, type.value)
    case 'document':
      return documentType
  }
}
