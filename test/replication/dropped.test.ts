import test from 'ava'
import { makeAxes } from '../../src/hyperspace/grid.ts'
import { judge } from '../../src/replication/judge.ts'
import { SpaceView } from '../../src/replication/space-view.ts'
import { dropAttribute } from '../../src/schema/change-space.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { checkUpdate } from '../../src/session/check-call.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { operator, predicateKind } from '../../src/values/predicate.ts'

const definition = dropAttribute(parseSpace('space kv key k attributes v, int w create 1 partition'), 'w')
const key = encodeString('k')
const updates = {
  'an operation that a string has too': { operations: [{ attribute: 2, name: operationName.put, operands: [encodeString('x')] }] },
  'an operation that no string has': { operations: [{ attribute: 2, name: operationName.add, operands: [encodeInt(1n)] }] },
  'a condition that no string has': {
    condition: { kind: predicateKind.test, attribute: 2, operator: operator.contains, operands: [encodeInt(1n)] },
    operations: [{ attribute: 1, name: operationName.put, operands: [encodeString('x')] }],
  },
}

for (const [what, update] of Object.entries(updates)) {
  test(`${what}, of an attribute that was dropped, is a schema mismatch, before anything is sent and at the point leader`, (t) => {
    t.throws(() => checkUpdate(definition, { key, ...update }), { code: 'SCHEMA_MISMATCH' })
    const subspaces = [{ axes: makeAxes(definition, ['k']), regions: [{ id: 1, epoch: 1, members: [1] }] }]
    const view = new SpaceView({ id: 1, schemaVersion: 2, definition, settling: false, readOnly: false, subspaces })
    t.like(judge(view, { key, ...update }, undefined, {} as never), { kind: 'refuse', failure: { code: 'SCHEMA_MISMATCH' } })
  })
}
