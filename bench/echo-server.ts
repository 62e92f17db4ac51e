// The floor's server: answers every request of a Session with the bytes that came in it, through the stream that real servers use, and does
// nothing else. Prints `ready PORT`, then serves until its standard input ends.
import { stdin, stdout } from 'node:process'
import { type Response, responseStatus } from '../src/cluster/client-messages.ts'
import { HyperdexError } from '../src/errors.ts'
import { RpcServer } from '../src/transport/rpc-server.ts'
import { hyperDexService } from '../src/transport/services.ts'
import { sessionHandler } from '../src/transport/session-stream.ts'

const server = new RpcServer()
const notServed = async (): Promise<never> => {
  throw new HyperdexError('INVALID', 'the echo server has no such method', 'Use Session.')
}
server.add(hyperDexService, {
  get: notServed,
  update: notServed,
  explain: notServed,
  count: notServed,
  aggregate: notServed,
  groupUpdate: notServed,
  // biome-ignore lint/correctness/useYield: it only refuses
  async *search() {
    await notServed()
  },
  // biome-ignore lint/correctness/useYield: it only refuses
  async *groupUpdateWithProgress() {
    await notServed()
  },
  // biome-ignore lint/correctness/useYield: it only refuses
  async *watch() {
    await notServed()
  },
  session: sessionHandler((sender) => ({
    receive(requests) {
      const responses: Response[] = []
      for (const { id, get } of requests)
        responses.push({ id: id ?? 0, status: responseStatus.ok, found: true, version: 1, object: get ?? null })
      sender.send(responses)
    },
    closed() {},
  })),
})
stdout.write(`ready ${await server.listen('127.0.0.1:0')}\n`)
stdin.resume()
stdin.on('end', () => server.close())
