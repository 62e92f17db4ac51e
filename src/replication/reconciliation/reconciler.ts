// The point leader's side of reconciliation (docs/repair.md): it compares its key region with other regions of the space, key by key, and drives down
// its path whatever differs.
//
//   draining → interval: reading · asking · fetching · driving → the next interval … → telling → done
//
//   draining   until nothing of the key region is pending anywhere: then nothing but what this leader drives can change
//   reading    a page of its own rows: the interval of keys up to the last of them, or up to the end
//   asking     what the other regions have of keys in the interval; who reads only a part of it in one go shortens it for all
//   fetching   objects that others have and this region lacks
//   driving    redrives of everything that differs, until all have committed
//   telling    regions that are themselves being reconciled: this key region has settled with them
//
// It is made for one configuration of the space: any change of it makes another one, which begins anew.
import type { Entry, KeyRange } from '../../ports/store.ts'
import { type Bytes, compareBytes, emptyBytes, fromLatin1, justBehind, toLatin1 } from '../../values/bytes.ts'
import { decodeObject } from '../../values/object.ts'
import { objectKey, readObjectRow, regionRange, rowKind } from '../layout.ts'
import type { Place, ReconcileAnswer, ReconcileAsk } from '../messages.ts'
import { objectSum } from '../object-sum.ts'
import type { PointLeader } from '../point-leader.ts'
import type { Redrive } from '../redrive.ts'
import type { Replica } from '../replica.ts'
import type { SpaceView } from '../space-view.ts'
import { type Copy, type OwnCopy, type Verdict, verdictOn } from './verdict.ts'

const pageRows = 256

export interface ReconcilerOutlets {
  /** Every version of the region up to this one has committed everywhere, as far as this server's disk knows. */
  watermark(keyRegion: number): number
  ask(to: Place, fromRegion: number, ask: ReconcileAsk): void
  /** Reads a page of the newest rows when this turn is written. */
  read(range: KeyRange, limit: number, take: (entries: readonly Entry[]) => void): void
  /** Rising within this run of the server. */
  nextNumber(): number
}

interface Doubt {
  readonly orderedKey: Bytes
  readonly verdict: Exclude<Verdict, { kind: 'alike' }>
  /** The object to be adopted, when it is there. */
  adopt?: Redrive['adopt']
}

interface Asked {
  readonly place: Place
  readonly ask: ReconcileAsk
}

export class Reconciler {
  readonly replica: Replica
  readonly leader: PointLeader
  /** The space as it was when it was made. */
  readonly view: SpaceView
  readonly #places: readonly Place[]
  readonly #compared: ReadonlySet<number>
  readonly #outlets: ReconcilerOutlets
  /** By number. */
  readonly #open = new Map<number, Asked>()
  #step: 'draining' | 'reading' | 'asking' | 'fetching' | 'driving' | 'telling' | 'done' = 'draining'
  /** Places where something was pending when they were asked. */
  #undrained: Set<Place>
  /** Everything up to this key is alike. */
  #after: Bytes = emptyBytes
  /** The end of the interval; empty: none. */
  #through: Bytes = emptyBytes
  #own = new Map<string, OwnCopy>()
  #copies = new Map<string, Copy[]>()
  #endings = new Map<string, number>()
  #toFetch: Doubt[] = []
  #toDrive: Doubt[] = []
  #driving = 0
  #over = false

  /** `places`: the heads of the regions that are compared. */
  constructor(replica: Replica, leader: PointLeader, places: readonly Place[], outlets: ReconcilerOutlets) {
    this.replica = replica
    this.leader = leader
    this.view = replica.view
    this.#places = places
    this.#compared = new Set(places.map(({ region }) => region))
    this.#outlets = outlets
    this.#undrained = new Set(places)
  }

  get done(): boolean {
    return this.#step === 'done'
  }

  end(): void {
    this.#over = true
    this.#open.clear()
  }

