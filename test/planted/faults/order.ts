// Order, commit, watermark and *Again* (protocol, section 2).
import { churn, crossing, restarts } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

const replica = 'src/replication/replica.ts'
const pointLeader = 'src/replication/point-leader.ts'

export const orderFaults: readonly PlantedFault[] = [
  {
    name: 'no-hold',
    elusive: { file: 'test/replication/traces.test.ts', title: 'overtaking' },
    rule: '◆ the head of a region in the role old or staying holds an update back until it has its previous version',
    edits: [{ file: replica, replace: 'if (this.#mustWait(update, committed)) {', by: 'if (false) {' }],
    emphasis: crossing,
  },
  {
    name: 'create-during-removal',
    rule: '◆ a write on a key whose removal is pending is judged only after that removal has committed',
    edits: [{ file: pointLeader, replace: 'if (newest && !newest.update.object) {', by: 'if (false) {' }],
    emphasis: crossing,
  },
  {
    name: 'cumulative-acknowledgements',
    elusive: { file: 'test/replication/traces.test.ts', title: 'overtaking' },
    rule: '◆ each version is acknowledged for itself along its own path',
    edits: [
      {
        file: replica,
        replace: '    pending.acknowledged = true\n    this.#commitReady(keyName)\n  }\n\n  /**',
        by: '    for (const older of this.pending.ofKey(keyName)) if (older.update.version <= version) older.acknowledged = true\n    this.#commitReady(keyName)\n  }\n\n  /**',
      },
    ],
    emphasis: crossing,
  },
  {
    name: 'commit-out-of-order',
    rule: '◆ a replica commits a version when every older pending version of the key has committed',
    edits: [
      {
        file: replica,
        replace: 'const first = this.pending.ofKey(keyName)?.[0]',
        by: 'const first = this.pending.ofKey(keyName)?.find((pending) => pending.acknowledged)',
      },
    ],
    emphasis: crossing,
  },
  {
    name: 'acknowledge-before-the-tail',
    rule: 'the point leader answers when the last replica of the path has committed, not when it has judged',
    edits: [
      {
        file: pointLeader,
        replace: 'this.#answerAfter(pending, request, { status: responseStatus.ok, version }, true)',
        by: 'this.#answerAfter(undefined, request, { status: responseStatus.ok, version })',
      },
    ],
  },
  {
    name: 'acknowledge-on-receipt',
    rule: '◆ an acknowledgement is passed back by a commit, not by a record',
    edits: [
      {
        file: replica,
        replace: 'if (next) this.#around.send(next, this.region, { update: pending.update.encoded })\n    else {',
        by: 'if (next) this.#around.send(next, this.region, { update: pending.update.encoded })\n    {',
      },
    ],
  },
  {
    name: 'no-again-after-a-break',
    rule: '◆ when a link breaks, a replica resends all its pending updates to its successor',
    edits: [{ file: 'src/member/member.ts', replace: '    this.#chains.againTo(peer)\n', by: '' }],
  },
  {
    name: 'no-again-after-an-epoch',
    rule: "◆ when the epoch of its own or the next hop's region changes, a replica resends all its pending updates",
    edits: [
      {
        file: 'src/member/chains.ts',
        replace: 'if (replica.pending.size > 0) replica.again((next) => own',
        by: 'if (replica.pending.size < 0) replica.again((next) => own',
      },
    ],
    emphasis: restarts,
  },
  {
    name: 'acknowledgements-kept',
    elusive: {
      file: 'test/member/held-acknowledgements.test.ts',
      title: 'what was acknowledged out of order has to be acknowledged again in a new epoch',
    },
    rule: '◆ *Again* forgets the acknowledgements that were held',
    edits: [
      { file: replica, replace: '      pending.acknowledged = false\n      this.#forward(pending)', by: '      this.#forward(pending)' },
    ],
    emphasis: churn,
  },
  {
    name: 'resend-singly',
    rule: '◆ nothing is resent singly: *Again* resends all that is pending, in order, before anything new',
    edits: [
      {
        file: replica,
        replace: 'if (next === undefined || !affected(next)) continue\n',
        by: 'if (next === undefined || !affected(next)) continue\n      if (pending !== this.pending.oldest()) continue\n',
      },
    ],
    emphasis: churn,
  },
  {
    name: 'duplicate-not-acknowledged',
    rule: '◆ a duplicate that is already committed is always acknowledged',
    edits: [{ file: replica, replace: 'else this.#acknowledgeTo(from, update)\n      return', by: 'return' }],
  },
  {
    name: 'acknowledgement-of-nothing',
    rule: 'a replica drops an acknowledgement for a version it does not have pending',
    edits: [
      {
        file: replica,
        replace: 'const pending = this.pending.find(keyName, version)\n    if (!pending) return',
        by: 'const pending = this.pending.find(keyName, version) ?? this.pending.newestOf(keyName)\n    if (!pending) return',
      },
    ],
    emphasis: churn,
  },
  {
    name: 'older-over-newer',
    rule: 'committing a version not newer than what is there only drops its pending record',
    edits: [
      {
        file: replica,
        replace: 'if (committed >= update.version || update.version <= this.#around.watermark(update.keyRegion)) {',
        by: 'if (false) {',
      },
      { file: 'src/replication/commit.ts', replace: 'if (old && old.version >= update.version && confirmed) return undefined', by: '' },
    ],
  },
  {
    name: 'watermark-too-high',
    rule: 'every version up to the watermark is committed everywhere',
    edits: [
      {
        file: pointLeader,
        replace: 'return oldest ? oldest.update.version - 1 :',
        by: 'return oldest ? this.issued :',
      },
    ],
    emphasis: churn,
  },
  {
    name: 'removals-forgotten-early',
    rule: 'a removal record is kept until the watermark passes it',
    edits: [
      { file: 'src/replication/remember.ts', replace: 'if (removal.version > watermark(removal.keyRegion)) continue\n', by: '' },
      {
        file: replica,
        replace: 'if (committed >= update.version || update.version <= this.#around.watermark(update.keyRegion)) {',
        by: 'if (committed >= update.version) {',
      },
    ],
    emphasis: churn,
  },
]
