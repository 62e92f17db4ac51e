// The check of layers (.ci/check-layers.mjs) is itself checked: a small project with one of each fault, all of which it must find, and the
// same project without them, where it must find nothing.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
// @ts-expect-error the tools of continuous integration are plain JavaScript
import { checkLayers } from '../../.ci/check-layers.mjs'
// @ts-expect-error the tools of continuous integration are plain JavaScript
import { findImpurities } from '../../.ci/purity.mjs'

const impurities: (path: string, text: string) => string[] = findImpurities
const check: (root: string, modulesMin: number) => Promise<{ problems: string[]; report: string[] }> = checkLayers

async function project(t: ExecutionContext, files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'hyperdex-layers-'))
  t.teardown(() => rm(root, { recursive: true, force: true }))
  const packageJson = JSON.stringify({ type: 'module', dependencies: {}, devDependencies: {} })
  for (const [path, text] of Object.entries({ 'package.json': packageJson, ...files })) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return root
}

const sound = {
  'src/values/bytes.ts': 'export type Bytes = Uint8Array // Date, Promise\n',
  'src/cluster/lookup.ts': `import type { Bytes } from '../values/bytes.ts'\nexport const lookup: { Date: string; of?: Bytes } = { Date: 'Buffer' }\n`,
  'src/storage/store.ts': `import { open } from 'node:fs/promises'\nimport { lookup } from '../cluster/lookup.ts'\nexport const store = { open, lookup, at: Date.now() }\n`,
  'src/server/server.ts': `import { store } from '../storage/store.ts'\nexport const server = store\n`,
  'coordinator/core/state.ts': `import { lookup } from '../../src/cluster/lookup.ts'\nexport const state = { lookup, half: Math.floor(0.5) }\n`,
  'src/cli/main.ts': `import { server } from '../server/server.ts'\nimport { state } from '../../coordinator/core/state.ts'\nexport const main = { server, state }\n`,
}

test('a sound project passes', async (t) => {
  const { problems, report } = await check(await project(t, sound), 6)
  t.deepEqual(problems, [])
  t.regex(report.join('\n'), /6 shipped modules of 7 seen/)
  t.regex(report.join('\n'), /3 pure files/)
})

/** Each fault with the files that it needs and what is to be found; the names of all files differ. */
const faults: Record<string, { files: Record<string, string>; found: RegExp }> = {
  'a pure folder imports a later folder': {
    files: { 'src/values/early.ts': `import { store } from '../storage/store.ts'\nexport const early = store\n` },
    found: /^src\/values\/early\.ts → src\/storage\/store\.ts: direction: src\/values\/$/,
  },
  'a type is an import too': {
    files: { 'src/values/type.ts': `import type { lookup } from '../cluster/lookup.ts'\nexport type Type = typeof lookup\n` },
    found: /^src\/values\/type\.ts → .*: direction: src\/values\/$/,
  },
  'a server imports the coordinator': {
    files: { 'src/server/boss.ts': `import { state } from '../../coordinator/core/state.ts'\nexport const boss = state\n` },
    found: /^src\/server\/boss\.ts → .*: direction: src\/server\/$/,
  },
  'the client imports the server': {
    files: { 'src/client/heavy.ts': `import { server } from '../server/server.ts'\nexport const heavy = server\n` },
    found: /^src\/client\/heavy\.ts → .*: client apart from servers$/,
  },
  'the coordinator’s core imports its service': {
    files: {
      'coordinator/core/outward.ts': `import { service } from '../service/service.ts'\nexport const outward = service\n`,
      'coordinator/service/service.ts': 'export const service = 1\n',
    },
    found: /^coordinator\/core\/outward\.ts → .*: pure: folders$/,
  },
  'a pure folder imports from Node': {
    files: { 'src/member/hash.ts': `import { hash } from 'node:crypto'\nexport const bad = hash\n` },
    found: /^src\/member\/hash\.ts → .*: pure: node$/,
  },
  'a circle': {
    files: {
      'src/schema/a.ts': `import { b } from './b.ts'\nexport const a = () => b\n`,
      'src/schema/b.ts': `import { a } from './a.ts'\nexport const b = () => a\n`,
    },
    found: /: cycle \(.*src\/schema\/a\.ts/,
  },
  'an import that leads nowhere': {
    files: { 'src/server/lost.ts': `import { gone } from '../storage/gone.ts'\nexport const lost = gone\n` },
    found: /^src\/server\/lost\.ts → .*: unresolvable$/,
  },
  'a test in what is shipped': {
    files: {
      'src/server/tested.ts': `import { helper } from '../../test/helper.ts'\nexport const tested = helper\n`,
      'test/helper.ts': 'export const helper = 1\n',
    },
    found: /^src\/server\/tested\.ts → .*: tests and tools$/,
  },
  'a long file': { files: { 'src/server/long.ts': 'export {}\n'.repeat(601) }, found: /^src\/server\/long\.ts: 601 lines/ },
  'fewer modules than there should be': { files: {}, found: /^only \d+ modules seen where at least 1000 are expected$/ },
}

test('each planted fault is found', async (t) => {
  const files = Object.assign({}, sound, ...Object.values(faults).map((fault) => fault.files))
  const { problems } = await check(await project(t, files), 1000)
  for (const [name, { found }] of Object.entries(faults))
    t.true(
      problems.some((problem) => found.test(problem)),
      name,
    )
})

const impure: Record<string, string> = {
  Date: 'export const at = () => Date.now()',
  'Math.random': 'export const chance = Math.random()',
  'Math.random taken apart': 'export const { random } = Math',
  setTimeout: 'setTimeout(() => {}, 1)',
  setInterval: 'setInterval(() => {}, 1)',
  setImmediate: 'setImmediate(() => {})',
  queueMicrotask: 'queueMicrotask(() => {})',
  process: 'export const home = process.env.HOME',
  Buffer: 'export const bytes = Buffer.alloc(1)',
  performance: 'export const now = performance.now()',
  'the type Promise': 'export type Later = Promise<number>',
  'async functions': 'export async function later() {}',
  'async arrows': 'export const later = async () => {}',
  'async methods': 'export const later = { async now() {} }',
  await: 'export const later = await 1',
  'import()': `export const later = import('./x.ts')`,
}

for (const [name, text] of Object.entries(impure)) {
  test(`a pure file with ${name} is found, once`, (t) => {
    t.regex(
      impurities('src/session/impure.ts', `// a comment\n${text}\n`).join('; '),
      /^src\/session\/impure\.ts:2: a pure folder uses [^;]+$/,
    )
  })
}

test('members, texts and comments that are called like a global are none', (t) => {
  const text = `// Date
    export const process1 = 'setTimeout'
    export interface Run { process: string; Date?: number; performance(): void }
    export const half = (run: Run) => [run.process, run.Date, Math.floor(0.5), { Buffer: 1 }]`
  t.deepEqual(impurities('src/session/pure.ts', text), [])
})

test('a port may say that an answer comes later, and no more', (t) => {
  t.deepEqual(impurities('src/ports/port.ts', 'export interface Port { get(): Promise<number> }'), [])
  t.is(impurities('src/ports/port.ts', 'export const answer = Promise.resolve(1)').length, 1)
})
