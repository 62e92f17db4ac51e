// Sets and maps of more elements than are sorted by comparing, against arrays of keys in order form.
import test from 'ava'
import type { PrimitiveName } from '../../src/values/attribute-type.ts'
import { type Bytes, concatBytes } from '../../src/values/bytes.ts'
import { elementKinds, splitElements, writeElement } from '../../src/values/elements.ts'
import { encodeFloat, encodeInt, encodeString, intMaximum, intMinimum } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { dataType } from '../../src/values/registry.ts'

let seed = 11
function random(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
  return seed / 2 ** 31
}

const notOne = Uint8Array.of(1, 0, 0, 0, 0, 0, 0xf8, 0xff)
const make: Readonly<Record<'int' | 'float' | 'string', () => Bytes>> = {
  int() {
    const edges = [intMinimum, intMaximum, -1n, 0n, 1n, 2n ** 32n, -(2n ** 32n), 2n ** 31n, intMinimum + 1n]
    if (random() < 0.2) return encodeInt(edges[Math.floor(random() * edges.length)]!)
    return encodeInt(BigInt(Math.floor((random() - 0.5) * (random() < 0.5 ? 600 : 2 ** 53))) * (random() < 0.5 ? 1n : 777n))
  },
  float() {
    const edges = [0, -0, Number.NaN, Infinity, -Infinity, Number.MIN_VALUE, -Number.MIN_VALUE, 2 ** -1022, Number.MAX_VALUE, -1, 1]
    if (random() < 0.1) return notOne
    if (random() < 0.2) return encodeFloat(edges[Math.floor(random() * edges.length)]!)
    return encodeFloat((random() - 0.5) * 10 ** Math.floor(random() * 600 - 300))
  },
  string: () =>
    encodeString(
      'prefix'.repeat(Math.floor(random() * 3)) + String.fromCharCode(...Array.from({ length: random() * 3 }, () => random() * 400)),
    ),
}

function formsOf(kind: PrimitiveName, elements: readonly Bytes[]): string[] {
  return elements.map((element) => Buffer.from(elementKinds[kind].type.toOrdered(element)).toString('hex'))
}

for (const kind of ['int', 'float', 'string'] as const) {
  const elementKind = elementKinds[kind]
  const some = (count: number) => Array.from({ length: count }, make[kind])
  const joined = (elements: readonly Bytes[]) => concatBytes(elements.map((element) => writeElement(elementKind, element)))
  const sorted = (forms: Iterable<string>) => [...new Set(forms)].sort()

  test(`a large set of ${kind}: in order, each once, in the form of keys`, (t) => {
    const type = dataType({ kind: 'set', element: kind })
    const apply = (name: number, value: Bytes, operand: Bytes) => type.apply(name, value, [operand], '', 0) as Bytes
    const forms = (value: Bytes) => formsOf(kind, type.container!.elements(value))
    for (const count of [0, 1, 511, 512, 3000]) {
      const elements = some(count)
      const others = [...some(count), ...elements.slice(0, count / 2)]
      const given = joined(elements)
      const before = given.slice()
      const value = apply(operationName.put, type.absent, given)
      t.deepEqual(forms(value), sorted(formsOf(kind, elements)))
      t.deepEqual(given, before, 'what is put stays as it is')
      for (const element of type.container!.elements(value)) t.deepEqual(element, elementKind.type.canonicalKey(element))
      t.deepEqual(type.normalize!(value), value)
      t.deepEqual(forms(apply(operationName.setUnion, value, joined(others))), sorted(formsOf(kind, [...elements, ...others])))
      const wanted = new Set(formsOf(kind, others))
      t.deepEqual(
        forms(apply(operationName.setIntersect, value, joined(others))),
        forms(value).filter((form) => wanted.has(form)),
      )
      for (const element of others.slice(0, 20)) {
        const [form] = formsOf(kind, [element])
        t.deepEqual(forms(apply(operationName.setAdd, value, element)), sorted([...forms(value), form!]))
        t.deepEqual(
          forms(apply(operationName.setRemove, value, element)),
          forms(value).filter((one) => one !== form),
        )
      }
    }
  })

  test(`a large map of ${kind}: of several values of a key the last counts`, (t) => {
    for (const valueKind of ['int', 'string'] as const) {
      const type = dataType({ kind: 'map', key: kind, value: valueKind })
      const kinds = [elementKind, elementKinds[valueKind]]
      for (const count of [0, 1, 511, 3000]) {
        const entries = some(count).map((key) => [key, make[valueKind]()] as const)
        const given = concatBytes(entries.flatMap((entry) => entry.map((part, index) => writeElement(kinds[index]!, part))))
        const value = type.apply(operationName.put, type.absent, [given], '', 0) as Bytes
        const last = new Map(entries.map(([key, one]) => [formsOf(kind, [key])[0]!, Buffer.from(one).toString('hex')]))
        const parts = splitElements(kinds, value)
        const stored = parts.flatMap((key, index) =>
          index % 2 === 0 ? [[formsOf(kind, [key])[0]!, Buffer.from(parts[index + 1]!).toString('hex')]] : [],
        )
        t.deepEqual(
          stored,
          sorted(last.keys()).map((form) => [form, last.get(form)!]),
        )
        for (const [index, key] of parts.entries()) if (index % 2 === 0) t.deepEqual(key, elementKind.type.canonicalKey(key))
      }
    }
  })
}
