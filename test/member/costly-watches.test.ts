// Watches whose expression takes long over what changes: one turn shows it to some of them, others have it in turns to come.
import test from 'ava'
import { encodeString } from '../../src/values/encode.ts'
import { operationName } from '../../src/values/operation.ts'
import { operator, predicateKind } from '../../src/values/predicate.ts'
import { configurationOf, LoneMember } from './lone-member.ts'

/** Of a and b, in no order that repeats. */
const noise = Array.from({ length: 4000 }, (_, index) => ((index * index * 7919) % 1009 > 504 ? 'a' : 'b')).join('')
const watches = 5

test('what watches take in one turn is bounded, and each is shown all in the end', async (t) => {
  const lone = await LoneMember.start(1, configurationOf(1, {}))
  const request = async (id: number, asked: object) => {
    lone.member.request(1, { id, space: 1, schemaVersion: 1, ...asked }, lone.now)
    await lone.turn()
  }
  const predicate = {
    kind: predicateKind.test,
    attribute: 1,
    operator: operator.regex,
    operands: [encodeString('a[ab]{900}[c-z]')],
  }
  for (let index = 1; index <= watches; index++) await request(index, { watchOpen: { regions: [{ region: 1, epoch: 1 }], predicate } })
  const opened = lone.turns.flatMap(({ answers }) => answers.get(1) ?? [])
  t.is(opened.length, watches)
  for (const [index, { watch }] of opened.entries()) await request(100 + index, { watchNext: watch!.watch! })
  lone.turns.length = 0
  const operations = [{ attribute: 1, name: operationName.put, operands: [encodeString(`${noise}c`)] }]
  await request(200, { region: 1, epoch: 1, update: { update: { key: encodeString('k'), operations }, client: 1, number: 1, mark: 1 } })
  for (let time = 0; time < watches; time++) await lone.pass(20)
  const shown = lone.turns.map(({ answers }) => (answers.get(1) ?? []).filter(({ watch }) => watch?.changes?.length))
  t.true(
    shown.every(({ length }) => length <= 1),
    JSON.stringify(shown.map(({ length }) => length)),
  )
  t.deepEqual(
    shown.flat().map(({ id }) => id),
    Array.from({ length: watches }, (_, index) => 100 + index),
  )
})
