// Values, keys and operations as they are typed on the command line: strings as they stand, other scalars in the JSON form without quotes, the
// rest as JSON.
import { type Json, textOf } from '../model/json.ts'
import type { Operation } from '../model/operations.ts'
import { printPath } from '../model/path.ts'
import { type Definition, elementOf, isScalar, type ScalarType, type Type, typeOf } from '../model/types.ts'
import type { Scalar, Value } from '../model/values.ts'
import { NotInText, printJson, scalarToJson, valueToJson } from '../query-text.ts'

/** Throws NotInText for bytes that are not UTF-8. */
export function typedScalar(kind: ScalarType['kind'], value: Scalar): string {
  if (kind !== 'string') return scalarToJson(kind, value).replaceAll('"', '')
  const text = textOf(value as string)
  if (text === undefined) throw new NotInText()
  return text
}

function typedValue(type: Type, value: Value): string {
  return isScalar(type) ? typedScalar(type.kind, value as Scalar) : valueToJson(type, value)
}

const array = (...parts: readonly string[]) => `[${parts.join(', ')}]`
const pathJson = (path: Parameters<typeof printPath>[0]) => JSON.stringify(printPath(path))

/** Undefined for what takes no value. */
function operandOf(type: Type, operation: Operation): string | undefined {
  switch (operation.name) {
    case 'put':
    case 'setUnion':
    case 'setIntersect':
      return typedValue(type, operation.value)
    case 'lpop':
    case 'rpop':
      return undefined
    case 'lpush':
    case 'rpush':
    case 'setAdd':
    case 'setRemove':
    case 'mapRemove':
      return typedScalar(elementOf(type), operation.value)
    case 'mapAdd': {
      const { key, value } = type as Type & { readonly kind: 'map' }
      return array(scalarToJson(key, operation.value[0]), scalarToJson(value, operation.value[1]))
    }
    case 'mapApply': {
      const { key, value } = type as Type & { readonly kind: 'map' }
      const { inner } = operation
      const operand = inner === 'ltrim' || inner === 'rtrim' ? `${operation.value}` : scalarToJson(value, operation.value)
      return array(scalarToJson(key, operation.key), JSON.stringify(inner), operand)
    }
    case 'docSet':
      return array(pathJson(operation.path), printJson(operation.value))
    case 'docUnset':
      return printPath(operation.path)
    case 'docRename':
      return array(pathJson(operation.path), pathJson(operation.to))
    case 'docApply': {
      const { path, inner, value } = operation
      return array(pathJson(path), JSON.stringify(inner), ...(value === undefined ? [] : [printJson(value as Json)]))
    }
    default:
      return operation.name === 'ltrim' || operation.name === 'rtrim'
        ? `${operation.value}`
        : typedScalar((type as ScalarType).kind, operation.value)
  }
}

/** `attr=value`. Throws NotInText. */
export function assignmentOf(definition: Definition, attribute: string, operation: Operation): string {
  const operand = operandOf(typeOf(definition, attribute), operation)
  return operand === undefined ? attribute : `${attribute}=${operand}`
}
