// The copies of one server, on either side (docs/repair.md, rule 6): regions it learns, regions it is the source of, and how much of its time they
// get. All sources together send a limited number of bytes a second, and fewer while clients are served.
import type { RegionProgress } from '../cluster/region-progress.ts'
import type { Entry, KeyRange } from '../ports/store.ts'
import { membershipKey, membershipRow } from '../replication/layout.ts'
import type { LinkMessage, Place } from '../replication/messages.ts'
import type { Replica } from '../replication/replica.ts'
import { CopySource } from '../replication/transfer/copy-source.ts'
import { Learning } from '../replication/transfer/learning.ts'
import type { TransferSurroundings } from '../replication/transfer/surroundings.ts'
import { toLatin1 } from '../values/bytes.ts'
import type { Chains } from './chains.ts'
import type { FormerRegions } from './former-regions.ts'

const bytesPerMs = 32 * 1024
const bytesPerMsBesideClients = 8 * 1024
/** What may be sent at once after a pause. */
const burstBytes = 2 * 1024 * 1024
/** Pages being read at a time. */
const readingMax = 4
/** What a page costs beside its rows. */
const pageOverheadBytes = 512

interface Later {
  readonly sequence: number
  readonly run: () => void
}

export interface TransferOutlets {
  now(): number
  turn(): number
  watermark(keyRegion: number): number
  learnWatermark(keyRegion: number, version: number): void
  send: TransferSurroundings['send']
  flush: TransferSurroundings['flush']
  /** A region is complete here. */
  copied(region: number): void
  /** Reads when the turn is written. */
  read(range: KeyRange, limit: number, take: (entries: readonly Entry[]) => void): void
}

export class Transfers {
  readonly #chains: Chains
  readonly #former: FormerRegions
  readonly #outlets: TransferOutlets
  readonly #around: TransferSurroundings
  readonly #learnings = new Map<number, Learning>()
  readonly #sources = new Map<number, CopySource>()
  #afterWrite: Later[] = []
  #afterFlush: Later[] = []
  #budget = burstBytes
  /** Regions found complete, and of which membership, until the disk knows that for good. */
  readonly #unflushed = new Map<number, number>()
  #filledAt: number
  #reading = 0
  #clientsServed = false

