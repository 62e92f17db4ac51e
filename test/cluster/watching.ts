// A watch of the things with more than ten, at each interface: what it has seen so far, in one form.
import type { ClientReadableStream, ServiceError } from '@grpc/grpc-js'
import { run } from '../../src/cli/run.ts'
import { type Database, gt, type ShapeOf, space, t as types, type Watch } from '../../src/index.ts'
import { ioTo } from '../docs/console.ts'
import { type ForeignClient, failureOf, int, type Message, valuesOf } from './foreign-client.ts'

export const things = space('things', {
  key: { name: types.string },
  attributes: { n: types.int, text: types.string },
  subspaces: [['n']],
  partitions: 4,
})

export const service = 'hyperdex.v1.HyperDex'
export const moreThanTen = { kind: 'TEST', attribute: 1, operator: 'greater', operands: [int(10)] }

export interface SeenChange {
  readonly key: string
  readonly version: number
  /** Of `n`; undefined where there was no object. */
  readonly before: number | undefined
  readonly after: number | undefined
  readonly token: string
}

export interface Watching {
  readonly seen: readonly SeenChange[]
  /** The token with which it began. Rejects when the watch cannot be opened. */
  readonly opened: Promise<string>
  /** How it ended: the error's code, on the command line the exit status too. */
  readonly ended: Promise<string>
  stop(): Promise<unknown>
}

export function watchTyped(db: Database, from?: string): Watching {
  const watch: Watch<ShapeOf<typeof things>> = db.space(things).watch({ n: gt(10) }, from === undefined ? {} : { from })
  const seen: SeenChange[] = []
  const reading = async () => {
    for await (const { key, version, before, after, token } of watch) seen.push({ key, version, before: before?.n, after: after?.n, token })
    return 'end'
  }
  return { seen, opened: watch.opened, ended: reading().catch(({ code }) => code), stop: () => watch.return() }
}

function numberIn(object: unknown): number {
  return Number(valuesOf(object)[0]!.readBigInt64LE())
}

/** @param question a predicate or a query, and where to go on */
export function watchForeign(client: ForeignClient, question: Message): Watching {
  const stream: ClientReadableStream<Message> = client.answers(service, 'Watch', question)
  const seen: SeenChange[] = []
  const began = Promise.withResolvers<string>()
  const over = Promise.withResolvers<string>()
  stream.on('data', ({ opened, token, key, version, hasBefore, before, hasAfter, after }: Message) => {
    if (opened) return began.resolve(token as string)
    const numbers = { before: hasBefore ? numberIn(before) : undefined, after: hasAfter ? numberIn(after) : undefined }
    seen.push({ key: String(key), version: version as number, ...numbers, token: token as string })
  })
  stream.on('error', (error: ServiceError) => {
    began.reject(error)
    over.resolve(`${failureOf(error)?.code}, status ${error.code}`)
  })
  stream.on('end', () => over.resolve('end'))
  began.promise.catch(() => undefined)
  return { seen, opened: began.promise, ended: over.promise, stop: async () => stream.cancel() }
}

/** `objects` are those after each change, as they are printed. @param options behind `watch` and the query */
export function watchByCommand(
  addresses: readonly string[],
  query: string,
  options: readonly string[] = [],
): Watching & { readonly objects: readonly unknown[] } {
  const seen: SeenChange[] = []
  const objects: unknown[] = []
  const began = Promise.withResolvers<string>()
  const controller = new AbortController()
  const stdout = {
    terminal: false,
    write: async (text: string) => {
      const { key, version, before, after, token } = JSON.parse(text)
      seen.push({ key, version, before: before?.n, after: after?.n, token })
      objects.push(after)
    },
  }
  let told = ''
  const stderr = {
    terminal: false,
    write: async (text: string) => {
      told += text
      const [, token] = told.match(/^watching from (\S+)\n/) ?? []
      if (token !== undefined) began.resolve(token)
    },
  }
  const io = { ...ioTo(addresses, []), stdout, stderr, interrupted: controller.signal }
  const ended = run(['watch', query, '--json', ...options], io).then((status) => {
    began.reject(new Error(told))
    const [, code] = told.match(/^hyperdex: ([A-Z_]+):/m) ?? []
    return code === undefined ? `exit status ${status}` : `${code}, exit status ${status}`
  })
  began.promise.catch(() => undefined)
  return { seen, objects, opened: began.promise, ended, stop: async () => controller.abort() }
}
