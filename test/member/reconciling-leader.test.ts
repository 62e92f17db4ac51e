// What a point leader that compares its region takes for an answer.
import test from 'ava'
import type { Configuration } from '../../src/cluster/configuration.ts'
import { makeAxes } from '../../src/hyperspace/grid.ts'
import type { ReconcileAnswer, ReconcileAsk } from '../../src/replication/messages.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { LoneMember } from './lone-member.ts'

const definition = parseSpace('space things key k attributes color subspace color create 1 partition tolerate 0 failures')

/** The key region, 1, at server 1, the region that is reconciled, 2, at server 2. */
const configuration: Configuration = {
  cluster: 'c',
  version: 1,
  readOnly: false,
  servers: new Map(),
  spaces: new Map([
    [
      1,
      {
        id: 1,
        schemaVersion: 1,
        definition,
        settling: false,
        readOnly: false,
        subspaces: [
          { axes: makeAxes(definition, ['k']), regions: [{ id: 1, epoch: 1, members: [1] }] },
          { axes: makeAxes(definition, ['color']), regions: [{ id: 2, epoch: 1, members: [2], reconciling: true }] },
        ],
      },
    ],
  ]),
}

test('an answer to what an earlier run of the server asked is none to this run, though their numbers are alike', async (t) => {
  const lone = await LoneMember.start(1, configuration, { incarnation: 2 })
  const asks = (): ReconcileAsk[] => {
    const messages = lone.sent.get(2) ?? []
    lone.sent.delete(2)
    return messages.flatMap(({ reconcileAsk }) => reconcileAsk ?? [])
  }
  const answer = (reconcileAnswer: ReconcileAnswer) =>
    lone.receive(2, { fromRegion: 2, fromEpoch: 1, toRegion: 1, toEpoch: 1, configurationVersion: 1, reconcileAnswer })
  await lone.pass(2000)
  const [asked] = asks()
  t.like(asked, { number: 1, run: 2, drained: true })

  await answer({ number: 1, run: 1, drained: true })
  t.deepEqual(asks(), [])
  await answer({ number: 1, run: 2, drained: true })
  t.like(asks()[0], { number: 2, run: 2, rows: true })
})

test('nothing is compared before the other region says that nothing of the key region is pending there', async (t) => {
  const lone = await LoneMember.start(1, configuration, { incarnation: 2 })
  const asks = (): ReconcileAsk[] => {
    const messages = lone.sent.get(2) ?? []
    lone.sent.delete(2)
    return messages.flatMap(({ reconcileAsk }) => reconcileAsk ?? [])
  }
  const answer = (reconcileAnswer: ReconcileAnswer) =>
    lone.receive(2, { fromRegion: 2, fromEpoch: 1, toRegion: 1, toEpoch: 1, configurationVersion: 1, reconcileAnswer })
  await lone.pass(2000)
  t.like(asks()[0], { number: 1, drained: true })
  await answer({ number: 1, run: 2 })
  t.deepEqual(asks(), [], 'something was pending')
  await lone.pass(1000)
  t.like(asks()[0], { number: 2, drained: true }, 'it is asked again')
  await answer({ number: 2, run: 2, drained: true })
  t.like(asks()[0], { number: 3, rows: true })
})

test('an answer names the run that asked', async (t) => {
  const lone = await LoneMember.start(2, configuration)
  await lone.receive(1, {
    fromRegion: 1,
    fromEpoch: 1,
    toRegion: 2,
    toEpoch: 1,
    configurationVersion: 1,
    reconcileAsk: { number: 7, run: 3, drained: true },
  })
  await lone.receive(1, {
    fromRegion: 1,
    fromEpoch: 1,
    toRegion: 2,
    toEpoch: 1,
    configurationVersion: 1,
    reconcileAsk: { number: 8, run: 3, settled: true },
  })
  const answers = (lone.sent.get(1) ?? []).flatMap(({ reconcileAnswer }) => reconcileAnswer ?? [])
  t.like(answers, [
    { number: 7, run: 3, drained: true },
    { number: 8, run: 3 },
  ])
})
