// What one operation takes at one attribute, as users give it, to the operands, path and inner operation that travel.
import { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import { encodeString } from '../values/encode.ts'
import { type Operation, operationName } from '../values/operation.ts'
import { parseDocumentPath } from '../values/path.ts'
import { type ElementCodec, kindOfValue } from './codec.ts'
import { encodeJson } from './document-codec.ts'
import type { OperationMethod } from './shape.ts'
import type { BoundAttribute } from './space-binding.ts'
import { encodeLength, encodeText } from './value-codec.ts'

type Operand = Pick<Operation, 'operands' | 'path' | 'inner'>

/** Throws INVALID, INT_UNSAFE and TOO_LARGE. */
export function encodeOperand(attribute: BoundAttribute, method: OperationMethod, value: unknown): Operand {
  const { name, codec, elements } = attribute
  switch (method) {
    case 'ltrim':
    case 'rtrim':
      return { operands: [encodeTrim(value, name)] }
    case 'prepend':
    case 'append':
      return { operands: [encodeText(value, name)] }
    case 'lpop':
    case 'rpop':
      if (value !== true) throw wrong(method, name, 'true', `{ ${name}: true }`)
      return { operands: [] }
    case 'lpush':
    case 'rpush':
    case 'setAdd':
    case 'setRemove':
    case 'mapRemove':
      return { operands: [elements[0]!.codec.encode(value, name)] }
    case 'mapAdd': {
      const [key, entry] = tuple(method, name, value, 2, '[key, value]')
      return { operands: [elements[0]!.codec.encode(key, name), elements[1]!.codec.encode(entry, name)] }
    }
    case 'mapApply':
      return encodeMapApply(name, elements, value)
    case 'docSet': {
      const [path, set] = tuple(method, name, value, 2, '[path, value]')
      return { path: checkPath(name, path), operands: [encodeJson(set, name)] }
    }
    case 'docUnset':
      return { path: checkPath(name, value), operands: [] }
    case 'docRename': {
      const [from, to] = tuple(method, name, value, 2, '[path, new path]')
      return { path: checkPath(name, from), operands: [encodeString(checkPath(name, to))] }
    }
    case 'docApply':
      return encodeDocApply(name, value)
    default:
      return { operands: [codec.encode(value, name)] }
  }
}

function encodeTrim(value: unknown, name: string): Bytes {
  return encodeLength(value, `what is trimmed of ${name} is a whole number of bytes`)
}

function wrong(method: string, name: string, wanted: string, example: string): HyperdexError {
  return new HyperdexError('INVALID', `${method} takes ${wanted} at attribute ${name}`, `give ${example}`)
}

function tuple(method: string, name: string, value: unknown, length: number, shape: string): readonly unknown[] {
  if (Array.isArray(value) && value.length === length) return value
  throw wrong(method, name, shape, `{ ${name}: ${shape} }`)
}

function checkPath(name: string, path: unknown): string {
  if (typeof path !== 'string') throw new HyperdexError('INVALID', `a path in attribute ${name} is no string`, "give for example 'a.b[0]'")
  parseDocumentPath(path)
  return path
}

function innerNamed(method: string, name: string, inner: unknown): number {
  if (typeof inner === 'string' && Object.hasOwn(operationName, inner)) return operationName[inner as keyof typeof operationName]
  throw new HyperdexError(
    'INVALID',
    `${method} applies no operation ${kindOfInner(inner)} at attribute ${name}`,
    "name one, for example 'add'",
  )
}

function kindOfInner(inner: unknown): string {
  return typeof inner === 'string' ? inner : `that ${kindOfValue(inner)} names`
}

function encodeMapApply(name: string, [key, element]: readonly ElementCodec[], value: unknown): Operand {
  const [at, inner, operand] = tuple('mapApply', name, value, 3, "[key, 'operation', operand]")
  return {
    inner: innerNamed('mapApply', name, inner),
    operands: [key!.codec.encode(at, name), encodeInner(element!, inner, operand, name)],
  }
}

function encodeInner({ column, codec }: ElementCodec, inner: unknown, operand: unknown, name: string): Bytes {
  if (inner === 'ltrim' || inner === 'rtrim') return encodeTrim(operand, name)
  return column.type.kind === 'string' ? encodeText(operand, name) : codec.encode(operand, name)
}

function encodeDocApply(name: string, value: unknown): Operand {
  const pops = Array.isArray(value) && (value[1] === 'lpop' || value[1] === 'rpop')
  const shape = pops ? "[path, 'lpop']" : "[path, 'operation', operand]"
  const [path, inner, operand] = tuple('docApply', name, value, pops ? 2 : 3, shape)
  return {
    path: checkPath(name, path),
    inner: innerNamed('docApply', name, inner),
    operands: pops ? [] : [encodeJson(operand, name)],
  }
}
