import test, { type ExecutionContext } from 'ava'
import { emptyState, recordBetween, type State } from '../../coordinator/core/state.ts'
import { type EtcdPlace, openEtcdJournal } from '../../coordinator/journal/etcd-journal.ts'
import { EtcdCluster, noEtcd } from './etcd.ts'

const candidacy = 'election/hyperdex/1'

async function placed(t: ExecutionContext): Promise<EtcdPlace | undefined> {
  if (noEtcd !== undefined) {
    t.log(noEtcd)
    t.pass()
    return undefined
  }
  const cluster = await EtcdCluster.start(t, 1)
  const client = cluster.client(t)
  await client.put(candidacy).value('one')
  return { client, prefix: 'hyperdex/test/' }
}

function later(state: State, nextClient: number, cluster = state.configuration.cluster): State {
  const { configuration } = state
  return { ...state, nextClient, configuration: { ...configuration, cluster, version: configuration.version + 1 } }
}

test('what was appended is read again, through snapshots too', async (t) => {
  const place = await placed(t)
  if (place === undefined) return
  const { journal, state: first } = await openEtcdJournal(place, candidacy)
  t.deepEqual(first, emptyState)
  let state = first
  for (let index = 1; index <= 300; index++) {
    const next = later(state, index + 1, 'c')
    await journal.append([recordBetween(state, next)], next)
    state = next
  }
  await journal.close()
  const { state: found } = await openEtcdJournal(place, candidacy)
  t.deepEqual(found, state)
  const records = await place.client.getAll().prefix(`${place.prefix}records/`).keys()
  t.true(records.length < 300, `${records.length} records are left`)
})

test('a record larger than one request of etcd is kept in parts', async (t) => {
  const place = await placed(t)
  if (place === undefined) return
  const { journal } = await openEtcdJournal(place, candidacy)
  const servers = Array.from(
    { length: 30_000 },
    (_, id) => [id + 1, { id: id + 1, address: `host-${id}:1`, domain: 'somewhere', incarnation: 1 }] as const,
  )
  const large = later({ ...emptyState, configuration: { ...emptyState.configuration, servers: new Map(servers) } }, 2, 'c')
  await journal.append([recordBetween(emptyState, large)], large)
  const { state } = await openEtcdJournal(place, candidacy)
  t.deepEqual(state, large)
})

test('a coordinator whose candidacy is gone writes nothing more, and two never take one number', async (t) => {
  const place = await placed(t)
  if (place === undefined) return
  const { client } = place
  const { journal: former } = await openEtcdJournal(place, candidacy)
  const one = later(emptyState, 2, 'c')
  await former.append([recordBetween(emptyState, one)], one)

  const second = 'election/hyperdex/2'
  await client.put(second).value('two')
  const { journal: latter, state } = await openEtcdJournal(place, second)
  const two = later(state, 7)
  await latter.append([recordBetween(state, two)], two)
  const other = later(one, 9)
  // Its candidacy is still there, as that of one that is about to lose it: the number is taken.
  await t.throwsAsync(former.append([recordBetween(one, other)], other), { code: 'UNAVAILABLE' })

  await client.delete().key(second)
  const three = later(two, 8)
  await t.throwsAsync(latter.append([recordBetween(two, three)], three), { code: 'UNAVAILABLE' })
  t.deepEqual((await openEtcdJournal(place, candidacy)).state, two)
})

test('a journal of a newer format is refused', async (t) => {
  const place = await placed(t)
  if (place === undefined) return
  await place.client.put(`${place.prefix}format`).value('2')
  await t.throwsAsync(openEtcdJournal(place, candidacy), { code: 'VERSION_MISMATCH' })
})
