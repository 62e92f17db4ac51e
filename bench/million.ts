// Searches over a million small objects at one server: the whole result streamed, in several orders, counted and grouped; two indexes
// intersected beside one of them alone; and how much memory server and client take meanwhile. Run by `node bench/million.ts`; `--objects N`
// takes another number, `--json` prints JSON.
import { loadavg } from 'node:os'
import { argv, memoryUsage, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import { type Column, printTable } from '../src/cli/table.ts'
import { connect, count, type Explanation, space, t } from '../src/index.ts'
import { Cluster } from './cluster.ts'
import { stopAllWhenInterrupted } from './processes.ts'

/**
 * `rank` is an order that has an index, `level` one that has none. `kind` has fifty values, `group` sixty, independent of each other;
 * `sort` is `kind` without an index.
 */
const objects = space('objects', {
  key: { id: t.string },
  attributes: { rank: t.int, level: t.int, group: t.int, kind: t.int, sort: t.int, name: t.string },
  indexes: ['rank', 'group', 'kind'],
  tolerate: 0,
})
const kinds = 50
const groups = 60
/** Searches of a kind, one after the other. */
const repeats = 40
const sampleMs = 100

interface Measured {
  readonly what: string
  readonly rows: number
  readonly seconds: number
  /** Largest resident sizes while it went on. */
  readonly clientBytes: number
  readonly serverBytes: number
}

interface Intersected {
  readonly what: string
  readonly used: string
  readonly candidates: number
  readonly medianMs: number
  /** Of the server and the coordinator, a search. */
  readonly serverCpuMs: number
}

interface Report {
  readonly objects: number
  readonly loadAverage: number
  readonly measured: readonly Measured[]
  readonly intersected: readonly Intersected[]
}

function* pairs(total: number) {
  // Steps that share no divisor with the total meet every number once.
  for (let id = 0; id < total; id++) {
    const [rank, level] = [scattered(id, total, 7_368_787), scattered(id, total, 5_750_843)]
    const kind = Math.floor(id / groups) % kinds
    yield [`object-${id}`, { rank, level, group: id % groups, kind, sort: kind, name: `object ${id}` }] as const
  }
}

function scattered(id: number, total: number, step: number): number {
  return (id * step) % total
}

async function watched(cluster: Cluster, what: string, run: () => Promise<number>): Promise<Measured> {
  let [clientBytes, serverBytes] = [0, 0]
  const look = () => {
    clientBytes = Math.max(clientBytes, memoryUsage.rss())
    serverBytes = Math.max(serverBytes, cluster.largestResidentBytes())
  }
  const timer = setInterval(look, sampleMs)
  const begun = performance.now()
  const rows = await run()
  const seconds = (performance.now() - begun) / 1000
  clearInterval(timer)
  look()
  return { what, rows, seconds, clientBytes, serverBytes }
}

async function streamed(found: AsyncIterable<unknown>): Promise<number> {
  let rows = 0
  for await (const _ of found) rows++
  return rows
}

async function intersected(
  cluster: Cluster,
  what: string,
  explain: (kind: number, group: number) => Promise<Explanation>,
): Promise<Intersected> {
  const times: number[] = []
  let explained = await explain(0, 0)
  const before = cluster.cpuUs()
  for (let index = 0; index < repeats; index++) {
    const begun = performance.now()
    explained = await explain(index % kinds, (index * 37) % groups)
    times.push(performance.now() - begun)
  }
  const serverCpuMs = (cluster.cpuUs() - before) / repeats / 1000
  times.sort((a, b) => a - b)
  return { what, used: explained.indexes.join(', '), candidates: explained.candidates, medianMs: times[repeats / 2]!, serverCpuMs }
}

async function measure(total: number): Promise<Report> {
  const loadAverage = loadavg()[0]!
  await using cluster = await Cluster.start(1)
  await using db = await connect(`hyperdex://${cluster.address}`)
  await db.admin.addSpace(objects)
  const table = db.space(objects)
  const loading = await watched(cluster, 'load', () => table.putMany(pairs(total)))
  if (loading.rows !== total) throw new Error(`${loading.rows} objects of ${total} were loaded`)
  const options = { timeoutMs: 600_000 }
  const measured = [
    loading,
    await watched(cluster, 'by key', () => streamed(table.search({}, options))),
    await watched(cluster, 'by an index', () => streamed(table.search({}, { ...options, orderBy: ['rank'] }))),
    await watched(cluster, 'by an index, descending', () => streamed(table.search({}, { ...options, orderBy: ['rank', 'desc'] }))),
    await watched(cluster, 'without an index', () => streamed(table.search({}, { ...options, orderBy: ['level'] }))),
    await watched(cluster, 'without an index, first 1,000', () =>
      streamed(table.search({}, { ...options, orderBy: ['level'], limit: 1000 })),
    ),
    await watched(cluster, 'count', () => table.count({}, options)),
    await watched(cluster, 'count by group', async () => (await table.aggregate({}, { n: count() }, { ...options, by: ['group'] })).length),
  ]
  return {
    objects: total,
    loadAverage,
    measured,
    intersected: [
      await intersected(cluster, 'two indexes', (kind, group) => table.explain({ kind, group })),
      await intersected(cluster, 'one index', (kind, group) => table.explain({ sort: kind, group })),
    ],
  }
}

const mebibytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`
const columns: Column[] = [
  { name: 'what' },
  { name: 'rows', right: true },
  { name: 'seconds', right: true },
  { name: 'a second', right: true },
  { name: 'client', right: true },
  { name: 'server', right: true },
]

async function print({ objects: total, loadAverage, measured, intersected: searches }: Report): Promise<void> {
  const rows = measured.map(({ what, rows, seconds, clientBytes, serverBytes }) => [
    what,
    String(rows),
    seconds.toFixed(2),
    Math.round(rows / seconds).toLocaleString('en'),
    mebibytes(clientBytes),
    mebibytes(serverBytes),
  ])
  const lines = searches.map(
    ({ what, used, candidates, medianMs, serverCpuMs }) =>
      `${what}: ${used}, ${candidates} candidates, median ${medianMs.toFixed(1)} ms, CPU time of the server ${serverCpuMs.toFixed(1)} ms`,
  )
  const ratio = searches[1]!.serverCpuMs / searches[0]!.serverCpuMs
  const write = async (text: string) => void stdout.write(text)
  await write(`${total.toLocaleString('en')} objects at one server, load average before ${loadAverage.toFixed(1)}\n\n`)
  await printTable({ terminal: stdout.isTTY === true, write }, columns, rows)
  await write(`\n${lines.join('\n')}\nCPU time, one index to two: ${ratio.toFixed(1)}\n`)
}

const { values: options } = parseArgs({
  args: argv.slice(2),
  options: { objects: { type: 'string', default: '1000000' }, json: { type: 'boolean', default: false } },
})
const total = Number(options.objects)
if (!Number.isSafeInteger(total) || total < 1) {
  process.stderr.write(`--objects takes a whole number above 0, not ${options.objects}\n`)
  process.exit(2)
}
stopAllWhenInterrupted()
const report = await measure(total)
if (options.json) stdout.write(`${JSON.stringify(report)}\n`)
else await print(report)
