// Loads into a cluster in memory, from a file and from a pipe, and what is then in it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FakeCluster, runWith, type Surroundings } from './fake-cluster.ts'

export const cities = 'space cities key int id attributes name, int population, float latitude subspace population subspace latitude'

async function inDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'hyperdex-load-'))
  try {
    return await work(directory)
  } finally {
    await rm(directory, { recursive: true })
  }
}

export async function loadFile(cluster: FakeCluster, name: string, content: string | Uint8Array, ...options: string[]) {
  return inDirectory(async (directory) => {
    const file = join(directory, name)
    await writeFile(file, content)
    return runWith(cluster, ['load', [...cluster.spaces.keys()][0]!, file, ...options])
  })
}

export function loadPipe(cluster: FakeCluster, stdin: Surroundings['stdin'] & {}, ...options: string[]) {
  return runWith(cluster, ['load', [...cluster.spaces.keys()][0]!, '-', ...options], { stdin })
}

export async function dump(cluster: FakeCluster) {
  return (await runWith(cluster, ['dump', [...cluster.spaces.keys()][0]!])).stdout
}
