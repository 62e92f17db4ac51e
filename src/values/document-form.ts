// What an index on a path of documents holds for one document: bytes that order as the values do (docs/formats/values.md). A scalar has one
// form, an array one for each scalar in it, an object one for each name of a member; a missing path has none.
import { type Bytes, concatBytes } from './bytes.ts'
import { findPlace, type ScanStep, walkElements, walkMemberNames } from './document-scan.ts'
import { kindOfPlace, numberAt, stringAt } from './document-value.ts'
import { encodeFloat } from './encode.ts'
import { floatType } from './float-type.ts'

/** The first byte of a form. */
export const formTag = { null: 1, boolean: 2, number: 3, string: 4, element: 5, member: 6 } as const

const residualMiddle = 32_768

function tagged(tag: number, form: Bytes): Bytes {
  return concatBytes([Uint8Array.of(tag), form])
}

/** Ints beyond 2^53 lie between floats: the nearest float first, then how far they are from it, at most 512. */
export function numberForm(value: number | bigint): Bytes {
  const nearest = Number(value)
  const residual = residualMiddle + (typeof value === 'bigint' ? Number(value - BigInt(nearest)) : 0)
  return concatBytes([Uint8Array.of(formTag.number), floatType.toOrdered(encodeFloat(nearest)), Uint8Array.of(residual >>> 8, residual)])
}

export function stringForm(text: Bytes): Bytes {
  return tagged(formTag.string, text)
}

/** Of a value in stored form; undefined for arrays and objects. */
export function scalarForm(stored: Bytes): Bytes | undefined {
  switch (kindOfPlace(stored[0]!)) {
    case 'null':
      return Uint8Array.of(formTag.null)
    case 'boolean':
      return Uint8Array.of(formTag.boolean, stored[0] === 0x74 ? 1 : 0)
    case 'number':
      return numberForm(numberAt(stored))
    case 'string':
      return stringForm(stringAt(stored))
    default:
      return undefined
  }
}

/** Of one element of an array, given by its scalar form. */
export function elementForm(scalar: Bytes): Bytes {
  return tagged(formTag.element, scalar)
}

/** Of one member of an object. */
export function memberForm(name: Bytes): Bytes {
  return tagged(formTag.member, name)
}

/** What lies at a path, in stored form, as a view. */
export function valueAtPath(document: Bytes, steps: readonly ScanStep[]): Bytes | undefined {
  const place = findPlace(document, steps)
  return place && document.subarray(place.from, place.end)
}

/** Of what lies at the path; in no order, and the same form may come twice. Undefined: there are more than `max`. */
export function formsOfValue(value: Bytes, max: number): Bytes[] | undefined {
  const forms: Bytes[] = []
  for (const form of walkForms(value)) {
    if (forms.length === max) return undefined
    forms.push(form)
  }
  return forms
}

function* walkForms(value: Bytes): Generator<Bytes> {
  switch (kindOfPlace(value[0]!)) {
    case 'array':
      for (const { from, end } of walkElements(value, 0)) {
        const form = scalarForm(value.subarray(from, end))
        if (form) yield elementForm(form)
      }
      return
    case 'object':
      for (const name of walkMemberNames(value, 0)) yield memberForm(stringAt(name))
      return
    default:
      yield scalarForm(value)!
  }
}
