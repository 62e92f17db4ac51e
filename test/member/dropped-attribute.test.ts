import test from 'ava'
import type { Configuration } from '../../src/cluster/configuration.ts'
import { makeAxes } from '../../src/hyperspace/grid.ts'
import type { LinkMessage } from '../../src/replication/messages.ts'
import { makeUpdate } from '../../src/replication/update.ts'
import { dropAttribute } from '../../src/schema/change-space.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'
import { operator, predicateKind } from '../../src/values/predicate.ts'
import { LoneMember } from './lone-member.ts'

function configuration(version: number, whole: boolean): Configuration {
  const declared = parseSpace('space kv key k attributes v, int w subspace v create 1 partition')
  const definition = whole ? declared : dropAttribute(declared, 'w')
  const subspaces = [
    { axes: makeAxes(definition, ['k']), regions: [{ id: 1, epoch: 1, members: [1, 2] }] },
    { axes: makeAxes(definition, ['v']), regions: [{ id: 2, epoch: 1, members: [3] }] },
  ]
  const space = { id: 1, schemaVersion: version, definition, settling: false, readOnly: false, subspaces }
  return { cluster: 'c', version, readOnly: false, servers: new Map(), spaces: new Map([[1, space]]) }
}

/** Of the tail of the key region, from its head. */
function created(key: string, w: number, number: number, configurationVersion: number): LinkMessage {
  const { encoded } = makeUpdate({
    keyRegion: 1,
    space: 1,
    version: 2 ** 32 + number,
    previous: 0,
    key: encodeString(key),
    client: 1,
    number,
    mark: 1,
    object: encodeObject([encodeString('v'), encodeInt(BigInt(w))]),
  })
  return { fromRegion: 1, fromEpoch: 1, toRegion: 1, toEpoch: 1, configurationVersion, update: encoded }
}

function committed(key: string, number: number, configurationVersion: number): LinkMessage {
  const acknowledgement = { key: encodeString(key), version: 2 ** 32 + number }
  return { fromRegion: 2, fromEpoch: 1, toRegion: 1, toEpoch: 1, configurationVersion, acknowledgement }
}

test('a search that waits while an attribute it names is dropped is told so, and not answered by what is left of it', async (t) => {
  const lone = await LoneMember.start(2, configuration(1, true))
  await lone.answer(1)
  await lone.receive(1, created('a', 256, 1, 1))
  await lone.receive(3, committed('a', 1, 1))
  await lone.receive(1, created('b', 5, 2, 1))
  const atLeast5 = { kind: predicateKind.test, attribute: 2, operator: operator.greaterOrEqual, operands: [encodeInt(5n)] }
  const search = await lone.search(1, { predicate: atLeast5 })
  t.is(lone.said(search), 'nothing', 'it waits for b')

  await lone.install(configuration(2, false))
  await lone.receive(3, committed('b', 2, 2))
  t.is(lone.said(search), 'SCHEMA_MISMATCH')
})
