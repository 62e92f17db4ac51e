// --timeout is one option of all commands, and reaches every call to the cluster.

import test from 'ava'
import type { Command } from 'commander'
import { CommandContext } from '../../src/cli/command-context.ts'
import type { Connection } from '../../src/cli/connection.ts'
import { addCommands, makeProgram } from '../../src/cli/program.ts'
import { FakeCluster, runWith } from './fake-cluster.ts'

/** Each command that calls the cluster, in its short form. */
const commands: readonly (readonly string[])[] = [
  ['put', 'users', 'k', 'age=1'],
  ['get', 'users', 'k'],
  ['get-many', 'users', 'k'],
  ['op', 'users', 'k', 'add', 'age=1'],
  ['update', 'users', 'k', 'add age=1'],
  ['search', 'users'],
  ['count', 'users'],
  ['aggregate', 'users', 'count'],
  ['explain', 'users'],
  ['group', 'add', 'users', 'age=1'],
  ['watch', 'users'],
  ['dump', 'users'],
  ['load', 'users', '-'],
  ['del', 'users', 'k'],
  ['status'],
  ['check', 'users'],
  ['space', 'add'],
  ['space', 'ls'],
  ['space', 'show', 'users'],
  ['attribute', 'add', 'users', 'int size'],
  ['attribute', 'rm', 'users', 'size'],
  ['index', 'add', 'users', 'age'],
  ['index', 'rm', 'users', 'age'],
  ['read-only', 'off'],
  ['fault-tolerance', 'users', '1'],
  ['partitions', 'users', '64'],
  ['wait-until-stable'],
  ['server', 'ls'],
  ['server', 'offline', '1'],
  ['server', 'online', '1'],
  ['server', 'kill', '1'],
  ['server', 'forget', '1'],
  ['space', 'mv', 'users', 'people'],
  ['space', 'rm', 'people'],
]
const withoutCluster = ['start', 'coordinator', 'server', 'token', 'space check']
/** What a connection answers from what it knows, and what has a time of its own. */
const untimed: ReadonlySet<string> = new Set(['spaces', 'localStatus', 'close'])

/** The connection of the cluster, telling of each call its name and timeout. */
function timed(cluster: FakeCluster, calls: [name: string, timeoutMs: unknown][]): FakeCluster {
  const heard = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      get(object, name, receiver) {
        const member = Reflect.get(object, name, receiver)
        if (typeof member !== 'function') return name === 'admin' ? heard(member as object) : member
        return (...parameters: unknown[]) => {
          if (!untimed.has(String(name))) calls.push([String(name), (parameters.at(-1) as { timeoutMs?: number } | undefined)?.timeoutMs])
          return member.apply(object, parameters)
        }
      },
    })
  const connection = cluster.connection.bind(cluster)
  cluster.connection = (): Connection => heard(connection())
  return cluster
}

function leaves(command: Command, path: readonly string[] = []): string[] {
  const below = command.commands.flatMap((each) => leaves(each, [...path, each.name()]))
  if (path.at(-1) === 'help') return []
  return below.length === 0 || command.options.length > 5 ? [path.join(' '), ...below] : below
}

test('--timeout is that of every call of every command, before and after its name', async (t) => {
  const program = makeProgram({ out: () => {}, error: () => {} })
  addCommands(program, new CommandContext({} as ConstructorParameters<typeof CommandContext>[0], program))
  const all = program.commands.flatMap((each) => leaves(each, [each.name()]))
  const named = new Set(all.map((path) => path.split(' ')))
  const covered = commands.map((argv) =>
    argv.slice(0, [...named].some(([first, next]) => first === argv[0] && next === argv[1]) ? 2 : 1).join(' '),
  )
  t.deepEqual(covered.toSorted(), all.filter((path) => !withoutCluster.includes(path)).toSorted())

  for (const place of ['before', 'after']) {
    const cluster = new FakeCluster('space users key k attributes int age index age')
    const calls: [string, unknown][] = []
    timed(cluster, calls)
    cluster.status = { ...cluster.status, stable: true }
    for (const argv of commands) {
      calls.length = 0
      const option = ['--timeout', '1.5s']
      const stdin = argv[0] === 'load' ? '{"k":"x"}\n' : 'space other key k'
      const { status, stderr } = await runWith(cluster, place === 'before' ? [...option, ...argv] : [...argv, ...option], { stdin })
      // Nothing is kept there for a watch.
      t.is(status, argv[0] === 'watch' ? 1 : 0, `${argv.join(' ')}: ${stderr}`)
      t.true(calls.length > 0, argv.join(' '))
      for (const [name, timeoutMs] of calls) {
        // To load --timeout is how long it rides over an interruption, before it writes, too; all of a status has it together.
        const own = argv[0] === 'load' && name !== 'space' && name !== 'search' ? 10_000 : 1500
        if ((argv[0] === 'status' && name === 'count') || (argv[0] === 'load' && own === 1500)) t.true((timeoutMs as number) <= own)
        else t.is(timeoutMs, own, `${argv.join(' ')}: ${name}`)
      }
    }
  }
})

test('a timeout that is no duration is wrong input', async (t) => {
  for (const argv of [
    ['count', 'users', '--timeout', 'soon'],
    ['--timeout', '-1', 'load', 'users', '-'],
  ]) {
    const { status, stderr } = await runWith(new FakeCluster('space users key k'), argv)
    t.is(status, 2)
    t.regex(stderr, /INVALID: --timeout: "(soon|-1)" is no duration\n.*90s, 5m/)
  }
})

test('explain may be partial, and says then what is left out', async (t) => {
  const cluster = new FakeCluster('space users key k')
  const connection = cluster.connection()
  const asked: unknown[] = []
  cluster.connection = () => ({
    ...connection,
    explain: async (space, spec, options) => {
      asked.push(spec.partial)
      return { ...(await connection.explain(space, spec, options)), missingRegions: spec.partial ? [3, 7] : [] }
    },
  })
  t.notRegex((await runWith(cluster, ['explain', 'users'])).stdout, /left out/)
  t.regex((await runWith(cluster, ['explain', 'users', '--partial'])).stdout, /^regions left out +3, 7$/m)
  t.deepEqual(JSON.parse((await runWith(cluster, ['explain', 'users', '--partial', '--json'])).stdout).missingRegions, [3, 7])
  t.deepEqual(asked, [undefined, true, true])
})
