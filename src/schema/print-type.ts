// A type in the words of the space language.
import type { AttributeType } from '../values/attribute-type.ts'

/** E.g. `int`, `map(string, int)`, `timestamp(day)`. */
export function printType(type: AttributeType): string {
  switch (type.kind) {
    case 'timestamp':
      return `timestamp(${type.unit})`
    case 'list':
    case 'set':
      return `${type.kind}(${type.element})`
    case 'map':
      return `map(${type.key}, ${type.value})`
    default:
      return type.kind
  }
}

/** The same for sentences: `an int`, `a list(int)`. */
export function printTypeInSentence(type: AttributeType): string {
  return `${type.kind === 'int' || type.kind === 'int64' ? 'an' : 'a'} ${printType(type)}`
}

/** Whether values of the type have an order (interface.md section 2): containers and documents have none. */
export function isOrdered(type: AttributeType): boolean {
  switch (type.kind) {
    case 'string':
    case 'int':
    case 'int64':
    case 'float':
    case 'timestamp':
      return true
    default:
      return false
  }
}
