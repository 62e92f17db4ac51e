// A point leader that has given many versions in one epoch of its region: it wants a new one, and without it takes no writes in the end.
import test from 'ava'
import { configurationOf, LoneMember } from './lone-member.ts'

const versionLimits = { wantsEpochAt: 2, spentAt: 3 }

test('it wants a new epoch in good time, refuses at the end, and goes on in the new one', async (t) => {
  const lone = await LoneMember.start(1, configurationOf(1, {}), { versionLimits })
  t.is(lone.said(await lone.put(1, 1)), 'done')
  t.deepEqual(lone.member.progress(), [])
  t.is(lone.said(await lone.put(2, 1)), 'done')
  const wanted = [{ region: 1, epoch: 1, owes: false, copied: false, objects: 0, wantsEpoch: true }]
  t.deepEqual(lone.member.progress(), wanted)
  t.is(lone.said(await lone.put(3, 1)), 'done')
  t.is(lone.said(await lone.put(4, 1)), 'busy: region 1 has given the last version of its epoch 1')
  t.is(lone.said(await lone.get(1)), 'found 3')
  t.deepEqual(lone.member.progress(), wanted)

  await lone.install(configurationOf(2, { epoch: 2 }))
  t.deepEqual(lone.member.progress(), [])
  t.is(lone.said(await lone.put(4, 2)), 'done')
  t.is(lone.said(await lone.get(2)), 'found 4')
})

test('nothing expires while no version is left', async (t) => {
  const lone = await LoneMember.start(1, configurationOf(1, {}), { versionLimits })
  for (const number of [1, 2, 3]) await lone.putFor(50, number, 1)
  await lone.pass(300)
  await lone.pass(300)
  t.deepEqual(
    lone.member.regions().map(({ objects, pending }) => ({ objects, pending })),
    [{ objects: 1, pending: 0 }],
  )
  await lone.install(configurationOf(2, { epoch: 2 }))
  await lone.pass(300)
  await lone.pass(300)
  t.is(lone.member.regions()[0]!.objects, 0)
})
