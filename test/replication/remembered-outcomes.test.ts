// What a server remembers so that nothing is applied twice is counted and bounded: beyond the bound it takes no new operations, and still answers those
// that it knows.
import test, { type ExecutionContext } from 'ava'
import { presence, responseStatus, type Update } from '../../src/cluster/client-messages.ts'
import { rowKind } from '../../src/replication/layout.ts'
import { weights } from '../../src/replication/outcome-count.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'
import { operationName } from '../../src/values/operation.ts'
import { World } from './world.ts'

/** About 64 bytes each. */
const outcomesMax = (64 * 1024 * 1024) / 64
const { client, group } = weights

const put = (key: string): Update => ({
  key: fromLatin1(key),
  operations: [{ attribute: 1, name: operationName.put, operands: [fromLatin1('x')] }],
})
const refused = (key: string): Update => ({ ...put(key), presence: presence.absent })

async function world(): Promise<World> {
  return World.create({ servers: 2, space: 'space s key k attributes a create 1 partition', chain: () => [1, 2] })
}

function remembered(world: World, server: number): number {
  return world.member(server).outcomeCount.kept
}

test('every replica counts at once what it keeps, and a leader refusals four times; marks and the end of sessions make room', async (t) => {
  const w = await world()
  for (let number = 1; number <= 10; number++) await w.update(put(`k${number}`), { number, mark: 1 })
  await w.stabilize()
  const [atHead, atTail] = [remembered(w, 1), remembered(w, 2)]
  t.true(Math.min(atHead, atTail) >= client + 10)
  await w.update(refused('k1'), { number: 11, mark: 1 })
  await w.stabilize()
  t.is(remembered(w, 1), atHead + 4)
  t.is(remembered(w, 2), atTail)
  await w.update(put('k12'), { number: 12, mark: 12 })
  await w.stabilize()
  t.is(remembered(w, 1), client + group + 1)
  t.is(remembered(w, 2), client + group + 1)
  w.configuration = { ...w.configuration, version: w.configuration.version + 1, sessions: { below: 5, live: [] } }
  for (const server of w.servers()) await w.install(server)
  t.is(remembered(w, 1), 0)
  t.is(remembered(w, 2), 0)
})

test('at the bound new operations are refused with OVERLOADED, what is known is answered, and marks are taken', async (t) => {
  const w = await world()
  await w.update(put('k1'), { number: 1, mark: 1 })
  await w.update(refused('k1'), { number: 2, mark: 1 })
  await w.stabilize()
  const member = w.member(1)
  const answerOf = async (update: Update, numbered: { number: number; mark: number }) => {
    const id = await w.update(update, numbered)
    await w.stabilize()
    return w.answer(id)
  }
  const over = async (t: ExecutionContext) => {
    const answer = await answerOf(put('k2'), { number: 3, mark: 1 })
    t.is(answer?.status, responseStatus.busy)
    t.is(answer?.failure?.code, 'OVERLOADED')
    t.true(answer!.failure!.retryAfterMs! > 0)
  }
  const fill = (kept: number) => member.outcomeCount.add(kept - member.outcomeCount.kept)
  fill(outcomesMax)
  await over(t)
  t.is(member.outcomeCount.kept, outcomesMax)
  const stranger = await w.update(put('k2'), { number: 1, mark: 1, client: 99 })
  await w.stabilize()
  t.is(w.answer(stranger)?.failure?.code, 'OVERLOADED')
  t.is(member.outcomeCount.kept, outcomesMax, 'nothing is remembered of a client that was refused')
  t.is((await answerOf(put('k1'), { number: 1, mark: 1 }))?.status ?? 0, responseStatus.ok)
  t.is((await answerOf(refused('k1'), { number: 2, mark: 1 }))?.failure?.code, 'COMPARE_FAILED')
  fill(outcomesMax - 1)
  t.is((await answerOf(put('k2'), { number: 3, mark: 3 }))?.status ?? 0, responseStatus.ok)
  t.is((await answerOf(put('k1'), { number: 1, mark: 3 }))?.failure?.code, 'OUTCOME_UNKNOWN')
})

