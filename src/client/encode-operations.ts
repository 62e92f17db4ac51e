// Values by attribute name to the operations of an update.
import { HyperdexError } from '../errors.ts'
import type { Operation } from '../values/operation.ts'
import { operationName } from '../values/operation.ts'
import type { ColumnKind } from './column.ts'
import type { OperationMethod } from './shape.ts'
import type { SpaceBinding } from './space-binding.ts'
import { encodeLength, encodeText } from './value-codec.ts'

const anyKind: readonly ColumnKind[] = ['string', 'bytes', 'int', 'int64', 'float', 'timestamp', 'micros', 'document', 'list', 'set', 'map']
const ints: readonly ColumnKind[] = ['int', 'int64']
const numbers: readonly ColumnKind[] = ['int', 'int64', 'float']
const strings: readonly ColumnKind[] = ['string', 'bytes']

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
}

/** Attributes whose value is undefined are left alone. Throws INVALID and INT_UNSAFE. */
export function encodeOperations(binding: SpaceBinding, method: OperationMethod, values: object): Operation[] {
  if (typeof values !== 'object' || values === null) {
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
        `${method} does not fit attribute ${name}, which is a ${attribute.column.kind}`,
        `use it on attributes of type ${fitting[method].join(', ')}`,
      )
    }
    operations.push({ attribute: attribute.index, name: operationName[method], operands: [encodeOperand(attribute, method, value)] })
  }
  return operations
}

function encodeOperand(attribute: ReturnType<SpaceBinding['attribute']>, method: OperationMethod, value: unknown): Uint8Array {
  if (method === 'ltrim' || method === 'rtrim') return encodeLength(value, attribute.name)
  if (method === 'prepend' || method === 'append') return encodeText(value, attribute.name)
  return attribute.codec.encode(value, attribute.name)
}
