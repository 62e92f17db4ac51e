// Pages of one search while the cluster changes between them: replicas, servers, the grid. Each page is asked for at another interface, with the
// cursor that the one before gave. Objects do not change, so all pages together are everything, once, in order.
import test from 'ava'
import { connect, type Database, ge, space, t as types } from '../../src/index.ts'
import { Commands } from '../cli/commands.ts'
import { TestCluster } from '../server/cluster.ts'
import { ForeignClient, type Message } from './foreign-client.ts'

const items = space('items', {
  key: { id: types.int },
  attributes: { n: types.int, text: types.string },
  subspaces: [['n'], ['text']],
  partitions: 8,
})
const objects = 120
const pageRows = 12
const valuesOf = (id: number) => ({ n: (id * 37) % 10, text: `t${(id * 11) % 7}` })

interface Page {
  readonly keys: readonly number[]
  readonly cursor: string | undefined
}

/** One search that goes on and on: by its order, which an attribute gives or the key. */
interface Order {
  readonly by: 'id' | 'n' | 'text'
  readonly direction: 'asc' | 'desc'
}

interface Door {
  page(order: Order, cursor: string | undefined): Promise<Page>
}

function typedDoor(db: Database): Door {
  return {
    async page({ by, direction }, cursor) {
      const resumed = cursor === undefined ? {} : { cursor }
      const options = { orderBy: [by, direction], limit: pageRows, cursors: true, ...resumed } as const
      const keys: number[] = []
      let last: string | undefined
      for await (const { id, $cursor } of db.space(items).search({ n: ge(0) }, options)) {
        keys.push(id)
        last = $cursor
      }
      return { keys, cursor: last }
    },
  }
}

const queryOf = ({ by, direction }: Order) => `items where n >= 0 order by ${by} ${direction} limit ${pageRows}`

function foreignDoor(client: ForeignClient): Door {
  return {
    async page(order, cursor = '') {
      const rows: Message[] = await client.list('hyperdex.v1.HyperDex', 'Search', { query: queryOf(order), cursor })
      return { keys: rows.map(({ key }) => Number((key as Buffer).readBigInt64LE())), cursor: rows.at(-1)?.cursor as string | undefined }
    },
  }
}

function commandDoor(commands: Commands): Door {
  return {
    async page(order, cursor) {
      const resumed = cursor === undefined ? [] : ['--cursor', cursor]
      const lines = (await commands.done(['search', queryOf(order), '--cursors', '--json', ...resumed])).split('\n').slice(0, -1)
      const rows: { readonly id: number; readonly $cursor: string }[] = lines.map((line) => JSON.parse(line))
      return { keys: rows.map(({ id }) => id), cursor: rows.at(-1)?.$cursor }
    },
  }
}

function inOrder({ by, direction }: Order): number[] {
  const rank = (id: number) => ({ id, ...valuesOf(id) })[by]
  const compare = (one: string | number, other: string | number) => (one < other ? -1 : one > other ? 1 : 0)
  const sign = direction === 'asc' ? 1 : -1
  const ids = Array.from({ length: objects }, (_, id) => id)
  return ids.sort((one, other) => sign * compare(rank(one), rank(other)) || one - other)
}

test('a search goes on from its cursor while replicas, servers and grids come and go, at whichever interface', async (t) => {
  t.timeout(120_000)
  const cluster = await TestCluster.start(t, 2)
  await using db = await connect(`hyperdex://${cluster.coordinator.address}`)
  await using commands = await Commands.connect([cluster.coordinator.address])
  using client = new ForeignClient(cluster.servers.get('server-2')!.address)
  await db.admin.addSpace(items)
  await db.space(items).putMany(Array.from({ length: objects }, (_, id) => [id, valuesOf(id)] as const))

  const stable = () => commands.done(['wait-until-stable', '--timeout', '60'])
  const changes: readonly (() => Promise<unknown>)[] = [
    () => commands.done(['fault-tolerance', 'items', '0']),
    () => cluster.startServer('server-3'),
    () => commands.done(['fault-tolerance', 'items', '2']),
    () => commands.done(['partitions', 'items', '20']),
    () => commands.done(['server', 'offline', '1']),
    () => cluster.servers.get('server-1')!.close(),
    () => commands.done(['fault-tolerance', 'items', '1']),
    () => commands.done(['server', 'forget', '1']),
    () => commands.done(['index', 'add', 'items', 'text']),
  ]
  const doors = [commandDoor(commands), foreignDoor(client), typedDoor(db)]
  const orders: readonly Order[] = [
    { by: 'id', direction: 'asc' },
    { by: 'id', direction: 'desc' },
    { by: 'n', direction: 'asc' },
    { by: 'n', direction: 'desc' },
    { by: 'text', direction: 'asc' },
  ]
  const found = orders.map((): Page[] => [])
  for (let number = 0; number * pageRows < objects; number++) {
    for (const [index, order] of orders.entries()) {
      const pages = found[index]!
      pages.push(await doors[(index + number) % doors.length]!.page(order, pages.at(-1)?.cursor))
      t.is(pages.at(-1)!.keys.length, pageRows, `page ${number} by ${order.by} ${order.direction}`)
    }
    // The next pages come while the change is still being carried out.
    await stable()
    await changes[number]?.()
  }
  t.is(changes.length + 1, objects / pageRows)
  const definition = await commands.done(['space', 'show', 'items'])
  for (const changed of ['tolerate 1 failure', 'create 20 partitions', 'index text']) t.true(definition.includes(changed), definition)
  t.is((await commands.done(['server', 'ls', '--json'])).split('\n').length - 1, 2)
  for (const [index, order] of orders.entries()) {
    const keys = found[index]!.flatMap((page) => page.keys)
    t.deepEqual(keys, inOrder(order), `by ${order.by} ${order.direction}`)
    for (const door of doors) t.deepEqual((await door.page(order, found[index]!.at(-1)!.cursor)).keys, [])
  }
})
