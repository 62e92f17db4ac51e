// `npm test` runs all stages, `npm run test:STAGE` one. Prints the results as TAP, and as the last line `N passed, N failed` over all of
// them; the exit status is 1 when anything failed, was cut short or when nothing ran.
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { argv, env, execPath, stdout } from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { stages } from './stages.mjs'

const project = join(dirname(fileURLToPath(import.meta.url)), '..')
const ava = join(project, 'node_modules/ava/entrypoints/cli.js')

/** Each test file has a process of its own, and most of its start is the stripping of types: what was compiled is kept. Coverage would be less exact. */
const environment = env.NODE_V8_COVERAGE ? env : { NODE_COMPILE_CACHE: join(project, 'node_modules/.cache/compiled'), ...env }

/** Where one thing runs after the other: how long each file took, by when its results came. */
class Times {
  #seconds = new Map()
  #last = performance.now()

  constructor(serial) {
    this.serial = serial
  }

  add(line) {
    const [, file] = /^(?:(?:not )?ok \d+ - |# )(.+) › [^›]+$/.exec(line) ?? []
    if (!this.serial || file === undefined) return
    const now = performance.now()
    this.#seconds.set(file, (this.#seconds.get(file) ?? 0) + (now - this.#last) / 1000)
    this.#last = now
  }

  print() {
    for (const [file, seconds] of [...this.#seconds].sort(([, a], [, b]) => b - a)) stdout.write(`# ${seconds.toFixed(1)} s ${file}\n`)
  }
}

/** Counts the results of one stage while passing them on. A stage that ends badly without a failed test counts as one. */
async function run(name, { folders, options, minutesMax }, files) {
  const patterns = files.length > 0 ? files : [`${folders}/**`]
  stdout.write(`# stage ${name}\n`)
  const child = spawn(execPath, [ava, '--tap', ...options, ...patterns], {
    cwd: project,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('close', (status) => resolve(status)))
  let late = false
  const limit = setTimeout(() => {
    late = true
    child.kill('SIGKILL')
  }, minutesMax * 60_000)
  let passed = 0
  let failed = 0
  const times = new Times(options.includes('--serial'))
  for await (const line of createInterface({ input: child.stdout })) {
    stdout.write(`${line}\n`)
    times.add(line)
    if (/ # (SKIP|TODO)/i.test(line)) continue
    if (line.startsWith('ok ')) passed++
    else if (line.startsWith('not ok ')) failed++
  }
  const status = await ended
  clearTimeout(limit)
  times.print()
  if (late) stdout.write(`# stage ${name}: stopped after ${minutesMax} minutes\n`)
  if (status !== 0 && failed === 0) failed = 1
  return { passed, failed }
}

const [wanted, ...files] = argv.slice(2)
let passed = 0
let failed = 0
for (const [name, stage] of Object.entries(stages)) {
  if (wanted !== undefined && wanted !== name) continue
  if (globSync(`${stage.folders}/**/*.test.ts`, { cwd: project }).length === 0) continue
  const result = await run(name, stage, files)
  passed += result.passed
  failed += result.failed
}
if (passed + failed === 0) failed = 1
stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
