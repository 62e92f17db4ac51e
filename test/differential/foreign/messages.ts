// Operations and predicates as messages of proto/hyperdex/v1/values.proto.
import type { Message } from '../../cluster/foreign-client.ts'
import type { Json } from '../model/json.ts'
import type { Operation } from '../model/operations.ts'
import { printPath } from '../model/path.ts'
import type { LengthOperator, Predicate, Test } from '../model/predicate.ts'
import { printRegex } from '../model/regex.ts'
import { type Primitive, type Type, typeOf } from '../model/types.ts'
import type { Scalar, Value } from '../model/values.ts'
import { printJson } from '../query-text.ts'
import { indexOf, type Placed } from './places.ts'
import { encodeInt, encodeScalar, encodeValue } from './values.ts'

function elementKind(type: Type): Primitive {
  if (type.kind === 'list' || type.kind === 'set') return type.element
  if (type.kind === 'map') return type.key
  throw new TypeError(`a ${type.kind} has no elements`)
}

const json = (value: Json) => Buffer.from(printJson(value))

function scalarOperand(kind: Primitive, name: string, value: Scalar): Buffer {
  return name === 'ltrim' || name === 'rtrim' ? encodeInt(value as bigint) : encodeScalar(kind, value)
}

function operandsOf(type: Type, operation: Operation): Message {
  switch (operation.name) {
    case 'put':
    case 'setUnion':
    case 'setIntersect':
      return { operands: [encodeValue(type, operation.value)] }
    case 'lpop':
    case 'rpop':
      return {}
    case 'lpush':
    case 'rpush':
    case 'setAdd':
    case 'setRemove':
    case 'mapRemove':
      return { operands: [encodeScalar(elementKind(type), operation.value)] }
    case 'mapAdd': {
      const { key, value } = type as Type & { readonly kind: 'map' }
      return { operands: [encodeScalar(key, operation.value[0]), encodeScalar(value, operation.value[1])] }
    }
    case 'mapApply': {
      const { key, value } = type as Type & { readonly kind: 'map' }
      const { inner } = operation
      return { inner, operands: [encodeScalar(key, operation.key), scalarOperand(value, inner, operation.value)] }
    }
    case 'docSet':
      return { path: printPath(operation.path), operands: [json(operation.value)] }
    case 'docUnset':
      return { path: printPath(operation.path) }
    case 'docRename':
      return { path: printPath(operation.path), operands: [Buffer.from(printPath(operation.to))] }
    case 'docApply': {
      const { path, inner, value } = operation
      return { path: printPath(path), inner, operands: value === undefined ? [] : [json(value)] }
    }
    default:
      return { operands: [scalarOperand(type.kind as Primitive, operation.name, operation.value)] }
  }
}

export function operationMessage(definition: Placed, attribute: string, operation: Operation): Message {
  const { name } = operation
  return { attribute: indexOf(definition, attribute), name, ...operandsOf(typeOf(definition, attribute), operation) }
}

const operators = { eq: 'equal', ne: 'notEqual', lt: 'less', le: 'lessOrEqual', gt: 'greater', ge: 'greaterOrEqual' } as const

const lengthOperators: Readonly<Record<LengthOperator, string>> = {
  eq: 'lengthEqual',
  ne: 'lengthNotEqual',
  lt: 'lengthLess',
  le: 'lengthLessOrEqual',
  gt: 'lengthGreater',
  ge: 'lengthGreaterOrEqual',
}

function testMessage(test: Test, value: (value: Value) => Buffer, element: (value: Value) => Buffer): Message {
  switch (test.operator) {
    case 'between':
      return { operator: 'between', operands: [value(test.low), value(test.high)] }
    case 'oneOf':
      return { operator: 'oneOf', operands: test.values.map(value) }
    case 'startsWith':
      return { operator: 'startsWith', operands: [Buffer.from(test.prefix, 'latin1')] }
    case 'regex':
      return { operator: 'regex', operands: [Buffer.from(printRegex(test.regex))] }
    case 'contains':
      return { operator: 'contains', operands: [element(test.value)] }
    case 'length':
      return { operator: lengthOperators[test.compare], operands: [encodeInt(BigInt(test.value))] }
    default:
      return { operator: operators[test.operator], operands: [value(test.value)] }
  }
}

export function predicateMessage(definition: Placed, predicate: Predicate): Message {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return { kind: predicate.kind.toUpperCase(), terms: predicate.terms.map((term) => predicateMessage(definition, term)) }
    case 'not':
      return { kind: 'NOT', terms: [predicateMessage(definition, predicate.term)] }
    case 'test': {
      const { attribute, path, test } = predicate
      const type = typeOf(definition, attribute)
      const given = { kind: 'TEST', attribute: indexOf(definition, attribute) }
      const inDocument = (value: Value) => json(value as Json)
      if (path !== undefined) return { ...given, path: printPath(path), ...testMessage(test, inDocument, inDocument) }
      const element = (value: Value) => encodeScalar(elementKind(type), value as Scalar)
      return { ...given, ...testMessage(test, (value) => encodeValue(type, value), element) }
    }
  }
}
