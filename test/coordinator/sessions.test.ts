import test from 'ava'
import fc from 'fast-check'
import { limitsDefault } from '../../coordinator/core/limits.ts'
import { liveSessionsMax, Sessions } from '../../coordinator/core/sessions.ts'
import { applyChange, changeBetween } from '../../src/cluster/change.ts'
import { type EndedSessions, sessionEnded } from '../../src/cluster/sessions.ts'
import type { HyperdexError } from '../../src/errors.ts'
import { Cluster } from './commands.ts'

const { sessionMs } = limitsDefault

/** Time passes in ticks; these sessions are renewed. */
function pass(cluster: Cluster, ms: number, ...renewed: number[]): void {
  for (const end = cluster.now + ms; cluster.now < end; ) {
    cluster.now = Math.min(end, cluster.now + 500)
    for (const client of renewed) cluster.do((core) => core.renewSession(client, cluster.now))
    cluster.do((core) => core.tick(cluster.now))
  }
}

const open = (cluster: Cluster) => cluster.do((core) => core.openSession(cluster.now)).client

test('a session that is not renewed for a session time ends, in the configuration; one that is renewed lives', (t) => {
  const cluster = new Cluster()
  const [first, second, third] = [open(cluster), open(cluster), open(cluster)]
  pass(cluster, sessionMs - 1_000, second)
  t.is(cluster.configuration.sessions, undefined)
  pass(cluster, sessionMs, second)
  t.deepEqual(cluster.configuration.sessions, { below: third + 1, live: [second] })
  t.true(sessionEnded(cluster.configuration.sessions, first))
  t.throws(() => cluster.core.renewSession(first, cluster.now), { code: 'INVALID' })
  t.throws(() => cluster.core.renewSession(99, cluster.now), { code: 'INVALID' })
  const { version } = cluster.configuration
  pass(cluster, 2 * sessionMs, second)
  t.is(cluster.configuration.version, version)
  t.is(open(cluster), third + 1)
})

test('a new coordinator ends nothing before it has listened for a session time, then also what it never heard of', (t) => {
  const cluster = new Cluster()
  const [first, second] = [open(cluster), open(cluster)]
  pass(cluster, 10_000, first, second)
  cluster.restartCoordinator()
  pass(cluster, sessionMs - 1_000, second)
  t.is(cluster.configuration.sessions, undefined)
  pass(cluster, sessionMs, second)
  t.true(sessionEnded(cluster.configuration.sessions, first))
  t.false(sessionEnded(cluster.configuration.sessions, second))
  t.false(sessionEnded(cluster.configuration.sessions, open(cluster)))
})

test('a coordinator whose process stood still listens anew', (t) => {
  const cluster = new Cluster()
  const client = open(cluster)
  pass(cluster, 50_000, client)
  cluster.now += 10 * sessionMs
  pass(cluster, sessionMs - 1_000)
  t.is(cluster.configuration.sessions, undefined)
})

test('whatever is opened, renewed and forgotten: what has ended stays ended, what is renewed never ends', (t) => {
  const step = fc.oneof(
    fc.record({ open: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ renewed: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const sessions = new Sessions(0, limitsDefault)
      let now = 0
      let next = 1
      let known: EndedSessions | undefined
      const heard = new Map<number, number>()
      for (const each of steps) {
        if ('open' in each) {
          for (let count = 0; count < each.open; count++) {
            sessions.heard(next, now)
            heard.set(next++, now)
          }
        } else {
          for (const client of each.renewed) {
            if (client >= next || sessionEnded(known, client)) continue
            sessions.heard(client, now)
            heard.set(client, now)
          }
        }
        now += 15_000
        const ended = sessions.sweep(known, next, now)
        if (ended === undefined) continue
        for (let client = 1; client < next + 2; client++) {
          if (sessionEnded(known, client)) t.true(sessionEnded(ended, client), `${client} lives again`)
          const lives = client >= next || now - heard.get(client)! < sessionMs
          t.is(sessionEnded(ended, client), !lives)
        }
        known = ended
      }
    }),
  )
})

test('however many live, each that has ended is named; a change says only what is new', (t) => {
  const cluster = new Cluster()
  const living: number[] = []
  const gone: number[] = []
  const openPairs = (count: number) => {
    for (let pair = 0; pair < count; pair++) {
      living.push(open(cluster))
      gone.push(open(cluster))
    }
  }
  openPairs(6_000)
  pass(cluster, 2 * sessionMs, ...living)
  const hasEnded = (client: number) => sessionEnded(cluster.configuration.sessions, client)
  t.true(gone.every(hasEnded))
  t.false(living.some(hasEnded))

  const before = cluster.configuration
  openPairs(3)
  const [left] = living.splice(1_000, 1)
  pass(cluster, 2 * sessionMs, ...living)
  t.true([left!, ...gone].every(hasEnded))
  t.false(living.some(hasEnded))
  const change = changeBetween(before, cluster.configuration)
  t.deepEqual(change.sessions?.live, living.slice(-3))
  t.deepEqual(change.sessions?.ended, [left])
  t.deepEqual(applyChange(before, change).sessions, cluster.configuration.sessions)
  t.deepEqual(cluster.kept.configuration.sessions, cluster.configuration.sessions, 'the journal has the same')
})

test('beyond the limit no session is opened until some have ended; those that live are renewed', (t) => {
  const cluster = new Cluster()
  const first = open(cluster)
  for (let count = 1; count < liveSessionsMax; count++) open(cluster)
  const error = t.throws(() => open(cluster), { code: 'OVERLOADED' }) as HyperdexError
  t.true(error.retryAfterMs! > 0)
  cluster.do((core) => core.renewSession(first, cluster.now))
  pass(cluster, 2 * sessionMs, first)
  t.is(open(cluster), liveSessionsMax + 1)
})
