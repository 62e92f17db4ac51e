// Commands as a page's tables imply them, over one connection, with what they write apart.
import { run } from '../../src/cli/run.ts'
import { connectSession } from '../../src/cli/session-connection.ts'
import { ioTo } from '../docs/console.ts'

export interface Ran {
  readonly status: number
  readonly stdout: string
  /** The code of the error that is shown, if one is. */
  readonly code: string | undefined
  readonly stderr: string
}

export class Commands implements AsyncDisposable {
  readonly #connection: Awaited<ReturnType<typeof connectSession>>

  private constructor(connection: Awaited<ReturnType<typeof connectSession>>) {
    this.#connection = connection
  }

  static async connect(addresses: readonly string[]): Promise<Commands> {
    return new Commands(await connectSession(addresses))
  }

  /** `input` is what comes on stdin. */
  async run(argv: readonly string[], input = ''): Promise<Ran> {
    const [out, error]: [string[], string[]] = [[], []]
    const stdin = (async function* () {
      yield Buffer.from(input)
    })()
    const connect = async () => ({ ...this.#connection, close: async () => {} })
    const io = ioTo([], out)
    const status = await run(argv, { ...io, stdin, stderr: ioTo([], error).stderr, connect })
    const stderr = error.join('')
    return { status, stdout: out.join(''), stderr, code: stderr.match(/([A-Z]+(?:_[A-Z]+)*): /)?.[1] }
  }

  /** What a command prints that has to succeed. */
  async done(argv: readonly string[], input?: string): Promise<string> {
    const { status, stdout, stderr } = await this.run(argv, input)
    if (status !== 0) throw new Error(`${argv.join(' ')}: ${stderr}`)
    return stdout
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection.close()
  }
}
