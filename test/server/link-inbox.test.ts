import { setImmediate } from 'node:timers/promises'
import test from 'ava'
import type { LinkMessage } from '../../src/replication/messages.ts'
import { LinkInbox } from '../../src/server/link-inbox.ts'

/** Told apart by their region. */
const message = (toRegion: number): LinkMessage => ({ toRegion })
const messages = (count: number, from = 0) => Array.from({ length: count }, (_, index) => message(from + index))

/** An inbox whose member takes so long for what it is given at a time, and what it was given. */
function slow(ms: number) {
  const taken: { readonly peer: number; readonly message: LinkMessage }[] = []
  const inbox = new LinkInbox((peer, some) => {
    taken.push(...some.map((message) => ({ peer, message })))
    for (const end = performance.now() + ms; performance.now() < end; );
  })
  return { inbox, taken, of: (peer: number) => taken.filter((one) => one.peer === peer).map(({ message }) => message) }
}

test('a batch that takes long is taken in over several turns of the event loop, in its order', async (t) => {
  const { inbox, of } = slow(30)
  inbox.receive(1, messages(100))
  t.true(of(1).length > 0 && of(1).length < 100, `${of(1).length}`)
  const counts = [of(1).length]
  while (of(1).length < 100) {
    await setImmediate()
    counts.push(of(1).length)
  }
  // Two of the slices fill a turn.
  for (const [index, count] of counts.entries()) t.true(count - (counts[index - 1] ?? 0) <= 8, `${counts}`)
  t.deepEqual(of(1), messages(100))
})

test('batches that come while others wait are taken behind them', async (t) => {
  const { inbox, taken, of } = slow(30)
  inbox.receive(1, messages(100))
  inbox.receive(2, messages(20, 1000))
  inbox.receive(1, messages(20, 100))
  while (taken.length < 140) await setImmediate()
  t.deepEqual(of(1), messages(120))
  t.deepEqual(of(2), messages(20, 1000))
})

test('keep-alives and their answers wait for nothing', async (t) => {
  const { inbox, taken, of } = slow(30)
  inbox.receive(1, messages(100))
  const before = taken.length
  const keepAlive: LinkMessage = { keepAlive: { number: 1, run: 1 } }
  const alive: LinkMessage = { alive: { number: 1, run: 1 } }
  inbox.receive(1, [message(100), keepAlive, message(101), alive])
  t.deepEqual(
    taken.slice(before).map((one) => one.message),
    [keepAlive, alive],
  )
  while (taken.length < 104) await setImmediate()
  t.deepEqual(
    of(1).filter((one) => one !== keepAlive && one !== alive),
    messages(102),
  )
})

test('what a link brought is forgotten with it; others go on', async (t) => {
  const { inbox, of } = slow(60)
  inbox.receive(1, messages(100))
  inbox.receive(2, messages(20))
  const before = of(1).length
  inbox.forget(1)
  inbox.receive(1, messages(3, 500))
  while (of(1).length < before + 3) await setImmediate()
  t.deepEqual(of(2), messages(20))
  t.deepEqual(of(1), [...messages(before), ...messages(3, 500)])
})
