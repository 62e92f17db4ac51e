// Power cuts and what is on the disk when (protocol, section 2, Forward).
import { joined, powerCuts, restarts, restartsUnderLoad } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

const log = 'src/replication/pending-log.ts'
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
        replace: 'this.#around.flush(name, update.encoded)\n    return name',
        by: 'return name',
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
    name: 'released-before-it-is-written',
    elusive: { file: 'test/server/pump.test.ts', title: 'an orderly stop ends although its last turn cannot be written' },
    rule: 'pending records are written before forwarding, by what drives a member in production',
    edits: [
      {
        file: 'src/server/pump.ts',
        replace: 'this.#store.write(turn.batch, false).then(',
        by: 'this.#outlets.release(turn)\n    this.#store.write(turn.batch, false).then(',
      },
      {
        file: 'src/server/pump.ts',
        replace: 'this.#outlets.release(turn)\n    this.#flushAfter(turn)',
        by: 'if (turn.batch.size === 0) this.#outlets.release(turn)\n    this.#flushAfter(turn)',
      },
    ],
  },
  {
    name: 'pending-not-recovered',
    rule: 'a start finds its pending updates again',
    edits: [{ file: 'src/member/recover.ts', replace: 'replica.restorePending(update, record)', by: 'void [replica, update, record]' }],
    emphasis: restarts,
  },
  {
    name: 'settled-records-come-back',
    rule: 'what has settled in a segment is marked in the batch that settles it',
    edits: [{ file: log, replace: 'this.#store.putNamed(settledName(sequence), copyBytes(segment.settled))', by: '' }],
    emphasis: { ...restartsUnderLoad, pendingLogLimits: { segmentBytes: 3000, agedSegments: 2, livingShare: 0.25 } },
  },
  {
    name: 'segment-gone-while-a-record-lives',
    rule: 'a segment goes when its last record has settled',
    edits: [
      {
        file: log,
        replace: 'if (segment.live > 0) {\n      // The batch',
        by: 'if (false) {\n      // The batch',
      },
    ],
    emphasis: restartsUnderLoad,
  },
  {
    name: 'segments-numbered-anew',
    rule: 'a start numbers segments behind those that it finds',
    edits: [{ file: log, replace: 'return living\n', by: 'this.#sequence = 0\n    return living\n' }],
    emphasis: restartsUnderLoad,
  },
  {
    name: 'old-marks-on-a-thinned-segment',
    rule: 'a segment is written anew without the marks of what had settled',
    edits: [{ file: log, replace: 'if (segment.marked) this.#store.removeNamed(settledName(segment.sequence))', by: '' }],
    emphasis: restartsUnderLoad,
  },
  {
    name: 'dropped-records-come-back',
    rule: 'records that are dropped are marked like those whose updates commit',
    edits: [
      { file: log, replace: 'drop(record: PendingRecord): void {\n    this.#forget(record)', by: 'drop(_record: PendingRecord): void {' },
    ],
    emphasis: { ...joined, thinkMs: 5, absencesMs: [300], disk: { writeMs: 4, flushMs: 4, readMs: 1 } },
  },
]
