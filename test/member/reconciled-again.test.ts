// A server with regions of several spaces that are reconciled, each for itself, some more than once.
import test from 'ava'
import type { Configuration } from '../../src/cluster/configuration.ts'
import { makeAxes } from '../../src/hyperspace/grid.ts'
import { makeUpdate } from '../../src/replication/update.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { encodeString } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'
import { LoneMember } from './lone-member.ts'

const definition = parseSpace('space things key k attributes color subspace color create 1 partition tolerate 0 failures')

/** Two spaces whose key regions, 1 and 3, are at server 2 and whose others, 2 and 4, at server 1; the epoch of all regions of a space says in which state it is. */
function configurationOf(version: number, spaces: readonly { readonly epoch: number; readonly reconciling: boolean }[]): Configuration {
  const made = spaces.map(({ epoch, reconciling }, index) => {
    const marks = reconciling ? ({ reconciling: true } as const) : {}
    const subspaces = [['k'], ['color']].map((axes, subspace) => ({
      axes: makeAxes(definition, axes),
      regions: [{ id: 2 * index + subspace + 1, epoch, members: [2 - subspace], joined: [1], ...marks }],
    }))
    return [index + 1, { id: index + 1, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces }] as const
  })
  return { cluster: 'c', version, readOnly: false, servers: new Map(), spaces: new Map(made) }
}

test('a space that is reconciled again, having served while another was still reconciled, is told what is there now', async (t) => {
  const lone = await LoneMember.start(
    1,
    configurationOf(1, [
      { epoch: 1, reconciling: true },
      { epoch: 1, reconciling: true },
    ]),
  )
  let asked = 0
  const rowsAt = async (epoch: number) => {
    lone.sent.clear()
    const stamp = { fromRegion: 1, fromEpoch: epoch, toRegion: 2, toEpoch: epoch, configurationVersion: epoch }
    await lone.receive(2, { ...stamp, reconcileAsk: { number: ++asked, rows: true } })
    const answers = (lone.sent.get(2) ?? []).flatMap(({ reconcileAnswer }) => reconcileAnswer ?? [])
    t.deepEqual(
      answers.map(({ number }) => number),
      [asked],
    )
    return (answers[0]?.rows ?? []).map(({ version }) => version)
  }
  t.deepEqual(await rowsAt(1), [])

  await lone.install(
    configurationOf(2, [
      { epoch: 2, reconciling: false },
      { epoch: 1, reconciling: true },
    ]),
  )
  const version = 2 * 2 ** 32 + 1
  const { encoded } = makeUpdate({
    keyRegion: 1,
    space: 1,
    version,
    previous: 0,
    key: encodeString('k'),
    client: 1,
    number: 1,
    mark: 1,
    object: encodeObject([encodeString('red')]),
  })
  await lone.receive(2, { fromRegion: 1, fromEpoch: 2, toRegion: 2, toEpoch: 2, configurationVersion: 2, update: encoded })

  await lone.install(
    configurationOf(3, [
      { epoch: 3, reconciling: true },
      { epoch: 1, reconciling: true },
    ]),
  )
  t.deepEqual(await rowsAt(3), [version])
})
