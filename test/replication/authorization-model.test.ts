// What is judged of random calls to one object is what a few sentences of docs/authorization.md say, taken one by one.
import test from 'ava'
import fc from 'fast-check'
import { presence, responseStatus, type Update } from '../../src/cluster/client-messages.ts'
import { hmacSha256 } from '../../src/transport/hmac.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'
import { encodeMacaroon, rootKeyOf, signatureOf } from '../../src/values/macaroon.ts'
import { operationName } from '../../src/values/operation.ts'
import { World } from './world.ts'

const key = fromLatin1('k')
const secrets = ['one', 'two'] as const

interface Token {
  readonly secret: string
  readonly caveats: readonly string[]
  /** Damaged: its signature is another's. */
  readonly forged: boolean
}

interface Call {
  readonly kind: 'get' | 'put' | 'create' | 'change' | 'remove'
  readonly secret: string | undefined
  readonly tokens: readonly Token[]
  readonly passMs: number
}

const caveat = fc.oneof(
  fc.constantFrom('op = read', 'op = write', 'something = else'),
  fc.integer({ min: 0, max: 40 }).map((seconds) => `time < ${seconds}`),
)
const token: fc.Arbitrary<Token> = fc.record({
  secret: fc.constantFrom(...secrets),
  caveats: fc.array(caveat, { maxLength: 2 }),
  forged: fc.constantFrom(false, false, true),
})
const call: fc.Arbitrary<Call> = fc.record({
  kind: fc.constantFrom('get', 'put', 'create', 'change', 'remove'),
  secret: fc.option(fc.constantFrom(...secrets), { nil: undefined }),
  tokens: fc.array(token, { maxLength: 3 }),
  passMs: fc.constantFrom(0, 500, 1000, 3000),
})

function encoded({ secret, caveats, forged }: Token): Uint8Array {
  const parts = { identifier: fromLatin1('id'), caveats: caveats.map(fromLatin1) }
  const signature = signatureOf(hmacSha256, rootKeyOf(hmacSha256, fromLatin1(secret)), parts)
  if (forged) signature[31]! ^= 1
  return encodeMacaroon({ ...parts, signature })
}

function holds(text: string, access: string, wallMs: number): boolean {
  if (text.startsWith('op')) return text.endsWith(access)
  return text.startsWith('time') && wallMs / 1000 < Number(text.slice('time < '.length))
}

/** The answer's code, or empty, and the object's secret afterwards. */
function expected(object: string | undefined, { kind, secret, tokens }: Call, wallMs: number): [string, string | undefined] {
  const access = kind === 'get' ? 'read' : 'write'
  const given = kind === 'get' ? undefined : secret
  if (object === undefined) {
    if (given === undefined || kind === 'change' || kind === 'remove') return ['UNAUTHENTICATED', undefined]
    return ['', given]
  }
  const valid = tokens.filter((each) => each.secret === object && !each.forged)
  const allowed = given === object || valid.some(({ caveats }) => caveats.every((text) => holds(text, access, wallMs)))
  if (!allowed) return [valid.length > 0 ? 'PERMISSION_DENIED' : 'UNAUTHENTICATED', object]
  if (kind === 'create') return ['COMPARE_FAILED', object]
  return ['', kind === 'remove' ? undefined : object]
}

function updateOf({ kind, secret }: Call): Update {
  const operations = [{ attribute: 1, name: operationName.put, operands: [fromLatin1(kind)] }]
  const given = secret === undefined ? {} : { secret: fromLatin1(secret) }
  if (kind === 'remove') return { key, remove: true, ...given }
  const needed = { put: presence.any, create: presence.absent, change: presence.present, get: presence.any }[kind]
  return { key, presence: needed, operations, ...given }
}

test('random calls with random secrets and tokens', async (t) => {
  const seen = new Map<string, number>()
  const space = 'space s key k attributes a subspace a create 2 partitions with authorization'
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 25 }), async (calls) => {
      const world = await World.create({ servers: 1, space, chain: () => [1] })
      await world.tick(1000)
      let object: string | undefined
      for (const each of calls) {
        await world.tick(each.passMs)
        const [code, after] = expected(object, each, world.now)
        const tokens = each.tokens.map(encoded)
        const id = each.kind === 'get' ? await world.get(key, tokens) : await world.update(updateOf(each), { tokens })
        await world.stabilize()
        const answer = world.answer(id)
        const answered = answer?.status === responseStatus.ok ? '' : answer?.failure?.code
        if (answered !== code) throw new Error(`${JSON.stringify(each)} of ${object} at ${world.now}: ${answered}, not ${code}`)
        if (each.kind === 'get' && code === '' && !answer?.found) throw new Error('allowed, and not found')
        seen.set(`${each.kind} ${code}`, (seen.get(`${each.kind} ${code}`) ?? 0) + 1)
        object = after
      }
    }),
    { numRuns: 150 },
  )
  t.log([...seen].map(([what, count]) => `${what || 'done'} ${count}`).join(', '))
  t.true(seen.size >= 14, 'every kind of call met every kind of answer')
})
