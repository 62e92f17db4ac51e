// `npm run experiment:chains [-- --seed S]` runs the experiment of the chain-replication paper on this product's own machinery, writes its curves to
// docs/chain-replication-*.svg and prints the tables of docs/chain-replication.md. A seed always gives the same.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process, { argv, stdout } from 'node:process'
import { parseArgs } from 'node:util'
import type { QueryKind } from './costs.ts'
import { type Line, lineChart } from './line-chart.ts'
import { type Death, measureDeath, measureSteady, places, type Steady } from './measure.ts'
import { throughputMost } from './theory.ts'

const percents = [0, 2, 5, 8, 10, 12, 14, 16, 18, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100]
const steady = { warmUpMs: 10_000, lastsMs: 40_000 }
const through = { percent: 10, spares: 1, valueBytes: 65_536, beforeMs: 4000, afterMs: 16_000, stepMs: 200 } as const
const documents = join(import.meta.dirname, '../../../docs')
const shareLabel = 'updates among the requests, in percent'

interface Curve {
  readonly name: string
  readonly length: number
  readonly kind: QueryKind
  readonly color: string
}

interface Measured extends Curve {
  readonly points: readonly Steady[]
}

const { values } = parseArgs({ args: argv.slice(2), options: { seed: { type: 'string', default: '1' } } })
const seed = Number(values.seed)
if (!Number.isSafeInteger(seed) || seed < 0) {
  stdout.write('give --seed a whole number from 0\n')
  process.exitCode = 2
} else run()

function run(): void {
  const chains = (['#1f6f8b', '#2e8b57', '#b8860b'] as const).map((color, index) => {
    const length = [2, 3, 10][index]!
    return measure({ name: `chain of ${length}`, length, kind: 'search', color })
  })
  write('throughput', shareChart('Throughput of chains of 2, 3 and 10, queries answered by the tail', chains))
  const gets = measure({ name: 'gets, by the head', length: 3, kind: 'get', color: '#8b1f6f' })
  write(
    'gets',
    shareChart('A chain of 3, queries answered by its tail or by its head', [{ ...chains[1]!, name: 'searches, by the tail' }, gets]),
  )
  print(
    ['updates, %', 'at most', ...chains.map(({ name }) => name), 'gets: at most', 'gets: chain of 3'],
    [
      ...percents.map((percent, index) => [
        `${percent}`,
        throughputMost(percent / 100, 3, 'search').toFixed(1),
        ...chains.map(({ points }) => points[index]!.throughput.toFixed(1)),
        throughputMost(percent / 100, 3, 'get').toFixed(1),
        gets.points[index]!.throughput.toFixed(1),
      ]),
    ],
  )
  print(
    ['updates, %', ...chains.map(({ name }) => `${name}: update, query`)],
    [
      ...percents.map((percent, index) => [
        `${percent}`,
        ...chains.map(({ points }) => `${milliseconds(points[index]!.updateMs)}, ${milliseconds(points[index]!.queryMs)}`),
      ]),
    ],
  )
  const deaths = places.map((place) => {
    const death = measureDeath({ seed, place, ...through })
    write(place, deathChart(place, death))
    const shortened = measureDeath({ seed, place, ...through, spares: 0 })
    complain(`the death of the ${place}`, [...death.wrong, ...shortened.wrong])
    return [
      place,
      ...[death.removedMs, death.learnerMs, death.wholeMs, death.silentMs, death.firstQueryMs, death.firstUpdateMs].map(milliseconds),
      ...[death.throughput.before, shortened.throughput.after, death.throughput.after].map((rate) => rate.toFixed(1)),
    ]
  })
  const moments = ['removed', 'learner', 'whole', 'silence', 'first query', 'first update']
  print(['death of', ...moments.map((moment) => `${moment}, ms`), 'before, /s', 'chain of 2, /s', 'whole again, /s'], deaths)
}

function measure(curve: Curve): Measured {
  const points = percents.map((percent) => {
    const point = measureSteady({ seed, length: curve.length, spares: 0, percent, kind: curve.kind }, steady)
    complain(`${curve.name} at ${percent} %`, point.wrong)
    return point
  })
  return { ...curve, points }
}

function shareChart(title: string, curves: readonly Measured[]): string {
  const kinds = [...new Set(curves.map(({ kind }) => kind))]
  const lines: Line[] = [
    ...kinds.map((kind) => ({
      name: kinds.length > 1 ? `the most by theory, ${kind === 'search' ? 'tail' : 'head'}` : 'the most by theory',
      color: kind === 'search' ? '#999' : '#cab',
      points: Array.from({ length: 101 }, (_, percent) => [percent, throughputMost(percent / 100, 3, kind)] as const),
    })),
    ...curves.map(({ name, color, points }, index) => ({
      name,
      color,
      rings: 3 + 2 * index,
      points: points.map(({ throughput }, position) => [percents[position]!, throughput] as const),
    })),
  ]
  const ticks = { xTicks: Array.from({ length: 11 }, (_, index) => 10 * index), yTicks: [0, 50, 100, 150, 200] }
  return lineChart({ title, xLabel: shareLabel, yLabel: 'requests a second', ...ticks, lines })
}

function deathChart(place: string, death: Death): string {
  const { beforeMs, afterMs, stepMs, percent } = through
  const points = (rates: readonly number[]) => rates.map((rate, step) => [((step + 0.5) * stepMs - beforeMs) / 1000, rate] as const)
  const seconds = (beforeMs + afterMs) / 1000
  return lineChart({
    title: `Answers through the death of the ${place} of a chain of 3, ${percent} % updates, one spare server`,
    xLabel: 'seconds after the death',
    yLabel: `answers a second, each ${stepMs} ms`,
    xTicks: Array.from({ length: seconds / 2 + 1 }, (_, index) => 2 * index - beforeMs / 1000),
    yTicks: [0, 50, 100, 150, 200, 250],
    lines: [
      { name: 'queries', color: '#1f6f8b', points: points(death.queries) },
      { name: 'updates', color: '#b8860b', points: points(death.updates) },
    ],
    marks: [
      { x: 0, text: 'dies' },
      { x: death.removedMs / 1000, text: 'taken out' },
      { x: death.wholeMs / 1000, text: 'whole again' },
    ],
  })
}

function write(name: string, svg: string): void {
  writeFileSync(join(documents, `chain-replication-${name}.svg`), svg)
}

function print(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  stdout.write(`${line(head)}${line(head.map(() => '---:'))}${rows.map(line).join('')}\n`)
}

function complain(where: string, wrong: readonly string[]): void {
  if (wrong.length === 0) return
  process.exitCode = 1
  stdout.write(`${where}: ${wrong.length} requests went wrong, the first: ${wrong[0]}\n`)
}

function milliseconds(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(0)
}
