// The folders of the project in the order in which they may know each other: each imports only from folders before it
// (ARCHITECTURE.md, section 2). Read by the rules of dependency-cruiser and by check-layers.mjs.

/** Of each layer the paths, as regular expressions that a path begins with. Paths of one layer do not know each other. */
export const layers = [
  ['src/errors\\.ts'],
  ['src/values/'],
  ['src/schema/'],
  ['src/cluster/'],
  ['src/hyperspace/'],
  ['src/ports/'],
  ['src/replication/'],
  ['src/search/'],
  ['src/member/'],
  ['src/session/'],
  ['src/storage/'],
  ['src/transport/'],
  ['src/gateway/'],
  ['src/server/', 'coordinator/'],
  ['src/client/'],
  ['src/index\\.ts'],
  ['src/embedded\\.ts', 'src/cli/'],
  ['examples/'],
  ['bench/', 'test/'],
]

/** Folders of functions and state machines: no waiting, no clock, no chance, no input or output. */
export const pureFolders = [
  'src/errors.ts',
  'src/values/',
  'src/schema/',
  'src/cluster/',
  'src/hyperspace/',
  'src/ports/',
  'src/replication/',
  'src/search/',
  'src/member/',
  'src/session/',
  'coordinator/core/',
]

/** The only packages that pure folders may use: pure themselves. */
export const purePackages = ['murmurhash3js', 're2js']

export function isPure(path) {
  return pureFolders.some((folder) => path === folder || (folder.endsWith('/') && path.startsWith(folder)))
}

export const purePattern = `^(${pureFolders.map((path) => (path.endsWith('/') ? path : `${path.replaceAll('.', '\\.')}$`)).join('|')})`
