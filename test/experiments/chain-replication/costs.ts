// The parameters of the experiment (van Renesse and Schneider, "Chain Replication for Supporting High Throughput and Availability", OSDI 2004, the
// section on simulation experiments), and what each message of this product costs by them. What the paper does not name costs nothing:
// acknowledgements, watermarks, keep-alives, and refusals, which are answered without looking at any object.
import type { Request, SearchOpen } from '../../../src/cluster/client-messages.ts'
import type { Configuration } from '../../../src/cluster/configuration.ts'
import type { Member } from '../../../src/member/member.ts'
import type { LinkMessage } from '../../../src/replication/messages.ts'

/** In milliseconds. */
export const costs = { messageMs: 1, queryMs: 5, updateMs: 50, differenceMs: 20 } as const

/** Each with one request under way, and the next as soon as that is answered. */
export const clients = 25

/** What a query is: a search that pins the key, which the tail answers as in the paper, or a get, which the point leader (the head) answers. */
export type QueryKind = 'search' | 'get'

/** What a request costs the member that takes it in at this moment; undefined: its server is still starting. */
export function requestCostMs(request: Request, member: Member | undefined): number {
  if (!member || willRefuse(request, member)) return 0
  if (request.update) return costs.updateMs
  return request.get || request.searchOpen ? costs.queryMs : 0
}

/** A page of a copy is applied like a difference. */
export function linkMessageCostMs({ update, copyPage }: LinkMessage): number {
  return update || copyPage ? costs.differenceMs : 0
}

/** Servers say these to each other past everything else (docs/repair.md, Messages). */
export function passesOthers({ keepAlive, alive }: LinkMessage): boolean {
  return Boolean(keepAlive ?? alive)
}

function willRefuse({ region, epoch, searchOpen }: Request, member: Member): boolean {
  const stamps: SearchOpen['regions'] = searchOpen ? searchOpen.regions : [{ region: region ?? 0, epoch: epoch ?? 0 }]
  return (stamps ?? []).some((stamp) => {
    const id = stamp.region ?? 0
    return epochOf(member.configuration(), id) !== stamp.epoch || member.obstacle(id) !== undefined
  })
}

function epochOf({ spaces }: Configuration, region: number): number | undefined {
  for (const { subspaces } of spaces.values()) {
    for (const { regions } of subspaces) for (const { id, epoch } of regions) if (id === region) return epoch
  }
  return undefined
}
