// Values by attribute name to the operations of an update.
import { HyperdexError } from '../errors.ts'
import { printTypeInSentence } from '../schema/print-type.ts'
import type { Operation } from '../values/operation.ts'
import { operationName } from '../values/operation.ts'
import { isRecord } from './check-arguments.ts'
import type { ColumnKind } from './column.ts'
import { encodeOperand } from './encode-operand.ts'
import type { OperationMethod } from './shape.ts'
import type { SpaceBinding } from './space-binding.ts'

const anyKind: readonly ColumnKind[] = ['string', 'bytes', 'int', 'int64', 'float', 'timestamp', 'micros', 'document', 'list', 'set', 'map']
const ints: readonly ColumnKind[] = ['int', 'int64']
const numbers: readonly ColumnKind[] = ['int', 'int64', 'float']
const strings: readonly ColumnKind[] = ['string', 'bytes']
const lists: readonly ColumnKind[] = ['list']
const sets: readonly ColumnKind[] = ['set']
const maps: readonly ColumnKind[] = ['map']
const documents: readonly ColumnKind[] = ['document']

const fitting: Readonly<Record<OperationMethod, readonly ColumnKind[]>> = {
  put: anyKind,
  add: numbers,
  sub: numbers,
  mul: numbers,
  div: numbers,
  mod: ints,
  min: numbers,
  max: numbers,
  bitAnd: ints,
  bitOr: ints,
  bitXor: ints,
  prepend: strings,
  append: strings,
  ltrim: strings,
  rtrim: strings,
  lpush: lists,
  rpush: lists,
  lpop: lists,
  rpop: lists,
  setAdd: sets,
  setRemove: sets,
  setUnion: sets,
  setIntersect: sets,
  mapAdd: maps,
  mapRemove: maps,
  mapApply: maps,
  docSet: documents,
  docUnset: documents,
  docRename: documents,
  docApply: documents,
}

export const operationMethods = Object.keys(fitting) as readonly OperationMethod[]

/** Attributes whose value is undefined are left alone. Throws INVALID, INT_UNSAFE, and TOO_LARGE for documents of too many levels. */
export function encodeOperations(binding: SpaceBinding, method: OperationMethod, values: object): Operation[] {
  // A Map or a promise has no members: nothing would be done to any attribute.
  const given = typeof values === 'object' && values !== null && (isRecord(values) || Object.keys(values).length > 0)
  if (!given) {
    throw new HyperdexError('INVALID', `${method} takes an object of values by attribute name`, 'give for example { age: 1 }')
  }
  const operations: Operation[] = []
  for (const [name, value] of Object.entries(values)) {
    const attribute = binding.attribute(name)
    if (value === undefined) continue
    if (attribute.index === 0) {
      throw new HyperdexError('INVALID', `${name} is the key, which no operation changes`, 'remove the object and put it under its new key')
    }
    if (!fitting[method].includes(attribute.column.kind)) {
      throw new HyperdexError(
        'INVALID',
        `${method} does not fit attribute ${name}, ${printTypeInSentence(attribute.column.type)}`,
        `use it on attributes of type ${fitting[method].join(', ')}`,
      )
    }
    operations.push({ attribute: attribute.index, name: operationName[method], ...encodeOperand(attribute, method, value) })
  }
  return operations
}
