// The processes that are measured: what CPU time they took, and that they end with this one. CPU times and children are read from /proc,
// so on other systems than Linux they are unknown.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** The kernel counts in hundredths of a second towards processes, whatever it does inside. */
const tickUs = 10_000

interface ProcessStat {
  readonly parent: number
  readonly cpuUs: number
}

function readStat(pid: number | string): ProcessStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name stands in brackets and may hold anything; the third field is the first behind it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(fields[1]), cpuUs: (Number(fields[11]) + Number(fields[12])) * tickUs }
  } catch {
    return undefined
  }
}

/** CPU time of processes so far, in microseconds; NaN when one of them cannot be looked at. */
export function cpuUsOf(pids: readonly number[]): number {
  let sum = 0
  for (const pid of pids) sum += readStat(pid)?.cpuUs ?? Number.NaN
  return sum
}

/** Empty where there is no /proc. */
export function childrenOf(parent: number): number[] {
  let names: string[]
  try {
    names = readdirSync('/proc')
  } catch {
    return []
  }
  return names.filter((name) => /^\d+$/.test(name) && readStat(name)?.parent === parent).map(Number)
}

/** In bytes; NaN when it cannot be looked at. */
export function residentBytesOf(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) * 1024
  } catch {
    return Number.NaN
  }
}

const running = new Set<ChildProcess>()
let interrupted = false

/** Starts a Node process with these arguments, its standard error on ours. */
export function startProcess(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  if (interrupted) throw new Error('interrupted')
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** The address or port from the line `ready …` of its output. Throws when the process ends before. */
export async function readyLineOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line.startsWith('ready ')) return line.slice('ready '.length)
  }
  throw new Error('a process that is to be measured ended before it was ready')
}

/** SIGTERM, and waits for its end. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}

/** On SIGINT and SIGTERM every started process is stopped; whatever waits for one fails then, and with it the run. */
export function stopAllWhenInterrupted(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      interrupted = true
      process.exitCode = 1
      for (const child of running) child.kill('SIGTERM')
    })
  }
}
