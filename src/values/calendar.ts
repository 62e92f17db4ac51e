// The proleptic Gregorian calendar in UTC, in whole numbers: pure folders have no Date, and a timestamp reaches far beyond what one holds.
import type { TimestampUnit } from './attribute-type.ts'

export interface CivilDate {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31. */
  readonly day: number
}

const daysInCycle = 146_097 // 400 years
const daysFromZeroToEpoch = 719_468 // 0000-03-01 to 1970-01-01

/** Days since 1970-01-01; years are counted from March so that the leap day is a year's last. */
export function daysOfDate({ year, month, day }: CivilDate): number {
  const fromMarch = month > 2 ? year : year - 1
  const cycle = Math.floor(fromMarch / 400)
  const yearInCycle = fromMarch - cycle * 400
  const dayInYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayInCycle = yearInCycle * 365 + Math.floor(yearInCycle / 4) - Math.floor(yearInCycle / 100) + dayInYear
  return cycle * daysInCycle + dayInCycle - daysFromZeroToEpoch
}

export function dateOfDays(days: number): CivilDate {
  const shifted = days + daysFromZeroToEpoch
  const cycle = Math.floor(shifted / daysInCycle)
  const dayInCycle = shifted - cycle * daysInCycle
  const leapDays = Math.floor(dayInCycle / 1460) - Math.floor(dayInCycle / 36_524) + Math.floor(dayInCycle / 146_096)
  const yearInCycle = Math.floor((dayInCycle - leapDays) / 365)
  const dayInYear = dayInCycle - (365 * yearInCycle + Math.floor(yearInCycle / 4) - Math.floor(yearInCycle / 100))
  const monthFromMarch = Math.floor((5 * dayInYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return {
    year: yearInCycle + cycle * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayInYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  }
}

const secondsInUnit = { second: 1, minute: 60, hour: 3_600, day: 86_400, week: 604_800 } as const

/** Whole units since the epoch, rounded down: months are those of the calendar, weeks are of seven days and begin on Thursdays, as 1970 did. */
export function unitsSinceEpoch(unit: TimestampUnit, micros: bigint): number {
  const seconds = floorSeconds(micros)
  if (unit !== 'month') return Math.floor(seconds / secondsInUnit[unit])
  const { year, month } = dateOfDays(Math.floor(seconds / secondsInUnit.day))
  return (year - 1970) * 12 + month - 1
}

/** Exact: 64 bits of microseconds are less than 2^44 seconds. */
export function floorSeconds(micros: bigint): number {
  const seconds = micros / 1_000_000n
  return Number(micros % 1_000_000n < 0n ? seconds - 1n : seconds)
}
