import test from 'ava'
import fc from 'fast-check'
import { applyChange, changeBetween } from '../../src/cluster/change.ts'
import { type Configuration, emptyConfiguration, type Space } from '../../src/cluster/configuration.ts'
import { ConfigurationIndex } from '../../src/cluster/lookup.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { decodeMessage, encodeMessage } from '../../src/transport/wire.ts'

const definition = parseSpace('space people key name attributes int age subspace age create 2 partitions')

function spaceNumbered(id: number, firstRegion: number): Space {
  const region = (offset: number) => ({ id: firstRegion + offset, epoch: 1, members: [1, 2] })
  return {
    id,
    schemaVersion: 1,
    definition: { ...definition, name: `people${id}` },
    settling: false,
    readOnly: false,
    subspaces: [
      { axes: [{ attribute: 0, side: 2 }], regions: [region(0), region(1)] },
      { axes: [{ attribute: 1, side: 2, cutPoints: [Uint8Array.of(5, 0, 0, 0, 0, 0, 0, 0)] }], regions: [region(2), region(3)] },
    ],
  }
}

const first: Configuration = {
  cluster: 'c',
  version: 7,
  readOnly: false,
  servers: new Map([
    [1, { id: 1, address: 'h:1', domain: 'h', incarnation: 1 }],
    [2, { id: 2, address: 'h:2', domain: 'h', incarnation: 3 }],
  ]),
  spaces: new Map([
    [1, spaceNumbered(1, 10)],
    [2, spaceNumbered(2, 20)],
  ]),
}

/** The configuration with another epoch of one region. */
function withEpoch(configuration: Configuration, spaceId: number, subspaceIndex: number, id: number, epoch: number): Configuration {
  const space = configuration.spaces.get(spaceId)!
  const subspaces = space.subspaces.map((subspace, index) =>
    index === subspaceIndex
      ? { ...subspace, regions: subspace.regions.map((region) => (region.id === id ? { ...region, epoch } : region)) }
      : subspace,
  )
  return {
    ...configuration,
    version: configuration.version + 1,
    spaces: new Map(configuration.spaces).set(spaceId, { ...space, subspaces }),
  }
}

test('a whole configuration travels to one who knows none', (t) => {
  const change = changeBetween(undefined, first)
  t.is(change.fromVersion, 0)
  t.deepEqual(applyChange(emptyConfiguration, change), first)
})

test('an epoch travels as one region and rebuilds only its subspace', (t) => {
  const second = withEpoch(first, 1, 0, 11, 2)
  const change = changeBetween(first, second)
  t.deepEqual(change.spaces, [])
  t.deepEqual(change.regions, [{ id: 11, epoch: 2, members: [1, 2] }])
  const applied = applyChange(first, change)
  t.deepEqual(applied, second)
  t.is(applied.servers, first.servers)
  t.is(applied.spaces.get(2), first.spaces.get(2))
  t.is(applied.spaces.get(1)!.subspaces[1], first.spaces.get(1)!.subspaces[1])
  t.is(applied.spaces.get(1)!.subspaces[0]!.axes, first.spaces.get(1)!.subspaces[0]!.axes)
  t.is(applied.spaces.get(1)!.subspaces[0]!.regions[0], first.spaces.get(1)!.subspaces[0]!.regions[0])
})

test('every field of a region travels, also over the wire', (t) => {
  const learner = { server: 3, joined: 6 }
  const full = { joined: [4, 1], doubtful: [2], forgot: 5, founded: 3, learner, reconciling: true as const, standby: [learner] }
  const withRegion = (region: object): Configuration => {
    const space = first.spaces.get(1)!
    const [keys, ages] = space.subspaces
    const regions = [{ ...keys!.regions[0]!, ...region }, keys!.regions[1]!]
    const spaces = new Map(first.spaces).set(1, { ...space, subspaces: [{ ...keys!, regions }, ages!] })
    return { ...first, version: first.version + 1, spaces }
  }
  for (const [name, value] of Object.entries(full)) {
    const next = withRegion({ [name]: value })
    for (const base of [undefined, first]) {
      const read = decodeMessage('ConfigurationChange', encodeMessage('ConfigurationChange', changeBetween(base, next)))
      t.deepEqual(applyChange(base ?? emptyConfiguration, read), next, name)
    }
  }
})

test('a space that is settling keeps its parsed definition', (t) => {
  const space = { ...first.spaces.get(1)!, settling: true }
  const second = { ...first, version: 8, spaces: new Map(first.spaces).set(1, space) }
  const applied = applyChange(first, changeBetween(first, second))
  t.deepEqual(applied, second)
  t.is(applied.spaces.get(1)!.definition, first.spaces.get(1)!.definition)
})

test('servers and spaces come and go', (t) => {
  const second: Configuration = {
    ...first,
    version: 9,
    readOnly: true,
    servers: new Map([
      [1, { id: 1, address: 'h:9', domain: 'h', incarnation: 2 }],
      [3, { id: 3, address: 'h:3', domain: 'i', incarnation: 1, nonce: 9 }],
    ]),
    spaces: new Map([
      [2, first.spaces.get(2)!],
      [3, spaceNumbered(3, 30)],
    ]),
  }
  const change = changeBetween(first, second)
  t.deepEqual(change.serversRemoved, [2])
  t.deepEqual(change.spacesRemoved, [1])
  t.deepEqual(
    change.spaces!.map((space) => space.id),
    [3],
  )
  t.deepEqual(applyChange(first, change), second)
})

