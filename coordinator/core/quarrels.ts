// Servers that cannot talk to each other although both are heard, in a space of several subspaces: an update may pass from any region of one subspace to
// any of the next, so from any server of the space to any other. Two that cannot talk must not both be in it, or some keys could not be written for as
// long as that lasts (protocol.md, P7).
import { chainOf, type Space } from '../../src/cluster/configuration.ts'

export type Pair = readonly [one: number, other: number]

/** What a server holds of one space. */
interface Share {
  members: number
  /** Of which it is the last full member. */
  alone: number
}

/**
 * Those that leave all chains of the space, as far as they are not the last full members, so that the others can talk: one after the other the one that
 * cannot talk with most; of equals the one that more complain about, that leaves fewer regions as they are, that holds fewer, that came later.
 * @param quarrels who complains about whom; a pair may be there twice
 */
export function quarrellersOf(space: Space, quarrels: readonly Pair[]): Set<number> {
  const leaving = new Set<number>()
  if (space.subspaces.length < 2) return leaving
  const shares = sharesOf(space)
  const inSpace = quarrels.filter(([one, other]) => shares.has(one) && shares.has(other))
  for (;;) {
    const open = inSpace.filter(([one, other]) => !leaving.has(one) && !leaving.has(other))
    if (open.length === 0) return leaving
    const servers = [...new Set(open.flat())]
    const worth = (server: number): readonly number[] => {
      const others = new Set(open.filter((pair) => pair.includes(server)).flatMap((pair) => pair.filter((one) => one !== server)))
      const { members, alone } = shares.get(server)!
      return [others.size, open.filter(([, about]) => about === server).length, -alone, -members, server]
    }
    leaving.add(servers.reduce((worst, server) => (isAbove(worth(server), worth(worst)) ? server : worst)))
  }
}

function sharesOf({ subspaces }: Space): ReadonlyMap<number, Share> {
  const shares = new Map<number, Share>()
  for (const { regions } of subspaces) {
    for (const region of regions) {
      for (const server of chainOf(region)) {
        const share = shares.get(server) ?? { members: 0, alone: 0 }
        shares.set(server, share)
        if (region.members.includes(server)) share.members++
        if (region.members.length === 1 && region.members[0] === server) share.alone++
      }
    }
  }
  return shares
}

function isAbove(one: readonly number[], other: readonly number[]): boolean {
  for (const [index, value] of one.entries()) if (value !== other[index]) return value > other[index]!
  return false
}
