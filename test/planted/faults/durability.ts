// Power cuts and what is on the disk when (protocol, section 2, Forward).
import { powerCuts, restarts } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

const replica = 'src/replication/replica.ts'

export const durabilityFaults: readonly PlantedFault[] = [
  {
    name: 'acknowledge-before-the-flush',
    rule: 'under synced a replica commits a version only after its own pending record is flushed',
    edits: [
      {
        file: replica,
        replace: 'if (this.#view.synced && !first.overtaken && first.turn > this.#around.flushedThrough()) {',
        by: 'if (false) {',
      },
    ],
    emphasis: powerCuts,
  },
  {
    name: 'pending-not-flushed',
    rule: 'under synced the pending record is flushed',
    edits: [
      {
        file: replica,
        replace: `putNamed(pending.rowName, update.encoded)
    if (this.#view.synced) this.#around`,
        by: `putNamed(pending.rowName, update.encoded)
    if (false) this.#around`,
      },
    ],
    emphasis: powerCuts,
  },
  {
    name: 'forward-before-the-record',
    rule: 'pending records are written before forwarding',
    edits: [
      {
        file: 'test/simulation/pump.ts',
        replace: '    this.#disk.write(turn.batch, false, () => {\n      this.#busy = false\n      this.#finish(turn)\n    })',
        by: '    this.#release(turn)\n    this.#disk.write(turn.batch, false, () => {\n      this.#busy = false\n      this.#finish({ ...turn, sends: new Map(), answers: new Map() })\n    })',
      },
    ],
    emphasis: { ...restarts, disk: { writeMs: 3, flushMs: 4, readMs: 0.05 } },
  },
  {
    name: 'pending-not-recovered',
    rule: 'a start finds its pending updates again',
    edits: [{ file: 'src/member/recover.ts', replace: 'replica.restorePending(readUpdate(value))', by: '' }],
    emphasis: restarts,
  },
]
