// Runs what the `console` blocks of a page show, and compares what is printed.
import { setTimeout as pause } from 'node:timers/promises'
import type { ExecutionContext } from 'ava'
import type { CommandIo, TextSink } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'
import { connectSession } from '../../src/cli/session-connection.ts'
import { blocks, steps } from './pages.ts'

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** A process's input and output, both outputs into one text, against these addresses. */
export function ioTo(addresses: readonly string[], written: string[]): CommandIo {
  const sink: TextSink = { terminal: false, write: async (text) => void written.push(text) }
  const never = new AbortController().signal
  return {
    stdin: nothing(),
    stdout: sink,
    stderr: sink,
    environment: {},
    interrupted: never,
    killed: never,
    connect: () => connectSession(addresses),
  }
}

const withoutTimes = (text: string) => text.replaceAll(/\d+\.\d ms/g, '… ms')

const statuses: Readonly<Record<string, number>> = { INVALID: 2, UNAVAILABLE: 3, NOT_FOUND: 4, COMPARE_FAILED: 5 }

/** By the error that is shown. */
function statusOf(output: string): number {
  const code = output.match(/^hyperdex: ([A-Z_]+):/m)?.[1]
  return code === undefined ? 0 : (statuses[code] ?? 1)
}

/** What is shown may take its time to come true: a command that only reads is run again until then. */
const reading: ReadonlySet<string> = new Set(['get', 'search', 'count', 'explain'])
const patienceMs = 20_000

/** Runs every step of every block, in order. `files`: names in the page → paths. Returns how many steps there were. */
export async function runConsole(
  t: ExecutionContext<unknown>,
  text: string,
  addresses: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<number> {
  const all = blocks(text, 'console').flatMap(steps)
  for (const { argv, output } of all) {
    const until = performance.now() + (reading.has(argv[0]!) ? patienceMs : 0)
    for (;;) {
      const written: string[] = []
      const status = await run(
        argv.map((word) => files[word] ?? word),
        ioTo(addresses, written),
      )
      const printed = withoutTimes(written.join(''))
      if (printed !== withoutTimes(output) && performance.now() < until) {
        await pause(100)
        continue
      }
      t.is(printed, withoutTimes(output), argv.join(' '))
      t.is(status, statusOf(output), argv.join(' '))
      break
    }
  }
  return all.length
}
