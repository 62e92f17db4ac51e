// What clients ask by an older epoch of a region than the installed one is refused: it may have been asked, and answered, before a member started anew.
import test from 'ava'
import { configurationOf, LoneMember } from './lone-member.ts'

test('gets, writes and searches of an older epoch are stale, those of the present one are answered', async (t) => {
  const lone = await LoneMember.start(1, configurationOf(1, {}))
  t.is(lone.said(await lone.put(1, 1)), 'done')
  await lone.install(configurationOf(2, { epoch: 2 }))
  for (const ask of [lone.put(2, 1), lone.putIfNotExist(3, 1), lone.get(1), lone.search(1)]) t.is(lone.said(await ask), 'stale')
  t.is(lone.said(await lone.get(2)), 'found 1')
  t.is(lone.said(await lone.put(2, 2)), 'done')
  t.is(lone.said(await lone.search(2)), 'rows k')
})
