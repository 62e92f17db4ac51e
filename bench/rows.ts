// What is measured, at how many operations in flight, in which order; and the rows of the table that come of it.
import { measure, newHistogram, type Sample, type Subject } from './closed-loop.ts'
import type { Database } from './database.ts'
import type { EchoFloor } from './echo.ts'
import type { LevelAnswer, LevelFloor, LevelKind } from './level.ts'

export const levels = [1, 16, 64, 256] as const
const floorLevel = 256

export interface Settings {
  /** Each cell is measured so many times, in turns with all others of its level. */
  readonly rounds: number
  readonly warmUpMs: number
  readonly measuredMs: number
}

/** Medians over the rounds; the percentiles are of all operations of all rounds. NaN: not known, or of no meaning. */
export interface Row {
  readonly what: string
  readonly inFlight: number
  readonly operations: number
  readonly operationsPerSecond: number
  /** Operations a second divided by those of the echo of the same round. */
  readonly ofEcho: number
  /** The same, divided by those of LevelDB. */
  readonly ofLevel: number
  readonly clientCpuUs: number
  readonly serverCpuUs: number
  readonly p50Us: number
  readonly p99Us: number
  readonly p999Us: number
}

interface Systems {
  readonly echo: EchoFloor
  readonly level: LevelFloor
  readonly one: Database
  readonly three: Database
}

type Outcome = Omit<Sample, 'latencies'> & Partial<Pick<Sample, 'latencies'>>

interface Cell {
  readonly what: string
  readonly level?: LevelKind
  measure(inFlight: number, settings: Settings): Promise<Outcome>
}

function cellOf(what: string, subject: Subject, level?: LevelKind): Cell {
  return {
    what,
    ...(level === undefined ? {} : { level }),
    measure: (inFlight, { warmUpMs, measuredMs }) => measure(subject, inFlight, warmUpMs, measuredMs),
  }
}

function levelCell(what: string, floor: LevelFloor, kind: LevelKind): Cell {
  return {
    what,
    measure: async (_, { warmUpMs, measuredMs }) => outcomeOf(await floor.measure({ kind, warmUpMs, measuredMs })),
  }
}

function outcomeOf({ operations, seconds, cpuUs }: LevelAnswer): Outcome {
  const operationsPerSecond = operations / seconds
  return { operations, seconds, operationsPerSecond, clientCpuUs: Number.NaN, serverCpuUs: cpuUs / operations }
}

const echoName = 'echo'
const levelNames: Readonly<Record<LevelKind, string>> = {
  get: 'LevelDB get',
  put: 'LevelDB put',
  chainedPut: 'LevelDB put on a path',
}

function cellsAt(inFlight: number, { echo, level, one, three }: Systems): Cell[] {
  const cells = [
    cellOf(echoName, echo.echo),
    cellOf('get, 1 server', one.get, 'get'),
    cellOf('put, 1 server', one.put, 'put'),
    cellOf('get, 3 servers', three.get, 'get'),
    cellOf('put, 3 servers', three.put, 'chainedPut'),
    cellOf('search, 1 server', one.search),
    cellOf('search, 3 servers', three.search),
  ]
  if (inFlight !== floorLevel) return cells
  return [
    cellOf('echo without promises', echo.rawEcho),
    ...(Object.keys(levelNames) as LevelKind[]).map((kind) => levelCell(levelNames[kind], level, kind)),
    ...cells,
  ]
}

/** Floors and system take turns, so that what else the machine does meets them alike. */
export async function measureRows(systems: Systems, settings: Settings, progress: (text: string) => void): Promise<Row[]> {
  const rows: Row[] = []
  for (const inFlight of levels) {
    const cells = cellsAt(inFlight, systems)
    const outcomes = new Map<string, Outcome[]>(cells.map(({ what }) => [what, []]))
    for (let round = 1; round <= settings.rounds; round++) {
      progress(`${inFlight} in flight, round ${round} of ${settings.rounds}`)
      const warmUpMs = round === 1 ? 2 * settings.warmUpMs : settings.warmUpMs
      for (const cell of cells) outcomes.get(cell.what)!.push(await cell.measure(inFlight, { ...settings, warmUpMs }))
    }
    for (const cell of cells) rows.push(rowOf(cell, inFlight, outcomes))
  }
  return rows
}

function rowOf({ what, level }: Cell, inFlight: number, all: ReadonlyMap<string, readonly Outcome[]>): Row {
  const outcomes = all.get(what)!
  const latencies = newHistogram()
  for (const outcome of outcomes) if (outcome.latencies) latencies.add(outcome.latencies)
  const percentile = (percent: number) => (latencies.totalCount > 0 ? latencies.getValueAtPercentile(percent) : Number.NaN)
  return {
    what,
    inFlight,
    operations: outcomes.reduce((sum, { operations }) => sum + operations, 0),
    operationsPerSecond: median(outcomes.map((outcome) => outcome.operationsPerSecond)),
    ofEcho: ratio(outcomes, all.get(echoName)),
    ofLevel: ratio(outcomes, level && all.get(levelNames[level])),
    clientCpuUs: median(outcomes.map((outcome) => outcome.clientCpuUs)),
    serverCpuUs: median(outcomes.map((outcome) => outcome.serverCpuUs)),
    p50Us: percentile(50),
    p99Us: percentile(99),
    p999Us: percentile(99.9),
  }
}

function ratio(outcomes: readonly Outcome[], floor: readonly Outcome[] | undefined): number {
  if (floor === undefined) return Number.NaN
  return median(outcomes.map((outcome, round) => outcome.operationsPerSecond / floor[round]!.operationsPerSecond))
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >>> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
