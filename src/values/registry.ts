// Finds what a type can do. Types whose operations are still to come parse in the space language but have no entry here.
import { HyperdexError } from '../errors.ts'
import type { AttributeType } from './attribute-type.ts'
import type { DataType } from './data-type.ts'
import { floatType } from './float-type.ts'
import { intType } from './int-type.ts'
import { stringType } from './string-type.ts'

const operable: Partial<Record<AttributeType['kind'], DataType>> = {
  string: stringType,
  int: intType,
  int64: intType,
  float: floatType,
}

export function isOperable(type: AttributeType): boolean {
  return operable[type.kind] !== undefined
}

/** @throws HyperdexError INVALID for a type that is not operable yet */
export function dataType(type: AttributeType): DataType {
  const found = operable[type.kind]
  if (!found) throw new HyperdexError('INVALID', `the type ${type.kind} is not supported yet`, 'Use string, int, int64 or float.')
  return found
}
