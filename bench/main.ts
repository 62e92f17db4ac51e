// `npm run bench`: gets, puts and searches against real processes beside the floors of the same machine, in one run; a table with the
// ratios, and the same as JSON. docs/benchmarks.md says what each row is.
//
// --quick: about a minute, without the cities. --seconds N: how long a cell is measured in each of its rounds. --json FILE: `-` is the
// standard output, instead of the table.
import { writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, release, type } from 'node:os'
import { parseArgs } from 'node:util'
import { type Column, printTable } from '../src/cli/table.ts'
import { type CitiesResult, describeCities, measureCities } from './cities.ts'
import { Database } from './database.ts'
import { EchoFloor } from './echo.ts'
import { LevelFloor } from './level.ts'
import { stopAllWhenInterrupted } from './processes.ts'
import { measureRows, type Row, type Settings } from './rows.ts'
import { judgeCities, judgeRows, type Target } from './targets.ts'
import { groupSize, objectCount, valueBytes } from './workload.ts'

const durability =
  'replicated: a write is answered when every replica of every subspace has handed it to its operating system; nothing is forced to disk'

interface Report {
  readonly machine: string
  readonly loadAverage: number
  readonly workload: string
  readonly durability: string
  readonly settings: Settings
  readonly rows: readonly Row[]
  readonly cities: CitiesResult | null
  readonly targets: readonly Target[]
}

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, seconds: { type: 'string' }, json: { type: 'string' } },
})
const seconds = Number(options.seconds ?? (options.quick ? 0.3 : 1))
if (!(seconds > 0)) {
  process.stderr.write(`--seconds takes a number above 0, not ${options.seconds}\n`)
  process.exit(2)
}
const settings: Settings = { rounds: options.quick ? 3 : 5, warmUpMs: Math.min(500, 350 * seconds), measuredMs: 1000 * seconds }

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`)
}

async function run(): Promise<Report> {
  const loadAverage = loadavg()[0]!
  let rows: Row[]
  {
    progress('starting')
    await using echo = await EchoFloor.start()
    await using level = await LevelFloor.start()
    await using one = await Database.start(1, 0)
    await using three = await Database.start(3, 1)
    rows = await measureRows({ echo, level, one, three }, settings, progress)
  }
  progress(options.quick ? '' : 'loading the cities')
  const cities = options.quick ? null : await measureCities()
  progress('')
  return {
    machine: `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${type()} ${release()}, Node ${process.versions.node}`,
    loadAverage,
    workload: `${objectCount} objects with values of ${valueBytes} bytes, keys drawn evenly; searches find ${groupSize} objects`,
    durability,
    settings,
    rows,
    cities,
    targets: [...judgeRows(rows), ...(cities ? judgeCities(cities) : [])],
  }
}

const columns: Column[] = [
  { name: 'what' },
  { name: 'in flight', right: true },
  { name: 'a second', right: true },
  { name: 'of echo', right: true },
  { name: 'of LevelDB', right: true },
  { name: 'p50 ms', right: true },
  { name: 'p99 ms', right: true },
  { name: 'p99.9 ms', right: true },
  { name: 'client CPU µs', right: true },
  { name: 'server CPU µs', right: true },
]

function number(value: number, digits: number): string {
  return Number.isNaN(value) ? '–' : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

function cellsOf(row: Row): string[] {
  return [
    row.what,
    row.what.startsWith('LevelDB') ? 'batches of 64' : String(row.inFlight),
    number(row.operationsPerSecond, 0),
    number(row.ofEcho, 2),
    number(row.ofLevel, 2),
    number(row.p50Us / 1000, 2),
    number(row.p99Us / 1000, 2),
    number(row.p999Us / 1000, 2),
    number(row.clientCpuUs, 1),
    number(row.serverCpuUs, 1),
  ]
}

async function print(report: Report): Promise<void> {
  const write = async (text: string) => void process.stdout.write(text)
  await write(`${report.machine}; load before the run ${report.loadAverage.toFixed(1)}\n${report.workload}\n${report.durability}\n\n`)
  await printTable({ terminal: process.stdout.isTTY === true, write }, columns, report.rows.map(cellsOf))
  await write(`\n${report.cities ? describeCities(report.cities) : 'the cities are left out by --quick: node bench/cities.ts'}\n\n`)
  for (const { what, wanted, measured, met } of report.targets) {
    await write(`${met ? 'met   ' : 'missed'} ${what}: ${measured}, wanted ${wanted}\n`)
  }
}

stopAllWhenInterrupted()
const report = await run()
const json = `${JSON.stringify(report, null, 2)}\n`
if (options.json === '-') process.stdout.write(json)
else {
  if (options.json !== undefined) await writeFile(options.json, json)
  await print(report)
}
