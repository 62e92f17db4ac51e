// Timestamps as text (RFC 3339, with microseconds), the JSON form of the years 0 to 9999.
import { type CivilDate, dateOfDays, daysOfDate, floorSeconds } from './calendar.ts'

const secondsInDay = 86_400
const microsInSecond = 1_000_000n
const firstSecond = daysOfDate({ year: 0, month: 1, day: 1 }) * secondsInDay
const endSecond = daysOfDate({ year: 10_000, month: 1, day: 1 }) * secondsInDay

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

/** E.g. `2026-11-25T19:38:22.000000Z`; undefined outside the years 0 to 9999. */
export function printTimestamp(micros: bigint): string | undefined {
  const seconds = floorSeconds(micros)
  if (seconds < firstSecond || seconds >= endSecond) return undefined
  const days = Math.floor(seconds / secondsInDay)
  const { year, month, day } = dateOfDays(days)
  const inDay = seconds - days * secondsInDay
  const fraction = Number(micros - BigInt(seconds) * microsInSecond)
  const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`
  const time = `${digits(Math.floor(inDay / 3600), 2)}:${digits(Math.floor(inDay / 60) % 60, 2)}:${digits(inDay % 60, 2)}`
  return `${date}T${time}.${digits(fraction, 6)}Z`
}

const pattern =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,30}))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))$/

/** Microseconds since the epoch; undefined for what is no RFC 3339, has more than microseconds, or is no moment of the calendar. */
export function parseTimestamp(text: string): bigint | undefined {
  const found = pattern.exec(text)
  if (!found) return undefined
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number) as [number, number, number, number, number, number]
  const fraction = (found[7] ?? '').replace(/0+$/, '')
  const offsetHour = Number(found[9] ?? 0)
  const offsetMinute = Number(found[10] ?? 0)
  // A leap second has no number of its own since the epoch.
  if (fraction.length > 6 || hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) return undefined
  const date: CivilDate = { year, month, day }
  const days = daysOfDate(date)
  if (month < 1 || month > 12 || !sameDate(dateOfDays(days), date)) return undefined
  const offset = (offsetHour * 60 + offsetMinute) * 60 * (found[8] === '-' ? -1 : 1)
  const seconds = days * secondsInDay + hour * 3600 + minute * 60 + second - offset
  return BigInt(seconds) * microsInSecond + BigInt(fraction.padEnd(6, '0'))
}

function sameDate(a: CivilDate, b: CivilDate): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day
}
