// Who was heard when: what `status` shows, and whom a new space may count on. Nothing here is durable, and nobody is removed from a chain
// by it. All times are milliseconds of the monotonic clock that the caller's `now` values come from.

/** Servers send a heartbeat at least once a second; one that has not for this long is `silent`. */
export const silenceMs = 3_000

/** A server that has not been heard for this long is not given regions of new spaces; after its start a coordinator first listens so long. */
export const absenceMs = 5_000

export type AttendanceState = 'serving' | 'starting' | 'silent' | 'refusing'

export interface Sighting {
  readonly state: AttendanceState
  /** Milliseconds since the server was last heard, or since this coordinator's start. */
  readonly age: number
  /** The configuration the server has installed, 0 when it has not said. */
  readonly configurationVersion: number
  /** Why the server refuses to serve, else empty. */
  readonly reason: string
}

interface Entry {
  heard: number
  /** Its stream of heartbeats is open. */
  attending: boolean
  configurationVersion: number
  reason: string
}

export class Attendance {
  readonly #started: number
  readonly #entries = new Map<number, Entry>()

  constructor(now: number) {
    this.#started = now
  }

  registered(server: number, now: number): void {
    this.#entries.set(server, { heard: now, attending: false, configurationVersion: 0, reason: '' })
  }

  /** A start of the server was turned away. */
  refused(server: number, reason: string, now: number): void {
    this.#entries.set(server, { heard: now, attending: false, configurationVersion: 0, reason })
  }

  heard(server: number, configurationVersion: number, now: number): void {
    this.#entries.set(server, { heard: now, attending: true, configurationVersion, reason: '' })
  }

  /** The server's stream of heartbeats has ended. */
  left(server: number): void {
    const entry = this.#entries.get(server)
    if (entry !== undefined) entry.attending = false
  }

  forget(server: number): void {
    this.#entries.delete(server)
  }

  /** Has sent a heartbeat since its last start, in this coordinator's time. */
  hasAttended(server: number): boolean {
    return (this.#entries.get(server)?.configurationVersion ?? 0) > 0
  }

  /** Certainly running: sends heartbeats at this moment. */
  isAttending(server: number, now: number): boolean {
    const entry = this.#entries.get(server)
    return entry?.attending === true && now - entry.heard < silenceMs
  }

  /** May be counted on for new regions. */
  isAvailable(server: number, now: number): boolean {
    const { heard, reason } = this.#entries.get(server) ?? { heard: this.#started, reason: '' }
    return reason === '' && now - heard < absenceMs
  }

  sighting(server: number, now: number): Sighting {
    const entry = this.#entries.get(server)
    const age = Math.max(0, now - (entry?.heard ?? this.#started))
    const { configurationVersion, reason } = entry ?? { configurationVersion: 0, reason: '' }
    return { state: stateOf(entry, age), age, configurationVersion, reason }
  }
}

function stateOf(entry: Entry | undefined, age: number): AttendanceState {
  if (entry !== undefined && entry.reason !== '') return 'refusing'
  if (age >= silenceMs) return 'silent'
  return entry?.attending ? 'serving' : 'starting'
}
