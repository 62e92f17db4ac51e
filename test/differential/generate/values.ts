// Values of every type: few different ones, so that predicates hit, and the awkward ones often among them.
import { asDocumentNumber, bytesOf, int64Maximum, int64Minimum, isElements, isMembers, type Json } from '../model/json.ts'
import { lookUp, type Path } from '../model/path.ts'
import type { Primitive, Type } from '../model/types.ts'
import type { Entry, Scalar, Value } from '../model/values.ts'
import type { Random } from '../random.ts'

const texts = [
  '',
  'a',
  'b',
  'ab',
  'abc',
  'ba',
  'aab',
  'A',
  'aB',
  '1',
  '12',
  'a b',
  '\n',
  'a\nb',
  '\0',
  'ä',
  'aé',
  'Ä',
  '😀',
  'x😀',
  '-',
  '_',
]
/** Not UTF-8: a stray byte, a character cut in half, an overlong form. */
const brokenBytes = ['\xff', '\xff\x00', 'a\xff', '\xc3', '\x80b', '\xc0\xaf', '\xf0\x9f\x98']
const ints = [-7n, -2n, -1n, -1n, 0n, 0n, 1n, 1n, 2n, 3n, 7n, 10n, 2n ** 31n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n]
const extremeInts = [int64Minimum, int64Minimum + 1n, int64Maximum - 1n, int64Maximum, 2n ** 62n, -(2n ** 62n)]
const floats = [0, 0, -0, 1, -1, 0.5, -1.5, 0.1, 0.2, 2, 3, 7, 2 ** 53, 1e16]
const extremeFloats = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  5e-324,
  2.2e-308,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  1e300,
]
const day = 86_400_000_000n
const moments = [0n, 1n, -1n, 999n, 1000n, -1000n, 1_000_000n, day, 31n * day, 365n * day, 20_000n * day, -day, 20_454n * day + 123_456n]
const extremeMoments = [int64Minimum, int64Maximum, 2n ** 60n, 8_640_000_000_000_000_000n]

function bigInt(random: Random): bigint {
  return BigInt.asIntN(64, (BigInt(random.next()) << 32n) | BigInt(random.next()))
}

export function stringOf(random: Random): string {
  if (random.chance(12)) return random.pick(brokenBytes)
  return random.chance(85) ? bytesOf(random.pick(texts)) : bytesOf(random.pick(texts) + random.pick(texts))
}

function intOf(random: Random): bigint {
  return random.weighted([
    [66, () => random.pick(ints)],
    [16, () => random.pick(extremeInts)],
    [13, () => BigInt(random.between(-20, 20))],
    [5, () => bigInt(random)],
  ])()
}

function anyDouble(random: Random): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setUint32(0, random.next())
  view.setUint32(4, random.next())
  return view.getFloat64(0)
}

function floatOf(random: Random): number {
  return random.weighted([
    [65, () => random.pick(floats)],
    [15, () => random.pick(extremeFloats)],
    [15, () => random.between(-40, 40) / 4],
    [5, () => anyDouble(random)],
  ])()
}

function momentOf(random: Random): bigint {
  return random.weighted([
    [80, () => random.pick(moments)],
    [5, () => random.pick(extremeMoments)],
    [15, () => BigInt(random.between(-1000, 1000)) * 3_600_000_000n],
  ])()
}

export function scalarOf(random: Random, kind: Primitive | 'timestamp'): Scalar {
  if (kind === 'string') return stringOf(random)
  if (kind === 'float') return floatOf(random)
  return kind === 'timestamp' ? momentOf(random) : intOf(random)
}

const members = ['a', 'b', 'c', 'n', 'odd key', 'ä']

export function pathOf(random: Random): Path {
  const steps = random.list(
    random.weighted([
      [50, 0],
      [35, 1],
      [15, 2],
    ]),
    () => (random.chance(35) ? random.between(-3, 2) : random.pick(members)),
  )
  return [random.pick(members), ...steps]
}

/** A path to something in the document, of one step or more; undefined in an empty one. */
export function pathWithin(random: Random, document: Json): Path | undefined {
  if (!isMembers(document) || document.size === 0) return undefined
  const path: (string | number)[] = [random.pick([...document.keys()])]
  for (let at = lookUp(document, path); random.chance(50); at = lookUp(document, path)) {
    if (isMembers(at) && at.size > 0) path.push(random.pick([...at.keys()]))
    else if (isElements(at) && at.length > 0) path.push(random.between(-at.length, at.length - 1))
    else break
  }
  return path
}

function documentScalar(random: Random): Json {
  return random.weighted<() => Json>([
    [30, () => random.pick(texts)],
    [35, () => intOf(random)],
    [20, () => asDocumentNumber(random.pick([0.5, -1.5, 0.1, 1e300, 2 ** 63, 1e16, random.between(-40, 40) / 4]))],
    [5, () => null],
    [10, () => random.chance(50)],
  ])()
}

export function jsonOf(random: Random, levels: number): Json {
  return random.weighted<() => Json>([
    [60, () => documentScalar(random)],
    [levels > 0 ? 25 : 0, () => random.list(random.below(5), () => jsonOf(random, levels - 1))],
    [levels > 0 ? 20 : 0, () => documentOf(random, levels - 1)],
  ])()
}

function documentOf(random: Random, levels: number): Json {
  const names = random.shuffled(random.some(members, 55))
  return new Map(names.map((name) => [name, jsonOf(random, levels)]))
}

function entryOf(random: Random, { key, value }: Type & { readonly kind: 'map' }): Entry {
  return [scalarOf(random, key), scalarOf(random, value)]
}

/** Elements of sets and entries of maps in any order, and some more than once. */
export function anyValue(random: Random, type: Type): Value {
  switch (type.kind) {
    case 'document':
      return documentOf(random, 2)
    case 'list':
      return random.list(random.below(4), () => scalarOf(random, type.element))
    case 'set':
      return random.list(random.below(4), () => scalarOf(random, type.element))
    case 'map':
      return random.list(random.below(4), () => entryOf(random, type))
    default:
      return scalarOf(random, type.kind)
  }
}
