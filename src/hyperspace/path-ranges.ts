// The forms (values/document-form.ts) that a document which passes a test at a path has at least one of.
import type { Bytes } from '../values/bytes.ts'
import { normalizeDocumentValue } from '../values/document.ts'
import { elementForm, formTag, memberForm, numberForm, scalarForm, stringForm } from '../values/document-form.ts'
import { kindOfPlace, readOddNumber, stringAt } from '../values/document-value.ts'
import { operator } from '../values/predicate.ts'
import { nothing, type OrderedRange, type OrderedRanges, uniteRanges } from './ordered-ranges.ts'
import { behindForm, prefixEnd } from './successor.ts'

function point(form: Bytes): OrderedRange {
  return { from: form, to: behindForm(form) }
}

/** Undefined: an index does not help. The operands are those of a predicate that compiles. */
export function rangesOfPathTest(name: number, operands: readonly Bytes[]): OrderedRanges | undefined {
  const [first, second] = operands
  switch (name) {
    case operator.equal:
      return pointsOf([first!])
    case operator.oneOf:
      return pointsOf(operands)
    case operator.less:
    case operator.lessOrEqual: {
      const high = orderForm(first!)
      return [{ from: Uint8Array.of(high[0]!), to: name === operator.less ? high : behindForm(high) }]
    }
    case operator.greater:
    case operator.greaterOrEqual: {
      const low = orderForm(first!)
      return [{ from: name === operator.greater ? behindForm(low) : low, to: Uint8Array.of(low[0]! + 1) }]
    }
    case operator.between: {
      const low = orderForm(first!)
      const high = orderForm(second!)
      return low[0] === high[0] ? uniteRanges([{ from: low, to: behindForm(high) }]) : nothing
    }
    case operator.startsWith: {
      const from = stringForm(first!)
      return [{ from, to: prefixEnd(from) }]
    }
    case operator.contains:
      return containsRanges(first!)
    default:
      return undefined
  }
}

function pointsOf(operands: readonly Bytes[]): OrderedRanges | undefined {
  const ranges: OrderedRange[] = []
  for (const operand of operands) {
    if (readOddNumber(operand) !== undefined) continue
    const form = scalarForm(normalizeDocumentValue(operand))
    if (!form) return undefined
    ranges.push(point(form))
  }
  return uniteRanges(ranges)
}

/** Of a number or a string. */
function orderForm(operand: Bytes): Bytes {
  const odd = readOddNumber(operand)
  return odd === undefined ? scalarForm(normalizeDocumentValue(operand))! : numberForm(odd)
}

function containsRanges(operand: Bytes): OrderedRanges | undefined {
  if (readOddNumber(operand) !== undefined) return nothing
  const stored = normalizeDocumentValue(operand)
  const scalar = scalarForm(stored)
  if (!scalar) return undefined
  const element = point(elementForm(scalar))
  return kindOfPlace(stored[0]!) === 'string' ? [element, point(memberForm(stringAt(stored)))] : [element]
}

/** Whether all the ranges lie among the forms of scalars, of which a document has at most one at a path. */
export function areScalarForms(ranges: OrderedRanges): boolean {
  return ranges.every(({ from }) => from[0]! < formTag.element)
}
