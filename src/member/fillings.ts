// The filling of new grids of spaces that are cut anew (docs/repartition.md): each point leader drives the objects of its key region whose version is older
// than the new grids down their path once more, so that they come into them, a few at a time and beside everything else.
//
//   draining → walking → filled
//
// Older versions do not pass the new grids, pending ones neither: the walk over the region's objects begins when none of those is pending here any
// more. From then on every version that comes is a newer one, and what the walk has passed needs no second look. A leader that takes over begins anew: it
// walks past what was driven already.

import type { Entry, KeyRange } from '../ports/store.ts'
import { objectKey, regionRange, rowKind } from '../replication/layout.ts'
import { committedObject } from '../replication/object-rows.ts'
import { passes } from '../replication/path.ts'
import type { PointLeader } from '../replication/point-leader.ts'
import type { Replica } from '../replication/replica.ts'
import { type Bytes, justBehind } from '../values/bytes.ts'
import type { Chains } from './chains.ts'

/** Keys looked at in a turn, while none of them is to be driven. */
const pageRows = 256
/** Driven at a time in each region. */
const underWayMax = 64
const underWayBesideClients = 8

export interface FillingOutlets {
  /** Reads the newest rows, keys only, when the turn is written. */
  read(range: KeyRange, limit: number, take: (entries: readonly Entry[]) => void): void
  /** Clients have asked for something of late. */
  clientsServed(): boolean
}

export interface FillingProgress {
  /** How many objects were driven. */
  readonly objects: number
  readonly filled: boolean
}

export class Fillings {
  readonly #chains: Chains
  readonly #outlets: FillingOutlets
  readonly #fillings = new Map<number, Filling>()

  constructor(chains: Chains, outlets: FillingOutlets) {
    this.#chains = chains
    this.#outlets = outlets
  }

  /** A configuration is installed and the leaders lead. */
  adopt(): void {
    const { replicas, leaders, index } = this.#chains
    for (const [region, filling] of this.#fillings) {
      if (leaders.get(region) === filling.leader && filling.isWanted) continue
      filling.end()
      this.#fillings.delete(region)
    }
    for (const [region, leader] of leaders) {
      const replica = replicas.get(region)!
      const { position } = index.regionById(region)!
      const building = buildingOf(replica)
      if (building < 0) continue
      const known = this.#fillings.get(region)
      if (known?.building === replica.view.space.subspaces[building]!.regions[0]!.id) continue
      known?.end()
      this.#fillings.set(region, new Filling(replica, leader, position, this.#outlets))
    }
    for (const filling of this.#fillings.values()) filling.advance()
  }

  /** To be called now and then: what kept a filling from going on may be over. */
  tick(): void {
    for (const filling of this.#fillings.values()) filling.tick()
  }

  /** Undefined: the region is not led here, or nothing is to be filled from it. */
  progress(region: number): FillingProgress | undefined {
    return this.#fillings.get(region)
  }
}

/** The index of the first subspace that is being built; negative: none. They are all added at once. */
function buildingOf({ view }: Replica): number {
  return view.space.subspaces.findIndex(({ stage }) => stage === 'building')
}

class Filling implements FillingProgress {
  readonly leader: PointLeader
  /** Id of a region that tells these grids from those that were begun and given up before. */
  readonly building: number
  objects = 0
  readonly #replica: Replica
  readonly #keyPosition: number
  readonly #outlets: FillingOutlets
  /** From here on; undefined: nothing is walked yet. */
  #from: Bytes | undefined
  #underWay = 0
  #pageRows = pageRows
  #reading = false
  #walked = false
  #refused = false
  #over = false

  constructor(replica: Replica, leader: PointLeader, keyPosition: number, outlets: FillingOutlets) {
    this.#replica = replica
    this.leader = leader
    this.#keyPosition = keyPosition
    this.#outlets = outlets
    this.building = replica.view.space.subspaces[buildingOf(replica)]!.regions[0]!.id
  }

  /** Its grids are still being built. */
  get isWanted(): boolean {
    const building = buildingOf(this.#replica)
    return building >= 0 && this.#replica.view.space.subspaces[building]!.regions[0]!.id === this.building
  }

  get filled(): boolean {
    return this.#walked && this.#underWay === 0
  }

  end(): void {
    this.#over = true
  }

  /** Also what was refused may be asked for again. */
  tick(): void {
    this.#refused = false
    this.advance()
  }

  advance(): void {
    if (this.#over || this.#refused || this.#reading || this.#walked || this.#underWay > this.#underWayMax / 2) return
    // What the leader may have forgotten must not be driven over by what it has.
    if (this.#replica.view.reconciling.size > 0) return
    const range = regionRange(rowKind.object, this.#replica.region)
    if (!this.#from) {
      for (const { update } of this.#replica.pending.all()) if (this.#isOld(update.version)) return
      this.#from = range.from
    }
    this.#reading = true
    this.#outlets.read({ ...range, from: this.#from }, this.#pageRows, (entries) => {
      if (!this.#over) this.#walk(entries)
      this.#reading = false
      this.advance()
    })
  }

  get #underWayMax(): number {
    return this.#outlets.clientsServed() ? underWayBesideClients : underWayMax
  }

  #walk(entries: readonly Entry[]): void {
    if (entries.length === 0) this.#walked = true
    this.#pageRows = pageRows
    for (const { key } of entries) {
      const orderedKey = key.subarray(5)
      const row = committedObject(this.#replica, orderedKey)
      if (row && this.#isOld(row.version)) {
        this.#pageRows = underWayMax
        if (this.#underWay >= this.#underWayMax || !this.#drive(orderedKey)) return
      }
      this.#from = justBehind(objectKey(this.#replica.region, orderedKey))
    }
  }

  /** False: it is to be tried again later. */
  #drive(orderedKey: Bytes): boolean {
    const key = this.#replica.view.keyType.fromOrdered(orderedKey)
    this.#underWay++
    const taken = this.leader.redrive({
      key,
      done: (outcome) => {
        this.#underWay--
        if (outcome === 'driven') this.objects++
        // What was lost is found by the next leader.
        if (outcome === 'lost') this.#over = true
        this.advance()
      },
    })
    if (!taken) {
      this.#underWay--
      this.#refused = true
    }
    return taken
  }

  #isOld(version: number): boolean {
    return !passes(this.#replica.view.space, buildingOf(this.#replica), this.#keyPosition, version)
  }
}
