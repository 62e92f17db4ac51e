// Comparing copies and mending them, in a small world of real members: differences are put on disks behind the backs of the servers, and must be
// found all, no others, and mended.
import test from 'ava'
import { type Response, responseStatus } from '../../src/cluster/client-messages.ts'
import { objectKey, objectRow, readObjectRow, rowKind } from '../../src/replication/layout.ts'
import { counterRange } from '../../src/replication/version.ts'
import { compareSpace } from '../../src/session/comparison.ts'
import type { ComparisonResult, Difference } from '../../src/session/comparison-steps.ts'
import type { PlaceQuestion } from '../../src/session/place-calls.ts'
import { runComparison } from '../../src/transport/session-driver-comparison.ts'
import { fromLatin1, toLatin1 } from '../../src/values/bytes.ts'
import { decodeObject, encodeObject } from '../../src/values/object.ts'
import { operationName } from '../../src/values/operation.ts'
import { World } from '../replication/world.ts'

const names = Array.from({ length: 60 }, (_, index) => `key-${index}`)
const colors = ['red', 'green', 'blue', 'grey', 'white']

function put(name: string, color: string) {
  return {
    key: fromLatin1(name),
    operations: [color, `size of ${name}`].map((value, index) => ({
      attribute: index + 1,
      name: operationName.put,
      operands: [fromLatin1(value)],
    })),
  }
}

async function filled(): Promise<World> {
  const world = await World.create({
    servers: 3,
    space: 'space things key k attributes color, size subspace color subspace size create 4 partitions tolerate 1 failure',
    chain: (subspace, position) => [1, 2, 3].map((server) => ((server + subspace + position) % 3) + 1).slice(0, 2),
  })
  for (const [index, name] of names.entries()) await world.update(put(name, colors[index % colors.length]!))
  await settle(world)
  return world
}

async function settle(world: World): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await world.stabilize()
    await world.tick(150)
  }
  await world.stabilize()
}

async function ask(world: World, { region, server, compare, redrive }: PlaceQuestion): Promise<Response> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { epoch, members } = [...world.configuration.spaces.get(1)!.subspaces]
      .flatMap(({ regions }) => regions)
      .find(({ id }) => id === region)!
    const stamp = { space: 1, schemaVersion: 1, region, epoch }
    const id = await world.request(server || members[0]!, { ...stamp, ...(redrive ? { redrive } : { compare: compare! }) })
    await settle(world)
    const answer = world.answer(id)
    if (answer && answer.status !== responseStatus.busy) return answer
  }
  throw new Error(`no answer about region ${region} of server ${server}`)
}

/** What is found, in short; `between` runs before each question but the first ones. */
async function compare(
  world: World,
  mend = false,
  between?: () => Promise<unknown>,
): Promise<{ found: string[]; result: ComparisonResult }> {
  const found: string[] = []
  let questions = 0
  const result = await runComparison(
    compareSpace({ space: 1, configuration: () => world.configuration, mend }),
    async (question) => {
      if (++questions > 5) await between?.()
      return ask(world, question)
    },
    {
      onFound: (difference) => {
        found.push(shown(difference))
      },
    },
  )
  return { found: found.sort(), result }
}

function shown({ kind, key, region, server }: Difference): string {
  return `${kind} ${toLatin1(key)} in ${region} at ${server}`
}

/** Changes rows on a server's disk while it is down. */
async function tamper(
  world: World,
  server: number,
  change: (row: { key: Uint8Array; value: Uint8Array }[]) => [Uint8Array, Uint8Array?][],
) {
  world.crash(server)
  for (const [key, value] of change(await world.rows(server, rowKind.object))) await world.change(server, key, value)
  world.bumpEpochsOf(server)
  for (const other of world.servers()) if (world.isUp(other)) await world.install(other)
  await world.start(server)
  await settle(world)
}

/** The regions of a subspace, and where a key lies in each. */
function place(world: World, name: string, subspace: number): { id: number; members: readonly number[] } {
  const color = colors[names.indexOf(name) % colors.length]!
  return world.view.regionOf(subspace, fromLatin1(name), [fromLatin1(color), fromLatin1(`size of ${name}`)])
}

