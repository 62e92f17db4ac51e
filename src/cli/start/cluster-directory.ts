// The data directory of `start`: which servers the cluster on this machine has and at which ports, beside the directories of its
// processes and their logs.
import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { HyperdexError } from '../../errors.ts'
import { readFileIfPresent, temporarySuffix, writeFileAtomically } from '../../storage/atomic-file.ts'
import { makeDirectory } from '../../storage/make-directory.ts'
import { unusableDirectory } from '../../storage/unusable-directory.ts'

const fileName = 'cluster.json'
const formatVersion = 1
const defaultServers = 3
/** What may lie in a directory that nobody has begun to use. */
const harmless: readonly string[] = [fileName + temporarySuffix, 'lost+found']

export interface ClusterDirectory {
  /** Absolute. */
  readonly path: string
  /** The port of each server, 0 where it never came up; the first server is `server-1`. */
  readonly ports: readonly number[]
  /** Remembers the ports for the next start. */
  save(ports: readonly number[]): Promise<void>
}

/**
 * Opens or makes the directory of a cluster with `servers` servers; undefined: as many as it has, 3 in a new one. `beforeMaking` is awaited
 * before anything of a new one is made. Throws what that throws, VERSION_MISMATCH when something else lies there, ALREADY_EXISTS when it has
 * more servers than that, otherwise as unusableDirectory.
 */
export async function openClusterDirectory(
  path: string,
  servers: number | undefined,
  beforeMaking: () => Promise<void> = async () => {},
): Promise<ClusterDirectory> {
  const absolute = resolve(path)
  try {
    return await open(absolute, servers, beforeMaking)
  } catch (error) {
    throw unusableDirectory(error, absolute)
  }
}

async function open(absolute: string, servers: number | undefined, beforeMaking: () => Promise<void>): Promise<ClusterDirectory> {
  const file = join(absolute, fileName)
  const text = await readFileIfPresent(file)
  if (text === undefined) {
    await beforeMaking()
    await makeDirectory(absolute)
    await refuseForeign(absolute)
  }
  const stored = text === undefined ? [] : parse(file, text)
  const wanted = servers ?? (stored.length || defaultServers)
  // A server that never came up holds nothing.
  const inUse = stored.findLastIndex((port) => port !== 0) + 1
  if (wanted < inUse) {
    throw new HyperdexError(
      'ALREADY_EXISTS',
      `the cluster in ${absolute} has ${inUse} servers, and ${wanted} are asked for`,
      `start it with --servers ${inUse}, or more, or use another directory: a server leaves only after its data has moved`,
    )
  }
  const ports = Array.from({ length: wanted }, (_, index) => stored[index] ?? 0)
  const directory = { path: absolute, ports, save: (chosen: readonly number[]) => writeFileAtomically(file, print(chosen)) }
  // What the processes put there from now on is recognised as a cluster's, even if the first start fails.
  if (text === undefined) await directory.save(ports)
  return directory
}

function print(ports: readonly number[]): string {
  return `${JSON.stringify({ format: formatVersion, servers: ports.map((port) => ({ port })) }, null, 2)}\n`
}

async function refuseForeign(path: string): Promise<void> {
  const foreign = (await readdir(path)).find((entry) => !harmless.includes(entry))
  if (foreign === undefined) return
  throw new HyperdexError(
    'VERSION_MISMATCH',
    `${path} does not hold a cluster of \`start\`: it has no ${fileName}, but holds ${foreign}`,
    'name an empty or a new directory with --data',
  )
}

function parse(file: string, text: string): number[] {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (cause) {
    throw new HyperdexError('VERSION_MISMATCH', `${file} is no JSON`, 'restore it from a copy', { cause })
  }
  const { format, servers } = (content ?? {}) as { format?: unknown; servers?: unknown }
  if (format !== formatVersion) {
    const remedy = 'start it with the version of hyperdex that wrote it, or a newer one'
    throw new HyperdexError('VERSION_MISMATCH', `${file} has format ${JSON.stringify(format)}, this version knows ${formatVersion}`, remedy)
  }
  const ports = Array.isArray(servers) ? servers.map((server: { port?: unknown } | null) => server?.port) : []
  if (ports.length === 0 || !ports.every(isPort)) {
    throw new HyperdexError('VERSION_MISMATCH', `${file} does not list the servers of a cluster`, 'restore it from a copy')
  }
  return ports
}

function isPort(port: unknown): port is number {
  return typeof port === 'number' && Number.isInteger(port) && port >= 0 && port < 65536
}
