import test from 'ava'
import fc from 'fast-check'
import { loadsOf, type Place, placeChains } from '../../coordinator/core/placement.ts'
import { emptyConfiguration } from '../../src/cluster/configuration.ts'

const nothing = new Map()

function count(chains: readonly number[][], of: (chain: number[]) => number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const chain of chains) for (const server of of(chain)) counts.set(server, (counts.get(server) ?? 0) + 1)
  return counts
}

/** Greatest minus least over all servers. */
function spreadOf(places: readonly Place[], counts: Map<number, number>): number {
  const values = places.map((place) => counts.get(place.id) ?? 0)
  return Math.max(...values) - Math.min(...values)
}

function evenness(places: readonly Place[], chains: readonly number[][]): { heads: number; tails: number; members: number } {
  return {
    heads: spreadOf(
      places,
      count(chains, (chain) => [chain[0]!]),
    ),
    tails: spreadOf(
      places,
      count(chains, (chain) => [chain.at(-1)!]),
    ),
    members: spreadOf(
      places,
      count(chains, (chain) => chain),
    ),
  }
}

const distinctChains = (chains: readonly number[][]) => new Set(chains.map((chain) => chain.join())).size

const anyPlaces = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 12 })
  .map((domains) => domains.map((domain, index) => ({ id: index + 1, domain })))

test('three servers in one domain share 64 regions of two replicas evenly', (t) => {
  const places = [1, 2, 3].map((id) => ({ id, domain: 'one' }))
  const [chains] = placeChains(places, 2, [64], nothing)
  t.is(chains!.length, 64)
  t.is(distinctChains(chains!), 3)
  t.deepEqual(evenness(places, chains!), { heads: 1, tails: 1, members: 1 })
})

test('a domain that outnumbers the others still never holds two replicas', (t) => {
  const places = ['a', 'a', 'a', 'b'].map((domain, index) => ({ id: index + 1, domain }))
  const [chains] = placeChains(places, 2, [16], nothing)
  for (const chain of chains!) t.true(chain.includes(4), `${chain} lies in one domain`)
  t.is(evenness(places, chains!).heads, 0)
})

test('a chain longer than there are servers is refused', (t) => {
  t.throws(() => placeChains([{ id: 1, domain: 'a' }], 2, [1], nothing), { instanceOf: RangeError })
})

test('odd regions go to the servers that do least in other spaces', (t) => {
  const places = [1, 2, 3].map((id) => ({ id, domain: `d${id}` }))
  const first = placeChains(places, 1, [1], nothing)[0]![0]!
  const loads = loadsOf({
    ...emptyConfiguration,
    spaces: new Map([
      [
        1,
        {
          id: 1,
          schemaVersion: 1,
          definition: {
            name: 'other',
            key: { name: 'k', type: { kind: 'string' } },
            attributes: [],
            subspaces: [],
            indexes: [],
            tolerate: 0,
            partitions: 1,
            durability: 'replicated',
            authorization: false,
          },
          settling: false,
          readOnly: false,
          subspaces: [{ axes: [], regions: [{ id: 1, epoch: 1, members: first }] }],
        },
      ],
    ]),
  })
  const second = placeChains(places, 1, [1], loads)[0]![0]!
  t.notDeepEqual(second, first)
})

test('chains have the asked length, distinct servers, and as many domains as there are', (t) => {
  fc.assert(
    fc.property(
      anyPlaces,
      fc.integer({ min: 1, max: 10 }),
      fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 3 }),
      (places, wanted, regions) => {
        const length = Math.min(wanted, places.length)
        const domains = new Map(places.map((place) => [place.id, place.domain]))
        const choice = Math.min(length, new Set(domains.values()).size)
        const subspaces = placeChains(places, length, regions, nothing)
        t.deepEqual(
          subspaces.map((chains) => chains.length),
          regions,
        )
        for (const chain of subspaces.flat()) {
          t.is(chain.length, length)
          t.is(new Set(chain).size, length)
          t.is(new Set(chain.map((server) => domains.get(server))).size, choice)
        }
        t.true(distinctChains(subspaces.flat()) <= places.length)
      },
    ),
    { numRuns: 150 },
  )
})

test('heads, tails and members are even when domains are of like size', (t) => {
  const even = fc
    .record({ domains: fc.integer({ min: 1, max: 6 }), each: fc.integer({ min: 1, max: 3 }), tolerate: fc.integer({ min: 0, max: 4 }) })
    .map(({ domains, each, tolerate }) => ({
      places: Array.from({ length: domains * each }, (_, index) => ({ id: index + 1, domain: `d${index % domains}` })),
      tolerate,
    }))
  fc.assert(
    fc.property(even, fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 4 }), ({ places, tolerate }, regions) => {
      const length = Math.min(tolerate + 1, places.length)
      const subspaces = placeChains(places, length, regions, nothing)
      for (const chains of [...subspaces, subspaces.flat()]) {
        const { heads, tails, members } = evenness(places, chains)
        t.true(heads <= 1, `heads differ by ${heads}`)
        t.true(tails <= 1, `tails differ by ${tails}`)
        t.true(members <= 3, `members differ by ${members}`)
      }
    }),
    { numRuns: 150 },
  )
})
