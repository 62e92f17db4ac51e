import test from 'ava'
import { configurationOf, LoneMember } from './lone-member.ts'

// Default timing: a lease of 1,000 ms, a promise of 1,100 ms, a keep-alive every 250 ms.

const pair = configurationOf(1, { members: [1, 2] })

test('a server serves alone at once, and in a chain when the others have answered a keep-alive', async (t) => {
  const alone = await LoneMember.start(1, configurationOf(1, { members: [1] }))
  t.is(alone.said(await alone.put(1, 1)), 'done')
  t.is(alone.said(await alone.get(1)), 'found 1')

  const head = await LoneMember.start(1, pair)
  const refusal = 'busy: server 2, which is in the chain of region 1, does not answer server 1'
  t.is(head.said(await head.get(1)), refusal)
  t.is(head.said(await head.put(1, 1)), refusal)
  await head.answer(2)
  t.is(head.said(await head.get(1)), 'absent')
  t.is(head.said(await head.put(1, 1)), 'nothing')
  t.deepEqual(head.toReplicas(2), ['update 1'])

  const tail = await LoneMember.start(2, pair)
  t.is(tail.said(await tail.search(1)), 'busy: server 1, which is in the chain of region 1, does not answer server 2')
  await tail.answer(1)
  t.is(tail.said(await tail.search(1)), 'rows ')
})

test('a lease counts from the moment its keep-alive was sent, not from its answer', async (t) => {
  const head = await LoneMember.start(1, pair)
  const { number, run } = head.keepAlive(2)
  await head.pass(900)
  await head.receive(2, { configurationVersion: 1, alive: { number, run } })
  await head.pass(99)
  t.is(head.said(await head.get(1)), 'absent')
  await head.pass(1)
  t.regex(head.said(await head.get(1)), /^busy/)
})

test('an older answer that comes late does not shorten a lease', async (t) => {
  const head = await LoneMember.start(1, pair)
  const older = head.keepAlive(2)
  await head.pass(250)
  const newer = head.keepAlive(2)
  await head.receive(2, { configurationVersion: 1, alive: newer }, { configurationVersion: 1, alive: older })
  await head.pass(800)
  t.is(head.said(await head.get(1)), 'absent')
})

test('a suspended machine has no lease by its wall clock, and a wall clock that is set back changes nothing', async (t) => {
  const head = await LoneMember.start(1, pair)
  await head.answer(2)
  head.wall += 1000
  t.regex(head.said(await head.get(1)), /^busy/)
  head.wall -= 5000
  t.is(head.said(await head.get(1)), 'absent')
  head.now += 1000
  t.regex(head.said(await head.get(1)), /^busy/)
})

test('an answer to another run, or to nothing that was asked, counts for nothing', async (t) => {
  const head = await LoneMember.start(1, pair, { incarnation: 7 })
  const { number, run } = head.keepAlive(2)
  t.is(run, 7)
  await head.receive(
    2,
    { configurationVersion: 1, alive: { number, run: 6 } },
    { configurationVersion: 1, alive: { number: number + 100, run } },
  )
  t.regex(head.said(await head.get(1)), /^busy/)
  await head.receive(2, { configurationVersion: 1, alive: { number, run } })
  t.is(head.said(await head.get(1)), 'absent')
})

test('an answer by a newer configuration counts when that is installed, and brings it', async (t) => {
  const head = await LoneMember.start(1, pair)
  const change = { fromVersion: 1, toVersion: 2, cluster: 'c' }
  await head.receive(2, { configurationVersion: 2, alive: { ...head.keepAlive(2), change } })
  t.deepEqual(
    head.turns.flatMap(({ broughtChange }) => broughtChange ?? []),
    [change],
  )
  t.regex(head.said(await head.get(1)), /^busy/)
  await head.install(configurationOf(2, { members: [1, 2] }))
  t.is(head.said(await head.get(1)), 'absent')
})

test("the learner's answer is needed too, and the learner itself serves nothing", async (t) => {
  const learning = configurationOf(2, { epoch: 2, members: [1], learner: { server: 3, joined: 2 } })
  const head = await LoneMember.start(1, learning)
  t.regex(head.said(await head.get(2)), /server 3, which is in the chain/)
  await head.answer(3)
  t.is(head.said(await head.get(2)), 'absent')
  const learner = await LoneMember.start(3, learning)
  await learner.answer(1)
  t.is(learner.said(await learner.get(2)), 'stale')
  t.is(learner.said(await learner.search(2)), 'stale')
})

test('a read that waited is answered by the lease there is when its wait is over', async (t) => {
  const head = await LoneMember.start(1, pair)
  await head.answer(2)
  const write = await head.put(1, 1)
  const read = await head.get(1)
  const negative = await head.get(1)
  await head.pass(1000)
  await head.receive(2, head.acknowledgement(2 ** 32 + 1, 1))
  t.is(head.said(write), 'done')
  t.regex(head.said(read), /^busy/)
  t.regex(head.said(negative), /^busy/)

  const tail = await LoneMember.start(2, pair)
  await tail.answer(1)
  tail.member.tick(tail.now, tail.wall)
  tail.member.request(1, { id: 99, space: 1, schemaVersion: 1, searchOpen: { regions: [{ region: 1, epoch: 1 }] } })
  tail.now += 1000
  await tail.turn()
  t.regex(tail.said(99), /^busy/)
})

