// A space as a client declares it in the wide or the narrow view.
import { type AttributeColumns, type KeyColumn, space, t } from '../../../src/index.ts'
import type { View } from '../call.ts'
import type { Definition, Primitive, ScalarType, Type } from '../model/types.ts'

type Declared = Exclude<View, 'fetched'>

function primitiveColumn(kind: Primitive, view: Declared) {
  switch (kind) {
    case 'string':
      return view === 'wide' ? t.bytes : t.string
    case 'float':
      return t.float
    default:
      return view === 'wide' ? t.int64 : t.int
  }
}

function scalarColumn(type: ScalarType, view: Declared): KeyColumn {
  if (type.kind !== 'timestamp') return primitiveColumn(type.kind, view)
  return view === 'wide' ? t.timestamp(type.unit, 'micros') : t.timestamp(type.unit)
}

function columnOf(type: Type, view: Declared): AttributeColumns[string] {
  switch (type.kind) {
    case 'document':
      return t.document
    case 'list':
    case 'set':
      return t[type.kind](primitiveColumn(type.element, view))
    case 'map':
      return t.map(primitiveColumn(type.key, view), primitiveColumn(type.value, view))
    default:
      return scalarColumn(type, view)
  }
}

export function declare({ name, key, attributes }: Definition, view: Declared) {
  return space(name, {
    key: { [key.name]: scalarColumn(key.type, view) },
    attributes: Object.fromEntries(attributes.map((attribute) => [attribute.name, columnOf(attribute.type, view)])),
  })
}
