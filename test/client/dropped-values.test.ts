import test from 'ava'
import { bindFetched } from '../../src/client/space-binding.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { emptyBytes } from '../../src/values/bytes.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'

test('of an attribute that was dropped since the schema was fetched the default is read', (t) => {
  const definition = parseSpace('space kv key k attributes v, int a, float b, list(int) c, document d create 1 partition')
  const binding = bindFetched({ id: 1, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces: [] })
  const read = (values: Uint8Array[]) => ({ ...binding.row(binding.selected(undefined), encodeString('k'), encodeObject(values)) })
  const left = read([encodeString('x'), emptyBytes, emptyBytes, emptyBytes, emptyBytes])
  t.deepEqual(left, read([encodeString('x')]))
  t.deepEqual([left.k, left.v, left.b], ['k', 'x', 0])
  t.not(left.a, read([encodeString('x'), encodeInt(7n)]).a)
})
