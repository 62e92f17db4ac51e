// Runs the test that is to notice a fault which the simulated world does not show, with the fault planted.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { env, execPath } from 'node:process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { OtherTest, PlantedFault } from './planted-fault.ts'

const here = dirname(fileURLToPath(import.meta.url))
const project = join(here, '../..')
const ava = join(project, 'node_modules/ava/entrypoints/cli.js')

export function canRun({ needs }: OtherTest): boolean {
  return needs === undefined || spawnSync(needs, ['--version']).error === undefined
}

/** The titles of all tests of the file that fail, and of those that pass. */
export async function runElsewhere({ name }: PlantedFault, { file }: OtherTest): Promise<{ failed: string[]; passed: string[] }> {
  const options = `${env.NODE_OPTIONS ?? ''} --import ${join(here, 'plant.ts')}`.trim()
  const child = spawn(execPath, [ava, '--tap', join(project, file)], {
    cwd: project,
    env: { ...env, NODE_OPTIONS: options, PLANTED_FAULT: name },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [lines] = await Promise.all([text(child.stdout).then((output) => output.split('\n')), once(child, 'exit')])
  const titles = (begin: RegExp) => lines.flatMap((line) => (begin.test(line) ? [line.replace(begin, '')] : []))
  return { failed: titles(/^not ok \d+ - /), passed: titles(/^ok \d+ - /) }
}
