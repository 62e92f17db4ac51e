// Moving from a coordinator that ran alone to several over etcd: the state that its journal ends with, and the mark in its directory that the journal
// goes on elsewhere. Without it the old coordinator, started once more by mistake or by a supervisor, would lead beside the others.
//
//   not marked ── leave ──▶ marked ── etcd has the state ──▶ marked as arrived
//
// Invariant: what goes into etcd is read while the directory is marked and locked, so nothing is decided by it afterwards. A marked directory may be
// read again, since the move may have ended before the state was in etcd; one whose state has arrived may not: etcd has decided more since.
import { join } from 'node:path'
import { HyperdexError } from '../../src/errors.ts'
import { readFileIfPresent, writeFileAtomically } from '../../src/storage/atomic-file.ts'
import { type DataDirectory, openDataDirectory } from '../../src/storage/data-directory.ts'
import type { State } from '../core/state.ts'
import { openEmbeddedJournal } from '../journal/embedded-journal.ts'

const markName = 'moved'
const arrivedLine = 'arrived'

interface Mark {
  readonly where: string
  readonly arrived: boolean
}

export interface FormerState {
  /** The cluster whose journal it is. */
  readonly cluster: string
  /**
   * From now on no coordinator starts with the directory alone, durably; resolves with the state to go on from. `where`: as `--store` names it. Rejects
   * with ALREADY_EXISTS when a process uses the directory, INVALID when its journal goes on elsewhere or has arrived.
   */
  leave(where: string): Promise<State>
  /**
   * What lies there is this cluster: from now on nobody begins with the directory. Rejects with INVALID when it is another cluster than the directory's,
   * whose state would be left behind; ALREADY_EXISTS when a process uses the directory.
   */
  arrived(where: string, cluster: string): Promise<void>
}

/**
 * Also of a directory that is marked: the move may have to be tried again. Errors: as openDataDirectory (another process uses the directory, it is not
 * a coordinator's) and openEmbeddedJournal; INVALID when the directory has never held a cluster.
 */
export async function readFormerState(path: string): Promise<FormerState> {
  const { configuration } = await whileHeld(path, readState)
  return {
    cluster: configuration.cluster,
    leave: (where) =>
      whileHeld(path, async (directory) => {
        const mark = join(directory.path, markName)
        checkMayLeave(path, mark, await readMark(mark), where)
        await writeFileAtomically(mark, `${where}\n`)
        return readState(directory)
      }),
    arrived: async (where, cluster) => {
      if (cluster !== configuration.cluster) throw leftBehind(path, configuration.cluster, where, cluster)
      await whileHeld(path, (directory) => writeFileAtomically(join(directory.path, markName), `${where}\n${arrivedLine}\n`))
    },
  }
}

async function whileHeld<Result>(path: string, use: (directory: DataDirectory) => Promise<Result>): Promise<Result> {
  const directory = await openDataDirectory(path, 'coordinator')
  try {
    return await use(directory)
  } finally {
    await directory.release()
  }
}

async function readState({ path, storePath }: DataDirectory): Promise<State> {
  const { journal, state } = await openEmbeddedJournal(storePath)
  await journal.close()
  if (state.configuration.version > 0) return state
  throw new HyperdexError('INVALID', `${path} holds no cluster`, 'Leave --data out: etcd begins with a new cluster.')
}

async function readMark(path: string): Promise<Mark | undefined> {
  const text = await readFileIfPresent(path)
  if (text === undefined) return undefined
  const [where = '', second] = text.split('\n')
  return { where, arrived: second === arrivedLine }
}

function checkMayLeave(path: string, file: string, mark: Mark | undefined, where: string): void {
  if (mark === undefined) return
  if (mark.arrived)
    throw new HyperdexError(
      'INVALID',
      `the journal of the coordinator in ${path} went on in etcd, at ${mark.where}, and at ${where} there is nothing of it: what is left here is outdated`,
      `Correct --store, or restore etcd from a backup. Only to give up what was decided since the move: remove ${file}.`,
    )
  if (mark.where === where) return
  throw new HyperdexError(
    'INVALID',
    `the journal of the coordinator in ${path} was to go on in etcd at ${mark.where}, now at ${where}: two clusters would come of one`,
    `Give the same --store as before. Only when etcd has nothing of it there, since that move was given up: remove ${file}.`,
  )
}

function leftBehind(path: string, former: string, where: string, found: string): HyperdexError {
  return new HyperdexError(
    'INVALID',
    `etcd holds cluster ${found} at ${where}, and ${path} holds cluster ${former}, which would be left behind`,
    `To move ${former} there, stop all coordinators of ${found}, remove its keys from etcd, and start the coordinator with --data first, alone, until it ` +
      `leads (docs/coordinator.md, "From one to several"). To go on with ${found}, leave --data out.`,
  )
}

/** Throws INVALID when the journal of the directory goes on in etcd. */
export async function checkNotMoved(path: string): Promise<void> {
  const file = join(path, markName)
  const mark = await readMark(file)
  if (mark === undefined) return
  throw new HyperdexError(
    'INVALID',
    `the journal of the coordinator in ${path} goes on in etcd, at ${mark.where}: to lead by what is left here would undo what was decided since`,
    `Start it with --store ${mark.where}, and remove ${path}. Only when etcd has nothing of it, since the move was given up: remove ${file}.`,
  )
}
