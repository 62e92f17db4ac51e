// All machines lose their power, and what is left is compared (docs/repair.md, Reconciliation).
import { blackouts, syncedBlackouts } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

const reconciler = 'src/replication/reconciliation/reconciler.ts'
const verdict = 'src/replication/reconciliation/verdict.ts'

export const reconciliationFaults: readonly PlantedFault[] = [
  {
    name: 'taken-back-uncompared',
    rule: 'a region whose only full member may have forgotten is compared with the others of its space',
    edits: [
      {
        file: 'coordinator/core/registration.ts',
        replace: 'if (region.members.length === 1) return withSole(region, id)',
        by: 'if (region.members.length === 1) return raiseEpoch(region)',
      },
    ],
    emphasis: blackouts,
  },
  {
    name: 'compared-before-drained',
    elusive: {
      file: 'test/member/reconciling-leader.test.ts',
      title: 'nothing is compared before the other region says that nothing of the key region is pending there',
    },
    rule: 'comparing begins when nothing of the key region is pending anywhere',
    edits: [
      { file: reconciler, replace: 'if (answer.drained) this.#undrained.delete(asked.place)', by: 'this.#undrained.delete(asked.place)' },
    ],
    emphasis: blackouts,
  },
  {
    name: 'waits-for-what-is-forgotten',
    rule: 'nothing is waited for that may have been forgotten',
    edits: [
      {
        file: 'src/replication/replica.ts',
        replace: 'if (reconciling.has(update.keyRegion) || reconciling.has(this.region)) return false',
        by: 'if (reconciling.has(-1)) return false',
      },
    ],
    emphasis: blackouts,
  },
  {
    name: 'claims-what-it-forgot',
    elusive: { file: 'test/replication/traces.test.ts', title: 'power of all' },
    rule: 'a leader that may have forgotten what it issued announces no watermark',
    edits: [
      {
        file: 'src/member/watermarks.ts',
        replace: 'if (version === 0 || wedged || view.reconciling.has(region)) continue',
        by: 'if (version === 0 || wedged || view.reconciling.has(-1)) continue',
      },
    ],
    emphasis: syncedBlackouts,
  },
  {
    name: 'adopts-nothing',
    elusive: {
      file: 'test/replication/reconciliation/verdict.test.ts',
      title: 'the newest version that the leader does not know of is adopted',
    },
    rule: 'what others have and the leader has forgotten is adopted',
    edits: [
      {
        file: verdict,
        replace: "if (newest && newest.version >= ending) return { kind: 'adopt', from: newest.region, version: newest.version, strays }",
        by: '',
      },
    ],
    emphasis: syncedBlackouts,
  },
  {
    name: 'removals-not-adopted',
    elusive: { file: 'test/replication/traces.test.ts', title: 'leader forgot' },
    rule: 'a removal that others remember and the leader has forgotten comes about',
    edits: [{ file: verdict, replace: 'if (ending > known) return', by: 'if (ending > Number.MAX_SAFE_INTEGER) return' }],
    emphasis: syncedBlackouts,
  },
  {
    name: 'strays-stay',
    rule: 'copies where none belong are removed',
    edits: [
      {
        file: verdict,
        replace: 'strays: strays.filter((region) => !wanted.has(region)) }',
        by: 'strays: strays.filter((region) => region < 0) }',
      },
    ],
    emphasis: blackouts,
  },
  {
    name: 'serves-while-it-reconciles',
    rule: 'a space serves nothing while it is reconciled',
    edits: [
      {
        file: 'src/member/space-obstacles.ts',
        replace: 'if (view.reconciling.size > 0) {',
        by: 'if (view.reconciling.size < 0) {',
      },
    ],
    emphasis: syncedBlackouts,
  },
  {
    name: 'forgotten-attempts-applied-again',
    rule: 'what may have been taken in before the region forgot is not judged again',
    edits: [
      {
        file: 'src/replication/point-leader.ts',
        replace: 'if (request.firstEpoch < this.#replica.forgot) {',
        by: 'if (request.firstEpoch < 0) {',
      },
    ],
    emphasis: syncedBlackouts,
  },
  {
    name: 'arrivals-find-nothing',
    rule: 'where something may have been forgotten an arriving object may find an older copy',
    edits: [
      {
        file: 'src/replication/commit.ts',
        replace: 'arriving && !rows.incomplete && !view.forgetful && view.reconciling.size === 0',
        by: 'arriving && !rows.incomplete',
      },
    ],
    emphasis: blackouts,
  },
]
