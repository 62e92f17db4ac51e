import test, { type ExecutionContext } from 'ava'
import type { HyperdexError } from '../../src/errors.ts'
import { checkCopies } from '../../src/gateway/check-copies.ts'
import { Gateway } from '../../src/gateway/gateway.ts'
import type { Difference } from '../../src/session/comparison-steps.ts'
import { RpcClient } from '../../src/transport/rpc-client.ts'
import { RpcServer } from '../../src/transport/rpc-server.ts'
import { adminService } from '../../src/transport/services.ts'
import type { Received, Sent } from '../../src/transport/wire.ts'
import { encodeString } from '../../src/values/encode.ts'
import { MemoryDriver } from './memory-driver.ts'

const key = encodeString('ann')
const missing: Difference = { kind: 'missing', subspace: 1, region: 4, server: 2, key, version: 0, wanted: 7 }
const stray: Difference = { kind: 'stray', subspace: 0, region: 1, server: 3, key, version: 7, wanted: 0 }

async function world(t: ExecutionContext) {
  const driver = new MemoryDriver()
  const gateway = new Gateway({ connectDriver: async () => driver })
  const server = new RpcServer()
  gateway.addTo(server)
  const address = `127.0.0.1:${await server.listen('127.0.0.1:0')}`
  gateway.connect({ hosts: [address] })
  const client = new RpcClient(address)
  t.teardown(async () => {
    client.close()
    await gateway.close()
    await server.close()
  })
  const check = (call: Sent<'CheckCall'>, options = {}) => client.serverStream(adminService.methods.check, call, options)
  const events = async (call: Sent<'CheckCall'>, options = {}) => {
    const all: object[] = []
    for await (const event of check(call, options)) all.push(plain(event))
    return all
  }
  return { driver, check, events }
}

/** Without the members of the oneof that are not there. */
function plain(event: Received<'CheckEvent'>): object {
  const { space, found, left, progress, summary } = event
  if (found) return { space, found: difference(found) }
  if (left) return { space, left: difference(left) }
  return summary ? { space, summary } : { space, progress }
}

/** Fields that were not sent are no members of their own. */
function difference({ kind, key, subspace, region, server, version, wanted }: Sent<'CopyDifference'>): object {
  return { kind, key: Buffer.from(key!).toString(), subspace, region, server, version, wanted }
}

const shown = (difference: Difference) => ({ ...difference, key: 'ann' })

test('a check tells what it finds, how far it is, and what all of it comes to', async (t) => {
  const { driver, events } = await world(t)
  const nothing = { space: 'people', keys: 0, copies: 0, differences: 0, left: 0, unsettled: 0, refused: null }
  t.like(await events({}), [
    { space: 'people', progress: 0 },
    { space: '', summary: { alike: true, spaces: [nothing] } },
  ])
  driver.differences = [missing, stray]
  t.like(await events({ spaces: ['people'] }), [
    { space: 'people', progress: 0 },
    { space: 'people', found: shown(missing) },
    { space: 'people', found: shown(stray) },
    { summary: { alike: false, spaces: [{ ...nothing, differences: 2, left: 2 }] } },
  ])
  driver.left = [stray]
  t.like(await events({ repair: true }), [
    { space: 'people', progress: 0 },
    { space: 'people', found: shown(missing) },
    { space: 'people', found: shown(stray) },
    { space: 'people', left: shown(stray) },
    { summary: { alike: false, spaces: [{ ...nothing, differences: 2, left: 1 }] } },
  ])
  driver.left = []
  const mended = await events({ repair: true })
  t.like(mended.at(-1), { summary: { alike: true, spaces: [{ differences: 2, left: 0 }] } })
})

test('a space that nobody may compare is an error when it is named, else said in the summary', async (t) => {
  const { driver, events } = await world(t)
  driver.guarded = true
  const error = await t.throwsAsync<HyperdexError>(events({ spaces: ['people'] }), { code: 'UNAUTHENTICATED' })
  t.regex(error?.remedy ?? '', /--compare-guarded/)
  const all = await events({})
  t.like(all.at(-1), { summary: { alike: false, spaces: [{ space: 'people', refused: { code: 'UNAUTHENTICATED' }, keys: 0 }] } })
})

test('an unknown space is refused before anything is compared, and so is no name', async (t) => {
  const { driver, events } = await world(t)
  await t.throwsAsync(events({ spaces: ['people', 'nobody'] }), { code: 'UNKNOWN_SPACE' })
  await t.throwsAsync(events({ spaces: [''] }), { code: 'INVALID' })
  t.deepEqual(driver.calls, [])
})

test('a check ends a little before its deadline, with what there is to say', async (t) => {
  const driver = new MemoryDriver()
  driver.hanging = true
  const { signal } = new AbortController()
  const call = { spaces: [], repair: false }
  const events = checkCopies(call, async () => driver, { signal, timeoutMs: 50 })[Symbol.asyncIterator]()
  t.like((await events.next()).value, { space: 'people', progress: 0 })
  const message = 'the comparison of space people was not done within its deadline, with 0 keys compared'
  await t.throwsAsync(events.next(), { code: 'TIMEOUT', message } as object)
  t.true(driver.calls[0]!.signal!.aborted)
})

test('a cancelled check asks nothing more', async (t) => {
  const { driver, check } = await world(t)
  driver.hanging = true
  const controller = new AbortController()
  const cancelled = check({}, { signal: controller.signal })
  t.like((await cancelled.next()).value, { space: 'people', progress: 0 })
  while (driver.calls.length < 1) await new Promise((resolve) => setImmediate(resolve))
  controller.abort()
  await t.throwsAsync(cancelled.next(), { code: 'ABORTED' })
  const { signal } = driver.calls[0]!
  if (!signal!.aborted) await new Promise((resolve) => signal!.addEventListener('abort', resolve))
  t.true(signal!.aborted)
})
