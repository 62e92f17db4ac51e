// The administrator of the virtual cluster: adds the spaces of the run, and later changes them under load.
import type { AdminCall } from './coordinator.ts'
import type { Network } from './network.ts'
import { drawSampleRow } from './objects.ts'
import { drawSpace, type Plan } from './plan.ts'
import type { VirtualProcess } from './process.ts'
import type { Random } from './random.ts'

const callTimeoutMs = 10_000
const againMs = 50

export class Administration {
  /** How many calls of each kind were answered well. */
  readonly tally = new Map<string, number>()
  readonly #network: Network
  readonly #process: VirtualProcess
  readonly #random: Random
  #spaces: string[] = []
  #added = 0
  #stopped = false

  constructor(network: Network, process: VirtualProcess, random: Random) {
    this.#network = network
    this.#process = process
    this.#random = random
  }

  /** Adds the spaces, however long it takes. */
  begin(definitions: readonly string[]): void {
    this.#process.start()
    this.#spaces = definitions.map((_, index) => `space${index}`)
    for (const definition of definitions) this.#insist({ kind: 'addSpace', definition })
  }

  start(meanMs: number, plan: Plan): void {
    if (meanMs === Number.POSITIVE_INFINITY) return
    this.#process.after(this.#random.exponential(meanMs), () => {
      if (this.#stopped) return
      this.#change(plan)
      this.start(meanMs, plan)
    })
  }

  /** No more changes, and no space stays read-only. */
  stop(): void {
    this.#stopped = true
    for (const name of this.#spaces) this.#insist({ kind: 'setReadOnly', name, readOnly: false })
  }

  #change(plan: Plan): void {
    const random = this.#random
    const draw = random.below(100)
    const name = random.pick(this.#spaces)
    if (draw < 25) {
      const added = `added${++this.#added}`
      this.#spaces.push(added)
      this.#call({ kind: 'addSpace', definition: drawSpace(random, added, plan.spaces[0]!.includes('synced')) })
    } else if (draw < 35 && this.#spaces.length > 1) {
      this.#spaces.splice(this.#spaces.indexOf(name), 1)
      this.#insist({ kind: 'removeSpace', name })
    } else if (draw < 55) {
      const to = `${name.replace(/x+$/, '')}${'x'.repeat(random.integer(0, 3))}`
      if (to === name) return
      this.#spaces[this.#spaces.indexOf(name)] = to
      this.#insist({ kind: 'renameSpace', from: name, to })
    } else if (draw < 70) {
      this.#call({ kind: 'setReadOnly', name, readOnly: true })
      this.#process.after(random.between(10, 300), () => this.#insist({ kind: 'setReadOnly', name, readOnly: false }))
    } else {
      const rows = Array.from({ length: random.integer(1, 30) }, () => drawSampleRow(random))
      this.#call({ kind: 'offerSample', name, rows })
    }
  }

  #call(call: AdminCall): void {
    this.#network.call(this.#process, 'coordinator', 'admin', call, callTimeoutMs, (answer) => {
      const good = answer !== undefined && !(answer instanceof Error)
      const what = good ? 'done' : answer instanceof Error ? answer.message : 'no answer'
      this.#process.timeline.note('admin', `${call.kind}: ${what}`)
      if (good) this.tally.set(call.kind, (this.tally.get(call.kind) ?? 0) + 1)
    })
  }

  /** Until it is answered, well or by a refusal; refused for want of servers is asked again. */
  #insist(call: AdminCall): void {
    this.#network.call(this.#process, 'coordinator', 'admin', call, 500, (answer) => {
      const wanting = answer instanceof Error && 'code' in answer && answer.code === 'UNAVAILABLE'
      if (answer === undefined || wanting) {
        this.#process.after(againMs, () => this.#insist(call))
        return
      }
      this.#process.timeline.note('admin', `${call.kind}: ${answer instanceof Error ? answer.message : 'done'}`)
      if (!(answer instanceof Error)) this.tally.set(call.kind, (this.tally.get(call.kind) ?? 0) + 1)
    })
  }
}
