// Gets that select attributes, at the member that answers them: it trusts no caller.
import test from 'ava'
import { configurationOf, LoneMember } from './lone-member.ts'

test('a get is answered with what it selects, in that order', async (t) => {
  const leader = await LoneMember.start(1, configurationOf(1, {}))
  t.is(leader.said(await leader.getSelected(1, [1])), 'absent')
  await leader.put(7, 1)
  t.is(leader.said(await leader.get(1)), 'found 7')
  t.is(leader.said(await leader.getSelected(1, [0, 1])), 'found 7')
  t.is(leader.said(await leader.getSelected(1, [1, 0])), 'found k')
  t.is(leader.said(await leader.getSelected(1, [0])), 'found k')
})

test('so is one that waits for an update on its way', async (t) => {
  const leader = await LoneMember.start(1, configurationOf(1, { members: [1, 2] }))
  await leader.asked(2, 1)
  await leader.answer(2)
  await leader.put(7, 1)
  const waiting = await leader.getSelected(1, [1, 0])
  t.is(leader.said(waiting), 'nothing')
  await leader.receive(2, leader.acknowledgement(2 ** 32 + 1, 1))
  t.is(leader.said(waiting), 'found k')
})

test('attributes that there are not, or twice, are INVALID, one that was dropped is a SCHEMA_MISMATCH', async (t) => {
  const leader = await LoneMember.start(1, configurationOf(1, {}))
  await leader.put(7, 1)
  for (const select of [[2], [1, 2], [1, 1], [2 ** 32 - 1]]) t.is(leader.said(await leader.getSelected(1, select)), 'INVALID', `${select}`)
  const newer = configurationOf(2, {})
  const space = newer.spaces.get(1)!
  const attributes = space.definition.attributes.map((attribute) => ({ ...attribute, dropped: true as const }))
  await leader.install({
    ...newer,
    spaces: new Map([[1, { ...space, schemaVersion: 2, definition: { ...space.definition, attributes } }]]),
  })
  t.is(leader.said(await leader.getSelected(1, [1])), 'SCHEMA_MISMATCH')
  t.is(leader.said(await leader.getSelected(1, [0])), 'found k')
})
