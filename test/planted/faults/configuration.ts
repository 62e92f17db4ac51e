// Configurations and epochs (protocol, section 4).
import { administered, fallenOver, impatient, movedAbout, restarts } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

const gate = 'src/member/link-gate.ts'

const wholeLinkWaits = {
  file: 'test/member/link-gate.test.ts',
  title: 'behind a message of a newer epoch its whole link waits, also what could be taken, and goes on in order',
}

export const configurationFaults: readonly PlantedFault[] = [
  {
    name: 'newer-epochs-not-held',
    rule: '◆ a receiver that is older fetches the configuration and holds the message, and with it its whole link',
    edits: [
      {
        file: gate,
        replace: "if (fromEpoch > from.region.epoch || toEpoch > to.region.epoch) return 'hold'",
        by: "if (fromEpoch > from.region.epoch || toEpoch > to.region.epoch) return 'drop'",
      },
    ],
    emphasis: restarts,
  },
  {
    name: 'held-without-what-comes-behind',
    elusive: wholeLinkWaits,
    rule: '◆ with a message that is held its whole link waits',
    edits: [
      {
        file: gate,
        replace: 'this.#held.set(peer, concerning.slice(position))',
        by: 'this.#held.set(peer, [...(this.#held.get(peer) ?? []), message])',
      },
      { file: gate, replace: '        break\n', by: '' },
    ],
    emphasis: restarts,
  },
  {
    name: 'later-messages-overtake-held-ones',
    elusive: wholeLinkWaits,
    rule: '◆ with a message that is held its whole link waits, also what comes later',
    edits: [
      { file: gate, replace: 'if (waiting) {', by: "if (waiting && concerning.some((message) => admit(index, message) === 'hold')) {" },
    ],
    emphasis: restarts,
  },
  {
    name: 'older-epochs-taken',
    rule: '◆ messages between replicas name the epochs of both regions, and a receiver that is newer refuses what is older',
    edits: [
      {
        file: gate,
        replace: "if (fromEpoch < from.region.epoch || toEpoch < to.region.epoch) return 'refuse'",
        by: "if (fromEpoch < 0 || toEpoch < 0) return 'refuse'",
      },
    ],
    emphasis: movedAbout,
  },
  {
    name: 'requests-of-older-epochs-judged',
    elusive: {
      file: 'test/member/older-requests.test.ts',
      title: 'gets, writes and searches of an older epoch are stale, those of the present one are answered',
    },
    rule: '◆ every request names the epoch of its region, and one of an older epoch is refused',
    edits: [
      {
        file: 'src/member/requests.ts',
        replace: 'if (!replica || !location || epoch < replica.epoch) return this.stale()',
        by: 'if (!replica || !location || epoch < 0) return this.stale()',
      },
    ],
    emphasis: impatient,
  },
  {
    name: 'two-coordinators-decide',
    elusive: {
      file: 'test/coordinator/etcd-journal.test.ts',
      title: 'a coordinator whose candidacy is gone writes nothing more, and two never take one number',
      needs: 'etcd',
    },
    rule: 'every decision is written by compare-and-swap, so two coordinators can never both decide',
    edits: [
      {
        file: 'coordinator/journal/etcd-journal.ts',
        replace: "if (expected === 'absent') comparison = comparison.and(key, 'Create', '==', 0)",
        by: "if (expected === 'absent') comparison = comparison.and(key, 'Create', '>', -1)",
      },
    ],
  },
  {
    name: 'former-leader-decides',
    elusive: {
      file: 'test/coordinator/etcd-journal.test.ts',
      title: 'a coordinator whose candidacy is gone writes nothing more, and two never take one number',
      needs: 'etcd',
    },
    rule: 'nothing is decided by a coordinator whose candidacy is over',
    edits: [
      {
        file: 'coordinator/journal/etcd-journal.ts',
        replace: "client.if(this.#candidacy, 'Create', '>', 0)",
        by: "client.if(this.#candidacy, 'Create', '>', -1)",
      },
    ],
  },
  {
    name: 'several-decide-in-the-virtual-etcd',
    rule: 'what a coordinator decides that has lost its candidacy is not kept',
    edits: [
      {
        file: 'test/simulation/etcd.ts',
        replace: 'if (!this.#leads(candidacy) || number !== this.#records.length + 1) return false',
        by: 'this.#leads(candidacy)',
      },
    ],
    emphasis: fallenOver,
  },
  {
    name: 'writes-while-a-space-settles',
    rule: 'while the axes of a space are cut, point leaders ask writers to come again',
    edits: [
      { file: 'src/member/space-obstacles.ts', replace: 'if (view.space.settling) return', by: 'if (false) return' },
      { file: 'src/replication/point-leader.ts', replace: 'return !view.space.settling && !this.#versions', by: 'return !this.#versions' },
    ],
    emphasis: administered,
  },
  {
    name: 'reads-while-a-space-settles',
    elusive: {
      file: 'test/member/settling.test.ts',
      title: 'a server that has said that it is empty answers nothing of the space until it knows what came of that',
    },
    rule: 'while the axes of a space are cut nobody answers in the regions that may be gone for others',
    edits: [{ file: 'src/member/space-obstacles.ts', replace: 'if (view.space.settling) return', by: 'if (false) return' }],
  },
  {
    name: 'cut-over-changed-chains',
    elusive: {
      file: 'test/coordinator/settling.test.ts',
      title: 'a space of which a chain changes meanwhile is not cut: who has left may have answered, and knows nothing of it any more',
    },
    rule: 'a space is cut anew on the chains that it had when it settled, or not at all',
    edits: [
      {
        file: 'coordinator/core/settling.ts',
        replace: 'chainsText(space.subspaces) === chainsText(offer.subspaces)',
        by: 'offer.subspaces.length > 0',
      },
    ],
  },
  {
    name: 'once-empty-always-empty',
    elusive: {
      file: 'test/coordinator/settling.test.ts',
      title: 'a server that is no more empty than it was ends the settling, though it has said that it is',
    },
    rule: 'a space of which any server says that it is not empty is not cut anew',
    edits: [
      {
        file: 'coordinator/core/cluster-state.ts',
        replace: 'if (!report.empty) this.#endUnchanged',
        by: 'if (!report.empty && offer.waitingFor.has(heartbeat.server)) this.#endUnchanged',
      },
    ],
  },
  {
    name: 'empty-while-a-promise-is-owed',
    elusive: {
      file: 'test/member/settling.test.ts',
      title: 'a server does not say that it is empty while it owes a promise to one that may answer yet',
    },
    rule: 'regions that are cut anew begin when nobody can answer from those before any more',
    edits: [{ file: 'src/member/reports.ts', replace: 'if (empty && replicas.some(({ wedged }) => wedged))', by: 'if (false)' }],
  },
  {
    name: 'fallen-behind-and-final',
    rule: 'a coordinator that a server knows more than ends nothing, it sends on to the one that leads',
    elusive: {
      file: 'test/coordinator/registration.test.ts',
      title:
        'who knows of more than the coordinator does is sent to the one that leads now, and neither ended nor told to empty its directory',
    },
    edits: [
      {
        file: 'coordinator/core/cluster-state.ts',
        replace: 'if (server !== undefined && incarnation > server.incarnation)',
        by: 'if (false)',
      },
    ],
  },
  {
    name: 'versions-begin-anew',
    elusive: {
      file: 'test/coordinator/settling.test.ts',
      title: 'the new regions begin above all epochs of the old ones: no version is given twice',
    },
    rule: 'a key that is created again never gets a version that it had, in a space cut anew either',
    edits: [
      {
        file: 'coordinator/core/settling.ts',
        replace: 'id: nextRegion++, epoch, founded: epoch, members,',
        by: 'id: nextRegion++, epoch: 1, members,',
      },
    ],
  },
]
