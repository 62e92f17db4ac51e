// What the command line refuses, and in which words.
import test from 'ava'
import { FakeCluster, runWith } from './fake-cluster.ts'

function cluster(): FakeCluster {
  return new FakeCluster('space g key k attributes int count, last, float score')
}

test('two columns of an aggregate have never one name', async (t) => {
  const fake = cluster()
  await runWith(fake, ['put', 'g', 'a', 'count=3'])
  const refused = [
    [['count', '--by', 'count'], /the result count is named as an attribute grouped by\nleave one of the two out; the typed client/],
    [['count', 'sum:count', 'count'], /the result count is asked for twice\nname each function once/],
    [['sum:count', '--by', 'last,last'], /attribute last is grouped by twice\nname each attribute once/],
  ] as const
  for (const [words, said] of refused) {
    for (const option of [[], ['--json']]) {
      const { status, stdout, stderr } = await runWith(fake, ['aggregate', 'g', ...words, ...option])
      t.is(status, 2)
      t.is(stdout, '')
      t.regex(stderr, said)
    }
  }
  const { stdout } = await runWith(fake, ['aggregate', 'g', 'sum:count', 'max:count', '--by', 'count', '--json'])
  t.is(stdout, '{"count":3,"sum:count":3,"max:count":3}\n')
})

test('an unknown command is named, with those that there are', async (t) => {
  const wrong = [
    [
      ['shell'],
      /^hyperdex: INVALID: hyperdex has no command "shell"\nIts commands are start, coordinator, .*, help; see `hyperdex help`\.\n$/,
    ],
    [['help', 'nosuch'], /^hyperdex: INVALID: hyperdex has no command "nosuch"\nIts commands are start, /],
    [
      ['space', 'bogus'],
      /^hyperdex: INVALID: space has no subcommand "bogus"\nIts subcommands are add, ls, show, rm, mv, check, help; see `hyperdex space --help`/,
    ],
    [['space', 'help', 'bogus'], /^hyperdex: INVALID: space has no subcommand "bogus"\n/],
    [['help', 'space', 'bogus'], /^hyperdex: INVALID: space has no subcommand "bogus"\n/],
    [['help', 'put', 'bogus'], /^hyperdex: INVALID: put has no subcommands, so none "bogus"\nsee `hyperdex put --help`/],
    [['attribute', 'bogus', 'g'], /^hyperdex: INVALID: attribute has no subcommand "bogus"\nIts subcommands are add, rm/],
    [['index', 'bogus', '--json'], /^hyperdex: INVALID: index has no subcommand "bogus"\nIts subcommands are add, rm/],
    [
      ['server', 'bogus'],
      /^hyperdex: INVALID: server has no subcommand "bogus"\nIts subcommands are ls, offline, online, kill, forget; without one it runs a server\./,
    ],
  ] as const
  for (const [argv, said] of wrong) {
    const { status, stdout, stderr } = await runWith(cluster(), argv)
    t.is(status, 2, argv.join(' '))
    t.is(stdout, '')
    t.regex(stderr, said)
  }
})

test('help names a command, or one below it', async (t) => {
  const right = [
    [['help'], /^Usage: hyperdex \[options\] \[command\]\n/],
    [['help', 'put'], /^Usage: hyperdex put /],
    [['help', 'space', 'add'], /^Usage: hyperdex space add /],
    [['space', 'help', 'add'], /^Usage: hyperdex space add /],
    [['help', 'server'], /^Usage: hyperdex server /],
    [['help', 'server', 'ls'], /^Usage: hyperdex server ls /],
    [['help', 'help'], /^Usage: hyperdex help /],
  ] as const
  for (const [argv, said] of right) {
    const { status, stdout } = await runWith(cluster(), argv)
    t.is(status, 0, argv.join(' '))
    t.regex(stdout, said)
  }
})

test('what is no choice is refused in words of the command', async (t) => {
  const readOnly = await runWith(cluster(), ['read-only', 'maybe'])
  t.is(readOnly.status, 2)
  t.is(readOnly.stderr, 'hyperdex: INVALID: read-only: "maybe" is none of on, off\ngive one of them\n')
  for (const argv of [
    ['dump', 'g'],
    ['load', 'g', '-'],
  ]) {
    const { status, stderr } = await runWith(cluster(), [...argv, '--format', 'xml'])
    t.is(status, 2)
    t.is(stderr, 'hyperdex: INVALID: --format: "xml" is none of ndjson, csv\ngive one of them\n')
  }
})

test('an empty failure domain is refused', async (t) => {
  const server = ['server', '--coordinator', '127.0.0.1:1', '--listen', '127.0.0.1:0', '--data', 'nowhere']
  const { status, stderr } = await runWith(cluster(), [...server, '--domain', ''])
  t.is(status, 2)
  t.is(stderr, 'hyperdex: INVALID: --domain: the name is empty\nname a domain, or leave it out: it is then the host of --listen\n')
})

test('a text with two different spaces of one name is refused whole, with the place of the second', async (t) => {
  const text = 'space a key k\nspace b key k\nspace a key int k'
  for (const command of ['add', 'check']) {
    const fake = new FakeCluster()
    const { status, stderr } = await runWith(fake, ['space', command], { stdin: text })
    t.is(status, 2)
    t.regex(stderr, /^hyperdex: INVALID: line 3, column 7: the text defines another space a before/)
    t.regex(stderr, /\n {2}space a key int k\n {8}\^\n/)
    t.is(fake.spaces.size, 0)
  }
  for (const command of ['add', 'check'])
    t.is((await runWith(new FakeCluster(), ['space', command], { stdin: 'space a key k space a key k' })).status, 0)
})

test('a space that is renamed to its own name is said to have it', async (t) => {
  t.is((await runWith(cluster(), ['space', 'mv', 'g', 'g'])).stderr, 'the space is called g already\n')
  t.is((await runWith(cluster(), ['space', 'mv', 'g', 'h'])).stderr, 'renamed space g to h\n')
})
