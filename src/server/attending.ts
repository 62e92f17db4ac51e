// A server's standing conversation with the coordinator: heartbeats up, configuration changes down. While the coordinator is away it tries to come
// back; nothing else of the server waits for it.
import { applyChange, type ConfigurationChange } from '../cluster/change.ts'
import type { Configuration } from '../cluster/configuration.ts'
import type { Member } from '../member/member.ts'
import type { Pulse } from '../storage/pulse.ts'
import { type Attendance, CoordinatorCaller } from '../transport/coordinator-caller.ts'
import { ConfigurationSearch } from './configuration-search.ts'
import { CoordinatorContact, type ServerLog } from './coordinator-contact.ts'

export interface AttendingOptions {
  readonly coordinators: readonly string[]
  readonly member: Member
  readonly incarnation: number
  readonly pulse: Pulse
  readonly diskFull: () => boolean
  /** Runs an input of the member. */
  readonly installed: (input: () => void) => void
  /** A newer start of this server has taken its place, or it was taken out of service. */
  readonly replaced: (error: Error) => void
  readonly log: ServerLog | undefined
}

const heartbeatEveryMs = 500
const againAfterMs = 200

export class Attending {
  readonly #options: AttendingOptions
  #caller: CoordinatorCaller | undefined
  #attendance: Attendance | undefined
  #attempts = 0
  /** The coordinator that took the present stream in; one that then turns the server away does so at once. */
  #welcomedBy: string | undefined
  readonly #contact: CoordinatorContact
  #timer: NodeJS.Timeout | undefined
  #again: NodeJS.Timeout | undefined
  #closed = false
  #listeners = new Set<(configuration: Configuration) => void>()
  readonly #search: ConfigurationSearch

  constructor(options: AttendingOptions) {
    this.#options = options
    const { member } = options
    this.#contact = new CoordinatorContact(options.log)
    this.#search = new ConfigurationSearch({
      server: member.server,
      known: () => member.configuration(),
      found: (change) => this.#install(change),
    })
  }

  get attended(): boolean {
    return this.#attendance !== undefined
  }

  /** Called after every installed configuration. Returns how to stop that. */
  follow(listener: (configuration: Configuration) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(): void {
    this.#timer = setInterval(() => this.heartbeat(), heartbeatEveryMs)
    this.#attend()
  }

  /** At once as well as regularly: a settling space waits for it. */
  heartbeat(): void {
    const { member, incarnation, pulse } = this.#options
    this.#attendance?.heartbeat({
      cluster: member.configuration().cluster,
      server: member.server,
      incarnation,
      configurationVersion: member.configuration().version,
      spaces: member.settling(),
      diskFull: this.#options.diskFull(),
      unreachable: member.unreachable(),
      regions: member.progress(),
      pulse: pulse.noted,
    })
    pulse.note()
    if (this.#welcomedBy !== undefined) this.#contact.found(this.#welcomedBy)
  }

  /** A message named this configuration: it is looked for at the other servers unless the coordinator brings it soon. */
  want(version: number): void {
    this.#search.want(version)
  }

  /** Another server's word of a newer configuration. One that does not fit is left: a next one will. */
  bring(change: ConfigurationChange): void {
    if (!this.#closed) this.#install(change)
  }

  close(): void {
    this.#closed = true
    this.#search.close()
    clearInterval(this.#timer)
    clearTimeout(this.#again)
    this.#attendance?.close()
    this.#caller?.close()
  }

  #attend(): void {
    const { coordinators } = this.#options
    const address = coordinators[this.#attempts++ % coordinators.length]!
    const caller = new CoordinatorCaller(address)
    this.#caller = caller
    this.#welcomedBy = undefined
    this.#attendance = caller.attend({
      onAccepted: () => {
        if (this.#caller === caller) this.#welcomedBy = address
      },
      onChange: (change) => {
        if (this.#install(change)) return
        // It starts from a version that another server has led beyond: attend anew, naming what is installed now.
        this.#attendance?.close()
        caller.close()
        this.#attend()
      },
      onClose: (error) => {
        caller.close()
        if (this.#closed) return
        this.#attendance = undefined
        this.#welcomedBy = undefined
        if (error?.code === 'VERSION_MISMATCH' || error?.code === 'PERMISSION_DENIED') {
          this.#options.replaced(error)
          return
        }
        this.#contact.lost(address, error)
        this.#again = setTimeout(() => this.#attend(), againAfterMs * (0.5 + Math.random()))
      },
    })
    this.heartbeat()
  }

  /** False for a change that does not fit what is installed. */
  #install(change: ConfigurationChange): boolean {
    const { member, installed } = this.#options
    const known = member.configuration()
    // A server without the regions of its own cluster would delete their rows: nothing of another cluster's coordinator is taken.
    if (change.cluster !== known.cluster || (change.toVersion ?? 0) <= known.version) return true
    if (change.fromVersion && change.fromVersion !== known.version) return false
    const configuration = applyChange(known, change)
    installed(() => member.install(configuration))
    this.heartbeat()
    for (const listener of this.#listeners) listener(configuration)
    return true
  }
}
