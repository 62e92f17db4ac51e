// Loads the 135 thousand cities of the demo, as a user does: `hyperdex load` into a space of three subspaces, three servers, tolerate 1
// (so each object is written at eight places), and looks at the memory of the servers afterwards. Run by `node bench/cities.ts`, and
// by bench/main.ts.
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { argv, stdout } from 'node:process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { citiesSpace, cityCount, cityLines } from '../examples/cities/cities.ts'
import { Cluster } from './cluster.ts'
import { stopAllWhenInterrupted } from './processes.ts'

export interface CitiesResult {
  readonly objects: number
  readonly seconds: number
  readonly objectsPerSecond: number
  /** CPU time an object of all servers and the coordinator, in microseconds. */
  readonly serverCpuUs: number
  /** Of each server after the load. */
  readonly residentBytes: readonly number[]
}

export async function measureCities(): Promise<CitiesResult> {
  await using cluster = await Cluster.start(3)
  const spaceFile = join(cluster.directory, 'cities.space')
  const dataFile = join(cluster.directory, 'cities.ndjson')
  await writeFile(spaceFile, citiesSpace)
  await pipeline(Readable.from(cityLines()), createWriteStream(dataFile))
  await cluster.run('space', 'add', spaceFile)
  const before = cluster.cpuUs()
  const { loaded, seconds } = JSON.parse(await cluster.run('load', 'cities', dataFile, '--json')) as { loaded: number; seconds: number }
  const serverCpuUs = (cluster.cpuUs() - before) / loaded
  if (loaded !== cityCount) throw new Error(`${loaded} cities of ${cityCount} were loaded`)
  return { objects: loaded, seconds, objectsPerSecond: loaded / seconds, serverCpuUs, residentBytes: await cluster.residentBytes() }
}

export function describeCities({ objects, seconds, objectsPerSecond, serverCpuUs, residentBytes }: CitiesResult): string {
  const rate = Math.round(objectsPerSecond).toLocaleString('en')
  const memory = residentBytes.map((bytes) => Math.round(bytes / 1024 / 1024)).join(', ')
  return (
    `${objects.toLocaleString('en')} cities by \`hyperdex load\` in ${seconds.toFixed(1)} s: ${rate} a second; ` +
    `CPU time of all servers ${Math.round(serverCpuUs)} µs an object; resident size of each server afterwards ${memory} MiB`
  )
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  stopAllWhenInterrupted()
  stdout.write(`${describeCities(await measureCities())}\n`)
}
