// `npm run installed`: the package as its users have it. Packs it, installs the tarball into an empty project beside the oldest Node that it
// promises to run on, and there starts a cluster by the command line, uses it through the typed client, and an embedded one.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { env, exit, stderr, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'

const oldestNode = '22.20.0'
const project = join(dirname(fileURLToPath(import.meta.url)), '..')
const place = mkdtempSync(join(tmpdir(), 'hyperdex-installed-'))
const app = join(place, 'app')
const environment = { ...env, PATH: `${join(app, 'node_modules/.bin')}:${env.PATH}` }

const program = `
import assert from 'node:assert/strict'
import { connect, gt, space, t } from 'hyperdex'
import { embedded } from 'hyperdex/embedded'

const users = space('users', { key: { name: t.string }, attributes: { age: t.int }, subspaces: [['age']], tolerate: 1 })
async function use(db) {
  await db.admin.addSpace(users)
  const u = db.space(users)
  await u.put('ann', { age: 30 })
  await u.add('ann', { age: 1 })
  assert.equal((await u.get('ann')).age, 31)
  assert.equal(await u.count({ age: gt(30) }), 1)
  await db.close()
}
assert.ok(process.versions.node.startsWith('${oldestNode.split('.')[0]}.'), process.versions.node)
await use(await connect(process.argv[2]))
const cluster = await embedded({ servers: 2 })
await use(await cluster.connect())
await cluster.close()
`

function npm(args, cwd) {
  const { status } = spawnSync('npm', args, { cwd, env: environment, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`npm ${args[0]} ended with status ${status}`)
}

async function useInstalled() {
  const cluster = spawn('hyperdex', ['start', '--servers', '2', '--data', join(place, 'data'), '--listen', '127.0.0.1:0'], {
    cwd: app,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(cluster, 'exit')
  try {
    const [line] = await Promise.race([
      once(cluster.stdout, 'data'),
      exited.then(([status]) => Promise.reject(new Error(`hyperdex start ended with status ${status}`))),
    ])
    const address = /^ready (\S+)/.exec(String(line))?.[1]
    const { status } = spawnSync('node', ['program.mjs', `hyperdex://${address}`], {
      cwd: app,
      env: environment,
      stdio: 'inherit',
      timeout: 60_000,
    })
    if (status !== 0) throw new Error(`the program ended with status ${status}`)
  } finally {
    cluster.kill('SIGTERM')
    await exited
  }
}

let installed = false
try {
  npm(['pack', '--pack-destination', place], project)
  mkdirSync(app)
  const allowed = { node: true, 'classic-level': false, protobufjs: false }
  writeFileSync(join(app, 'package.json'), JSON.stringify({ type: 'module', private: true, allowScripts: allowed }))
  writeFileSync(join(app, 'program.mjs'), program)
  const tarball = readdirSync(place).find((name) => name.endsWith('.tgz'))
  try {
    npm(['install', '--no-audit', '--no-fund', join(place, tarball), `node@${oldestNode}`], app)
    installed = true
  } catch (error) {
    stderr.write(`the installed package was not tried: ${error.message}\n`)
  }
  if (installed) {
    await useInstalled()
    stdout.write(`the installed package serves under Node ${oldestNode}\n`)
  }
} catch (error) {
  stderr.write(`the installed package does not work: ${error.message}\n`)
  process.exitCode = 1
} finally {
  rmSync(place, { recursive: true, force: true })
}
exit()
