// The operations of documents.
import { Failure } from './failure.ts'
import { asDocumentNumber, bytesOf, isElements, isNumber, type Json, textOf } from './json.ts'
import { lookUp, type Path, setAt, takeOut } from './path.ts'
import { applyFloat, applyInt, applyString, type FloatOperation, type IntOperation, type StringOperation } from './scalar-operations.ts'

export type ListOperation = 'lpush' | 'rpush' | 'lpop' | 'rpop'
export type DocumentOperation =
  | { readonly name: 'docSet'; readonly path: Path; readonly value: Json }
  | { readonly name: 'docUnset'; readonly path: Path }
  | { readonly name: 'docRename'; readonly path: Path; readonly to: Path }
  | {
      readonly name: 'docApply'
      readonly path: Path
      readonly inner: IntOperation | StringOperation | ListOperation
      /** Absent of `lpop` and `rpop`. */
      readonly value?: Json
    }

export function applyDocument(document: Json, operation: DocumentOperation): Json {
  switch (operation.name) {
    case 'docSet':
      return setAt(document, operation.path, operation.value)
    case 'docUnset':
      return takeOut(document, operation.path)
    case 'docRename': {
      const moved = lookUp(document, operation.path)
      return setAt(takeOut(document, operation.path), operation.to, moved!)
    }
    case 'docApply':
      return setAt(document, operation.path, applyInner(operation.inner, lookUp(document, operation.path), operation.value))
  }
}

function applyInner(inner: IntOperation | StringOperation | ListOperation, stored: Json | undefined, given: Json | undefined): Json {
  switch (inner) {
    case 'lpush':
    case 'rpush':
    case 'lpop':
    case 'rpop':
      if (!isElements(stored)) throw new Failure('BAD_PATH')
      return applyList(inner, stored, given)
    case 'prepend':
    case 'append':
    case 'ltrim':
    case 'rtrim': {
      // A null is there and is no text; only what is missing counts as empty.
      const text = stored === undefined ? '' : stored
      if (typeof text !== 'string') throw new Failure('BAD_PATH')
      const changed = textOf(applyString(inner, bytesOf(text), typeof given === 'string' ? bytesOf(given) : (given as bigint)))
      if (changed === undefined) throw new Failure('BAD_PATH')
      return changed
    }
    default:
      return applyNumber(inner, stored === undefined ? 0n : stored, given as bigint | number)
  }
}

function applyNumber(inner: IntOperation, stored: Json, given: bigint | number): Json {
  if (!isNumber(stored)) throw new Failure('BAD_PATH')
  if (typeof stored === 'bigint' && typeof given === 'bigint') return applyInt(inner, stored, given)
  // Compared exactly: a float near an int beyond 2^53 is not that int.
  if (inner === 'min') return given < stored ? given : stored
  if (inner === 'max') return given > stored ? given : stored
  if (inner === 'mod' || inner.startsWith('bit')) throw new Failure('BAD_PATH')
  const result = applyFloat(inner as FloatOperation, Number(stored), Number(given))
  if (!Number.isFinite(result)) throw new Failure('BAD_PATH')
  return asDocumentNumber(result)
}

export function applyList<Element>(name: ListOperation, stored: readonly Element[], given: Element | undefined): readonly Element[] {
  switch (name) {
    case 'lpush':
      return [given as Element, ...stored]
    case 'rpush':
      return [...stored, given as Element]
    case 'lpop':
      return stored.slice(1)
    case 'rpop':
      return stored.slice(0, -1)
  }
}