test('keep-alives pass where other messages of the link wait for a configuration', async (t) => {
  const tail = await LoneMember.start(2, pair)
  await tail.receive(1, { ...tail.update(1, 2), configurationVersion: 2 })
  await tail.answer(1)
  t.is(tail.said(await tail.search(1)), 'rows ')
  tail.sent.clear()
  await tail.asked(1, 1)
  t.true(tail.sent.get(1)!.some(({ alive }) => alive))
})

test('who asks by an older configuration is told what it lacks, once a lease', async (t) => {
  const head = await LoneMember.start(1, pair)
  await head.install(configurationOf(2, { epoch: 2, members: [1, 2] }))
  const changes = () => (head.sent.get(2) ?? []).flatMap(({ alive }) => (alive ? [alive.change?.fromVersion] : []))
  head.sent.clear()
  await head.asked(2, 1)
  t.deepEqual(changes(), [1])
  await head.asked(2, 1)
  t.deepEqual(changes(), [1, undefined])
  await head.pass(1000)
  await head.asked(2, 1)
  t.deepEqual(changes(), [1, undefined, 1])
  head.member.linkUp(2)
  await head.asked(2, 1)
  t.deepEqual(changes(), [1, undefined, 1, 1])
  await head.install(configurationOf(3, { epoch: 3, members: [1, 2] }))
  await head.asked(2, 1)
  t.deepEqual(changes(), [1, undefined, 1, 1, 1])
  // One that is not known any more, or never was, is sent everything.
  await head.asked(3, 0)
  t.deepEqual(
    head.sent.get(3)!.map(({ alive }) => alive?.change?.fromVersion),
    [0],
  )
  await head.asked(2, 3)
  t.deepEqual(changes().at(-1), undefined)
})

test('who is asked by a newer configuration asks back for it', async (t) => {
  const head = await LoneMember.start(1, pair)
  await head.pass(200)
  head.sent.clear()
  await head.asked(3, 5)
  t.deepEqual(
    head.sent.get(3)!.map(({ keepAlive, alive }) => (alive ? 'alive' : keepAlive ? 'keep-alive' : 'other')),
    ['alive', 'keep-alive'],
  )
  await head.asked(3, 5)
  t.is(head.sent.get(3)!.filter(({ keepAlive }) => keepAlive).length, 1)
  t.is(head.turns.at(-1)!.wantedConfiguration, 5)
})

test('servers that answer nothing are reported, unless this server itself stood still', async (t) => {
  const head = await LoneMember.start(1, configurationOf(1, { members: [1, 2, 3] }))
  for (let passed = 0; passed < 2000; passed += 250) {
    t.deepEqual(head.member.unreachable(), [])
    await head.pass(250)
    await head.answer(3)
  }
  t.deepEqual(head.member.unreachable(), [2])
  await head.answer(2)
  t.deepEqual(head.member.unreachable(), [])
  await head.pass(10_000)
  t.deepEqual(head.member.unreachable(), [])
  for (let passed = 0; passed < 2000; passed += 250) await head.pass(250)
  t.deepEqual(head.member.unreachable(), [2, 3])
  await head.install(configurationOf(2, { epoch: 2, members: [1] }))
  t.deepEqual(head.member.unreachable(), [])
})

test('a server that has started anew is waited for anew', async (t) => {
  const started = (version: number, incarnation: number) => ({
    ...configurationOf(version, { members: [1, 2] }),
    servers: new Map([1, 2].map((id) => [id, { id, address: `127.0.0.1:${id}`, domain: '', incarnation }])),
  })
  const head = await LoneMember.start(1, started(1, 1))
  for (let passed = 0; passed < 2000; passed += 250) await head.pass(250)
  t.deepEqual(head.member.unreachable(), [2])
  await head.install(started(2, 2))
  t.deepEqual(head.member.unreachable(), [])
  await head.pass(250)
  await head.install(started(3, 2))
  for (let passed = 250; passed < 2000; passed += 250) {
    t.deepEqual(head.member.unreachable(), [], `${passed}`)
    await head.pass(250)
  }
  t.deepEqual(head.member.unreachable(), [2])
})

test('servers that share no chain ask each other too: that tells whether they can be reached, and gives no lease and promises nothing', async (t) => {
  const servers = new Map([1, 2, 3].map((id) => [id, { id, address: `127.0.0.1:${id}`, domain: '', incarnation: 1 }]))
  const apart = (version: number, region: object) => ({ ...configurationOf(version, region), servers })
  const lone = await LoneMember.start(1, apart(1, { members: [1, 2] }))
  const asks = (lone.sent.get(3) ?? []).map(({ keepAlive }) => keepAlive?.probe)
  t.deepEqual(asks, [true])
  await lone.answer(2, 3)
  for (let passed = 0; passed < 2000; passed += 250) {
    await lone.pass(250)
    await lone.answer(2)
  }
  t.deepEqual(lone.member.unreachable(), [3])
  await lone.answer(3)
  t.deepEqual(lone.member.unreachable(), [])

  await lone.install(apart(2, { epoch: 2, members: [1, 3] }))
  await lone.asked(2, 2)
  t.regex(lone.said(await lone.get(2)), /^busy: server 3, which is in the chain/)
  await lone.answer(3)
  t.is(lone.said(await lone.get(2)), 'absent')

  const asked = await LoneMember.start(3, apart(1, { members: [3] }))
  await asked.receive(1, { configurationVersion: 1, keepAlive: { number: 1, run: 1, probe: true } })
  t.is(asked.sent.get(1)!.filter(({ alive }) => alive).length, 1)
  await asked.install(apart(3, { epoch: 3, members: [3] }))
  t.is(asked.said(await asked.put(1, 3)), 'done', 'nothing is owed to whoever only asked whether it is there')
})
