// The true history of every key, put together from what reaches the disks: which versions point leaders decided, whose operations they
// are, and what the object then was. What a point leader decided and took with it out of its chain, before anybody else had it, never was.
import { readObjectRow, readUint32, readUint64, rowKind } from '../../../src/replication/layout.ts'
import { readSegmentRow } from '../../../src/replication/pending-segment.ts'
import { readUpdate } from '../../../src/replication/update.ts'
import { type Bytes, fromLatin1 } from '../../../src/values/bytes.ts'
import { isThing, judgeThing, type MaybeThing } from './model.ts'
import type { WriteRecord } from './records.ts'
import { Violation } from './violation.ts'

interface Decision {
  readonly version: number
  /** When it was first seen: the number of calls begun and ended before. */
  readonly at: number
  write: WriteRecord | undefined
  object: { readonly bytes: Bytes | undefined } | undefined
  previous: number | undefined
  /** Some replica has made it visible. */
  committed: boolean
}

/** One state of a key. The first of each key is its absence from the beginning. */
export interface State {
  readonly version: number
  readonly at: number
  readonly thing: MaybeThing
}

export class Decided {
  readonly #keyRegions: ReadonlySet<number>
  readonly #clock: () => number
  readonly #writes = new Map<string, WriteRecord>()
  readonly #byKey = new Map<string, Map<number, Decision>>()
  readonly #redriven = new Set<string>()

  constructor(keys: readonly string[], keyRegions: ReadonlySet<number>, clock: () => number) {
    this.#keyRegions = keyRegions
    this.#clock = clock
    for (const key of keys) this.#byKey.set(key, new Map())
  }

  /** A point leader may have been told to drive a key down its path once more. */
  expectRedrive(key: string): void {
    this.#redriven.add(key)
  }

  /** The version of the key has committed somewhere. */
  committed(key: string, version: number): void {
    this.#commit(key, version)
  }

  /** A write is about to be sent. */
  expect(record: WriteRecord): void {
    this.#writes.set(`${record.client}/${record.number}`, record)
  }

  /** The version that a write took effect at; undefined: it had none. */
  versionOf(record: WriteRecord): number | undefined {
    for (const { write, version, committed } of this.#byKey.get(record.key)!.values()) if (committed && write === record) return version
    return undefined
  }

  answered(record: WriteRecord, version: number): void {
    this.#commit(record.key, version)
    this.#link(record, version)
  }

  row(key: Bytes, value: Bytes | undefined): void {
    if (!value) {
      // What settles in the batch of its successor leaves no other trace. Of the pending log the world tells.
      if (key[0] === rowKind.pending) this.#commit(String.fromCharCode(...key.subarray(13)), readUint64(key, 5))
      return
    }
    switch (key[0]) {
      case rowKind.pending:
        this.#pending(value)
        break
      case rowKind.segment:
        for (const { update } of readSegmentRow(value)) this.#pending(update)
        break
      case rowKind.object: {
        const { version, object } = readObjectRow(value)
        this.#commit(String.fromCharCode(...key.subarray(5)), version).object = { bytes: object }
        break
      }
      case rowKind.removal: {
        const decision = this.#commit(String.fromCharCode(...key.subarray(5)), readUint64(value, 0))
        if (this.#keyRegions.has(readUint32(key, 1))) decision.object = { bytes: undefined }
        break
      }
      case rowKind.outcome:
        for (let offset = 0; offset < value.length; offset += 16) {
          const record = this.writeOf(readUint64(key, 5), readUint64(value, offset))
          const version = readUint64(value, offset + 8)
          this.#commit(record.key, version)
          this.#link(record, version)
        }
        break
    }
  }

  batch(batch: ReadonlyMap<string, Bytes | undefined>): void {
    for (const [name, value] of batch) this.row(fromLatin1(name), value)
  }

  /** The states of every key in their order, each checked to be what its operation makes of the one before. */
  histories(): Map<string, State[]> {
    const histories = new Map<string, State[]>()
    for (const [key, decisions] of this.#byKey) {
      const states: State[] = [{ version: 0, at: 0, thing: undefined }]
      const writes = new Set<WriteRecord>()
      for (const decision of [...decisions.values()].sort((a, b) => a.version - b.version)) {
        if (!decision.committed) continue
        if (!decision.write && this.#redriven.has(key)) {
          states.push(redrivenState(key, states.at(-1)!, decision))
          continue
        }
        states.push(nextState(key, states.at(-1)!, decision))
        const { client, number } = decision.write!
        if (writes.has(decision.write!)) throw new Violation('twice', `operation ${number} of client ${client} took effect on ${key} twice`)
        writes.add(decision.write!)
      }
      histories.set(key, states)
    }
    return histories
  }

  writeOf(client: number, number: number): WriteRecord {
    const record = this.#writes.get(`${client}/${number}`)
    if (!record) throw new Violation('invented', `nobody asked for operation ${number} of client ${client}`)
    return record
  }

  #pending(record: Bytes): void {
    const update = readUpdate(record)
    const decision = this.#decision(update.keyName, update.version)
    decision.object = { bytes: update.object }
    decision.previous = update.previous
    if (!update.redriven) this.#link(this.writeOf(update.client, update.number), update.version)
  }

  #decision(key: string, version: number): Decision {
    const decisions = this.#byKey.get(key)!
    let decision = decisions.get(version)
    if (!decision) {
      decision = { version, at: this.#clock(), write: undefined, object: undefined, previous: undefined, committed: false }
      decisions.set(version, decision)
    }
    return decision
  }

  #commit(key: string, version: number): Decision {
    const decision = this.#decision(key, version)
    decision.committed = true
    return decision
  }

  #link(record: WriteRecord, version: number): void {
    const decision = this.#decision(record.key, version)
    if (decision.write && decision.write !== record) {
      throw new Violation('mixed', `version ${version} is of operation ${record.number} of client ${record.client} and of another`)
    }
    decision.write = record
  }
}

function redrivenState(key: string, { thing }: State, { version, at, object, previous }: Decision): State {
  if (previous) throw new Violation('previous', `${key}@${version} is a redrive and names ${previous} as its previous version`)
  if (object && !isThing(object.bytes, thing)) throw new Violation('misapplied', `${key}@${version} is a redrive and changes the object`)
  return { version, at, thing }
}

function nextState(key: string, before: State, { version, at, write, object, previous }: Decision): State {
  const what = `${key}@${version}`
  if (!write) throw new Violation('unknown', `${what} is nobody's operation`)
  if (previous !== undefined && previous !== (before.thing ? before.version : 0)) {
    throw new Violation('previous', `${what} names ${previous} as its previous version, which is ${before.version}`)
  }
  const judged = judgeThing(write.write, before.thing)
  if (typeof judged === 'string') throw new Violation('misjudged', `${what} ought to have been refused: ${judged}`)
  if (object && !isThing(object.bytes, judged.after)) throw new Violation('misapplied', `${what} is not what its operation makes`)
  return { version, at, thing: judged.after }
}
