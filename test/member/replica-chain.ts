// A space of one chain and one subspace, and what its head sends to the tail: for tests of a lone member.
import type { Configuration } from '../../src/cluster/configuration.ts'
import { makeAxes } from '../../src/hyperspace/grid.ts'
import type { LinkMessage } from '../../src/replication/messages.ts'
import { makeUpdate } from '../../src/replication/update.ts'
import type { SpaceDefinition } from '../../src/schema/definition.ts'
import type { Bytes } from '../../src/values/bytes.ts'
import { encodeString } from '../../src/values/encode.ts'
import { encodeObject } from '../../src/values/object.ts'

/** Region 1 of the key `k` on members 1 and 2, region 2 of the subspace of `v` on member 3. */
export function configurationOf(version: number, schemaVersion: number, definition: SpaceDefinition): Configuration {
  const subspaces = [
    { axes: makeAxes(definition, ['k']), regions: [{ id: 1, epoch: 1, members: [1, 2] }] },
    { axes: makeAxes(definition, ['v']), regions: [{ id: 2, epoch: 1, members: [3] }] },
  ]
  const space = { id: 1, schemaVersion, definition, settling: false, readOnly: false, subspaces }
  return { cluster: 'c', version, readOnly: false, servers: new Map(), spaces: new Map([[1, space]]) }
}

/** To the tail of the key region, from its head. */
export function created(key: string, attributes: readonly Bytes[], number: number, configurationVersion: number): LinkMessage {
  const { encoded } = makeUpdate({
    keyRegion: 1,
    space: 1,
    version: 2 ** 32 + number,
    previous: 0,
    key: encodeString(key),
    client: 1,
    number,
    mark: 1,
    object: encodeObject(attributes),
  })
  return { fromRegion: 1, fromEpoch: 1, toRegion: 1, toEpoch: 1, configurationVersion, update: encoded }
}

/** To the tail of the key region, from the subspace's. */
export function committed(key: string, number: number, configurationVersion: number): LinkMessage {
  const acknowledgement = { key: encodeString(key), version: 2 ** 32 + number }
  return { fromRegion: 2, fromEpoch: 1, toRegion: 1, toEpoch: 1, configurationVersion, acknowledgement }
}