test('a space that is as it should be has no differences, at rest and under writes', async (t) => {
  const world = await filled()
  const quiet = await compare(world)
  t.deepEqual(quiet.found, [])
  t.like(quiet.result, { keys: names.length, copies: names.length * 6, differences: 0, unsettled: 0 })
  let round = 0
  const busy = await compare(world, false, async () => {
    round++
    for (let index = 0; index < 4; index++)
      await world.update(put(names[(round * 7 + index) % names.length]!, colors[(round + index) % colors.length]!))
    await world.update({ key: fromLatin1(names[(round * 5) % names.length]!), remove: true })
    for (const link of world.pendingLinks().slice(0, 2)) await world.deliver(Number(link.split('>')[0]), Number(link.split('>')[1]))
  })
  t.true(round > 10)
  t.deepEqual(busy.found, [])
})

test('every kind of difference is found where it is, and nothing else; mended, nothing is left', async (t) => {
  const world = await filled()
  const expected: string[] = []
  const elsewhere = (subspace: number, region: number, server: number) =>
    world.view.space.subspaces[subspace]!.regions.find(({ id, members }) => id !== region && members.includes(server))!.id
  const rowIn = (rows: { key: Uint8Array; value: Uint8Array }[], region: number, name: string) => {
    const key = objectKey(region, fromLatin1(name))
    return { key, value: rows.find((row) => toLatin1(row.key) === toLatin1(key))!.value }
  }
  for (const [index, kind] of ['missing', 'stale', 'differs', 'stray', 'misplaced', 'missing'].entries()) {
    const name = names[index * 9 + 3]!
    const subspace = index === 5 ? 0 : 1 + (index % 2)
    const { id, members } = place(world, name, subspace)
    // The head of a key region is right by definition.
    const server = members[1]!
    await tamper(world, server, (rows) => {
      const { key, value } = rowIn(rows, id, name)
      const { object } = readObjectRow(value)
      if (kind === 'missing') return [[key]]
      if (kind === 'stale') return [[key, objectRow(counterRange + 1, object)]]
      if (kind === 'differs')
        return [
          [
            key,
            objectRow(readObjectRow(value).version, encodeObject([decodeObject(object)[0]!, decodeObject(object)[1]!, fromLatin1('')])),
          ],
        ]
      const other = objectKey(elsewhere(subspace, id, server), fromLatin1(name))
      if (kind === 'misplaced') return [[other, value]]
      return [
        [
          objectKey(strangerOf(world, subspace, server).id, fromLatin1(strangerOf(world, subspace, server).name)),
          strangerOf(world, subspace, server).row,
        ],
      ]
    })
    if (kind === 'misplaced') expected.push(`misplaced ${name} in ${elsewhere(subspace, id, server)} at ${server}`)
    else if (kind === 'stray')
      expected.push(`stray ${strangerOf(world, subspace, server).name} in ${strangerOf(world, subspace, server).id} at ${server}`)
    else expected.push(`${kind} ${name} in ${id} at ${server}`)
  }
  expected.sort()
  t.deepEqual((await compare(world)).found, expected)
  const mending = await compare(world, true)
  t.deepEqual(mending.found, expected)
  t.deepEqual(mending.result.left.map(shown), [])
  const after = await compare(world)
  t.deepEqual(after.found, [])
  t.is(after.result.keys, names.length)
})

/** An object that nobody stored, in the region of its own values. */
function strangerOf(world: World, subspace: number, server: number): { name: string; id: number; row: Uint8Array } {
  for (let index = 0; ; index++) {
    const name = `stranger-${index}`
    const values = [fromLatin1('red'), fromLatin1('big')]
    const { id, members } = world.view.regionOf(subspace, fromLatin1(name), values)
    if (members.includes(server)) return { name, id, row: objectRow(counterRange + 1, encodeObject(values)) }
    if (index > 1000) return { name, id: 0, row: new Uint8Array(0) }
  }
}

test('an object that the head of its key region has lost is gone when it is mended: the key region is right', async (t) => {
  const world = await filled()
  const name = names[7]!
  const { id, members } = place(world, name, 0)
  await tamper(world, members[0]!, () => [[objectKey(id, fromLatin1(name))]])
  const { found } = await compare(world)
  t.is(found.length, 5)
  t.true(found.every((line) => line.startsWith(`stray ${name} `)))
  const { result } = await compare(world, true)
  t.deepEqual(result.left, [])
  t.is((await compare(world)).result.keys, names.length - 1)
})

test('a server that leaves its chains meanwhile is not missed', async (t) => {
  const world = await filled()
  let asked = 0
  const { found, result } = await compare(world, false, async () => {
    if (++asked !== 4) return
    world.remove(2)
    for (const server of world.servers()) await world.install(server)
  })
  t.deepEqual(found, [])
  t.is(result.unsettled, 0)
})
