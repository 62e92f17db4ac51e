// Spaces in use are cut anew, on a real cluster: while clients write, read and search, and with answers that stay whole.
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { between, connect, gt, lt, space, t as type } from '../../src/index.ts'
import { AdminCaller } from '../../src/transport/admin-caller.ts'
import { encodeInt } from '../../src/values/encode.ts'

const people = space('people', {
  key: { name: type.string },
  attributes: { age: type.int, town: type.string },
  subspaces: [['age'], ['town', 'age']],
  tolerate: 1,
  partitions: 4,
})

test('a space is cut anew while clients write, read and search: nothing is missing, nothing is twice', async (t) => {
  await using cluster = await embedded({ servers: 3 })
  await using db = await connect(cluster.url)
  await db.admin.addSpace(people)
  const s = db.space(people)
  const stay = 400
  await Promise.all(Array.from({ length: stay }, (_, n) => s.put(`stays${n}`, { age: n % 100, town: `t${n % 7}` })))
  await Promise.all(Array.from({ length: 40 }, (_, n) => s.put(`moves${n}`, { age: n % 100 })))
  let going = true
  let writes = 0
  let searches = 0
  const writer = async () => {
    for (let n = 0; going; n++) {
      await s.put(`moves${n % 40}`, { age: (n * 37) % 100 })
      writes++
    }
  }
  const searcher = async () => {
    while (going) {
      const seen: string[] = []
      for await (const { name } of s.search({ age: [gt(-1), lt(100)] }, { select: ['name'] })) seen.push(name)
      t.is(seen.length, stay + 40)
      t.is(new Set(seen).size, seen.length)
      let stays = 0
      for await (const { name } of s.search({ town: 't3', age: between(0, 99) }, { select: ['name'] }))
        if (name.startsWith('stays')) stays++
      t.is(stays, Math.ceil((stay - 3) / 7))
      t.is(await s.count({ age: between(0, 99) }), stay + 40)
      searches++
    }
  }
  const work = [writer(), searcher()]
  t.true(await db.admin.setPartitions(people, 9))
  await t.throwsAsync(db.admin.setPartitions(people, 16), { code: 'INVALID' })
  await db.admin.waitUntilStable({ timeoutMs: 60_000 })
  t.true(await db.admin.setPartitions(people, 3))
  await db.admin.waitUntilStable({ timeoutMs: 60_000 })
  const [before, after] = [writes, searches]
  while (writes < before + 20 || searches < after + 2) await new Promise((resolve) => setTimeout(resolve, 20))
  going = false
  await Promise.all(work)
  const [definition] = await db.admin.listSpaces()
  t.is(definition!.partitions, 3)
  const { attributes, regionsAsked, regionsTotal } = await s.explain({ age: 50 })
  t.deepEqual([attributes.join(), regionsAsked, regionsTotal], ['age', 1, 3])
  t.is(await s.count({}), stay + 40)
  t.is((await db.admin.status()).repartitions.length, 0)
})

test('over gRPC the server called looks at what is stored; a coordinator has nothing to look at', async (t) => {
  await using cluster = await embedded({ servers: 1 })
  await using db = await connect(cluster.url)
  await db.admin.addSpace(people)
  const s = db.space(people)
  await Promise.all(Array.from({ length: 100 }, (_, n) => s.put(`p${n}`, { age: 1000 + n })))
  const server = new AdminCaller(cluster.addresses)
  t.true((await server.setPartitions('people', 5, undefined)).changed)
  await server.waitUntilStable({ timeoutMs: 30_000 })
  const change = await server.getConfiguration(0)
  const age = change.spaces![0]!.subspaces![1]!.axes![0]!
  t.deepEqual(
    age.cutPoints!.map((point) => Uint8Array.from(point)),
    [1020n, 1040n, 1060n, 1080n].map((value) => encodeInt(value)),
  )
  server.close()
})
