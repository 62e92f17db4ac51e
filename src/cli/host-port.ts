// Addresses as they are typed: HOST:PORT, an IPv6 host in brackets.
import { HyperdexError } from '../errors.ts'

const form = /^(\[[0-9a-fA-F:.%]+\]|[^\s:[\],/]+):(\d{1,5})$/

/** The text itself when it is HOST:PORT with a port of 0 (if `anyPort`) or 1 to 65535. Throws INVALID, naming the option. */
export function parseHostPort(option: string, text: string, anyPort = false): string {
  const match = form.exec(text)
  const port = match ? Number(match[2]) : Number.NaN
  if (!match || port > 65535 || (port === 0 && !anyPort)) {
    throw new HyperdexError('INVALID', `${option}: ${JSON.stringify(text)} is no address`, 'write HOST:PORT, for example 127.0.0.1:1982')
  }
  return text
}

/** What means every address of a machine, and at another machine that one's own. */
const everyAddress = /^\[?(?:::ffff:)?(?:0x)?[0.:]+\]?:\d+$/i

/** An address that others are told: they could not come to 0.0.0.0. Throws INVALID. */
export function parseAdvertised(option: string, text: string): string {
  if (everyAddress.test(parseHostPort(option, text, true))) {
    throw new HyperdexError(
      'INVALID',
      `${option}: ${text} is no address by which others reach this process, and it is the one they are told`,
      'give the name or the address by which the other machines reach this one',
    )
  }
  return text
}

/** Several addresses, separated by commas. Throws INVALID. */
export function parseHosts(option: string, text: string): string[] {
  return text.split(',').map((part) => parseHostPort(option, part.trim()))
}

export function portOf(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1))
}
