// Moving from a coordinator that ran alone to several over etcd: the state that its journal ends with.
import { HyperdexError } from '../../src/errors.ts'
import { openDataDirectory } from '../../src/storage/data-directory.ts'
import type { State } from '../core/state.ts'
import { openEmbeddedJournal } from '../journal/embedded-journal.ts'

/**
 * Errors: as openDataDirectory (another process uses the directory, it is not a coordinator's) and openEmbeddedJournal; INVALID when the
 * directory has never held a cluster. The directory stays as it is.
 */
export async function readFormerState(path: string): Promise<State> {
  const directory = await openDataDirectory(path, 'coordinator')
  try {
    const { journal, state } = await openEmbeddedJournal(directory.storePath)
    await journal.close()
    if (state.configuration.version > 0) return state
    throw new HyperdexError('INVALID', `${path} holds no cluster`, 'Leave --data out: etcd begins with a new cluster.')
  } finally {
    await directory.release()
  }
}
