// Options that are whole numbers.
import { HyperdexError } from '../errors.ts'

/** A parser for commander: a whole number within the bounds, else INVALID. */
export function wholeNumber(option: string, least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= least && value <= most)) {
      throw new HyperdexError('INVALID', `${option}: ${JSON.stringify(text)} does not fit`, `give a whole number from ${least} to ${most}`)
    }
    return value
  }
}

/** A parser for commander: a duration such as 300, 300s, 5m or 1h, in milliseconds. Plain numbers are seconds. */
export function duration(option: string): (text: string) => number {
  const units: Record<string, number> = { ms: 1, s: 1000, '': 1000, m: 60_000, h: 3_600_000 }
  return (text) => {
    const match = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)?$/.exec(text)
    if (!match) {
      throw new HyperdexError(
        'INVALID',
        `${option}: ${JSON.stringify(text)} is no duration`,
        'give seconds, or a number with ms, s, m or h: 90s, 5m',
      )
    }
    return Number(match[1]) * units[match[2] ?? '']!
  }
}
