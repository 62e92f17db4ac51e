// `load`: reads records, shows the coordinator a sample when the space is empty, writes with many in flight, and reports.
import { setTimeout as pause } from 'node:timers/promises'
import { hasCutPoints, rowsInSample } from '../../client/sample.ts'
import type { Space } from '../../cluster/configuration.ts'
import { HyperdexError } from '../../errors.ts'
import { liveAttributes } from '../../schema/check-space.ts'
import { matchAll } from '../../values/predicate.ts'
import type { CommandContext } from '../command-context.ts'
import type { Connection } from '../connection.ts'
import { type CredentialOptions, presentedWith } from '../credentials.ts'
import { CsvFormat } from './csv-format.ts'
import { Fields } from './fields.ts'
import { NdjsonFormat } from './ndjson-format.ts'
import { askPatiently, type Patience, tryMs } from './patience.ts'
import { PipelinedWriter } from './pipelined-writer.ts'
import { Progress } from './progress.ts'
import { type RawRecord, type RecordFormat, type Reject, RejectedRecord } from './record.ts'
import { Rejections } from './rejections.ts'
import { firstRecords, sampleOfAll, sampleRows } from './sample-rows.ts'
import { openSource, type Source, untilAborted } from './source.ts'

type FormatName = 'ndjson' | 'csv'

export interface LoadOptions extends CredentialOptions {
  readonly format?: FormatName
  readonly key?: string
}

const rejectionsShown = 20
const settleAfterInterruptMs = 2000
/** How long an interruption of the cluster may last, unless --timeout says it. */
const patienceMs = 300_000
/** Of one call, of one try of one object. A try that fails is no reason to give up: the interruption may last longer than this, or less. */
const perTry = { timeoutMs: tryMs }

/** Throws INVALID for a file that cannot be read; rejected lines give exit status 1. */
export async function load(context: CommandContext, spaceName: string, file: string, options: LoadOptions): Promise<void> {
  const source = await openSource(context.io, file)
  const connection = await context.connectUntimed()
  const patience = patienceOf(context)
  const space = await findSpace(connection, spaceName, patience)
  const fields = new Fields(space.definition, options.key)
  const isCsv = (options.format ?? formatOf(file)) === 'csv'
  if (isCsv) await new Load(context, connection, space, source, new CsvFormat(fields), options, patience).run()
  else await new Load(context, connection, space, source, new NdjsonFormat(fields), options, patience).run()
}

function patienceOf(context: CommandContext): Patience {
  return {
    patienceMs: context.timeoutMs ?? patienceMs,
    signal: context.io.interrupted,
    onInterruption: (error) => void context.note(`interrupted: ${error.message}`),
  }
}

/** Throws UNKNOWN_SPACE. */
function findSpace(connection: Connection, name: string, patience: Patience): Promise<Space> {
  return askPatiently(patience, (timeoutMs) => connection.space(name, { timeoutMs, signal: patience.signal }))
}

function formatOf(file: string): FormatName {
  return /\.csv$/i.test(file) ? 'csv' : 'ndjson'
}

class Load<Raw> {
  readonly #context: CommandContext
  readonly #connection: Connection
  #space: Space
  readonly #source: Source
  readonly #format: RecordFormat<Raw>
  readonly #rejections = new Rejections(rejectionsShown)
  readonly #writer: PipelinedWriter
  readonly #patience: Patience
  /** Aborted when nothing more is to be written, so nothing more is waited for either. */
  readonly #stopped = new AbortController()
  /** Of the source, as far as it is written. */
  #bytes = 0
  #progress: Progress | undefined

