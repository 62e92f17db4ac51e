// What comes over links is let in by epochs: a message that knows a newer one waits for the configuration, and its whole link behind it.
import test from 'ava'
import { ConfigurationIndex } from '../../src/cluster/lookup.ts'
import { LinkGate } from '../../src/member/link-gate.ts'
import type { LinkMessage } from '../../src/replication/messages.ts'
import { makeSpace } from '../replication/world.ts'

const options = { space: 'space s key k attributes a create 2 partitions', chain: () => [1, 2] }
const [quiet, changed] = [1, 2]

/** Configuration `version`, in which one region has the epoch `epoch` and the other one 1. */
function configured(version: number, epoch: number): ConfigurationIndex {
  const space = makeSpace(options)
  const subspaces = space.subspaces.map((subspace) => ({
    ...subspace,
    regions: subspace.regions.map((region) => (region.id === changed ? { ...region, epoch } : region)),
  }))
  const spaces = new Map([[1, { ...space, subspaces }]])
  return new ConfigurationIndex({ cluster: 'test', version, readOnly: false, servers: new Map(), spaces })
}

function acknowledgement(region: number, epoch: number, version: number): LinkMessage {
  const configurationVersion = epoch
  return { fromRegion: region, fromEpoch: epoch, toRegion: region, toEpoch: epoch, configurationVersion, acknowledgement: { version } }
}

/** Lets messages in, and says which were taken: the versions that they acknowledge, or what else they are. */
function passing(gate: LinkGate) {
  return (index: ConfigurationIndex, peer: number, messages: readonly LinkMessage[]) => {
    const taken: (number | string)[] = []
    const take = ({ acknowledgement, keepAlive }: LinkMessage) => taken.push(keepAlive ? 'keep-alive' : acknowledgement!.version!)
    const wanted = gate.pass(index, peer, messages, take, () => taken.push('refused'))
    return { taken, wanted }
  }
}

test('behind a message of a newer epoch its whole link waits, also what could be taken, and goes on in order', (t) => {
  const gate = new LinkGate()
  const pass = passing(gate)
  const [older, newer] = [configured(1, 1), configured(2, 2)]
  const first = [acknowledgement(quiet, 1, 1), acknowledgement(changed, 2, 2), acknowledgement(quiet, 1, 3)]
  t.deepEqual(pass(older, 7, first), { taken: [1], wanted: 2 })
  t.deepEqual(pass(older, 7, [acknowledgement(quiet, 1, 4), acknowledgement(changed, 2, 5)]).taken, [])
  t.deepEqual(pass(older, 7, [acknowledgement(quiet, 1, 6)]).taken, [])

  t.deepEqual(pass(older, 8, [acknowledgement(quiet, 1, 10)]).taken, [10], 'another link goes on')
  t.deepEqual(
    pass(older, 7, [{ configurationVersion: 2, keepAlive: { number: 1, run: 1 } }]).taken,
    ['keep-alive'],
    'those are of no region',
  )

  const waiting = gate.release()
  t.deepEqual(
    waiting.map(([peer]) => peer),
    [7],
  )
  t.deepEqual(pass(newer, ...waiting[0]!), { taken: [2, 3, 4, 5, 6], wanted: 0 })
  t.deepEqual(pass(newer, 7, [acknowledgement(quiet, 1, 7)]).taken, [7], 'nothing waits any more')
})

test('what waits goes on waiting in order when the configuration that came is not new enough', (t) => {
  const gate = new LinkGate()
  const pass = passing(gate)
  t.deepEqual(pass(configured(1, 1), 7, [acknowledgement(changed, 3, 1), acknowledgement(quiet, 1, 2)]), { taken: [], wanted: 3 })
  const [again] = gate.release()
  t.deepEqual(pass(configured(2, 2), ...again!), { taken: [], wanted: 3 })
  t.deepEqual(pass(configured(2, 2), 7, [acknowledgement(quiet, 1, 3)]).taken, [])
  const [last] = gate.release()
  t.deepEqual(pass(configured(3, 3), ...last!), { taken: [1, 2, 3], wanted: 0 })
})

test('a link that broke takes with it what waited', (t) => {
  const gate = new LinkGate()
  const pass = passing(gate)
  pass(configured(1, 1), 7, [acknowledgement(changed, 2, 1), acknowledgement(quiet, 1, 2)])
  gate.forget(7)
  t.deepEqual(gate.release(), [])
  t.deepEqual(pass(configured(1, 1), 7, [acknowledgement(quiet, 1, 3)]).taken, [3])
})