  /** To be called now and then: what kept it from going on may be over. */
  tick(): void {
    if (this.#over) return
    if (this.#step === 'draining') this.#drain()
    else if (this.#step === 'driving') this.#drive()
  }

  /** What was asked on the link before is lost. */
  linkUp(peer: number): void {
    for (const [number, { place, ask }] of this.#open)
      if (place.server === peer) this.#outlets.ask(place, this.replica.region, { ...ask, number })
  }

  answer(answer: ReconcileAnswer): void {
    const number = answer.number ?? 0
    const asked = this.#open.get(number)
    if (!asked) return
    this.#open.delete(number)
    switch (this.#step) {
      case 'draining':
        if (answer.drained) this.#undrained.delete(asked.place)
        if (this.#undrained.size === 0) this.#read()
        return
      case 'asking':
        this.#take(asked.place, answer)
        if (this.#open.size === 0) this.#judge()
        return
      case 'fetching':
        this.#takeObjects(asked, answer)
        return
      case 'telling':
        if (this.#open.size === 0) this.#step = 'done'
    }
  }

  #ask(place: Place, ask: ReconcileAsk): void {
    const number = this.#outlets.nextNumber()
    this.#open.set(number, { place, ask })
    this.#outlets.ask(place, this.replica.region, { ...ask, number })
  }

  // Draining. Once nothing is pending in the key region no other region gets anything new of it: whoever says after that moment that it has nothing
  // pending either will have nothing again, since what could still come to it is pending at somebody who has yet to say so, or was sent by one who had
  // it pending until it was acknowledged.
  #drain(): void {
    if (this.replica.wedged || !this.leader.idle) return
    if (this.#undrained.size === 0) {
      this.#read()
      return
    }
    const asked = new Set([...this.#open.values()].map(({ place }) => place))
    for (const place of this.#undrained) if (!asked.has(place)) this.#ask(place, { drained: true })
  }

  #read(): void {
    if (this.#places.length === 0) {
      this.#step = 'done'
      return
    }
    this.#step = 'reading'
    const { region } = this.replica
    const range = regionRange(rowKind.object, region)
    const from = this.#after.length > 0 ? justBehind(objectKey(region, this.#after)) : range.from
    this.#outlets.read({ ...range, from }, pageRows, (entries) => {
      if (!this.#over) this.#askAbout(entries)
    })
  }

  #askAbout(entries: readonly Entry[]): void {
    this.#step = 'asking'
    this.#through = entries.at(-1)?.key.slice(5) ?? emptyBytes
    this.#own = new Map(entries.map(({ key, value }) => [toLatin1(key.subarray(5)), this.#ownCopy(key.subarray(5), value)]))
    this.#copies = new Map()
    this.#endings = new Map()
    const after = this.#after
    const through = this.#through
    for (const place of this.#places) this.#ask(place, { rows: true, after, through })
  }

  #ownCopy(orderedKey: Bytes, value: Bytes): OwnCopy {
    const { view } = this.replica
    const row = readObjectRow(value)
    const key = view.keyType.fromOrdered(orderedKey)
    const values = decodeObject(row.object)
    const regions = view.space.subspaces.slice(1).map((_, index) => view.regionOf(index + 1, key, values).id)
    return { version: row.version, sum: objectSum(row), regions }
  }

  #take({ region }: Place, { rows, through }: ReconcileAnswer): void {
    const end = through ?? emptyBytes
    if (end.length > 0 && (this.#through.length === 0 || compareBytes(end, this.#through) < 0)) this.#through = end.slice()
    for (const { key, version, sum, removed } of rows ?? []) {
      const name = toLatin1(key!)
      if (removed) this.#endings.set(name, Math.max(this.#endings.get(name) ?? 0, version!))
      else {
        const copies = this.#copies.get(name) ?? []
        copies.push({ region, version: version!, sum: sum! })
        this.#copies.set(name, copies)
      }
    }
  }

  #judge(): void {
    const { view, region, remembered } = this.replica
    const passed = view.reconciling.has(region) ? this.#outlets.watermark(region) : Number.POSITIVE_INFINITY
    this.#toFetch = []
    this.#toDrive = []
    for (const name of new Set([...this.#own.keys(), ...this.#copies.keys(), ...this.#endings.keys()])) {
      const orderedKey = fromLatin1(name)
      if (this.#through.length > 0 && compareBytes(orderedKey, this.#through) > 0) continue
      const findings = {
        own: this.#own.get(name),
        removedAt: remembered.removedAt(toLatin1(view.keyType.fromOrdered(orderedKey))),
        copies: this.#copies.get(name) ?? [],
        ending: this.#endings.get(name) ?? 0,
      }
      const verdict = verdictOn(findings, this.#compared, passed)
      if (verdict.kind === 'adopt') this.#toFetch.push({ orderedKey, verdict })
      else if (verdict.kind === 'remove') this.#toDrive.push({ orderedKey, verdict, adopt: { version: verdict.version } })
      else if (verdict.kind === 'drive') this.#toDrive.push({ orderedKey, verdict })
    }
    this.#own.clear()
    this.#copies.clear()
    this.#endings.clear()
    this.#step = 'fetching'
    for (const place of this.#places) this.#fetch(place)
    if (this.#open.size === 0) this.#beginDriving()
  }

  #fetch(place: Place): void {
    const keys = this.#toFetch
      .filter(({ verdict }) => verdict.kind === 'adopt' && verdict.from === place.region)
      .map(({ orderedKey }) => orderedKey)
    if (keys.length > 0) this.#ask(place, { keys })
  }

  #takeObjects({ place }: Asked, { objects }: ReconcileAnswer): void {
    const found = new Map((objects ?? []).map(({ key, value }) => [toLatin1(key!), value!]))
    if ([...found.values()].some((value) => value.length === 0)) {
      this.#beginAnew()
      return
    }
    this.#toFetch = this.#toFetch.filter((doubt) => {
      const value =
        doubt.verdict.kind === 'adopt' && doubt.verdict.from === place.region ? found.get(toLatin1(doubt.orderedKey)) : undefined
      if (!value) return true
      const { version, object, header } = readObjectRow(value.slice())
      this.#toDrive.push({ ...doubt, adopt: { version, object, header } })
      return false
    })
    this.#fetch(place)
    if (this.#open.size === 0) this.#beginDriving()
  }

  /** What was there is gone: somebody else changes copies. */
  #beginAnew(): void {
    this.#open.clear()
    this.#step = 'draining'
    this.#undrained = new Set(this.#places)
    this.#after = emptyBytes
  }

  #beginDriving(): void {
    this.#step = 'driving'
    this.#drive()
  }

  #drive(): void {
    while (this.#toDrive.length > 0) {
      const { orderedKey, verdict, adopt } = this.#toDrive.at(-1)!
      const key = this.replica.view.keyType.fromOrdered(orderedKey)
      const strays = [...new Set(verdict.strays)]
      this.#driving++
      const done: Redrive['done'] = (outcome) => {
        this.#driving--
        if (outcome === 'lost') this.end()
        else if (!this.#over) this.#advance()
      }
      if (!this.leader.redrive({ key, strays, ...(adopt ? { adopt } : {}), done })) {
        this.#driving--
        return
      }
      this.#toDrive.pop()
    }
    this.#advance()
  }

  /** To the next interval, when everything of this one has been driven. */
  #advance(): void {
    if (this.#step !== 'driving' || this.#toDrive.length > 0 || this.#driving > 0) return
    this.#after = this.#through
    if (this.#after.length > 0) this.#read()
    else this.#tell()
  }

  #tell(): void {
    this.#step = 'telling'
    const { reconciling } = this.replica.view
    for (const place of this.#places) if (reconciling.has(place.region)) this.#ask(place, { settled: true })
    if (this.#open.size === 0) this.#step = 'done'
  }
}