  constructor(
    context: CommandContext,
    connection: Connection,
    space: Space,
    source: Source,
    format: RecordFormat<Raw>,
    options: LoadOptions,
    patience: Patience,
  ) {
    this.#context = context
    this.#connection = connection
    this.#space = space
    this.#source = source
    this.#format = format
    this.#patience = patience
    const presented = presentedWith(context, space.definition, options)
    this.#writer = new PipelinedWriter({
      put: (update) =>
        connection
          .update(this.#space, { ...update, ...presented.update }, { ...perTry, ...presented.call })
          .catch(async (error: unknown) => Promise.reject(await this.#namingDropped(error))),
      reject: this.#rejections.add,
      patienceMs: patience.patienceMs,
      now: () => performance.now(),
      pause: (milliseconds) => pause(milliseconds, undefined, { signal: context.io.killed }).catch(() => undefined),
      onInterruption: (error) => this.#progress?.note(error ? `interrupted: ${error.message}` : ''),
      onStop: () => this.#stopped.abort(),
    })
  }

  async run(): Promise<void> {
    const isEmpty = await this.#isEmpty()
    const wantsSample = isEmpty && hasCutPoints(this.#space)
    if (wantsSample && this.#source.size !== undefined) await this.#offerFromFile()
    const records = this.#read(this.#reject)[Symbol.asyncIterator]()
    const samplesPipe = wantsSample && this.#source.size === undefined
    // A header that does not fit is told before there is anything to report.
    const held = await firstRecords(records, samplesPipe ? rowsInSample : 1)
    if (samplesPipe && held.length > 0) await this.#offer(held.slice(0, rowsInSample).map(({ raw }) => raw))
    const started = performance.now()
    this.#progress = new Progress(this.#context.io.stderr, this.#source.size, () => ({
      bytes: this.#bytes,
      loaded: this.#writer.written,
      rejected: this.#rejections.count,
    }))
    const { interrupted } = this.#context.io
    const stop = () =>
      this.#writer.stop(new HyperdexError('ABORTED', 'interrupted; not everything is loaded', 'load again: it only overwrites'))
    if (interrupted.aborted) stop()
    interrupted.addEventListener('abort', stop)
    try {
      await this.#write(held)
      for (let next = await records.next(); !next.done; next = await records.next()) await this.#write(next.value)
      this.#bytes = this.#source.size ?? this.#bytes
    } catch (error) {
      // Thrown below, when what is in flight is written or not.
      if (!this.#writer.stopped) throw error
    } finally {
      await this.#settle()
      interrupted.removeEventListener('abort', stop)
      this.#progress.stop()
      await this.#report((performance.now() - started) / 1000)
    }
    this.#writer.check()
    if (this.#rejections.count > 0) this.#context.exitStatus = 1
  }

  get #interrupted(): boolean {
    return this.#context.io.interrupted.aborted
  }

  #read(reject: Reject): AsyncIterable<readonly RawRecord<Raw>[]> {
    const chunks = untilAborted(this.#source.chunks(), AbortSignal.any([this.#context.io.interrupted, this.#stopped.signal]))
    return this.#format.read(chunks, reject)
  }

  /** Servers have forgotten the names of attributes that were dropped. */
  async #namingDropped(error: unknown): Promise<unknown> {
    if (!(error instanceof HyperdexError) || error.code !== 'SCHEMA_MISMATCH') return error
    const { name, attributes } = (await this.#connection.newestFor(this.#space, [])).definition
    const gone = liveAttributes(this.#space.definition).filter(({ index }) => attributes[index - 1]?.dropped)
    if (gone.length === 0) return error
    const text = `space ${name} has no ${gone.map((attribute) => attribute.name).join(', ')} any more`
    return new HyperdexError('SCHEMA_MISMATCH', text, 'leave out what was dropped', { cause: error })
  }

  /** As far as may be known: a space with authorization cannot be searched. */
  async #isEmpty(): Promise<boolean> {
    if (this.#space.definition.authorization) return false
    return askPatiently(this.#patience, async (timeoutMs) => {
      const options = { timeoutMs, signal: this.#patience.signal }
      for await (const _ of this.#connection.search(this.#space, { predicate: matchAll, limit: 1 }, options)) return false
      return true
    })
  }

  async #offerFromFile(): Promise<void> {
    const sample = await sampleOfAll(
      this.#read(() => undefined),
      this.#format,
    )
    if (!this.#interrupted) await this.#offer(sample)
  }

  /** A sample only makes placement more even, so a load goes on without. */
  async #offer(sample: readonly Raw[]): Promise<void> {
    const rows = sampleRows(this.#space, this.#format, sample)
    if (rows.length === 0) return
    try {
      const { taken, reason } = await this.#connection.admin.offerSample(this.#space.definition.name, rows, perTry)
      if (!taken) await this.#context.note(`the sample of ${rows.length} objects was not taken: ${reason}`)
    } catch (error) {
      if (!(error instanceof HyperdexError)) throw error
      await this.#context.note(`the sample of ${rows.length} objects could not be offered: ${error.message}`)
    }
    this.#space = await findSpace(this.#connection, this.#space.definition.name, this.#patience)
  }

  async #write(records: readonly RawRecord<Raw>[]): Promise<void> {
    for (const { line, lastLine = line, raw, bytes } of records) {
      this.#bytes += bytes + 1
      try {
        await this.#writer.write({ line, lastLine }, this.#format.decode(raw))
      } catch (error) {
        if (!(error instanceof RejectedRecord)) throw error
        this.#reject({ line, lastLine }, error.message)
      }
    }
  }

  /** Where the reading was broken off is half a record, with which nothing is wrong. */
  readonly #reject: Reject = (lines, reason) => {
    if (!this.#interrupted && !this.#stopped.signal.aborted) this.#rejections.add(lines, reason)
  }

  /** What is in flight comes to its end; after an interrupt it gets only a moment. */
  async #settle(): Promise<void> {
    const { io } = this.#context
    const settled = new AbortController()
    const late = async () => {
      await aborted(AbortSignal.any([io.interrupted, settled.signal]))
      await pause(settleAfterInterruptMs, undefined, { signal: AbortSignal.any([io.killed, settled.signal]) }).catch(() => undefined)
    }
    await Promise.race([this.#writer.settled(), late()])
    settled.abort()
  }

  async #report(seconds: number): Promise<void> {
    const loaded = this.#writer.written
    const rejected = this.#rejections.count
    const rate = Math.round(loaded / Math.max(seconds, 0.001))
    for (const line of this.#rejections.describe()) await this.#context.note(line)
    const unsure = this.#writer.inFlight > 0 ? `, ${this.#writer.inFlight} without an answer` : ''
    await this.#context.note(`loaded ${loaded} objects in ${seconds.toFixed(1)} s (${rate}/s), rejected ${rejected} lines${unsure}`)
    if (this.#context.json) await this.#context.print(JSON.stringify({ loaded, rejected, seconds: Number(seconds.toFixed(3)) }))
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
