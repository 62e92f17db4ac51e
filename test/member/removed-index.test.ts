import test from 'ava'
import type { Configuration } from '../../src/cluster/configuration.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { encodeString } from '../../src/values/encode.ts'
import { LoneMember } from './lone-member.ts'
import { committed, configurationOf, created } from './replica-chain.ts'

function configuration(version: number, index: string): Configuration {
  return configurationOf(version, 1, parseSpace(`space kv key k attributes v, w subspace v ${index} create 1 partition`))
}

function createdObject(key: string, number: number, configurationVersion: number) {
  return created(key, [encodeString('v'), encodeString(key)], number, configurationVersion)
}

test('a search that came before an index was removed, and reads after it, does without the index', async (t) => {
  const lone = await LoneMember.start(2, configuration(1, 'index w'))
  await lone.answer(1)
  await lone.receive(1, createdObject('a', 1, 1))
  await lone.receive(3, committed('a', 1, 1))
  await lone.receive(1, createdObject('b', 2, 1))
  const search = await lone.search(1, { hasOrder: true, orderBy: 2, hasLimit: true, limit: 10 })
  t.is(lone.said(search), 'nothing', 'it waits for b')

  await lone.install(configuration(2, ''))
  await lone.receive(3, committed('b', 2, 2))
  t.is(lone.said(search), 'rows a,b')
})
