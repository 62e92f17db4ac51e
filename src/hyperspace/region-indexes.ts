// The indexes inside a region: which rows an object has in each, and which rows a search has to read. An attribute of an ordered type is
// indexed by its value; a container by each element, a map by each key; a document by what lies at one path.
//
// An object whose value would have very many rows has a single one, of a form of its own, and every search that reads the index looks at such objects,
// too: a put of a million elements would else be a turn of several seconds, in which the server answers nobody (protocol.md, P7).
import type { Space } from '../cluster/configuration.ts'
import { attributeIndex, attributeTypes } from '../schema/check-space.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import { type Bytes, concatBytes, emptyBytes, equalBytes } from '../values/bytes.ts'
import type { ContainerOperations } from '../values/data-type.ts'
import { formsOfValue, valueAtPath } from '../values/document-form.ts'
import { scanSteps } from '../values/document-scan.ts'
import { elementBytesMin } from '../values/elements.ts'
import { encodeString } from '../values/encode.ts'
import { parseDocumentPath, printDocumentPath } from '../values/path.ts'
import { operator, type Predicate } from '../values/predicate.ts'
import { dataType } from '../values/registry.ts'
import { coveringRanges, type RangesOfTest } from './covering-ranges.ts'
import { changesBeside, differingForms, type FormChanges, noChanges } from './differing-forms.ts'
import { everything, isEverything, type OrderedRanges, uniteRanges } from './ordered-ranges.ts'
import { areScalarForms, rangesOfPathTest } from './path-ranges.ts'
import { possibleValues, type TypeLookup } from './possible-values.ts'
import { behindForm, prefixEnd } from './successor.ts'

/** More forms of one value in one index are not kept: some 40 ms of a turn. */
export const formsMax = 8192

/** Of a value with more forms: nothing that is UTF-8 has it. Another string of these two bytes is one candidate too many. */
const manyForms: Bytes = Uint8Array.of(0xff, 0xff)

export interface RegionIndex {
  readonly attribute: number
  /** As the `index` clause has it: `age`, `tags`, `profile.a.b`. */
  readonly name: string
  /** By the value of the attribute itself: each object has one row, and the rows' order is that of the values. */
  readonly byValue: boolean
  /** All its forms begin with it, and those of no other index of the attribute do. */
  readonly prefix: Bytes
  /** What stands in the rows (row-names.ts, indexNames) of an object with this value of the attribute; the same may come twice. `formsMax` at most. */
  forms(value: Bytes): readonly Bytes[]
  /** Of two values in stored form. */
  changes(before: Bytes, after: Bytes): FormChanges
  /** Every matching object has a row in them; `everything`: the index does not help. */
  ranges(typeOf: TypeLookup, predicate: Predicate): OrderedRanges
}

/** Those of every region of a subspace: on its own axes, and those that the space declares. Each once, by rising attribute. */
export function regionIndexes(space: Space, subspace: number): RegionIndex[] {
  const { definition } = space
  const types = attributeTypes(definition)
  const names = [definition.key.name, ...definition.attributes.map(({ name }) => name)]
  const found = new Map<string, RegionIndex>()
  const add = (index: RegionIndex) => found.set(index.name, index)
  for (const { attribute } of space.subspaces[subspace]!.axes)
    if (attribute !== 0) add(valueIndex(attribute, names[attribute]!, types[attribute]!))
  for (const { attribute: name, path } of definition.indexes) {
    const attribute = attributeIndex(definition, name)
    const type = attribute === undefined ? undefined : types[attribute]!
    if (attribute === undefined || !type) continue
    const { container, ordered } = dataType(type)
    if (ordered) add(valueIndex(attribute, name, type))
    else if (container) add(elementIndex(attribute, name, container))
    else if (path !== undefined) add(pathIndex(attribute, name, path))
  }
  return [...found.values()].sort((a, b) => a.attribute - b.attribute)
}

function valueIndex(attribute: number, name: string, type: AttributeType): RegionIndex {
  const { toOrdered } = dataType(type)
  return {
    attribute,
    name,
    byValue: true,
    prefix: emptyBytes,
    forms: (value) => [toOrdered(value)],
    changes(before, after) {
      const from = toOrdered(before)
      const to = toOrdered(after)
      return equalBytes(from, to) ? noChanges : { gone: [from], come: [to] }
    },
    ranges: (typeOf, predicate) => possibleValues(typeOf, predicate, attribute),
  }
}

