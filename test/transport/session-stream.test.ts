import { once } from 'node:events'
import { Client, credentials } from '@grpc/grpc-js'
import test, { type ExecutionContext } from 'ava'
import { type Request, type Response, responseStatus } from '../../src/cluster/client-messages.ts'
import { messageBytesMax, messageElementsMax, requestElementsMax } from '../../src/cluster/size-limits.ts'
import { HyperdexError } from '../../src/errors.ts'
import { fromStatus } from '../../src/transport/failure.ts'
import { RpcServer } from '../../src/transport/rpc-server.ts'
import { hyperDexService } from '../../src/transport/services.ts'
import {
  openSessionStream,
  type SessionReceiver,
  type SessionSender,
  type SessionStream,
  sessionHandler,
} from '../../src/transport/session-stream.ts'
import { decodeMessage, encodeMessage } from '../../src/transport/wire.ts'
import { decodeString, encodeString } from '../../src/values/encode.ts'
import { until } from '../until.ts'

const unused = async (): Promise<never> => {
  throw new HyperdexError('INVALID', 'not in this test', '')
}

async function serving(t: ExecutionContext, onSession: (sender: SessionSender) => SessionReceiver): Promise<string> {
  const server = new RpcServer()
  server.add(hyperDexService, {
    get: unused,
    update: unused,
    explain: unused,
    count: unused,
    aggregate: unused,
    groupUpdate: unused,
    async *search() {
      yield await unused()
    },
    async *groupUpdateWithProgress() {
      yield await unused()
    },
    async *watch() {
      yield await unused()
    },
    session: sessionHandler(onSession),
  })
  t.teardown(() => server.close())
  return `127.0.0.1:${await server.listen('127.0.0.1:0')}`
}

const echo = (sender: SessionSender): SessionReceiver => ({
  receive: (requests) => sender.send(requests.map(({ id, get }) => ({ id: id ?? 0, found: true, object: get ?? new Uint8Array(0) }))),
  closed() {},
})

/** Sends the requests one call each and resolves when as many answers are there. */
function ask(address: string, requests: readonly Request[]): Promise<{ responses: Response[]; batches: number; stream: SessionStream }> {
  return new Promise((resolve, reject) => {
    const responses: Response[] = []
    let batches = 0
    const stream = openSessionStream(address, {
      onResponses(some) {
        batches++
        responses.push(...some)
        if (responses.length === requests.length) resolve({ responses, batches, stream })
      },
      onClose: reject,
    })
    for (const request of requests) stream.send([request])
  })
}

test('requests of one turn go out together, answers come back in batches', async (t) => {
  let batches = 0
  const address = await serving(t, (sender) => {
    const { receive, closed } = echo(sender)
    return {
      receive(requests, bytes) {
        batches++
        receive(requests, bytes)
      },
      closed,
    }
  })
  const requests = Array.from({ length: 1000 }, (_, index) => ({ id: index + 1, get: encodeString(`key ${index}`) }))
  const { responses, stream } = await ask(address, requests)
  t.deepEqual(
    responses.map(({ id, object }) => [id, object && decodeString(object)]),
    requests.map(({ id, get }) => [id, decodeString(get)]),
  )
  t.is(batches, 1)
  stream.close()
})

test('large answers are split into several messages', async (t) => {
  const address = await serving(t, echo)
  const requests = Array.from({ length: 8 }, (_, index) => ({ id: index + 1, get: new Uint8Array(8 * 1024 * 1024) }))
  const { responses, batches, stream } = await ask(address, requests)
  t.deepEqual(
    responses.map(({ id, object }) => [id, object?.length]),
    requests.map(({ id, get }) => [id, get.length]),
  )
  t.true(batches >= 2)
  stream.close()
})

test('a message that can never be sent is answered with TOO_LARGE, the others are served', async (t) => {
  const address = await serving(t, (sender) => ({
    receive: (requests) =>
      sender.send(requests.map(({ id }) => ({ id: id ?? 0, found: true, object: new Uint8Array(id === 2 ? 37 * 1024 * 1024 : 10) }))),
    closed() {},
  }))
  const { responses, stream } = await ask(address, [{ id: 1 }, { id: 2 }, { id: 3, get: new Uint8Array(37 * 1024 * 1024) }, { id: 4 }])
  const outcome = new Map(responses.map(({ id, failure, found }) => [id, failure?.code ?? found]))
  t.deepEqual(
    [1, 2, 3, 4].map((id) => outcome.get(id)),
    [true, 'TOO_LARGE', 'TOO_LARGE', true],
  )
  stream.close()
})

