// Servers of a local cluster that the cluster lets not come back. They are left out, so that the others serve and administration is reached:
// only there can they be allowed back.
import { join } from 'node:path'
import { readFileIfPresent } from '../../storage/atomic-file.ts'
import { formatFileName } from '../../storage/data-directory.ts'
import { type FormatFile, parseFormatFile } from '../../storage/directory-files.ts'
import type { StatusResult } from '../../transport/admin-caller.ts'

/** Why the server with this data directory is left out; undefined: it is to start. */
export async function whyLeftOut(data: string, { cluster, servers }: StatusResult): Promise<string | undefined> {
  const owner = await ownerOf(data)
  if (owner === undefined || owner.server === 0 || owner.cluster !== cluster) return undefined
  const known = servers.find(({ id }) => id === owner.server)
  if (known === undefined) {
    return `the cluster has no server ${owner.server} any more; remove ${data}, and the next start makes a new server in its place`
  }
  if (known.standing !== 'killed') return undefined
  const allow = `\`server online ${owner.server}\``
  return `server ${owner.server} was taken out of service with \`server kill\`; after ${allow} the next start brings it back`
}

/** What is wrong with a directory is for the server itself to say. */
async function ownerOf(data: string): Promise<FormatFile | undefined> {
  const file = join(data, formatFileName)
  try {
    const text = await readFileIfPresent(file)
    return text === undefined ? undefined : parseFormatFile(text, file, 'server')
  } catch {
    return undefined
  }
}