test('other axes or other region ids send the space anew', (t) => {
  const space = first.spaces.get(1)!
  const cut = { ...space.subspaces[1]!, axes: [{ attribute: 1, side: 2, cutPoints: [Uint8Array.of(6, 0, 0, 0, 0, 0, 0, 0)] }] }
  const second = { ...first, version: 8, spaces: new Map(first.spaces).set(1, { ...space, subspaces: [space.subspaces[0]!, cut] }) }
  const change = changeBetween(first, second)
  t.is(change.spaces!.length, 1)
  t.deepEqual(applyChange(first, change), second)
})

test('cut points are copied out of the message', (t) => {
  const change = changeBetween(undefined, first)
  const applied = applyChange(emptyConfiguration, change)
  const sent = change.spaces![0]!.subspaces![1]!.axes![0]!.cutPoints![0]!
  const kept = applied.spaces.get(1)!.subspaces[1]!.axes[0]!.cutPoints![0]!
  t.deepEqual(kept, sent)
  t.not(kept.buffer, sent.buffer)
})

test('absent and null fields have their defaults', (t) => {
  const applied = applyChange(emptyConfiguration, { toVersion: 1, cluster: 'c', servers: [{ id: 4, address: null }], spaces: null })
  t.deepEqual(applied, {
    cluster: 'c',
    version: 1,
    readOnly: false,
    servers: new Map([[4, { id: 4, address: '', domain: '', incarnation: 0 }]]),
    spaces: new Map(),
  })
})

test('a change that does not follow is refused', (t) => {
  const change = changeBetween(first, { ...first, version: 8 })
  for (const configuration of [emptyConfiguration, { ...first, version: 6 }, { ...first, version: 8 }]) {
    t.throws(() => applyChange(configuration, change), { instanceOf: RangeError })
  }
  t.throws(() => applyChange({ ...first, version: 8 }, changeBetween(undefined, first)), { instanceOf: RangeError, message: /older/ })
  t.throws(() => applyChange({ ...first, cluster: 'd' }, changeBetween(undefined, { ...first, version: 9 })), {
    instanceOf: RangeError,
    message: /cluster/,
  })
})

test('a change to the version that is there changes nothing', (t) => {
  t.is(applyChange(first, changeBetween(first, first)), first)
  t.is(applyChange(first, changeBetween(undefined, first)), first)
})

test('the index finds regions by id and server, and spaces by name', (t) => {
  const index = new ConfigurationIndex(first)
  const location = index.regionById(23)!
  t.is(location.space, first.spaces.get(2)!)
  t.is(location.subspace, 1)
  t.is(location.position, 1)
  t.is(location.region, first.spaces.get(2)!.subspaces[1]!.regions[1]!)
  t.is(index.regionById(99), undefined)
  t.is(index.spaceByName('people1')?.id, 1)
  t.is(index.spaceByName('nobody'), undefined)
  t.deepEqual(
    [...index.regionsOf(2)].map(({ region }) => region.id),
    [10, 11, 12, 13, 20, 21, 22, 23],
  )
  t.deepEqual([...index.regionsOf(3)], [])
})

test('a full disk concerns the spaces that have regions on it', (t) => {
  const servers = new Map([...first.servers].map(([id, server]) => [id, id === 2 ? { ...server, full: true } : server]))
  const index = new ConfigurationIndex({ ...first, servers })
  t.is(index.fullServerOf(first.spaces.get(1)!), 2)
  t.is(new ConfigurationIndex(first).fullServerOf(first.spaces.get(1)!), undefined)
  const elsewhere = new Map([...first.servers].map(([id, server]) => [id + 7, { ...server, id: id + 7, full: true }]))
  t.is(new ConfigurationIndex({ ...first, servers: elsewhere }).fullServerOf(first.spaces.get(1)!), undefined)
  const change = changeBetween(first, { ...first, version: first.version + 1, servers })
  t.is(applyChange(first, change).servers.get(2)?.full, true)
})

test('what is said of ended sessions travels when it is new, and stays otherwise', (t) => {
  const second: Configuration = { ...first, version: 8, sessions: { below: 9, live: [2, 5] } }
  const change = changeBetween(first, second)
  t.deepEqual(applyChange(first, change), second)
  const third: Configuration = { ...second, version: 9, readOnly: true }
  const next = changeBetween(second, third)
  t.is(next.sessions, undefined)
  t.deepEqual(applyChange(second, next), third)
  t.deepEqual(applyChange(emptyConfiguration, changeBetween(undefined, third)), third)
})

test('whatever lived and ended, a change of it leads from the one configuration to the other', (t) => {
  const ended = fc
    .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 12 }), fc.integer({ min: 1, max: 40 }))
    .map(([live, below]) => ({ below, live: live.filter((client) => client < below).sort((a, b) => a - b) }))
  fc.assert(
    fc.property(fc.option(ended, { nil: undefined }), ended, (before, after) => {
      const older: Configuration = { ...first, version: 8, ...(before ? { sessions: before } : {}) }
      const newer: Configuration = { ...first, version: 9, sessions: after }
      t.deepEqual(applyChange(older, changeBetween(older, newer)), newer)
    }),
  )
})