test('a request that fills a message goes behind small ones, and one byte more is refused without harm to them', async (t) => {
  const address = await serving(t, (sender) => ({
    receive: (requests) => sender.send(requests.map(({ id, get }) => ({ id: id ?? 0, object: encodeString(`${get?.length}`) }))),
    closed() {},
  }))
  const small = new Uint8Array(1000)
  const around =
    encodeMessage('RequestBatch', { requests: [{ id: 2, get: new Uint8Array(messageBytesMax - 100) }] }).length - (messageBytesMax - 100)
  const filling = new Uint8Array(messageBytesMax - around)
  const { responses, stream } = await ask(address, [
    { id: 1, get: small },
    { id: 2, get: filling },
    { id: 3, get: small },
    { id: 4, get: new Uint8Array(filling.length + 1) },
    { id: 5, get: small },
  ])
  const outcome = new Map(responses.map(({ id, failure, object }) => [id, failure?.code ?? decodeString(object!)]))
  t.deepEqual(
    [1, 2, 3, 4, 5].map((id) => outcome.get(id)),
    ['1000', `${filling.length}`, '1000', 'TOO_LARGE', '1000'],
  )
  stream.close()
})

test('a request that does not decode is refused alone, with the others of its batch served', async (t) => {
  const address = await serving(t, echo)
  const client = new Client(address, credentials.createInsecure())
  t.teardown(() => client.close())
  const same = (value: Buffer) => value
  const call = client.makeBidiStreamRequest(hyperDexService.methods.session.path, same, same)
  const responses: Response[] = []
  let failed: unknown
  const ended = new Promise<void>((resolve) => {
    call.on('error', (error) => {
      failed = error
      resolve()
    })
    call.on('end', resolve)
  })
  call.on('data', (bytes: Buffer) => responses.push(...decodeMessage('ResponseBatch', bytes).responses))
  const get = encodeString('a')
  const tooMany = (count: number) => ({ tokens: Array<Uint8Array>(count).fill(new Uint8Array(0)) })
  const epochOf2To63 = Buffer.from([0x0a, 13, 0x08, 4, 0x28, ...Array(9).fill(0x80), 0x01])
  const batch = (requests: readonly Request[]) => encodeMessage('RequestBatch', { requests })
  call.write(
    Buffer.concat([
      batch([{ id: 1, get }]),
      batch([{ id: 2, get, ...tooMany(messageElementsMax) }]),
      batch([{ id: 3, get, ...tooMany(requestElementsMax) }]),
      epochOf2To63,
      batch([{ id: 5, get }]),
    ]),
  )
  call.write(batch([{ id: 6, get }]))
  call.end()
  await ended
  t.is(failed, undefined)
  t.deepEqual(
    responses.sort((a, b) => (a.id ?? 0) - (b.id ?? 0)).map(({ id, failure, found }) => [id, failure?.code ?? found]),
    [
      [1, true],
      [2, 'TOO_LARGE'],
      [3, true],
      [4, 'INVALID'],
      [5, true],
      [6, true],
    ],
  )
  t.regex(responses[1]!.failure!.message!, /at most 2500000/)
})

test('a client that half-closes gets all its answers and then the end, whatever it has closed or cancelled without an answer', async (t) => {
  const senders: SessionSender[] = []
  const address = await serving(t, (sender) => {
    senders.push(sender)
    return { receive() {}, closed() {} }
  })
  const client = new Client(address, credentials.createInsecure())
  t.teardown(() => client.close())
  const same = (value: Buffer) => value
  const call = client.makeBidiStreamRequest(hyperDexService.methods.session.path, same, same)
  const ids: (number | null | undefined)[] = []
  call.on('data', (bytes: Buffer) => ids.push(...decodeMessage('ResponseBatch', bytes).responses.map(({ id }) => id)))
  call.write(
    encodeMessage('RequestBatch', {
      requests: [
        { id: 1, watchNext: 7 },
        { id: 2, watchClose: 8 },
        { id: 3, searchClose: 9 },
        { id: 4, cancel: 1 },
        { id: 5, cancel: 0 },
      ],
    }),
  )
  call.end()
  await until('it is there', async () => senders.length === 1)
  senders[0]!.send([{ id: 1, status: responseStatus.failed }])
  await once(call, 'end')
  t.deepEqual(ids, [1])
})

