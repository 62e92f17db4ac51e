// The typed client of HyperDex: `connect` here gives a Database, `space` and `t` declare spaces, and the operators make predicates. It
// knows schemas and values; how a call finds its server is the session's business (src/session, run by transport/session-driver.ts).
import { HyperdexError } from '../errors.ts'
import { SessionDriver } from '../transport/session-driver.ts'
import { checkOptions, checkText, namesOf } from './check-arguments.ts'
import { Database } from './database.ts'

export interface ConnectOptions {
  /** How long to look for a process of the cluster, default 10,000. */
  readonly timeoutMs?: number
  /** Ends the look. */
  readonly signal?: AbortSignal | null
}

const connectOptionNames = namesOf<ConnectOptions>({ timeoutMs: true, signal: true })

const scheme = 'hyperdex://'
const defaultPort = 1982

/** The hosts of `hyperdex://HOST[:PORT][,HOST[:PORT]…]` as HOST:PORT. Throws INVALID. */
export function parseUrl(url: string): string[] {
  const text = String(url)
  const hosts = text.startsWith(scheme) ? text.slice(scheme.length).replace(/\/$/, '') : ''
  const parsed = hosts.split(',').map((host) => (/:\d+$/.test(host) ? host : `${host}:${defaultPort}`))
  if (parsed.every((host) => /^(\[[0-9A-Fa-f:.%]+\]|[A-Za-z0-9._-]+):\d{1,5}$/.test(host))) return parsed
  throw new HyperdexError(
    'INVALID',
    `"${url}" is no address of a cluster`,
    'give hyperdex://HOST:PORT, or several: hyperdex://a:1982,b:1982',
  )
}

/**
 * Connects to a cluster through any of its processes. Throws UNAVAILABLE when none answers, ABORTED, and INVALID.
 *
 *     await using db = await connect('hyperdex://127.0.0.1:1982')
 */
export async function connect(url: string, options: ConnectOptions = {}): Promise<Database> {
  if (!((url as unknown) instanceof URL)) checkText(url, 'the address of a cluster')
  checkOptions(options, connectOptionNames, 'connect')
  return new Database(await SessionDriver.connect(parseUrl(url), options))
}