test('a leader takes in nothing new when another member of its chain can remember no more, and goes on when it can again', async (t) => {
  const w = await world()
  const said = async (key: string, number: number) => {
    const id = await w.update(put(key), { number, mark: 1 })
    await w.stabilize()
    return w.answer(id)?.failure?.code ?? 'done'
  }
  const keepAlives = async () => {
    await w.tick(1000)
    await w.stabilize()
  }
  t.is(await said('k1', 1), 'done')
  const { outcomeCount } = w.member(2)
  const before = outcomeCount.kept
  outcomeCount.add((outcomesMax / 8) * 7 - before)
  await keepAlives()
  t.is(await said('k2', 2), 'OVERLOADED')
  t.is(await said('k1', 1), 'done', 'what is known is answered')
  t.is(outcomeCount.kept, (outcomesMax / 8) * 7)
  outcomeCount.add(before - outcomeCount.kept)
  await keepAlives()
  t.is(await said('k2', 2), 'done')
})

test('at the bound the oldest operation of a known client is done, although later ones went before it', async (t) => {
  const w = await world()
  const said = async (key: string, number: number, mark: number) => {
    const id = await w.update(put(key), { number, mark })
    await w.stabilize()
    return w.answer(id)?.failure?.code ?? 'done'
  }
  t.is(await said('k1', 1, 1), 'done')
  const { outcomeCount } = w.member(1)
  outcomeCount.add(outcomesMax - outcomeCount.kept)
  t.is(await said('k3', 3, 2), 'done')
  t.is(await said('k4', 4, 2), 'OVERLOADED')
  t.is(await said('k2', 2, 2), 'done')
  t.is(await said('k4', 4, 4), 'done')
  t.true(outcomeCount.kept <= outcomesMax + 1 + group)
})

test('at the bound a known client whose mark has passed what it did goes on: each outcome takes the place of the one before', async (t) => {
  const w = await world()
  await w.update(put('k1'), { number: 1, mark: 1 })
  await w.stabilize()
  const { outcomeCount } = w.member(1)
  const said = async (update: Update, numbered: { number: number; mark: number }) => {
    const id = await w.update(update, numbered)
    await w.stabilize()
    return w.answer(id)?.failure?.code ?? 'done'
  }
  outcomeCount.add(outcomesMax - outcomeCount.kept)
  t.is(await said(put('k2'), { number: 2, mark: 1 }), 'OVERLOADED')
  for (let number = 2; number < 20; number++) {
    t.is(await said(put(`k${number}`), { number, mark: number }), 'done')
    t.is(outcomeCount.kept, outcomesMax)
  }
  t.is(await said(put('k20'), { number: 20, mark: 19 }), 'OVERLOADED', 'the one before is still remembered')
  t.is(await said(refused('k2'), { number: 20, mark: 20 }), 'COMPARE_FAILED')
  t.is(await said(refused('k2'), { number: 21, mark: 20 }), 'OVERLOADED', 'so is a refusal')
  t.is(await said(refused('k2'), { number: 20, mark: 20 }), 'COMPARE_FAILED')
  t.is(await said(put('k21'), { number: 21, mark: 21 }), 'done')
  const first = await w.update(put('k22'), { number: 22, mark: 22 })
  outcomeCount.add(outcomesMax - outcomeCount.kept)
  const second = await w.update(put('k23'), { number: 23, mark: 22 })
  await w.stabilize()
  t.deepEqual(
    [first, second].map((id) => w.answer(id)?.failure?.code ?? 'done'),
    ['done', 'OVERLOADED'],
    'one at a time, also while it is under way',
  )
})

test("a client's mark stays when nothing else is left of it, also through a start: what comes late is not applied again", async (t) => {
  const w = await world()
  await w.update(put('k1'), { number: 1, mark: 1 })
  await w.stabilize()
  await w.update(refused('k1'), { number: 2, mark: 2 })
  await w.stabilize()
  t.is((await w.disk(1, rowKind.outcome)).length, 0)
  const late = async () => {
    const id = await w.update(put('k1'), { number: 1, mark: 1 })
    await w.stabilize()
    return w.answer(id)?.failure?.code
  }
  t.is(await late(), 'OUTCOME_UNKNOWN')
  w.crash(1)
  w.bumpEpochsOf(1)
  await w.install(2)
  await w.start(1)
  await w.tick(10_000)
  await w.tick(20)
  await w.stabilize()
  t.is(await late(), 'OUTCOME_UNKNOWN')
})
