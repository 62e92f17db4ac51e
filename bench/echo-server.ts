// The floor's server: answers every get of a Session with an object of 1 KB, through the stream that real servers use, and nothing else.
// Prints its port, then serves until its standard input ends.
import { stdin, stdout } from 'node:process'
import type { Response } from '../src/cluster/client-messages.ts'
import { HyperdexError } from '../src/errors.ts'
import { RpcServer } from '../src/transport/rpc-server.ts'
import { hyperDexService } from '../src/transport/services.ts'
import { sessionHandler } from '../src/transport/session-stream.ts'

const object = new Uint8Array(1024).fill(120)
const server = new RpcServer()
const notServed = async (): Promise<never> => {
  throw new HyperdexError('INVALID', 'the echo server has no such method', 'Use Session.')
}
server.add(hyperDexService, {
  get: notServed,
  update: notServed,
  count: notServed,
  // biome-ignore lint/correctness/useYield: it only refuses
  async *search() {
    await notServed()
  },
  session: sessionHandler((sender) => ({
    receive(requests) {
      const responses: Response[] = []
      for (const request of requests) responses.push({ id: request.id ?? 0, found: true, version: 1, object })
      sender.send(responses)
    },
    closed() {},
  })),
})
stdout.write(`${await server.listen('127.0.0.1:0')}\n`)
stdin.resume()
stdin.on('end', () => server.close())
