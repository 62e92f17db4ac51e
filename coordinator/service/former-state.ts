// Moving from a coordinator that ran alone to several over etcd: the state that its journal ends with, and the mark in its directory that the journal
// goes on elsewhere. Without it the old coordinator, started once more by mistake or by a supervisor, would lead beside the others.
import { join } from 'node:path'
import { HyperdexError } from '../../src/errors.ts'
import { readFileIfPresent, writeFileAtomically } from '../../src/storage/atomic-file.ts'
import { openDataDirectory } from '../../src/storage/data-directory.ts'
import type { State } from '../core/state.ts'
import { openEmbeddedJournal } from '../journal/embedded-journal.ts'

const markName = 'moved'

export interface FormerState {
  readonly state: State
  /**
   * From now on no coordinator starts with the directory alone; durable when it resolves. `where`: as `--store` names it. Rejects with ALREADY_EXISTS
   * when a process uses the directory.
   */
  markMoved(where: string): Promise<void>
}

/**
 * Also of a directory that is marked: the move may have to be tried again. Errors: as openDataDirectory (another process uses the directory, it is not
 * a coordinator's) and openEmbeddedJournal; INVALID when the directory has never held a cluster.
 */
export async function readFormerState(path: string): Promise<FormerState> {
  const directory = await openDataDirectory(path, 'coordinator')
  try {
    const { journal, state } = await openEmbeddedJournal(directory.storePath)
    await journal.close()
    if (state.configuration.version > 0) return { state, markMoved: (where) => markMoved(path, where) }
    throw new HyperdexError('INVALID', `${path} holds no cluster`, 'Leave --data out: etcd begins with a new cluster.')
  } finally {
    await directory.release()
  }
}

async function markMoved(path: string, where: string): Promise<void> {
  const directory = await openDataDirectory(path, 'coordinator')
  try {
    await writeFileAtomically(join(directory.path, markName), `${where}\n`)
  } finally {
    await directory.release()
  }
}

/** Throws INVALID when the journal of the directory goes on in etcd. */
export async function checkNotMoved(path: string): Promise<void> {
  const mark = join(path, markName)
  const where = (await readFileIfPresent(mark))?.trim()
  if (where === undefined) return
  throw new HyperdexError(
    'INVALID',
    `the journal of the coordinator in ${path} goes on in etcd, at ${where}: to lead by what is left here would undo what was decided since`,
    `Start it with --store ${where}, and remove ${path}. Only when etcd has nothing of it, since the move was given up: remove ${mark}.`,
  )
}
