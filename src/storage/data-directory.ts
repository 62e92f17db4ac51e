// The data directory of a server or a coordinator: whose it is, that one process at a time has it, and what its last owner may have
// forgotten (protocol.md section 4, "Coming back"). Opened before anything else in it; what lies in the store is not known here.
import { randomInt } from 'node:crypto'
import { open, readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { HyperdexError } from '../errors.ts'
import type { Bytes } from '../values/bytes.ts'
import { readFileIfPresent, syncDirectory, temporarySuffix, writeFileAtomically } from './atomic-file.ts'
import {
  type DataDirectoryKind,
  directoryFormats,
  type FormatFile,
  parseFormatFile,
  parseRunFile,
  printFile,
  type RunFile,
} from './directory-files.ts'
import { makeDirectory } from './make-directory.ts'
import { Pulse } from './pulse.ts'
import { isLocked, isMissing, storageFailure } from './storage-failure.ts'
import { unusableDirectory } from './unusable-directory.ts'

/**
 * How this start relates to the last run:
 * - `fresh`: the directory belongs to no cluster yet;
 * - `clean`: the last run stopped in order, nothing is forgotten;
 * - `sameBoot`: the last process died, the machine did not: nothing that was written is forgotten;
 * - `forgetful`: the machine may have lost power since: the last moments may be forgotten. It stays so over later starts until `adopt`;
 * - `damaged`: the disk lost or changed what it had been given, whenever that was. It stays so likewise.
 */
export type StartKind = 'fresh' | 'clean' | 'sameBoot' | 'forgetful' | 'damaged'

export interface DataDirectory {
  /** Absolute. */
  readonly path: string
  /** The cluster it belongs to, '' before `adopt`. */
  readonly cluster: string
  /** The server's id, 0 before `adopt` and for coordinators. */
  readonly server: number
  /** 1 at the first opening, one more at each later one; durable. */
  readonly incarnation: number
  /** Drawn at this opening and kept nowhere: an opening of a copy has another one. */
  readonly nonce: number
  readonly start: StartKind
  readonly pulse: Pulse
  /** Where the store or the journal lies: a directory that this one's owner makes and fills. */
  readonly storePath: string
  /**
   * To be called whenever the cluster has accepted this start (also a known directory's: it ends forgetfulness). Durable when it
   * resolves. VERSION_MISMATCH when the directory belongs to another cluster or server.
   */
  adopt(cluster: string, server: number): Promise<void>
  /**
   * The cluster has refused this start, and knows nothing of it: it counts as none, or a copy that is started again and again would come to know of
   * as many starts as the original. To be called once.
   */
  withdraw(): Promise<void>
  /**
   * The store was found to have lost something: `start` is `damaged` from now on, over later starts too, until `adopt`. Where the machine may have
   * lost power it is no surprise, and `start` stays `forgetful`.
   */
  noteLoss(): Promise<void>
  /** Keys of stored rows that were found corrupt, until `adopt`. */
  readonly damaged: readonly Bytes[]
  /** A stored row was found corrupt: later starts are `damaged` and find it in `damaged`. */
  noteDamage(key: Bytes): Promise<void>
  /** To be called last in an orderly stop, after the store was closed: flushes its files, then notes the clean stop. */
  markClean(): Promise<void>
  /** Lets another process have it. */
  release(): Promise<void>
}

/** The most that can be drawn at once. */
const nonceEnd = 2 ** 48 - 1

/** In a data directory: whose it is. */
export const formatFileName = 'format'

const names = { format: formatFileName, run: 'run', lock: 'lock', pulse: 'pulse', store: 'store' } as const

/** What may lie in a directory that nobody has begun to use: the traces of a first start that was cut short. */
const unfinished: readonly string[] = [names.lock, names.format + temporarySuffix, 'lost+found']

async function currentBoot(): Promise<string> {
  if (process.platform !== 'linux') return ''
  return (await readFile('/proc/sys/kernel/random/boot_id', 'latin1')).trim()
}

async function readFormat(path: string, kind: DataDirectoryKind): Promise<FormatFile | undefined> {
  const file = join(path, names.format)
  const text = await readFileIfPresent(file)
  if (text !== undefined) return parseFormatFile(text, file, kind)
  const entries = await readdir(path)
  const foreign = entries.find((entry) => !unfinished.includes(entry))
  if (foreign === undefined) return undefined
  throw new HyperdexError(
    'VERSION_MISMATCH',
    `${path} is not a data directory of HyperDex: it has no file named ${names.format}, but holds ${foreign}`,
    'name an empty or a new directory',
  )
}

/**
 * The lock is that of an empty LevelDB: it belongs to the process, so nothing stale is left when the process is killed, and it holds
 * between two owners in one process too.
 */
async function lock(path: string): Promise<ClassicLevel> {
  const place = join(path, names.lock)
  try {
    return await openLock(place).catch(async (error: unknown) => {
      if (isLocked(error)) throw error
      // A power cut may have damaged it; there is nothing in it that would be lost.
      await ClassicLevel.destroy(place)
      return openLock(place)
    })
  } catch (error) {
    if (!isLocked(error)) throw error
    throw new HyperdexError(
      'ALREADY_EXISTS',
      `the data directory ${path} is in use by another process`,
      'stop that process first, or name another directory',
      { cause: error },
    )
  }
}

async function openLock(place: string): Promise<ClassicLevel> {
  const holder = new ClassicLevel(place, { cacheSize: 0, writeBufferSize: 1 << 16 })
  await holder.open()
  return holder
}

function startKind(format: FormatFile | undefined, last: RunFile | undefined, boot: string): StartKind {
  if (format === undefined || format.cluster === '') return 'fresh'
  if (last?.damaged) return 'damaged'
  if (last === undefined || last.forgetful) return 'forgetful'
  if (last.clean) return 'clean'
  // Where boots have no names a machine's restart cannot be told from a process's, and the worse is assumed.
  return boot !== '' && boot === last.boot ? 'sameBoot' : 'forgetful'
}

async function syncTree(path: string): Promise<void> {
  let entries: Awaited<ReturnType<typeof readEntries>>
  try {
    entries = await readEntries(path)
  } catch (error) {
    if (isMissing(error)) return
    throw error
  }
  for (const entry of entries) {
    const child = join(path, entry.name)
    if (entry.isDirectory()) await syncTree(child)
    else if (entry.isFile()) {
      const handle = await open(child, 'r+')
      try {
        await handle.sync()
      } finally {
        await handle.close()
      }
    }
  }
  await syncDirectory(path)
}

function readEntries(path: string) {
  return readdir(path, { withFileTypes: true })
}

class OpenDataDirectory implements DataDirectory {
  readonly path: string
  readonly storePath: string
  readonly nonce = randomInt(1, nonceEnd)
  readonly pulse: Pulse
  #start: StartKind
  #format: FormatFile
  #run: RunFile
  readonly #lock: ClassicLevel

  constructor(path: string, start: StartKind, format: FormatFile, run: RunFile, pulse: Pulse, holder: ClassicLevel) {
    this.path = path
    this.storePath = join(path, names.store)
    this.#start = start
    this.#format = format
    this.#run = run
    this.pulse = pulse
    this.#lock = holder
  }

  get start(): StartKind {
    return this.#start
  }

  get cluster(): string {
    return this.#format.cluster
  }

  get server(): number {
    return this.#format.server
  }

  get incarnation(): number {
    return this.#run.incarnation
  }

  async adopt(cluster: string, server: number): Promise<void> {
    const owner = this.#format
    if (owner.cluster !== '' && (owner.cluster !== cluster || owner.server !== server)) {
      const owned = owner.cluster === cluster ? `server ${owner.server}, not ${server}` : `cluster ${owner.cluster}, not ${cluster}`
      throw new HyperdexError(
        'VERSION_MISMATCH',
        `the data directory ${this.path} belongs to ${owned}`,
        'name the coordinator that it belongs to, or start with an empty directory',
      )
    }
    try {
      if (owner.cluster === '') await this.#writeFormat({ ...owner, cluster, server })
      const { damaged, ...run } = this.#run
      if (run.forgetful || damaged) await this.#writeRun({ ...run, forgetful: false })
    } catch (error) {
      throw storageFailure(error, `write to the data directory ${this.path}`)
    }
  }

  async withdraw(): Promise<void> {
    try {
      await this.#writeRun({ ...this.#run, incarnation: this.#run.incarnation - 1 })
    } catch (error) {
      throw storageFailure(error, `write to the data directory ${this.path}`)
    }
  }

  async noteLoss(): Promise<void> {
    if (this.#start === 'forgetful' || this.#start === 'damaged') return
    try {
      await this.#writeRun({ ...this.#run, forgetful: true, damaged: [] })
    } catch (error) {
      throw storageFailure(error, `write to the data directory ${this.path}`)
    }
    if (this.#start !== 'fresh') this.#start = 'damaged'
  }

  get damaged(): readonly Bytes[] {
    return (this.#run.damaged ?? []).map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')))
  }

  async noteDamage(key: Bytes): Promise<void> {
    const hex = Buffer.from(key).toString('hex')
    const damaged = [...new Set([...(this.#run.damaged ?? []), hex])]
    try {
      await this.#writeRun({ ...this.#run, forgetful: true, damaged })
    } catch (error) {
      throw storageFailure(error, `write to the data directory ${this.path}`)
    }
  }

  async markClean(): Promise<void> {
    try {
      // A clean stop must survive a power cut a moment later.
      await syncTree(this.storePath)
      await this.#writeRun({ ...this.#run, clean: true })
    } catch (error) {
      throw storageFailure(error, `note the clean stop in the data directory ${this.path}`)
    }
  }

  async release(): Promise<void> {
    await this.pulse.close()
    await this.#lock.close()
  }

  async #writeFormat(format: FormatFile): Promise<void> {
    await writeFileAtomically(join(this.path, names.format), printFile(format))
    this.#format = format
  }

  async #writeRun(run: RunFile): Promise<void> {
    await writeFileAtomically(join(this.path, names.run), printFile(run))
    this.#run = run
  }
}

/**
 * Opens directory `path`, and makes it when there is none. Errors: ALREADY_EXISTS when another process has it, VERSION_MISMATCH when it
 * is of a later format, of the other kind or no data directory at all, otherwise as unusableDirectory.
 */
export async function openDataDirectory(path: string, kind: DataDirectoryKind): Promise<DataDirectory> {
  const absolute = resolve(path)
  let holder: ClassicLevel | undefined
  try {
    await makeDirectory(absolute)
    await readFormat(absolute, kind) // before anything is put into a directory that may be somebody else's
    holder = await lock(absolute)
    const known = await readFormat(absolute, kind)
    const boot = await currentBoot()
    const runFile = join(absolute, names.run)
    const lastText = await readFileIfPresent(runFile)
    const last = lastText === undefined ? undefined : parseRunFile(lastText, runFile)
    const start = startKind(known, last, boot)
    const run: RunFile = {
      incarnation: (last?.incarnation ?? 0) + 1,
      boot,
      clean: false,
      forgetful: start === 'forgetful' || start === 'damaged',
      ...(last?.damaged ? { damaged: last.damaged } : {}),
    }
    const format: FormatFile = { format: directoryFormats[kind], kind, cluster: known?.cluster ?? '', server: known?.server ?? 0 }
    if (known?.format !== format.format) await writeFileAtomically(join(absolute, names.format), printFile(format))
    await writeFileAtomically(runFile, printFile(run))
    const pulse = await Pulse.open(join(absolute, names.pulse))
    return new OpenDataDirectory(absolute, start, format, run, pulse, holder)
  } catch (error) {
    await holder?.close()
    throw unusableDirectory(error, absolute)
  }
}
