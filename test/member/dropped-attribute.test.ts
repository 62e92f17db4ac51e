import test from 'ava'
import type { Configuration } from '../../src/cluster/configuration.ts'
import { dropAttribute } from '../../src/schema/change-space.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { operator, predicateKind } from '../../src/values/predicate.ts'
import { LoneMember } from './lone-member.ts'
import { committed, configurationOf, created } from './replica-chain.ts'

function configuration(version: number, whole: boolean): Configuration {
  const declared = parseSpace('space kv key k attributes v, int w subspace v create 1 partition')
  return configurationOf(version, version, whole ? declared : dropAttribute(declared, 'w'))
}

function createdObject(key: string, w: number, number: number, configurationVersion: number) {
  return created(key, [encodeString('v'), encodeInt(BigInt(w))], number, configurationVersion)
}

test('a search that waits while an attribute it names is dropped is told so, and not answered by what is left of it', async (t) => {
  const lone = await LoneMember.start(2, configuration(1, true))
  await lone.answer(1)
  await lone.receive(1, createdObject('a', 256, 1, 1))
  await lone.receive(3, committed('a', 1, 1))
  await lone.receive(1, createdObject('b', 5, 2, 1))
  const atLeast5 = { kind: predicateKind.test, attribute: 2, operator: operator.greaterOrEqual, operands: [encodeInt(5n)] }
  const search = await lone.search(1, { predicate: atLeast5 })
  t.is(lone.said(search), 'nothing', 'it waits for b')

  await lone.install(configuration(2, false))
  await lone.receive(3, committed('b', 2, 2))
  t.is(lone.said(search), 'SCHEMA_MISMATCH')
})

test('so is a search that selects it, before it waits and afterwards', async (t) => {
  const lone = await LoneMember.start(2, configuration(1, true))
  await lone.answer(1)
  await lone.receive(1, createdObject('a', 256, 1, 1))
  const waiting = await lone.search(1, { select: [2] })
  t.is(lone.said(waiting), 'nothing')
  await lone.install(configuration(2, false))
  await lone.receive(3, committed('a', 1, 2))
  t.is(lone.said(waiting), 'SCHEMA_MISMATCH')
  t.is(lone.said(await lone.search(1, { select: [1, 2] })), 'SCHEMA_MISMATCH')
})
