// The floor: a batched echo of 1 KB values between two processes over the same stream, codec and settings that HyperDex uses, at several
// numbers of requests in flight. No store and no client can be faster than this on the same machine.
//
// Run by `node bench/echo.ts [SECONDS]`; `measureEcho` serves other benchmarks.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { argv, execPath, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import type { Request } from '../src/cluster/client-messages.ts'
import { openSessionStream } from '../src/transport/session-stream.ts'

export interface EchoResult {
  readonly inFlight: number
  readonly operationsPerSecond: number
}

async function startServer(): Promise<{ port: number; stop(): Promise<void> }> {
  const child = spawn(execPath, [fileURLToPath(new URL('echo-server.ts', import.meta.url))], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  return {
    port: Number(String(line)),
    async stop() {
      const exit = once(child, 'exit')
      child.stdin.end()
      await exit
    },
  }
}

/** Keeps `inFlight` requests open: each answer is followed by a new request. */
function echo(port: number, inFlight: number, seconds: number): Promise<EchoResult> {
  return new Promise((resolve, reject) => {
    const key = new Uint8Array(16).fill(107)
    let nextId = 1
    let answered = 0
    let started = 0
    const warmUpMs = 500
    const request = (): Request => ({ id: nextId++, space: 1, schemaVersion: 1, region: 1, epoch: 1, timeoutMs: 10_000, get: key })
    const stream = openSessionStream(`127.0.0.1:${port}`, {
      onResponses(responses) {
        const now = performance.now()
        if (started === 0) {
          if (now > warmUpAt) started = now
        } else {
          answered += responses.length
          if (now - started >= seconds * 1000) {
            stream.close()
            resolve({ inFlight, operationsPerSecond: answered / ((now - started) / 1000) })
            return
          }
        }
        stream.send(responses.map(request))
      },
      onClose: (error) => reject(error ?? new Error('the echo server ended the stream')),
    })
    const warmUpAt = performance.now() + warmUpMs
    stream.send(Array.from({ length: inFlight }, request))
  })
}

export async function measureEcho(seconds = 3, levels: readonly number[] = [1, 16, 64, 256]): Promise<EchoResult[]> {
  const server = await startServer()
  try {
    const results: EchoResult[] = []
    for (const inFlight of levels) results.push(await echo(server.port, inFlight, seconds))
    return results
  } finally {
    await server.stop()
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  for (const { inFlight, operationsPerSecond } of await measureEcho(argv[2] === undefined ? 3 : Number(argv[2]))) {
    stdout.write(
      `echo of 1 KB, ${String(inFlight).padStart(3)} in flight: ${Math.round(operationsPerSecond).toLocaleString('en')} a second\n`,
    )
  }
}
