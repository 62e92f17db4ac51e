// A server of a read-only space or cluster: what it refuses, and before what.
import test from 'ava'
import type { Configuration } from '../../src/cluster/configuration.ts'
import { configurationOf, LoneMember } from './lone-member.ts'

const leaders = { members: [1] }
const tooLong = 'k'.repeat(70_000)

function readOnlySpace(version: number): Configuration {
  const configuration = configurationOf(version, leaders)
  const space = { ...configuration.spaces.get(1)!, readOnly: true }
  return { ...configuration, spaces: new Map([[1, space]]) }
}

for (const [what, readOnly] of [
  ['space', readOnlySpace(2)],
  ['cluster', { ...configurationOf(2, leaders), readOnly: true }],
] as const) {
  test(`a read-only ${what}: writes and the searches of group calls are refused, malformed ones too; reads are answered`, async (t) => {
    const member = await LoneMember.start(1, configurationOf(1, leaders))
    t.is(member.said(await member.put(1, 1)), 'done')
    t.is(member.said(await member.put(2, 1, tooLong)), 'TOO_LARGE')
    t.is(member.said(await member.search(1, { forUpdate: true })), 'rows k')
    await member.install(readOnly)
    t.is(member.said(await member.put(3, 1)), 'READONLY')
    t.is(member.said(await member.put(4, 1, tooLong)), 'READONLY')
    t.is(member.said(await member.remove(5, 1, 'absent')), 'READONLY')
    t.is(member.said(await member.search(1, { forUpdate: true })), 'READONLY')
    t.is(member.said(await member.search(1, { forUpdate: true, predicate: { kind: 77 } })), 'READONLY')
    t.is(member.said(await member.search(1)), 'rows k')
    t.is(member.said(await member.get(1)), 'found 1')
    // A second try of what was done before is no new write.
    t.is(member.said(await member.put(1, 1)), 'done')
  })
}
