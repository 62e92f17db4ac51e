// One operation on one attribute as it is typed: `op users jsmith add age=1`, `op users jsmith docSet profile='["a.b", 1]'`. What takes
// several parts takes them as a JSON array; a single value is typed as `put` takes it.
import { HyperdexError } from '../errors.ts'
import type { SpaceDefinition } from '../schema/definition.ts'
import type { AttributeType, PrimitiveName } from '../values/attribute-type.ts'
import type { Bytes } from '../values/bytes.ts'
import { printDocumentValue } from '../values/document.ts'
import { encodeString } from '../values/encode.ts'
import { primitiveFromJson } from '../values/json.ts'
import { documentLevelsMax, isElements, type JsonValue, parseJson } from '../values/json-text.ts'
import { type Operation, type OperationName, operationName } from '../values/operation.ts'
import type { QuotedOption } from './quoted-strings.ts'
import { encodeTyped, naming, parseAssignment, writableAttributeNamed } from './typed-values.ts'

/** Throws INVALID that lists the operations. */
export function operationNamed(name: string): OperationName {
  if (Object.hasOwn(operationName, name)) return name as OperationName
  const remedy = `the operations are ${Object.keys(operationName).join(' ')}`
  throw new HyperdexError('INVALID', `there is no operation ${JSON.stringify(name)}`, remedy)
}

/** Throws INVALID; whether operation and operands fit the attribute is the caller's to check (`checkOperations`). */
export function operationOn(definition: SpaceDefinition, operation: OperationName, assignment: string, options: QuotedOption): Operation {
  const { name, text } = parseAssignment(assignment)
  const { index, type } = writableAttributeNamed(definition, name)
  const given = { attribute: index, name: operationName[operation] }
  if (operation === 'lpop' || operation === 'rpop') {
    if (text) throw new HyperdexError('INVALID', `${operation} takes no value`, `write just ${name}`)
    return { ...given, operands: [] }
  }
  if (text === undefined) throw new HyperdexError('INVALID', `${name} has no value`, `write ${name}=VALUE`)
  return { ...given, ...naming(name, () => operandOf(operation, name, type, text, options)) }
}

/** As one word: `add age=1`; the value goes to its end. Throws INVALID, as `operationNamed` and `operationOn`. */
export function operationIn(definition: SpaceDefinition, word: string, options: QuotedOption): Operation {
  const match = /^(\S+)\s+(\S.*)$/s.exec(word)
  if (!match) {
    const remedy = "write each operation as one word in quotes, like 'add age=1'"
    throw new HyperdexError('INVALID', `${JSON.stringify(word)} is no operation with an attribute`, remedy)
  }
  return operationOn(definition, operationNamed(match[1]!), match[2]!, options)
}

type Operand = Pick<Operation, 'operands' | 'path' | 'inner'>

function operandOf(operation: OperationName, name: string, type: AttributeType, text: string, options: QuotedOption): Operand {
  switch (operation) {
    case 'ltrim':
    case 'rtrim':
      return { operands: [encodeTyped(name, { kind: 'int' }, text)] }
    case 'lpush':
    case 'rpush':
    case 'setAdd':
    case 'setRemove':
    case 'mapRemove':
      return { operands: [encodeTyped(name, elementType(operation, type), text, options)] }
    case 'mapAdd': {
      const [key, value] = parts(text, operation, '[key, value]')
      const { keys, values } = mapTypes(operation, type)
      return { operands: [primitiveFromJson(keys, key!), primitiveFromJson(values, value!)] }
    }
    case 'mapApply': {
      const [key, inner, operand] = parts(text, operation, '[key, "operation", operand]')
      const { keys, values } = mapTypes(operation, type)
      const operandKind = inner === 'ltrim' || inner === 'rtrim' ? 'int' : values
      return { inner: innerNamed(inner!), operands: [primitiveFromJson(keys, key!), primitiveFromJson(operandKind, operand!)] }
    }
    case 'docSet': {
      const [path, value] = parts(text, operation, '["path", value]')
      return { path: pathOf(path!), operands: [encodeJson(value!)] }
    }
    case 'docUnset':
      return { path: text, operands: [] }
    case 'docRename': {
      const [path, to] = parts(text, operation, '["path", "new path"]')
      return { path: pathOf(path!), operands: [encodeString(pathOf(to!))] }
    }
    case 'docApply': {
      const [path, inner, ...operands] = parts(text, operation, '["path", "operation", operand]', '["path", "lpop"]')
      return { path: pathOf(path!), inner: innerNamed(inner!), operands: operands.map(encodeJson) }
    }
    default:
      return { operands: [encodeTyped(name, type, text, options)] }
  }
}

/** The parts of a JSON array as long as one of `shapes`. */
function parts(text: string, operation: OperationName, ...shapes: readonly string[]): readonly JsonValue[] {
  const value = parseJson(text, documentLevelsMax + 1)
  const lengths = shapes.map((shape) => shape.split(', ').length)
  if (isElements(value) && lengths.includes(value.length)) return value
  throw new HyperdexError('INVALID', `${operation} takes ${shapes.join(' or ')}`, 'write it as a JSON array')
}

function encodeJson(value: JsonValue): Bytes {
  return encodeString(printDocumentValue(value))
}

function pathOf(value: JsonValue): string {
  if (typeof value === 'string') return value
  throw new HyperdexError('INVALID', 'a path is no string', 'write a path in double quotes, like "a.b[0]"')
}

function innerNamed(value: JsonValue): number {
  return operationName[operationNamed(typeof value === 'string' ? value : printDocumentValue(value))]
}

function elementType(operation: OperationName, type: AttributeType): AttributeType {
  if (type.kind === 'list' || type.kind === 'set') return { kind: type.element }
  if (type.kind === 'map') return { kind: type.key }
  throw misfit(operation, type)
}

function mapTypes(operation: OperationName, type: AttributeType): { keys: PrimitiveName; values: PrimitiveName } {
  if (type.kind === 'map') return { keys: type.key, values: type.value }
  throw misfit(operation, type)
}

function misfit(operation: OperationName, { kind }: AttributeType): HyperdexError {
  return new HyperdexError('INVALID', `${operation} does not fit a ${kind}`, 'use an operation that fits the type')
}
