// The operations of ints, floats and strings (section 3's table).
import { Failure } from './failure.ts'
import { int64Maximum, int64Minimum } from './json.ts'
import { compareScalars, type Scalar } from './values.ts'

export type IntOperation = 'add' | 'sub' | 'mul' | 'div' | 'mod' | 'min' | 'max' | 'bitAnd' | 'bitOr' | 'bitXor'
export type FloatOperation = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max'
export type StringOperation = 'prepend' | 'append' | 'ltrim' | 'rtrim'
export type ScalarOperation = IntOperation | StringOperation

export const intOperations: readonly IntOperation[] = ['add', 'sub', 'mul', 'div', 'mod', 'min', 'max', 'bitAnd', 'bitOr', 'bitXor']
export const floatOperations: readonly FloatOperation[] = ['add', 'sub', 'mul', 'div', 'min', 'max']
export const stringOperations: readonly StringOperation[] = ['prepend', 'append', 'ltrim', 'rtrim']

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return quotient * b !== a && a < 0n !== b < 0n ? quotient - 1n : quotient
}

function inRange(value: bigint): bigint {
  if (value < int64Minimum || value > int64Maximum) throw new Failure('OVERFLOW')
  return value
}

export function applyInt(name: IntOperation, stored: bigint, given: bigint): bigint {
  switch (name) {
    case 'add':
      return inRange(stored + given)
    case 'sub':
      return inRange(stored - given)
    case 'mul':
      return inRange(stored * given)
    case 'div':
    case 'mod':
      if (given === 0n) throw new Failure('DIVIDE_BY_ZERO')
      if (stored === int64Minimum && given === -1n) throw new Failure('OVERFLOW')
      return name === 'div' ? floorDivide(stored, given) : stored - floorDivide(stored, given) * given
    case 'min':
      return given < stored ? given : stored
    case 'max':
      return given > stored ? given : stored
    case 'bitAnd':
      return stored & given
    case 'bitOr':
      return stored | given
    case 'bitXor':
      return stored ^ given
  }
}

export function applyFloat(name: FloatOperation, stored: number, given: number): number {
  switch (name) {
    case 'add':
      return stored + given
    case 'sub':
      return stored - given
    case 'mul':
      return stored * given
    case 'div':
      return stored / given
    case 'min':
      return compareScalars(given, stored) < 0 ? given : stored
    case 'max':
      return compareScalars(given, stored) > 0 ? given : stored
  }
}

/** `given` is a string, or of a trim how many bytes. */
export function applyString(name: StringOperation, stored: string, given: Scalar): string {
  switch (name) {
    case 'prepend':
      return `${given}${stored}`
    case 'append':
      return `${stored}${given}`
    case 'ltrim':
      return stored.slice(Number(given))
    case 'rtrim':
      return stored.slice(0, Math.max(0, stored.length - Number(given)))
  }
}

/** Of a value of any primitive type. */
export function applyScalar(name: ScalarOperation, stored: Scalar, given: Scalar): Scalar {
  if (typeof stored === 'string') return applyString(name as StringOperation, stored, given)
  if (typeof stored === 'bigint') return applyInt(name as IntOperation, stored, given as bigint)
  return applyFloat(name as FloatOperation, stored, given as number)
}
