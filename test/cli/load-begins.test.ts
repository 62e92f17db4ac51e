// What a load asks before it writes: whether the space is empty. The cluster may be interrupted then as well as later.
import test from 'ava'
import { type ErrorCode, HyperdexError } from '../../src/errors.ts'
import { FakeCluster } from './fake-cluster.ts'
import { cities, loadPipe } from './loads.ts'

/** The first searches fail so; `timeouts` are those that they were given. */
function interrupted(...codes: readonly ErrorCode[]): { readonly cluster: FakeCluster; readonly timeouts: unknown[] } {
  const cluster = new FakeCluster(cities)
  const connection = cluster.connection()
  const timeouts: unknown[] = []
  cluster.connection = () => ({
    ...connection,
    async *search(space, spec, options) {
      const code = codes[timeouts.length]
      timeouts.push(options?.timeoutMs)
      if (code) throw new HyperdexError(code, 'gone for a moment', '')
      yield* connection.search(space, spec, options)
    },
  })
  return { cluster, timeouts }
}

test('an interruption before the first write is ridden out, too', async (t) => {
  const { cluster, timeouts } = interrupted('TIMEOUT', 'PARTIAL', 'UNAVAILABLE', 'SEARCH_EXPIRED', 'OVERLOADED')
  const { status, stderr } = await loadPipe(cluster, '{"id":1,"population":5}\n')
  t.is(status, 0, stderr)
  t.is(timeouts.length, 6)
  t.regex(stderr, /^interrupted: gone for a moment\nloaded 1 objects/)
  t.is(cluster.samples.length, 1)
})

test('with --timeout 0 it is not, and each call has an end all the same', async (t) => {
  const { cluster, timeouts } = interrupted('PARTIAL')
  const { status, stderr } = await loadPipe(cluster, '{"id":1}\n', '--timeout', '0')
  t.is(status, 1)
  t.regex(
    stderr,
    /hyperdex: PARTIAL: the cluster did not answer for \d+ s, and nothing was loaded: gone for a moment\nsee `hyperdex status`, .*--timeout/,
  )
  t.deepEqual(timeouts, [10_000])
  t.is(cluster.objects.get('cities')!.size, 0)
})

test('another error ends the load at once', async (t) => {
  const { cluster, timeouts } = interrupted('INTERNAL')
  const { status, stderr } = await loadPipe(cluster, '{"id":1}\n')
  t.is(status, 1)
  t.regex(stderr, /^hyperdex: INTERNAL: gone for a moment\n/)
  t.is(timeouts.length, 1)
})

/** The first questions for the space fail so; `timeouts` are those that they were given. */
function unfound(...codes: readonly ErrorCode[]): { readonly cluster: FakeCluster; readonly timeouts: unknown[] } {
  const cluster = new FakeCluster(cities)
  const connection = cluster.connection()
  const timeouts: unknown[] = []
  cluster.connection = () => ({
    ...connection,
    async space(name, options) {
      const code = codes[timeouts.length]
      timeouts.push(options?.timeoutMs)
      if (code) throw new HyperdexError(code, 'gone for a moment', '')
      return connection.space(name, options)
    },
  })
  return { cluster, timeouts }
}

test('an interruption while the space is looked for is ridden out as well', async (t) => {
  const { cluster, timeouts } = unfound('UNAVAILABLE', 'TIMEOUT', 'UNAVAILABLE')
  const { status, stderr } = await loadPipe(cluster, '{"id":1}\n')
  t.is(status, 0, stderr)
  t.deepEqual(new Set(timeouts), new Set([10_000]))
  t.regex(stderr, /^interrupted: gone for a moment\nloaded 1 objects/)
})

test('the space is looked for no longer than --timeout says', async (t) => {
  const { cluster, timeouts } = unfound(...Array.from({ length: 1000 }, () => 'UNAVAILABLE' as const))
  const { status, stderr } = await loadPipe(cluster, '{"id":1}\n', '--timeout', '200ms')
  t.is(status, 3)
  t.regex(stderr, /hyperdex: UNAVAILABLE: the cluster did not answer for \d+ s, and nothing was loaded: gone for a moment\n.*--timeout/)
  t.true(timeouts.length > 1)
  t.true(timeouts.every((timeoutMs) => Number(timeoutMs) >= 1 && Number(timeoutMs) <= 200))
})

test('a space that does not exist is not looked for again', async (t) => {
  const { cluster, timeouts } = unfound('UNKNOWN_SPACE')
  const { stderr } = await loadPipe(cluster, '{"id":1}\n')
  t.regex(stderr, /^hyperdex: UNKNOWN_SPACE/)
  t.is(timeouts.length, 1)
})
