// The virtual network in which every message takes the same time, and in which what a server receives waits for that server's processor before the
// server sees it.
import type { Request } from '../../../src/cluster/client-messages.ts'
import type { LinkMessage } from '../../../src/replication/messages.ts'
import type { Handlers, Listener, Side } from '../../simulation/connection.ts'
import { coordinatorNames } from '../../simulation/coordinators.ts'
import { Network } from '../../simulation/network.ts'
import type { VirtualProcess } from '../../simulation/process.ts'
import type { Random } from '../../simulation/random.ts'
import type { VirtualServer } from '../../simulation/server.ts'
import type { Timeline } from '../../simulation/timeline.ts'
import { costs, linkMessageCostMs, passesOthers, requestCostMs } from './costs.ts'
import { Processor } from './processor.ts'

interface Employed {
  readonly server: VirtualServer
  readonly processor: Processor
}

/** How the messages of a service are priced. */
interface Price<Message> {
  costMs(message: Message): number
  /** It is handed over at once, whatever waits. */
  passes(message: Message): boolean
}

export class PricedNetwork extends Network {
  readonly #employed = new Map<string, Employed>()

  constructor(timeline: Timeline, random: Random) {
    const silence = { silenceMinMs: 500, silenceMaxMs: 1000, dialMs: 1000 }
    const even = { delayMs: costs.messageMs, unevenness: 1, clientUnevenness: 1, lostCalls: 0, repeatedCalls: 0 }
    super(timeline, random, { ...even, ...silence }, { configurationLagMs: 0, coordinators: coordinatorNames(1) })
  }

  override delay(): number {
    return costs.messageMs
  }

  /** From now on what this server receives from clients and from other servers waits for its processor. */
  employ(server: VirtualServer): void {
    this.#employed.set(server.process.name, { server, processor: new Processor(server.process) })
  }

  override listen(process: VirtualProcess, service: string, listener: Listener): void {
    super.listen(process, service, (side, hello, from) => {
      const handlers = listener(side, hello, from)
      return typeof handlers === 'string' ? handlers : this.#priced(process, service, handlers)
    })
  }

  override dial(from: VirtualProcess, to: string, service: string, hello: unknown, handlers: Handlers): Side {
    return super.dial(from, to, service, hello, this.#priced(from, service, handlers))
  }

  #priced(process: VirtualProcess, service: string, handlers: Handlers): Handlers {
    const employed = this.#employed.get(process.name)
    if (!employed) return handlers
    const { processor, server } = employed
    if (service === 'link') return queued(handlers, processor, { costMs: linkMessageCostMs, passes: passesOthers })
    if (service !== 'session') return handlers
    return queued(handlers, processor, { costMs: (request: Request) => requestCostMs(request, server.member), passes: () => false })
  }
}

/**
 * Messages of one connection reach the handlers one by one when the processor has done them, in their order. What costs nothing is no work: it is
 * handed over at once unless something of its connection waits.
 */
function queued<Message extends Request | LinkMessage>(
  handlers: Handlers,
  processor: Processor,
  { costMs, passes }: Price<Message>,
): Handlers {
  let waiting = 0
  let closed = false
  const take = (message: Message) => {
    if (passes(message) || (waiting === 0 && costMs(message) === 0)) {
      handlers.receive([message])
      return
    }
    waiting++
    const done = () => {
      waiting--
      if (!closed) handlers.receive([message])
    }
    processor.do({ costMs: () => (closed ? 0 : costMs(message)), done })
  }
  return {
    ...handlers,
    receive: (messages) => {
      for (const message of messages as readonly Message[]) take(message)
    },
    closed: (reached) => {
      closed = true
      handlers.closed(reached)
    },
  }
}
