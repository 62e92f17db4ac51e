// What the command line presents to spaces with authorization, from options and from the environment.
import test from 'ava'
import { macaroon, narrow } from '../../src/index.ts'
import { FakeCluster, runWith } from './fake-cluster.ts'

const secret = 'purple elephants'

function cluster() {
  const fake = new FakeCluster('space vault key k attributes a with authorization', 'space open key k attributes a')
  const seen: { secret: string | undefined; tokens: readonly string[] }[] = []
  const connection = fake.connection()
  const note = (tokens: readonly Uint8Array[] = [], given?: Uint8Array | null) =>
    seen.push({
      secret: given ? Buffer.from(given).toString() : undefined,
      tokens: tokens.map((token) => Buffer.from(token).toString('base64url')),
    })
  fake.connection = () => ({
    ...connection,
    get: (space, key, options) => {
      note(options?.tokens)
      return connection.get(space, key, options)
    },
    update: (space, update, options) => {
      note(options?.tokens, update.secret)
      return connection.update(space, update, options)
    },
  })
  return { fake, seen }
}

test('writes carry the secret and the tokens of their options', async (t) => {
  const { fake, seen } = cluster()
  const token = macaroon('other')
  const presented = ['--secret', secret, '--token', token, '--token', macaroon(secret)]
  for (const argv of [
    ['put', 'vault', 'k', 'a=1'],
    ['op', 'vault', 'k', 'append', 'a=2'],
    ['del', 'vault', 'k'],
  ]) {
    t.is((await runWith(fake, [...argv, ...presented])).status, 0)
  }
  t.deepEqual(seen, Array(3).fill({ secret, tokens: [token, macaroon(secret)] }))
})

test('for a get a secret is a token without caveats', async (t) => {
  const { fake, seen } = cluster()
  await runWith(fake, ['put', 'vault', 'k', 'a=1'])
  t.is((await runWith(fake, ['get', 'vault', 'k', '--secret', secret, '--token', macaroon('x')])).status, 0)
  t.deepEqual(seen.at(-1), { secret: undefined, tokens: [macaroon('x'), macaroon(secret)] })
})

test('the environment serves spaces with authorization only, and options come before it', async (t) => {
  const { fake, seen } = cluster()
  const environment = { HYPERDEX_SECRET: secret, HYPERDEX_TOKENS: `${macaroon('a')}, ${macaroon('b')},` }
  await runWith(fake, ['put', 'vault', 'k', 'a=1'], { environment })
  await runWith(fake, ['put', 'vault', 'k', 'a=1', '--secret', 's', '--token', macaroon('c')], { environment })
  await runWith(fake, ['put', 'open', 'k', 'a=1'], { environment })
  await runWith(fake, ['get', 'open', 'k'], { environment })
  t.deepEqual(seen, [
    { secret, tokens: [macaroon('a'), macaroon('b')] },
    { secret: 's', tokens: [macaroon('c')] },
    { secret: undefined, tokens: [] },
    { secret: undefined, tokens: [] },
  ])
})

test('a load presents them with every object, and asks nothing of the space', async (t) => {
  const { fake, seen } = cluster()
  const stdin = '{"k": "1", "a": "x"}\n{"k": "2", "a": "y"}\n'
  t.is((await runWith(fake, ['load', 'vault', '-', '--secret', secret], { stdin })).status, 0)
  t.deepEqual(seen, Array(2).fill({ secret, tokens: [] }))
})

test('what is no token or secret is exit status 2, and nothing is sent', async (t) => {
  const { fake, seen } = cluster()
  for (const argv of [
    ['put', 'vault', 'k', 'a=1', '--token', 'nonsense'],
    ['put', 'vault', 'k', 'a=1', '--secret', ''],
    ['put', 'open', 'k', 'a=1', '--secret', secret],
    ['get', 'vault', 'k', '--token', '-'],
    ['get', 'vault', 'k', '--secret', ''],
  ]) {
    const { status, stderr } = await runWith(fake, argv)
    t.is(status, 2, argv.join(' '))
    t.regex(stderr, /^hyperdex: INVALID: /)
  }
  t.deepEqual(seen, [])
})

test('token makes tokens of secrets and narrows tokens', async (t) => {
  const { fake } = cluster()
  const printed = async (argv: string[], environment = {}) => (await runWith(fake, ['token', ...argv], { environment })).stdout
  t.is(await printed(['--secret', secret]), `${macaroon(secret)}\n`)
  t.is(await printed(['op = read', 'time < 9', '--secret', secret]), `${macaroon(secret, ['op = read', 'time < 9'])}\n`)
  t.is(await printed(['op = read', '--token', macaroon(secret)]), `${narrow(macaroon(secret), ['op = read'])}\n`)
  t.is(await printed(['--json'], { HYPERDEX_SECRET: secret }), `${JSON.stringify({ token: macaroon(secret) })}\n`)
  t.is(await printed([], { HYPERDEX_TOKENS: macaroon(secret) }), `${macaroon(secret)}\n`)
  t.is(await printed(['--token', macaroon('x')], { HYPERDEX_SECRET: secret }), `${macaroon('x')}\n`)
  for (const argv of [[], ['--secret', secret, '--token', macaroon('x')], ['op=read', '--secret', secret]]) {
    t.is((await runWith(fake, ['token', ...argv])).status, 2, argv.join(' '))
  }
})
