// What the pages show is what happens: the tour of the README and its program run against a real cluster, and every command and option
// that a page names exists.
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import anyTest, { type TestFn } from 'ava'
import type { Command } from 'commander'
import { CommandContext } from '../../src/cli/command-context.ts'
import { addCommands, makeProgram } from '../../src/cli/program.ts'
import { type EmbeddedCluster, embedded } from '../../src/embedded.ts'
import { operationName } from '../../src/values/operation.ts'
import { ioTo, runConsole } from './console.ts'
import { allPages, blocks, commandsNamed, page } from './pages.ts'
import { runProgram } from './program.ts'

const test = anyTest as TestFn<{ cluster: EmbeddedCluster; directory: string }>
const project = join(import.meta.dirname, '../..')

test.before(async (t) => {
  t.context.directory = await mkdtemp(join(tmpdir(), 'hyperdex-readme-'))
  t.context.cluster = await embedded({ servers: 3 })
})

test.after.always(async (t) => {
  await t.context.cluster?.close()
  await rm(t.context.directory, { recursive: true, force: true })
})

function program(): Command {
  const made = makeProgram({ out: () => {}, error: () => {} })
  addCommands(made, new CommandContext(ioTo([], []), made))
  return made
}

test('the tour shows what the commands print', async (t) => {
  const { cluster, directory } = t.context
  const readme = page('README.md')
  const spaceFile = join(directory, 'users.space')
  await writeFile(spaceFile, blocks(readme, 'space')[0]!)
  const steps = await runConsole(t, readme, cluster.addresses, { 'users.space': spaceFile })
  t.true(steps >= 12)
})

test('the program of the README prints what is shown below it', async (t) => {
  const { directory } = t.context
  await using cluster = await embedded()
  const readme = page('README.md')
  const stdout = await runProgram(blocks(readme, 'ts')[0]!, cluster.url, directory)
  t.is(stdout, blocks(readme, 'text')[0] ?? 'no block')
})

test('every command that a page names exists', (t) => {
  const { commands } = program()
  let named = 0
  for (const path of allPages()) {
    for (const [name, next] of commandsNamed(page(path))) {
      if (name === 'help') continue
      const command = commands.find((each) => each.name() === name)
      t.truthy(command, `${path}: hyperdex ${name}`)
      named++
      if (command && command.commands.length > 0 && next) {
        t.truthy(
          command.commands.find((each) => each.name() === next),
          `${path}: hyperdex ${name} ${next}`,
        )
      }
    }
  }
  t.true(named > 40)
})

test('docs/cli.md has every command and option, and no others', (t) => {
  const text = page('docs/cli.md')
  // `server` is a command with options of its own and has further commands below it.
  const leaves = (command: Command): Command[] => [
    ...(command.commands.length === 0 || (command.parent && command.options.length > 0) ? [command] : []),
    ...command.commands.filter((below) => below.name() !== 'help').flatMap(leaves),
  ]
  const all = program()
  const known = new Set(['--help', '--version', ...all.options.map(({ long }) => long!)])
  for (const command of leaves(all)) {
    const path = command.parent === all ? command.name() : `${command.parent!.name()} ${command.name()}`
    t.true(text.includes(`hyperdex ${path}`), path)
    for (const { long } of command.options) {
      known.add(long!)
      t.true(text.includes(long!), `${path} ${long}`)
    }
  }
  const named = new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option))
  for (const option of named) t.true(known.has(option), option)
  t.true(named.size > 15)
})

test('operations that the pages list exist', (t) => {
  const row = page('docs/cli.md').match(/^\| `hyperdex op .*$/m)![0]
  const listed = [...row.matchAll(/`([a-zA-Z]+)`/g)].map(([, name]) => name!)
  t.true(listed.length > 10)
  for (const name of listed) t.true(Object.hasOwn(operationName, name), name)
})

test('links between pages lead somewhere', (t) => {
  let links = 0
  for (const path of allPages()) {
    for (const [, target] of page(path).matchAll(/\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)/g)) {
      if (!target) continue
      links++
      t.true(existsSync(join(project, dirname(path), target)), `${path}: ${target}`)
    }
  }
  t.true(links > 30)
})
