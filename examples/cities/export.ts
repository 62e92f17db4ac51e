// Prints all cities as NDJSON, for example into `hyperdex load cities -`; with the argument `space` the definition of their space, for
// `hyperdex space add`.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { citiesSpace, cityLines } from './cities.ts'

const text = process.argv[2] === 'space' ? [citiesSpace] : cityLines()
try {
  await pipeline(Readable.from(text), process.stdout)
} catch (error) {
  // Whoever reads has read enough, as `head` does.
  if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
}
