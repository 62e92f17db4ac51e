// `npm run build`: dist/ with JavaScript and declarations, which is what an installed package runs (Node strips no types there).
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { execPath, exit } from 'node:process'
import { fileURLToPath } from 'node:url'

const project = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(project, 'dist')
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')

rmSync(dist, { recursive: true, force: true })
const { status } = spawnSync(execPath, [compiler, '-p', join(project, 'tsconfig.build.json')], { stdio: 'inherit' })
if (status !== 0) exit(status ?? 1)
// The generated code is JavaScript with declarations already.
cpSync(join(project, 'src/transport/generated'), join(dist, 'src/transport/generated'), { recursive: true })
