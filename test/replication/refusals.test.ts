// What a refused write is told: the true cause, and a remedy that fits it.
import test from 'ava'
import { presence, type Update } from '../../src/cluster/client-messages.ts'
import { makeAxes } from '../../src/hyperspace/grid.ts'
import { type JudgedObject, judge } from '../../src/replication/judge.ts'
import { SpaceView } from '../../src/replication/space-view.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { emptyBytes } from '../../src/values/bytes.ts'
import { encodeInt, encodeString, intMaximum } from '../../src/values/encode.ts'
import { documentLevelsMax, documentValuesMax } from '../../src/values/json-text.ts'
import { type Operation, type OperationName, operationName } from '../../src/values/operation.ts'
import { matchAll } from '../../src/values/predicate.ts'

const definition = parseSpace('space kv key k attributes document d, int n, map(string, int) m create 1 partition')
const subspaces = [{ axes: makeAxes(definition, ['k']), regions: [{ id: 1, epoch: 1, members: [1] }] }]
const view = new SpaceView({ id: 1, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces })

function refusal(update: Update, current?: JudgedObject) {
  const verdict = judge(view, { key: encodeString('k'), ...update }, current, {} as never)
  return verdict.kind === 'refuse' ? verdict.failure : undefined
}

function holding(document: string): JudgedObject {
  return { version: 1, values: [encodeString(document), encodeInt(1n), emptyBytes], header: {} }
}

function set(path: string, value: string): Update {
  return { operations: [{ attribute: 1, name: operationName.docSet, path, operands: [encodeString(value)] }] }
}

test('a document that would have too many values is not said to nest too deep, and the other way round', (t) => {
  const full = holding(`{"a":[${'1,'.repeat(documentValuesMax - 3)}1]}`)
  const many = refusal(set('b', '1'), full)
  t.is(many?.code, 'TOO_LARGE')
  t.regex(many!.message!, /would have more than 1048576 values/)
  t.notRegex(many!.message!, /levels/)
  t.regex(many!.remedy!, /several objects/)
  const path = Array(documentLevelsMax).fill('a').join('.')
  const deep = refusal(set(path, '[]'), holding('{}'))
  t.is(deep?.code, 'TOO_LARGE')
  t.regex(deep!.message!, /nest deeper than 200 levels/)
  t.notRegex(deep!.message!, /values/)
  t.is(refusal(set(path, '1'), holding('{}')), undefined)
})

test('who removes an object that is not there is not told to create it', (t) => {
  for (const update of [{ remove: true }, { remove: true, condition: matchAll }]) {
    const failure = refusal(update)
    t.is(failure?.code, 'NOT_FOUND')
    t.notRegex(failure!.remedy!, /create/)
    t.regex(failure!.remedy!, /nothing to remove/)
  }
  t.regex(refusal({ presence: presence.absent, condition: matchAll })!.remedy!, /leave the condition out/)
  for (const update of [{ presence: presence.present }, { condition: matchAll }]) t.regex(refusal(update)!.remedy!, /create it first/)
})

test('an operation that fails is named, with its attribute and its path, and so is the true cause', (t) => {
  const object = holding('{"cnt":{"n":1e308,"s":"\u00e9"}}')
  const atPath = (path: string, inner: OperationName, value: string): Operation => ({
    attribute: 1,
    name: operationName.docApply,
    inner: operationName[inner],
    path,
    operands: [encodeString(value)],
  })
  const failing: readonly [Operation, code: string, message: string][] = [
    [
      { attribute: 2, name: operationName.add, operands: [encodeInt(intMaximum)] },
      'OVERFLOW',
      'operation add of attribute n failed on an object of kv: the result does not fit a 64-bit signed integer',
    ],
    [
      { attribute: 2, name: operationName.div, operands: [encodeInt(0n)] },
      'DIVIDE_BY_ZERO',
      'operation div of attribute n failed on an object of kv: an int was divided by zero',
    ],
    [
      { attribute: 3, name: operationName.mapApply, inner: operationName.div, operands: [encodeString('a'), encodeInt(0n)] },
      'DIVIDE_BY_ZERO',
      'operation mapApply div of attribute m failed on an object of kv: an int was divided by zero',
    ],
    [
      { attribute: 1, name: operationName.docUnset, path: 'cnt.x', operands: [] },
      'BAD_PATH',
      'operation docUnset of attribute d at path cnt.x failed on an object of kv: the document has no fitting value there',
    ],
    [
      { attribute: 1, name: operationName.docRename, path: 'cnt.n', operands: [encodeString('cnt.s.n')] },
      'BAD_PATH',
      'operation docRename of attribute d at path cnt.n or at its new path cnt.s.n failed on an object of kv: the document has no fitting value there',
    ],
    [
      atPath('cnt.n', 'mul', '10'),
      'BAD_PATH',
      'operation docApply mul of attribute d at path cnt.n failed on an object of kv: the result is no finite number, and JSON holds no others',
    ],
    [
      atPath('cnt.s', 'ltrim', '1'),
      'BAD_PATH',
      'operation docApply ltrim of attribute d at path cnt.s failed on an object of kv: a character would be cut in half, and JSON holds whole ones',
    ],
  ]
  const fits = { attribute: 2, name: operationName.add, operands: [encodeInt(1n)] }
  for (const [operation, code, message] of failing) {
    const failure = refusal({ operations: [fits, operation] }, object)
    t.deepEqual([failure?.code, failure?.message], [code, message])
    t.regex(failure!.remedy!, /^nothing was changed; /)
  }
  const long = refusal({ operations: [{ attribute: 1, name: operationName.docUnset, path: 'x'.repeat(60_000), operands: [] }] }, object)
  t.true(long!.message!.length < 300)
})
