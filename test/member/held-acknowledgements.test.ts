// An acknowledgement that came before that of an older version of its key is held. A new epoch takes it back: whoever gave it may be out of the chain,
// and whoever is new there may not have the version.
import test from 'ava'
import { configurationOf, LoneMember } from './lone-member.ts'

const version = (number: number, epoch = 1) => epoch * 2 ** 32 + number

test('what was acknowledged out of order has to be acknowledged again in a new epoch', async (t) => {
  const head = await LoneMember.start(1, configurationOf(1, { members: [1, 2] }))
  await head.answer(2)
  const [first, second] = [await head.put(1, 1), await head.put(2, 1)]
  t.deepEqual(head.toReplicas(2), ['update 1', 'update 2'])
  await head.receive(2, head.acknowledgement(version(2), 1))
  t.is(head.said(second), 'nothing')

  await head.install(configurationOf(2, { epoch: 2, members: [1, 3] }))
  await head.answer(3)
  await head.receive(3, head.acknowledgement(version(1), 2))
  t.is(head.said(first), 'done')
  t.is(head.said(second), 'nothing')
  await head.receive(3, head.acknowledgement(version(2), 2))
  t.is(head.said(second), 'done')
})
