// The two small files of a data directory (docs/formats/storage.md): `format` says what the directory is and whose, `run` how the
// process that had it last began and ended.
import { HyperdexError } from '../errors.ts'

export type DataDirectoryKind = 'server' | 'coordinator'

/** What this version writes; it reads everything from 1 on. */
export const directoryFormats: Readonly<Record<DataDirectoryKind, number>> = { server: 2, coordinator: 1 }

/** Of a file as it was read, whoever wrote it. */
function newestFormat(kind: unknown): number {
  return kind === 'server' || kind === 'coordinator' ? directoryFormats[kind] : Math.max(...Object.values(directoryFormats))
}

export interface FormatFile {
  readonly format: number
  readonly kind: DataDirectoryKind
  /** '' before the directory was adopted. */
  readonly cluster: string
  /** 0 before the directory was adopted, and for coordinators. */
  readonly server: number
}

export interface RunFile {
  /** How often the directory was opened. */
  readonly incarnation: number
  /** The boot of the machine that the directory was opened in; '' where the platform has no name for it. */
  readonly boot: string
  /** Stopped in order, everything on disk. */
  readonly clean: boolean
  /** The last moments before some earlier start may be forgotten, and no cluster has taken the directory back since. */
  readonly forgetful: boolean
  /**
   * Keys of stored rows that were found corrupt since the cluster took the directory back last, in hex; none: the store had dropped something. Absent:
   * nothing was found damaged.
   */
  readonly damaged?: readonly string[]
}

const jsonMembers = {
  format: { format: 'number', kind: 'string', cluster: 'string', server: 'number' },
  run: { incarnation: 'number', boot: 'string', clean: 'boolean', forgetful: 'boolean' },
} as const

function parse(text: string, path: string, members: Readonly<Record<string, string>>): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw damaged(path, error)
  }
  if (typeof value !== 'object' || value === null) throw damaged(path, undefined)
  const record = value as Record<string, unknown>
  const newer = typeof record.format === 'number' && record.format > newestFormat(record.kind)
  for (const [name, type] of Object.entries(members)) {
    if (!newer && typeof record[name] !== type) throw damaged(path, undefined)
  }
  return record
}

function damaged(path: string, cause: unknown): HyperdexError {
  return new HyperdexError(
    'INTERNAL',
    `the file ${path} is damaged`,
    'restore the data directory from a backup, or start with an empty one',
    { cause },
  )
}

/** Throws VERSION_MISMATCH for the directory of a later version or of the other kind of process, INTERNAL for damage. */
export function parseFormatFile(text: string, path: string, kind: DataDirectoryKind): FormatFile {
  const file = parse(text, path, jsonMembers.format) as unknown as FormatFile
  const newest = newestFormat(file.kind)
  if (!(file.format >= 1 && file.format <= newest)) {
    throw new HyperdexError(
      'VERSION_MISMATCH',
      `${path} has data format ${file.format}, this version reads format ${newest > 1 ? `1 to ${newest}` : newest}`,
      'start it with the version of HyperDex that wrote it or a later one',
    )
  }
  if (file.kind !== kind) {
    throw new HyperdexError(
      'VERSION_MISMATCH',
      `${path} says that this is the data directory of a ${file.kind}, not of a ${kind}`,
      'give every process a data directory of its own',
    )
  }
  return { format: file.format, kind, cluster: file.cluster, server: file.server }
}

export function parseRunFile(text: string, path: string): RunFile {
  const { incarnation, boot, clean, forgetful, damaged: rows } = parse(text, path, jsonMembers.run) as unknown as RunFile
  if (rows !== undefined && !(Array.isArray(rows) && rows.every((row) => typeof row === 'string'))) throw damaged(path, undefined)
  return { incarnation, boot, clean, forgetful, ...(rows === undefined ? {} : { damaged: rows }) }
}

export function printFile(file: FormatFile | RunFile): string {
  return `${JSON.stringify(file)}\n`
}
