// What every data type can do with encoded values. One file a type; `dataType` finds it.
import type { PrimitiveName } from './attribute-type.ts'
import type { Bytes } from './bytes.ts'
import type { OperationFailure } from './operation.ts'

/** Views into the two values; of maps the keys. */
export interface ElementDifferences {
  /** Elements of the one value and of the other that do not stand alike in both. */
  readonly before: readonly Bytes[]
  readonly after: readonly Bytes[]
  /** Parts of both values, themselves values of the type, that may hold some of those elements once more. */
  readonly shared: readonly Bytes[]
}

/** What containers can do with their elements: list and set elements, the keys of maps. */
export interface ContainerOperations {
  readonly element: DataType
  readonly elementName: PrimitiveName
  length(value: Bytes): number
  contains(value: Bytes, element: Bytes): boolean
  /** Views into `value`. */
  elements(value: Bytes): Bytes[]
  /** Of two values in stored form. */
  differences(before: Bytes, after: Bytes): ElementDifferences
}

export interface DataType {
  /** What an absent attribute reads as. */
  readonly absent: Bytes
  /** Has a total order (`compare`, `toOrdered`); containers and documents have none. */
  readonly ordered: boolean
  /**
   * Undefined when the bytes are a value of the type, else the reason, as a part of a sentence ("is 3 bytes long, an int is 8"). Of
   * documents it throws HyperdexError INVALID or TOO_LARGE with a reason of its own.
   */
  check(value: Bytes): string | undefined
  /** The form in which a value is stored, of a checked one; absent: as it came. */
  normalize?(value: Bytes): Bytes
  /** Absent: no container. */
  readonly container?: ContainerOperations
  /** The form in which keys (and set elements, map keys) are stored: −0 as 0, one NaN. */
  canonicalKey(value: Bytes): Bytes
  /** Numeric or bytewise order; −0 equals 0, NaN equals NaN and is greatest. By value for unordered types: some order, 0 only when equal. */
  compare(a: Bytes, b: Bytes): number
  /** Bytes whose bytewise order is the order of the values; equal values have equal forms. */
  toOrdered(value: Bytes): Bytes
  /** The inverse for values in canonicalKey form. */
  fromOrdered(ordered: Bytes): Bytes
  /** A 32-bit unsigned number; keeps the order for int and float, a hash for strings (protocol.md section 1). */
  coordinate(value: Bytes): number
  /** The order-preserving map backwards: a value with about that coordinate. Undefined for hashed types. */
  fromCoordinate?(coordinate: number): Bytes
  /** Undefined when the operation (a number of `operationName`) fits the type with these operands, else the reason. */
  checkOperation(name: number, operands: readonly Bytes[], path: string, inner: number): string | undefined
  /** The new value. The operation was checked before. */
  apply(name: number, value: Bytes, operands: readonly Bytes[], path: string, inner: number): Bytes | OperationFailure
}