function elementIndex(attribute: number, name: string, container: ContainerOperations): RegionIndex {
  const { toOrdered, canonicalKey } = container.element
  const form = (element: Bytes) => toOrdered(canonicalKey(element))
  const point = (element: Bytes) => ({ from: form(element), to: behindForm(form(element)) })
  const hasMany = (value: Bytes) => value.length > formsMax * elementBytesMin && container.length(value) > formsMax
  const forms = (value: Bytes) => (hasMany(value) ? [manyForms] : container.elements(value).map(form))
  const rangesOfTest: RangesOfTest = ({ operator: tested = operator.equal, operands }) => {
    if (tested === operator.contains) return [point(operands![0]!)]
    if (tested !== operator.equal && tested !== operator.oneOf) return undefined
    // A container that equals another has its first element; an empty one has no row.
    const firsts = (operands ?? []).map((operand) => container.elements(operand)[0])
    return firsts.every((first) => first !== undefined) ? uniteRanges(firsts.map(point)) : undefined
  }
  return {
    attribute,
    name,
    byValue: false,
    prefix: emptyBytes,
    forms,
    changes(before, after) {
      if (hasMany(before) || hasMany(after)) return differingForms(forms(before), forms(after))
      const found = container.differences(before, after)
      const changes = differingForms(found.before.map(form), found.after.map(form))
      return changesBeside(changes, found.shared, (part) => container.elements(part).map(form))
    },
    ranges: (_, predicate) =>
      withMany(
        coveringRanges(
          predicate,
          (test) => (isTestOf(test, attribute) ? rangesOfTest(test) : undefined),
          () => false,
        ),
      ),
  }
}

/** Rows begin with the path, so that indexes on several paths of one attribute lie apart. */
function pathIndex(attribute: number, attributeName: string, text: string): RegionIndex {
  const steps = parseDocumentPath(text)
  const path = printDocumentPath(steps)
  const scanned = scanSteps(steps)
  const prefix = pathPrefix(path)
  const formsOf = (found: Bytes | undefined) => (found ? (formsOfValue(found, formsMax) ?? [manyForms]) : [])
  const prefixed = (forms: readonly Bytes[]) => forms.map((form) => concatBytes([prefix, form]))
  const rangesOfTest: RangesOfTest = (test) =>
    isTestOf(test, attribute, path) ? rangesOfPathTest(test.operator ?? operator.equal, test.operands ?? []) : undefined
  return {
    attribute,
    name: `${attributeName}.${path}`,
    byValue: false,
    prefix,
    forms: (value) => prefixed(formsOf(valueAtPath(value, scanned))),
    changes(before, after) {
      const from = valueAtPath(before, scanned)
      const to = valueAtPath(after, scanned)
      if (from && to && equalBytes(from, to)) return noChanges
      const { gone, come } = differingForms(formsOf(from), formsOf(to))
      return { gone: prefixed(gone), come: prefixed(come) }
    },
    ranges(_, predicate) {
      const ranges = coveringRanges(predicate, rangesOfTest, areScalarForms)
      if (isEverything(ranges)) return everything
      // A value with many forms is no scalar.
      const read = areScalarForms(ranges) ? ranges : withMany(ranges)
      return read.map(({ from, to }) => ({ from: concatBytes([prefix, from]), to: to ? concatBytes([prefix, to]) : prefixEnd(prefix) }))
    },
  }
}

function withMany(ranges: OrderedRanges): OrderedRanges {
  if (isEverything(ranges) || ranges.length === 0) return ranges
  return uniteRanges([{ from: manyForms, to: behindForm(manyForms) }, ...ranges])
}

/** Its length in 4 bytes, the highest first, then its UTF-8 bytes: no path's prefix begins another's. */
function pathPrefix(path: string): Bytes {
  const text = encodeString(path)
  const { length } = text
  return concatBytes([Uint8Array.of(length >>> 24, length >>> 16, length >>> 8, length), text])
}

function isTestOf(test: Predicate, attribute: number, path?: string): boolean {
  if ((test.attribute ?? 0) !== attribute) return false
  if (!test.path) return path === undefined
  return path !== undefined && (test.path === path || printDocumentPath(parseDocumentPath(test.path)) === path)
}
