// A short piece of `npm run torture`: a real cluster under load whose servers are killed and stopped, and nothing that its clients saw is
// against the promises of docs/protocol.md.
import { execFile } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import test from 'ava'
import { summary, torture } from './torture.ts'

/**
 * Not the promise itself (--longest has that by default, 4 s), which a busy machine may miss, but a bound that only a fail-over keeps: a blow lasts for
 * longer.
 */
const longestMs = 12_000
const awayMs = 15_000

const program = fileURLToPath(new URL('./torture.ts', import.meta.url))

/** On hosts of its own, and with two coordinators over etcd, beside the other: all wait for most of the time. */
let onHosts: Promise<{ readonly stdout: string }>
let overEtcd: Promise<{ readonly stdout: string }>

test.before(() => {
  const args = ['--servers', '3', '--minutes', '0', '--rounds', '3', '--away', String(awayMs), '--longest', String(longestMs)]
  onHosts = promisify(execFile)(process.execPath, [program, '--hosts', '--clients', '3', ...args])
  overEtcd = promisify(execFile)(process.execPath, [program, '--etcd', '--clients', '2', ...args])
  for (const running of [onHosts, overEtcd]) running.catch(() => {})
})

test.after.always(() => Promise.allSettled([onHosts, overEtcd]))

test('kills and pauses under load violate nothing, and writes go on while they last', async (t) => {
  const result = await torture({ servers: 3, seed: 1, minutes: 0, rounds: 2, clients: 3, awayMs, log: (line) => t.log(line) })
  t.log(summary(result))
  t.deepEqual(result.violations, [])
  for (const { struck, gap } of result.struck) {
    t.true(
      gap.ms < longestMs,
      `${gap.key} could not be written for ${Math.round(gap.ms)} ms, in or after a ${struck.trouble} of ${awayMs} ms`,
    )
  }
  // Not the promise itself, 100 ms, but what only a call that waits for the trouble to end would miss.
  t.true(result.hurried.calls > 100 && result.hurried.latestMs < 5_000, summary(result))
  t.true(result.tally.calls > 100 && result.tally.searches > 20, summary(result))
})

test('nor does a server that is cut off, or two that cannot hear each other while everybody else hears both; writes go on meanwhile', async (t) => {
  const { stdout } = await onHosts
  t.log(stdout)
  t.regex(stdout, /^skipped: |no violation/m)
})

test('nor does the loss of the coordinator that leads over etcd, killed or stopped for longer than it may lead, nor a server after that', async (t) => {
  const { stdout } = await overEtcd
  t.log(stdout)
  t.regex(stdout, /^skipped: |no violation/m)
})
