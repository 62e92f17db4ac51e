// Values from the JSON form, as the command line prints it with `--json`.
import { bytesOf } from '../model/json.ts'
import type { ScalarType, Type } from '../model/types.ts'
import type { Entry, Scalar, Value } from '../model/values.ts'
import { isNumberText, isStringText, type Tagged, toDocument } from '../tagged-json.ts'

function wrong(kind: string, json: Tagged): TypeError {
  return new TypeError(`no ${kind} in the JSON form: ${JSON.stringify(json)}`)
}

const moment = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})(\d{3})Z$/

function timestampOf(json: Tagged): bigint {
  if (isNumberText(json)) return BigInt(json.slice(1))
  const [, millis, micros] = (isStringText(json) && json.slice(1).match(moment)) || []
  if (millis === undefined || micros === undefined) throw wrong('timestamp', json)
  return BigInt(Date.parse(`${millis}Z`)) * 1000n + BigInt(micros)
}

const oddFloats: readonly string[] = ['NaN', 'Infinity', '-Infinity']

function stringOf(json: Tagged): string {
  if (isStringText(json)) return bytesOf(json.slice(1))
  const bytes = (json as { readonly [name: string]: Tagged } | null)?.s$bytes
  if (bytes === undefined || !isStringText(bytes)) throw wrong('string', json)
  return Buffer.from(bytes.slice(1), 'base64').toString('latin1')
}

export function scalarOfJson(kind: ScalarType['kind'], json: Tagged): Scalar {
  switch (kind) {
    case 'string':
      return stringOf(json)
    case 'float':
      if (isNumberText(json) || (isStringText(json) && oddFloats.includes(json.slice(1)))) return Number(json.slice(1))
      throw wrong(kind, json)
    case 'timestamp':
      return timestampOf(json)
    default:
      if (isNumberText(json)) return BigInt(json.slice(1))
      throw wrong(kind, json)
  }
}

export function valueOfJson(type: Type, json: Tagged): Value {
  switch (type.kind) {
    case 'document':
      return toDocument(json)
    case 'list':
    case 'set':
      return (json as readonly Tagged[]).map((element) => scalarOfJson(type.element, element))
    case 'map':
      return (json as readonly (readonly [Tagged, Tagged])[]).map(
        ([key, value]): Entry => [scalarOfJson(type.key, key), scalarOfJson(type.value, value)],
      )
    default:
      return scalarOfJson(type.kind, json)
  }
}
