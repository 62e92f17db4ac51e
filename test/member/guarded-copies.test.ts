// Comparing copies, and mending them, where objects ask for tokens: docs/authorization.md, Many objects.
import test from 'ava'
import { macaroon } from '../../src/client/macaroon.ts'
import type { Request } from '../../src/cluster/client-messages.ts'
import type { Configuration } from '../../src/cluster/configuration.ts'
import { makeAxes } from '../../src/hyperspace/grid.ts'
import { Member, type MemberOptions } from '../../src/member/member.ts'
import { parseSpace } from '../../src/schema/parse-space.ts'
import { MemoryStore } from '../../src/storage/memory-store.ts'
import { hmacSha256 } from '../../src/transport/hmac.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'
import { encodeString } from '../../src/values/encode.ts'

const secret = 'purple elephants'
const token = Buffer.from(macaroon(secret), 'base64url')
const bob = encodeString('bob')

function configurationOf(text: string): Configuration {
  const definition = parseSpace(text)
  const subspaces = [{ axes: makeAxes(definition, ['k']), regions: [{ id: 1, epoch: 1, members: [1] }] }]
  const space = { id: 1, schemaVersion: 1, definition, settling: false, readOnly: false, subspaces }
  return { cluster: 'c', version: 1, readOnly: false, servers: new Map(), spaces: new Map([[1, space]]) }
}

/** One server with an object of the space; asks it, and waits for the answer. */
async function serving(text: string, options: MemberOptions = {}) {
  const store = new MemoryStore()
  const member = new Member(1, store, 0, { hmac: hmacSha256, ...options })
  member.start(configurationOf(text), [])
  let lastId = 0
  const ask = async (request: Request) => {
    const id = ++lastId
    member.request(1, { id, space: 1, schemaVersion: 1, region: 1, epoch: 1, ...request })
    for (;;) {
      const turn = member.drain()
      await store.write(turn.batch, false)
      member.written(turn.sequence)
      member.flushed(turn.sequence)
      for (const { cursor, request } of turn.reads) {
        const { range, limit, maxBytes, keysOnly, token } = request
        member.entries(cursor, token, await store.read(range, { limit, maxBytes, keysOnly }))
      }
      const answer = turn.answers.get(1)?.find((one) => one.id === id)
      if (answer) return answer
    }
  }
  const given = text.includes('authorization') ? { secret: fromLatin1(secret) } : {}
  const update = { update: { key: bob, operations: [], ...given }, client: 5, number: 1, mark: 1 }
  const { version } = await ask({ update })
  return { ask, version: version! }
}

const questions: Record<string, Request> = {
  'a page of rows': { compare: { limit: 10 } },
  'rows of keys': { compare: { keys: [bob] } },
  'settled rows of keys': { compare: { keys: [bob], settled: true } },
  'to mend': { redrive: { key: bob } },
}

for (const [name, question] of Object.entries(questions)) {
  test(`in a space with authorization nobody may ask for ${name}, with a token neither`, async (t) => {
    const { ask } = await serving('space vault key k attribute v create 1 partition tolerate 0 failures with authorization')
    for (const tokens of [[], [token]]) {
      const answer = await ask({ ...question, tokens })
      t.is(answer.failure?.code, 'UNAUTHENTICATED')
      t.falsy(answer.compared)
      t.falsy(answer.version)
    }
    const get = await ask({ get: bob, tokens: [token] })
    t.true(get.found)
  })

  test(`where the server allows it, and in other spaces, anybody may ask for ${name}`, async (t) => {
    const guarded = 'space vault key k attribute v create 1 partition tolerate 0 failures with authorization'
    const open = 'space open key k attribute v create 1 partition tolerate 0 failures'
    for (const { ask, version } of [await serving(guarded, { compareGuarded: true }), await serving(open)]) {
      const answer = await ask(question)
      t.falsy(answer.failure)
      if (question.compare) t.like(answer.compared?.rows?.[0], { key: bob, version })
      else t.true(answer.version! > version)
    }
  })
}
