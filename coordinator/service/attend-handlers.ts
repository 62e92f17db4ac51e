// The Coordinator service (proto/hyperdex/v1/coordinator.proto): servers register, then attend: heartbeats up, configurations down.
import { HyperdexError } from '../../src/errors.ts'
import type { BidiCall, BidiListener, coordinatorService, Handlers } from '../../src/transport/services.ts'
import type { Received, Sent } from '../../src/transport/wire.ts'
import type { Heartbeat } from '../core/cluster-state.ts'
import type { Registration } from '../core/registration.ts'
import type { Leadership } from './leadership.ts'

/** `now` is in milliseconds of a monotonic clock; `onRefused` is told of registrations that failed. */
export function coordinatorHandlers(
  leadership: Leadership,
  now: () => number,
  onRefused?: (call: Registration, error: HyperdexError) => void,
): Handlers<typeof coordinatorService> {
  return {
    async register(call) {
      const { server } = await leadership
        .decide((core) => core.register(call, now()))
        .catch(async (refusal: unknown) => {
          const error = await confirmed(leadership, refusal)
          if (error instanceof HyperdexError) onRefused?.(call, error)
          throw error
        })
      return { cluster: leadership.configuration.cluster, server, configuration: leadership.wholeConfiguration() }
    },
    attend: (call) => new Attendant(leadership, call, now),
  }
}

/** A server that is turned away ends: not because of what a former leader has not heard of. */
async function confirmed(leadership: Leadership, refusal: unknown): Promise<unknown> {
  if (!(refusal instanceof HyperdexError) || refusal.code === 'UNAVAILABLE') return refusal
  return leadership.confirm().then(
    () => refusal,
    (error: unknown) => error,
  )
}

/** One server's stream. A change is on its way at a time: a slow server gets the sum of what it missed. */
class Attendant implements BidiListener<Received<'Heartbeat'>> {
  readonly #leadership: Leadership
  readonly #call: BidiCall<Sent<'ConfigurationChange'>>
  readonly #now: () => number
  #known: { readonly server: number; readonly incarnation: number } | undefined
  #sentVersion = 0
  #sending = false
  #closed = false
  /** What comes meanwhile is refused as well. */
  #turnedAway = false
  #unfollow = () => {}

  constructor(leadership: Leadership, call: BidiCall<Sent<'ConfigurationChange'>>, now: () => number) {
    this.#leadership = leadership
    this.#call = call
    this.#now = now
    call.accept({})
  }

  receive(message: Received<'Heartbeat'>): void {
    if (this.#turnedAway) return
    const spaces = message.spaces.map(({ space, empty }) => ({ space: space ?? 0, empty: empty ?? false }))
    const { server, incarnation, configurationVersion, cluster, unreachable, diskFull, pulse } = message
    const regions = message.regions.map((region) => ({
      region: region.region ?? 0,
      epoch: region.epoch ?? 0,
      owes: region.owes ?? false,
      copied: region.copied ?? false,
      objects: region.objects ?? 0,
      reconciled: region.reconciled ?? false,
      filled: region.filled ?? false,
      drained: region.drained ?? false,
      wantsEpoch: region.wantsEpoch ?? false,
    }))
    const own = this.#leadership.configuration.cluster
    // Ids and starts of two clusters' servers may be alike.
    if (cluster !== '' && cluster !== own) {
      this.#call.close(
        new HyperdexError(
          'INVALID',
          `server ${server} belongs to cluster ${cluster}, this coordinator leads ${own}`,
          'Give each its own address.',
        ),
      )
      return
    }
    const heartbeat = { server, incarnation, configurationVersion, spaces, unreachable: [...unreachable], regions, diskFull, pulse }
    this.#leadership
      .decide((core) => core.heard(heartbeat, this.#now()))
      .then(
        () => this.#welcome(heartbeat),
        (refusal) => this.#turnAway(refusal),
      )
  }

  async #turnAway(refusal: unknown): Promise<void> {
    if (this.#turnedAway) return
    this.#turnedAway = true
    this.#call.close(await confirmed(this.#leadership, refusal))
  }

  #welcome({ server, incarnation, configurationVersion }: Heartbeat): void {
    if (this.#known !== undefined || this.#closed) return
    this.#known = { server, incarnation }
    this.#sentVersion = configurationVersion
    this.#unfollow = this.#leadership.follow(() => this.#send())
    this.#send()
  }

  #send(): void {
    if (this.#sending || this.#closed || this.#leadership.configuration.version <= this.#sentVersion) return
    const change = this.#leadership.changeSince(this.#sentVersion)
    this.#sentVersion = this.#leadership.configuration.version
    this.#sending = true
    this.#call.send(change, () => {
      this.#sending = false
      this.#send()
    })
  }

  closed(): void {
    this.#closed = true
    this.#unfollow()
    const known = this.#known
    if (known !== undefined) this.#leadership.observe((core) => core.left(known.server, known.incarnation))
  }
}
