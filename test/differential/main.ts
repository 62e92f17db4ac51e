// `npm run differential -- --seed S --operations N [--space I]`: exit status 0 only when cluster and model agree on everything.
import process, { argv, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { embedded } from '../../src/embedded.ts'
import { run } from './run.ts'

const { values } = parseArgs({
  args: argv.slice(2),
  options: {
    seed: { type: 'string', default: '1' },
    operations: { type: 'string', default: '10000' },
    space: { type: 'string' },
  },
})
const seed = Number(values.seed)
const operations = Number(values.operations)
const space = values.space === undefined ? undefined : Number(values.space)
if (![seed, operations, space ?? 0].every((value) => Number.isSafeInteger(value) && value >= 0)) {
  stdout.write('give --seed, --operations and --space whole numbers from 0\n')
  process.exitCode = 2
} else {
  const began = performance.now()
  await using cluster = await embedded({ servers: 3 })
  await using db = await cluster.connect()
  const result = await run(db, { seed, operations, ...(space === undefined ? {} : { space }) })
  for (const difference of result.differences) stdout.write(`${difference}\n\n`)
  for (const [kind, times] of [...result.answers].sort()) stdout.write(`${String(times).padStart(8)} ${kind}\n`)
  const seconds = Math.round((performance.now() - began) / 1000)
  stdout.write(`seed ${seed}: ${result.operations} operations on ${result.spaces} spaces in ${seconds} s, `)
  stdout.write(`${result.differences.length} differences\n`)
  process.exitCode = result.differences.length === 0 ? 0 : 1
}
