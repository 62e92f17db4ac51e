// `npm run demo [-- N]`: a cluster of three servers on this machine, 135 thousand cities in it, or the first N, and a short tour of what
// can be asked.
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { citiesSpace, cityCount, cityLines } from './cities.ts'
import { DemoCluster } from './local-demo-cluster.ts'

/** Aborted by SIGINT and SIGTERM: the running command ends, then the cluster, and its directory goes. */
const stopped = new AbortController()
const andorraLaVella = '3041563'

const questions = [
  {
    title: 'Cities of Iceland with 10,000 inhabitants and more: equality and a range',
    query: 'cities select name, population where country = "IS" and population >= 10000 order by population desc',
  },
  {
    title: 'Everything in a box around Andorra: ranges on two axes',
    query: 'cities select name, latitude, longitude where latitude between 42.4 and 42.7 and longitude between 1.4 and 1.8 limit 12',
  },
  {
    title: 'The ten largest cities between the Alps and Tunis',
    query:
      'cities select name, country, population where latitude between 36 and 47 and longitude between 6 and 19 ' +
      'order by population desc limit 10',
  },
]

async function main(): Promise<void> {
  const count = process.argv[2] === undefined ? cityCount : Number(process.argv[2])
  if (!Number.isInteger(count) || count < 1 || count > cityCount)
    throw new Error(`the number of cities is a whole number from 1 to ${cityCount}`)
  heading('Starting a cluster of three servers')
  await using cluster = await DemoCluster.start(3, stopped.signal)
  process.stdout.write(`It listens at ${cluster.address}.\n`)

  const show = async (...args: string[]) => {
    process.stdout.write(`\n$ hyperdex ${args.map(quoted).join(' ')}\n`)
    await cluster.run(...args)
  }

  heading(`A space, and ${count} cities in it`)
  const spaceFile = join(cluster.directory, 'cities.space')
  const dataFile = join(cluster.directory, 'cities.ndjson')
  await writeFile(spaceFile, citiesSpace)
  await pipeline(Readable.from(cityLines(count)), createWriteStream(dataFile))
  process.stdout.write(citiesSpace)
  await show('space', 'add', spaceFile)
  await show('load', 'cities', dataFile)
  await show('count', 'cities')

  for (const { title, query } of questions) {
    heading(title)
    await show('search', query)
    await show('explain', query)
  }

  heading('A conditional update: the city grows, and so moves to another region')
  await show('get', 'cities', andorraLaVella, '--version')
  await show('explain', 'cities where population = 20430')
  await show('put', 'cities', andorraLaVella, 'population=1000000', '--if', 'population = 20430')
  await show('search', 'cities select name, country, population where population = 1000000')
  await show('explain', 'cities where population = 1000000')
  await show('status')

  heading('Stopping')
}

function heading(text: string): void {
  process.stdout.write(`\n${text}\n${'─'.repeat(text.length)}\n`)
}

function quoted(text: string): string {
  return /^[\w./:=-]+$/.test(text) ? text : `'${text}'`
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort())

await main().catch((error: unknown) => {
  process.stderr.write(`the demo failed: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
