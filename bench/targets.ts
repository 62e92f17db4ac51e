// What is to be reached on any machine, and whether a run did.
import type { CitiesResult } from './cities.ts'
import type { Row } from './rows.ts'

export interface Target {
  readonly what: string
  readonly wanted: string
  readonly measured: string
  readonly met: boolean
}

const mebibyte = 1024 * 1024
const getOfEcho = 0.5
const putOfEcho = 0.25
const citiesPerSecond = 2500
const residentMebibytes = 400

export function judgeRows(rows: readonly Row[]): Target[] {
  const shareOf = (what: string, wanted: number): Target => {
    const measured = rows.find((row) => row.what === what && row.inFlight === 256)?.ofEcho ?? 0
    return { what: `${what}, 256 in flight`, wanted: `${wanted} of the echo`, measured: measured.toFixed(2), met: measured >= wanted }
  }
  return [shareOf('get, 1 server', getOfEcho), shareOf('put, 1 server', putOfEcho)]
}

export function judgeCities({ objectsPerSecond, residentBytes }: CitiesResult): Target[] {
  const largest = Math.max(...residentBytes) / mebibyte
  return [
    {
      what: 'loading the cities',
      wanted: `${citiesPerSecond} a second`,
      measured: String(Math.round(objectsPerSecond)),
      met: objectsPerSecond >= citiesPerSecond,
    },
    {
      what: 'the largest server after that',
      wanted: `below ${residentMebibytes} MiB`,
      measured: String(Math.round(largest)),
      met: largest < residentMebibytes,
    },
  ]
}