  constructor(chains: Chains, former: FormerRegions, outlets: TransferOutlets) {
    this.#chains = chains
    this.#former = former
    this.#outlets = outlets
    this.#filledAt = outlets.now()
    this.#around = {
      now: () => outlets.now(),
      watermark: (region) => outlets.watermark(region),
      learnWatermark: (region, version) => outlets.learnWatermark(region, version),
      send: (to, fromRegion, body) => outlets.send(to, fromRegion, body),
      flush: (name, row) => outlets.flush(name, row),
      copied: (region) => outlets.copied(region),
      readRows: (range, limit, take) => outlets.read(range, limit, take),
      afterWrite: (run) => this.#afterWrite.push({ sequence: outlets.turn(), run }),
      afterFlush: (run) => this.#afterFlush.push({ sequence: outlets.turn(), run }),
    }
  }

  /** Of a replica whose rows are not those of its membership. */
  learn(replica: Replica): void {
    this.#learnings.get(replica.region)?.close()
    const learning = new Learning(replica, this.#around)
    this.#learnings.set(replica.region, learning)
    this.#former.clear(replica.region, this.#outlets.turn(), () => {
      if (this.#learnings.get(replica.region) === learning) learning.cleared()
    })
  }

  /**
   * Of a learner's replica with the rows of its membership, as a start finds them. The process before it may have been killed before they were flushed:
   * as with a copy that ends in this one, they count when they are.
   */
  found({ region, joined }: Replica): void {
    const row = membershipRow(joined)
    this.#unflushed.set(region, joined)
    this.#outlets.flush(toLatin1(membershipKey(region)), row)
    this.#around.afterFlush(() => {
      if (this.#unflushed.get(region) === joined) this.#unflushed.delete(region)
    })
  }

  /** A configuration is installed: copies of regions with new epochs begin anew, those of regions that nobody learns any more are over. */
  adopt(changed: ReadonlySet<number>): void {
    for (const [region, source] of this.#sources) {
      if (!changed.has(region) && this.#chains.replicas.get(region)?.learner) continue
      source.close()
      this.#sources.delete(region)
    }
    for (const [region, learning] of this.#learnings) {
      const replica = this.#chains.replicas.get(region)
      if (!replica || replica.joined !== learning.joined) {
        learning.close()
        this.#learnings.delete(region)
      } else if (replica.isFull) {
        if (replica.incomplete)
          throw new RangeError(`server ${replica.place.server} was made a full member of region ${region} before its copy was complete`)
        this.#learnings.delete(region)
      } else if (changed.has(region)) learning.begin()
    }
  }

  /** The link to a server is new: what was under way on the one before is lost. */
  linkUp(peer: number): void {
    for (const [region, source] of this.#sources) {
      if (this.#chains.replicas.get(region)?.learner?.server !== peer) continue
      source.close()
      this.#sources.delete(region)
    }
    for (const [region, learning] of this.#learnings) if (this.#chains.replicas.get(region)?.tail.server === peer) learning.begin()
  }

  deliver(message: LinkMessage, from: Place): void {
    const region = message.toRegion ?? 0
    const { copyAsk, copyPage } = message
    if (copyPage) this.#learnings.get(region)?.page(copyPage)
    if (!copyAsk) return
    const replica = this.#chains.replicas.get(region)
    if (replica?.learner?.server !== from.server) return
    if (copyAsk.begin && !this.#sources.has(region)) {
      this.#sources.set(region, new CopySource(replica, replica.learner, this.#around))
    }
    this.#sources.get(region)?.ask(copyAsk)
    this.#serve()
  }

  /** A client has asked for something: copies step back. */
  clientServed(): void {
    this.#clientsServed = true
  }

  tick(now: number): void {
    const rate = this.#clientsServed ? bytesPerMsBesideClients : bytesPerMs
    this.#clientsServed = false
    this.#budget = Math.min(burstBytes, this.#budget + (now - this.#filledAt) * rate)
    this.#filledAt = now
    this.#serve()
  }

  /** True when something went on by that, so another turn is due. */
  written(sequence: number): boolean {
    return runThrough(this.#afterWrite, sequence)
  }

  flushed(sequence: number): void {
    runThrough(this.#afterFlush, sequence)
  }

  /** Of regions with a learner, from every element of the chain. */
  progress(): RegionProgress[] {
    const reports: RegionProgress[] = []
    for (const replica of this.#chains.replicas.values()) {
      if (!replica.isLearned) continue
      const { region, epoch, wedged: owes } = replica
      const learning = this.#learnings.get(region)
      if (learning) reports.push({ region, epoch, owes, copied: learning.copied, objects: learning.objects })
      else if (replica.isFull) reports.push({ region, epoch, owes, copied: false, objects: 0 })
      else reports.push({ region, epoch, owes, copied: this.#unflushed.get(region) !== replica.joined, objects: replica.size.objects })
    }
    return reports
  }

  #serve(): void {
    for (const [region, source] of this.#sources) {
      if (this.#budget <= 0 || this.#reading >= readingMax) return
      if (!source.waiting) continue
      // The next time it is the others' turn.
      this.#sources.delete(region)
      this.#sources.set(region, source)
      this.#reading++
      source.answer((bytes) => {
        this.#reading--
        this.#budget -= bytes + pageOverheadBytes
        this.#serve()
      })
    }
  }
}

function runThrough(later: Later[], sequence: number): boolean {
  let ran = false
  while (later.length > 0 && later[0]!.sequence <= sequence) {
    later.shift()!.run()
    ran = true
  }
  return ran
}
