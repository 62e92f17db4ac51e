import test from 'ava'
import type { Space } from '../../src/cluster/configuration.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { checkSelection } from '../../src/schema/selection.ts'
import { RowOrder } from '../../src/search/row-order.ts'

const definition = parseSpace('space kv key k attributes int age, set(string) tags')
const space: Space = { id: 1, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces: [] }

test('an order that does not fit is told by the name of its attribute, where there is one', (t) => {
  const by = (attribute: number) => () => new RowOrder(space, { attribute, descending: false })
  t.notThrows(by(1))
  t.throws(by(2), { message: 'a search of space kv cannot be ordered by attribute tags', code: 'INVALID' })
  t.throws(by(5), { message: 'a search of space kv cannot be ordered by attribute number 5', code: 'INVALID' })
})

test('an attribute that is selected twice is named', (t) => {
  t.throws(() => checkSelection([1, 2, 1], definition), { message: 'attribute age is selected twice', code: 'INVALID' })
  t.throws(() => checkSelection([0, 0], definition), { message: 'attribute k is selected twice', code: 'INVALID' })
})
