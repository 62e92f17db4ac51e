import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import test from 'ava'
import { failingTrace, tracedRun } from './failing-trace.ts'

const file = (seed: number) => join(tmpdir(), `hyperdex-seed-${seed}.trace`)

test('the trace of a run that fails goes to a file, the last lines before its first failure are shown', (t) => {
  const seed = 999_000_001
  t.teardown(() => rmSync(file(seed), { force: true }))
  const shown = failingTrace(seed, (print) => {
    for (let line = 1; line <= 100; line++) print(`${line}.000 server1 does ${line}`)
    print('101.000 FAILURE a key is gone')
    print('102.000 server1 goes on')
    print('103.000 FAILURE another one')
    return { failures: ['a key is gone', 'another one'] }
  })
  const kept = readFileSync(file(seed), 'utf8').split('\n')
  t.is(kept[0], '1.000 server1 does 1')
  t.deepEqual(kept.slice(100, 103), ['101.000 FAILURE a key is gone', '102.000 server1 goes on', '103.000 FAILURE another one'])
  const lines = shown.trimEnd().split('\n')
  t.is(lines[0], `  trace: ${file(seed)}, line 101; before the first failure:`)
  t.deepEqual(
    lines.slice(1),
    Array.from({ length: 40 }, (_, index) => `    ${index + 61}.000 server1 does ${index + 61}`),
  )
})

test('a failure that does not come again is told', (t) => {
  const seed = 999_000_002
  t.teardown(() => rmSync(file(seed), { force: true }))
  t.regex(
    failingTrace(seed, () => ({ failures: [] })),
    /was clean/,
  )
})

test('what is traced is the run of the seed and its history', (t) => {
  const lines: string[] = []
  t.deepEqual(tracedRun(3, {})((line) => lines.push(line)).failures, [])
  t.regex(lines[0]!, /^0\.000 world \{/)
  t.true(lines.length > 100)
  t.regex(lines.at(-1)!, /client1/)
})

test('the command line shows the trace of a seed that a planted fault makes fail', async (t) => {
  t.timeout(120_000)
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
  const args = ['--import', here('../planted/plant.ts'), here('simulate.ts'), '--seed', '1', '--runs', '3']
  const env = { ...process.env, PLANTED_FAULT: 'one-region-missed' }
  const failed = await t.throwsAsync(promisify(execFile)(execPath, args, { env, maxBuffer: 1 << 27 }))
  const { stdout } = failed as unknown as { stdout: string }
  const trace = /trace: (\S+), line (\d+)/.exec(stdout)!
  for (const [, made] of stdout.matchAll(/trace: (\S+),/g)) t.teardown(() => rmSync(made!, { force: true }))
  t.regex(readFileSync(trace[1]!, 'utf8').split('\n')[Number(trace[2]) - 1]!, /FAILURE/)
})