test('a client that does not read holds its server back, and no request is read for it', async (t) => {
  let received = 0
  let answered = 0
  const address = await serving(t, (sender) => ({
    receive(requests) {
      received += requests.length
      answered += requests.length
      sender.send(requests.map(({ id }) => ({ id: id ?? 0, object: new Uint8Array(500_000) })))
    },
    closed() {},
  }))
  const client = new Client(address, credentials.createInsecure())
  const same = (value: Buffer) => value
  const call = client.makeBidiStreamRequest(hyperDexService.methods.session.path, same, same)
  call.on('error', () => {})
  let sent = 0
  let seen = 0
  call.on('data', (bytes: Buffer) => {
    // Only a stream that has read once is held back.
    if (seen === 0) call.pause()
    seen += decodeMessage('ResponseBatch', bytes).responses.length
    if (seen === sent) call.end()
  })
  // Flow control stops the writing side once the server reads no more.
  for (;;) {
    const more = call.write(encodeMessage('RequestBatch', { requests: [{ id: ++sent, get: new Uint8Array(50_000) }] }))
    if (!more && !(await Promise.race([once(call, 'drain').then(() => true), stalled(() => received)]))) break
  }
  t.true(received < sent)
  t.true(answered < 64)
  call.resume()
  await once(call, 'end')
  t.is(seen, sent)
  client.close()
})

/** Resolves to false once the number has not changed for a while. */
async function stalled(current: () => number): Promise<boolean> {
  for (let last = -1, quiet = 0; quiet < 20; quiet++) {
    if (current() !== last) {
      last = current()
      quiet = 0
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return false
}

test('a client that is flooded and does not read loses its stream', async (t) => {
  let closed = () => {}
  const over = new Promise<void>((resolve) => {
    closed = resolve
  })
  let flooded = 0
  const address = await serving(t, (sender) => ({
    receive() {
      const object = new Uint8Array(1024 * 1024)
      const flood = () => {
        for (let index = 0; index < 10; index++) sender.send([{ id: ++flooded, object }])
        if (flooded < 1000) setImmediate(flood)
      }
      flood()
    },
    closed,
  }))
  const client = new Client(address, credentials.createInsecure())
  const same = (value: Buffer) => value
  const call = client.makeBidiStreamRequest(hyperDexService.methods.session.path, same, same)
  const failed = new Promise<HyperdexError>((resolve) => call.on('error', (error) => resolve(fromStatus(error, address))))
  call.write(encodeMessage('RequestBatch', { requests: [{ id: 1 }] }))
  await over
  call.on('data', () => {})
  t.is((await failed).code, 'OVERLOADED')
  client.close()
})

test('too many unsent requests are not taken', (t) => {
  const stream = openSessionStream('127.0.0.1:1', { onResponses() {}, onClose() {} })
  const many = Array.from({ length: 30_000 }, (_, id) => ({ id }))
  t.deepEqual([stream.send(many), stream.send(many), stream.send(many)], [true, true, false])
  stream.close()
})

test('nothing listening: onClose with UNAVAILABLE', async (t) => {
  const error = await new Promise<HyperdexError | undefined>((onClose) => {
    openSessionStream('127.0.0.1:1', { onResponses() {}, onClose }).send([{ id: 1 }])
  })
  t.is(error?.code, 'UNAVAILABLE')
})

test('either side ends the stream and the other is told', async (t) => {
  let told = () => {}
  const clientLeft = new Promise<void>((resolve) => {
    told = resolve
  })
  const address = await serving(t, (sender) => ({
    receive([request]) {
      if (request?.cancel === 1) sender.close(new HyperdexError('UNAUTHENTICATED', 'go away', ''))
      else sender.send([{ id: 1 }])
    },
    closed: () => told(),
  }))
  const { stream } = await ask(address, [{ id: 1, get: new Uint8Array(1) }])
  stream.close()
  await clientLeft
  const error = await new Promise<HyperdexError | undefined>((onClose) => {
    openSessionStream(address, { onResponses() {}, onClose }).send([{ cancel: 1 }])
  })
  t.is(error?.code, 'UNAUTHENTICATED')
})

test('bytes that are no batch end that stream with INVALID and no other', async (t) => {
  const address = await serving(t, echo)
  const { stream } = await ask(address, [{ id: 1 }])
  const client = new Client(address, credentials.createInsecure())
  const same = (value: Buffer) => value
  const call = client.makeBidiStreamRequest(hyperDexService.methods.session.path, same, same)
  const failed = new Promise<HyperdexError>((resolve) => call.on('error', (error) => resolve(fromStatus(error, address))))
  call.on('data', () => {})
  call.write(Buffer.from([0x0a, 0x70]))
  t.is((await failed).code, 'INVALID')
  client.close()
  const again = await ask(address, [{ id: 2 }])
  t.is(again.responses[0]?.id, 2)
  again.stream.close()
  stream.close()
})
