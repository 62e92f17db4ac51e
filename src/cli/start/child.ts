// One process of a local cluster. It belongs to the process group of `start`, writes to a log file, says over its IPC channel when it is
// ready, and ends by itself when that channel breaks: so nothing survives a `start` that is killed.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { HyperdexError, isErrorCode } from '../../errors.ts'
import type { ChildReport } from '../io.ts'
import { packageFile } from '../package-file.ts'
import { attendedVariable } from '../process-io.ts'

const largestLogBytes = 16 * 1024 * 1024
const linesOfLog = 5
/**
 * On a machine with much memory the collector lets old garbage pile up to several times what is used; a server keeps its data in the store and
 * little in the heap, so a bound costs it little. Young garbage is collected by one thread and seldom: what is in flight is copied each time,
 * and the other processes of the machine want its cores.
 */
const heapFlags = ['--max-semi-space-size=32', '--max-old-space-size=1024', '--no-parallel-scavenge']

interface ChildExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export class Child {
  readonly name: string
  readonly logFile: string
  readonly #process: ChildProcess
  readonly ready: Promise<string>
  readonly exited: Promise<ChildExit>

  /** `ready` resolves to the child's address or rejects with why it did not come up. */
  constructor(name: string, args: readonly string[], logFile: string) {
    this.name = name
    this.logFile = logFile
    if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes) renameSync(logFile, `${logFile}.old`)
    const log = openSync(logFile, 'a')
    this.#process = spawn(process.execPath, [...heapFlags, packageFile('bin/hyperdex'), ...args], {
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...process.env, [attendedVariable]: '1' },
    })
    closeSync(log)
    const exit = Promise.withResolvers<ChildExit>()
    const ready = Promise.withResolvers<string>()
    this.#process.on('message', (message: ChildReport) => {
      if (message.kind === 'ready') ready.resolve(message.address)
      else ready.reject(reportedFailure(message))
    })
    this.#process.on('error', (error) => {
      ready.reject(error)
      exit.resolve({ code: null, signal: null })
    })
    this.#process.on('exit', (code, signal) => {
      exit.resolve({ code, signal })
      ready.reject(
        new HyperdexError('INTERNAL', `${name} ended (${describeExit({ code, signal })}): ${this.lastOfLog()}`, `see ${logFile}`),
      )
    })
    ready.promise.catch(() => undefined)
    this.ready = ready.promise
    this.exited = exit.promise
  }

  /** An orderly stop, then SIGKILL after `graceMs`, or as soon as the signal aborts. */
  async stop(graceMs: number, killed: AbortSignal): Promise<void> {
    const kill = () => this.#process.kill('SIGKILL')
    const timer = setTimeout(kill, graceMs)
    killed.addEventListener('abort', kill)
    if (killed.aborted) kill()
    else this.#process.kill('SIGTERM')
    await this.exited
    clearTimeout(timer)
    killed.removeEventListener('abort', kill)
  }

  lastOfLog(): string {
    try {
      const lines = readFileSync(this.logFile, 'utf8').trimEnd().split('\n')
      return lines.slice(-linesOfLog).join(' | ')
    } catch {
      return 'it left no log'
    }
  }
}

export function describeExit({ code, signal }: ChildExit): string {
  return signal === null ? `exit status ${code}` : signal
}

function reportedFailure({ code, message, remedy }: Extract<ChildReport, { kind: 'failed' }>): HyperdexError {
  return new HyperdexError(isErrorCode(code) ? code : 'INTERNAL', message, remedy)
}
