import test from 'ava'
import { possibleValues } from '../../src/hyperspace/possible-values.ts'
import type { AttributeType } from '../../src/values/attribute-type.ts'
import { encodeInt } from '../../src/values/encode.ts'
import { operator, predicateKind } from '../../src/values/predicate.ts'

const types: readonly AttributeType[] = [{ kind: 'string' }, { kind: 'int' }]

function rangesOf(attribute: number, name: number, operand: Uint8Array) {
  const predicate = { kind: predicateKind.test, attribute, operator: name, operands: [operand] }
  return possibleValues((index) => types[index], predicate, attribute)
}

// What a server decodes from the wire are Buffers, whose `slice` shares memory where that of a Uint8Array copies.
test('operands that are Buffers are neither changed nor shared', (t) => {
  const prefix = Buffer.from('ab')
  const [range] = rangesOf(0, operator.startsWith, prefix)
  t.deepEqual(
    [range?.from, range?.to].map((end) => Buffer.from(end ?? []).toString()),
    ['ab', 'ac'],
  )
  t.is(prefix.toString(), 'ab')

  const seven = encodeInt(7n)
  const buffer = Buffer.from(seven)
  for (const name of [operator.equal, operator.greater, operator.lessOrEqual]) {
    t.deepEqual(rangesOf(1, name, buffer), rangesOf(1, name, seven))
    t.deepEqual(new Uint8Array(buffer), seven)
  }
})
