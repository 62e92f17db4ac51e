// Where a virtual coordinator keeps its records, by the rules of coordinator/journal: on the disk of its own machine, or in the virtual etcd, where it
// must be elected first.
import type { Standing } from './etcd.ts'
import type { Network } from './network.ts'
import type { VirtualProcess } from './process.ts'
import type { Random } from './random.ts'

export interface VirtualJournal {
  /** With each life of the process. `lead` is called when what is kept has been read and this process may add to it. */
  open(lead: (kept: readonly Uint8Array[], led: Led) => void): void
  /** The process is about to die. */
  died(): void
  /** This process may write, as far as it is known where the records are kept. */
  readonly leads: boolean
}

/** One time of leading. */
export interface Led {
  /** Once at a time. Undefined: there is nothing to keep after all. */
  write(bytes: Uint8Array | undefined, kept: () => void): void
  /** Called when it is over although the process lives. */
  lost: () => void
}

/** A file: what is being written when the process dies is there afterwards, or not. */
export class EmbeddedVirtualJournal implements VirtualJournal {
  readonly leads = true
  readonly #process: VirtualProcess
  readonly #random: Random
  readonly #appendMs: number
  readonly #records: Uint8Array[] = []
  #underWay: { readonly bytes: Uint8Array | undefined } | undefined

  constructor(process: VirtualProcess, random: Random, appendMs: number) {
    this.#process = process
    this.#random = random
    this.#appendMs = appendMs
  }

  open(lead: (kept: readonly Uint8Array[], led: Led) => void): void {
    lead(this.#records, {
      write: (bytes, kept) => {
        this.#underWay = { bytes }
        this.#process.after(this.#random.longTailed(this.#appendMs), () => {
          this.#underWay = undefined
          if (bytes) this.#records.push(bytes)
          kept()
        })
      },
      lost: () => {},
    })
  }

  died(): void {
    const underWay = this.#underWay
    this.#underWay = undefined
    if (underWay && this.#random.chance(0.5) && underWay.bytes) this.#records.push(underWay.bytes)
  }
}

/** Records in etcd. Whoever loses its candidacy stands again. */
export class EtcdVirtualJournal implements VirtualJournal {
  readonly #network: Network
  readonly #process: VirtualProcess
  readonly #etcd: string
  readonly #holds: (candidacy: string | undefined) => boolean
  readonly #leaseMs: number
  #attempts = 0
  #candidacy: string | undefined

  constructor(
    network: Network,
    process: VirtualProcess,
    etcd: { readonly process: VirtualProcess; holds(candidacy: string | undefined): boolean },
    leaseMs: number,
  ) {
    this.#network = network
    this.#process = process
    this.#etcd = etcd.process.name
    this.#holds = (candidacy) => etcd.holds(candidacy)
    this.#leaseMs = leaseMs
  }

  get leads(): boolean {
    return this.#holds(this.#candidacy)
  }

  open(lead: (kept: readonly Uint8Array[], led: Led) => void): void {
    this.#candidacy = undefined
    const candidacy = `${this.#process.name}/${this.#process.life}/${++this.#attempts}`
    const standing: Standing = { candidacy }
    this.#call('stand', standing, (elected) => {
      if (elected === true) this.#elected(candidacy, lead)
      else this.#process.after(this.#leaseMs / 5, () => this.open(lead))
    })
  }

  died(): void {
    this.#candidacy = undefined
  }

  #elected(candidacy: string, lead: (kept: readonly Uint8Array[], led: Led) => void): void {
    this.#candidacy = candidacy
    let next = 0
    const led: Led = {
      write: (bytes, kept) => (bytes ? this.#write({ candidacy, number: ++next, bytes }, kept, lose) : kept()),
      lost: () => {},
    }
    const lose = () => {
      if (this.#candidacy !== candidacy) return
      this.#process.timeline.note(this.#process.name, `${candidacy} is over`)
      led.lost()
      this.open(lead)
    }
    this.#keepAlive(candidacy, this.#process.now(), lose)
    this.#read(candidacy, lose, (kept) => {
      next = kept.length
      this.#process.timeline.note(this.#process.name, `${candidacy} leads from record ${next + 1}`)
      lead(kept, led)
    })
  }

  #keepAlive(candidacy: string, renewedAt: number, lose: () => void): void {
    this.#process.after(this.#leaseMs / 4, () => {
      if (this.#candidacy !== candidacy) return
      const askedAt = this.#process.now()
      this.#call('keepAlive', candidacy, (renewed) => {
        if (this.#candidacy !== candidacy) return
        // Its lease has ended by now, whether or not anybody can be asked: the client of etcd believes in it for twice as long.
        if (renewed === false || (renewed === undefined && this.#process.now() - renewedAt > 2 * this.#leaseMs)) lose()
        else this.#keepAlive(candidacy, renewed ? askedAt : renewedAt, lose)
      })
    })
  }

  #read(candidacy: string, lose: () => void, done: (kept: readonly Uint8Array[]) => void): void {
    this.#call('journal', candidacy, (kept) => {
      if (this.#candidacy !== candidacy) return
      if (kept === undefined) this.#read(candidacy, lose, done)
      else if (kept === false) lose()
      else done(kept as readonly Uint8Array[])
    })
  }

  #write(append: { candidacy: string; number: number; bytes: Uint8Array }, kept: () => void, lose: () => void): void {
    this.#call('append', append, (answer) => {
      if (this.#candidacy !== append.candidacy) return
      if (answer === undefined) this.#write(append, kept, lose)
      else if (answer === false) lose()
      else kept()
    })
  }

  #call(service: string, request: unknown, done: (answer: unknown) => void): void {
    this.#network.call(this.#process, this.#etcd, service, request, this.#leaseMs / 2, done)
  }
}
