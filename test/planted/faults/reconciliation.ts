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
  {
    name: 'nobody-stands-by',
    rule: 'while the member that was kept is compared the others keep what they have, and take its place when it is lost',
    elusive: {
      file: 'test/coordinator/doubts.test.ts',
      title: 'while the one that stays is compared the others stand by; when it is lost they take its place, with what they had',
    },
    edits: [
      {
        file: 'coordinator/core/chain.ts',
        replace: 'return { ...withStandby(sole, standby), reconciling: true }',
        by: 'return { ...sole, reconciling: true }',
      },
    ],
  },
  {
    name: 'who-stands-by-acts',
    rule: 'who stands by does nothing',
    elusive: {
      file: 'test/member/doubtful.test.ts',
      title:
        'who stands by while another one is compared keeps everything, does nothing, and takes its place when that is lost, also after a start',
    },
    edits: [{ file: 'src/replication/replica.ts', replace: 'return this.standsBy || ', by: 'return ' }],
  },
  {
    name: 'vouched-for-and-compared',
    rule: 'whoever was vouched for is compared with nobody',
    elusive: {
      file: 'test/coordinator/doubts.test.ts',
      title: 'where no other one is there an administrator can vouch for one that may have forgotten, and the others learn from it',
    },
    edits: [
      {
        file: 'coordinator/core/chain.ts',
        replace: 'withMembers(withDoubts(withForgotten(withoutReconciling(withoutLearner(region))), []), [server], region)',
        by: 'withMembers(withForgotten(withoutReconciling(withoutLearner(region))), [server], region)',
      },
    ],
  },
  {
    name: 'damaged-leaves-for-the-absent',
    rule: 'a damaged server gives its place up to a full member that is there',
    elusive: {
      file: 'test/coordinator/registration.test.ts',
      title: 'a damaged server gives its place up to nobody who is not there',
    },
    edits: [{ file: 'coordinator/core/registration.ts', replace: 'if (away.length > 0) throw', by: 'if (away.length > 1_000) throw' }],
  },
]
