// Learners and their copies (protocol, section 4, Joining and Coming back; docs/repair.md, rules 6 to 8).
import { forgetful, joined, movedAbout, outOfTouch, unreturned } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

const learning = 'src/replication/transfer/learning.ts'
const transfers = 'src/member/transfers.ts'
const repair = 'coordinator/core/repair.ts'
const regionRows = 'src/replication/transfer/region-rows.ts'

/** The member's own assertion is in the way of what would happen without it. */
const incompleteMembers = {
  file: transfers,
  replace: 'if (replica.incomplete)\n          throw',
  by: 'if (replica.incomplete) replica.incomplete = undefined\n        if (false) throw',
}

const learnsWhatIsRemembered = {
  file: 'test/replication/transfer/joining.test.ts',
  title: 'a learner has what the source remembers: removals, departures, outcomes, marks, watermarks',
}

export const joiningFaults: readonly PlantedFault[] = [
  {
    name: 'promoted-before-the-copy',
    rule: '◆ a learner becomes a full member only when its copy is complete',
    edits: [
      { file: repair, replace: '|| !said(learner.server)?.copied) continue', by: '|| !said(learner.server)) continue' },
      incompleteMembers,
      {
        file: 'src/member/member.ts',
        replace: 'if (replica.isFull || replica.standsBy) {',
        by: 'if (replica.isFull) continue\n      if (false) {',
      },
    ],
    emphasis: joined,
  },
  {
    name: 'promoted-before-all-report',
    elusive: {
      file: 'test/coordinator/repair.test.ts',
      title: 'a learner becomes a full member only when it has copied and every full member owes nothing in the present epoch',
    },
    rule: '◆ a learner becomes a full member only when every full member has reported its present epoch and that it owes nothing there',
    edits: [{ file: repair, replace: 'if (members.every((member) => said(member)?.owes === false))', by: 'if (members.length > 0)' }],
    emphasis: movedAbout,
  },
  {
    name: 'commit-without-the-learner',
    rule: '◆ a learner is the last element of its chain, so no update commits before it without it',
    edits: [
      { file: 'src/replication/path.ts', replace: 'const chain = chainOf(region)\n', by: 'const chain = region.members\n' },
      {
        file: 'src/replication/path.ts',
        replace: 'server: chainOf(beside).at(direction === 1 ? 0 : -1)!',
        by: 'server: beside.members.at(direction === 1 ? 0 : -1)!',
      },
    ],
    emphasis: joined,
  },
  {
    name: 'learner-serves',
    rule: '◆ a learner never serves',
    edits: [
      { file: 'src/search/search-plan.ts', replace: 'const tail = members.at(-1)!', by: 'const tail = learner?.server ?? members.at(-1)!' },
      { file: 'src/search/search-plan.ts', replace: 'epoch, members }', by: 'epoch, members, learner }' },
      { file: 'src/member/requests.ts', replace: "as === 'tail' && !replica.isTail) return", by: "as === 'tail' && !replica) return" },
    ],
    emphasis: joined,
  },
  {
    name: 'copy-overwrites-newer',
    rule: '◆ a copied object is taken unless something newer is there',
    edits: [{ file: learning, replace: 'if (version !== (named && readObjectRow(named).version)) return', by: '' }],
    emphasis: joined,
  },
  {
    name: 'copy-revives',
    rule: '◆ a copied object is not taken where a newer removal is there',
    edits: [{ file: learning, replace: 'if (remembered.removedAt(keyName) > readObjectRow(value).version) {', by: 'if (false) {' }],
    emphasis: joined,
  },
  {
    name: 'copy-of-objects-alone',
    rule: '◆ the copy is of everything the region stores: removal and departure records, outcomes, marks',
    edits: [
      { file: learning, replace: 'for (const { key, value } of rows) absorb(this.#replica, key, value, this.#around.now())', by: '' },
    ],
    emphasis: outOfTouch,
  },
  {
    name: 'outcomes-not-copied',
    rule: '◆ the copy is of outcomes, too',
    edits: [
      {
        file: regionRows,
        replace: '[rowKind.outcome, ({ outcomes }, key, value) => outcomes.absorb(readUint64(key, 0), value)],',
        by: '[rowKind.outcome, () => {}],',
      },
    ],
    emphasis: outOfTouch,
  },
  {
    name: 'removals-not-copied',
    elusive: { file: 'test/replication/traces.test.ts', title: 'join' },
    rule: '◆ the copy is of removal records, too',
    edits: [
      {
        file: regionRows,
        replace: 'remembered.absorbRemoval(toLatin1(view.keyType.fromOrdered(key)), key, value)]',
        by: '{}]',
      },
    ],
    emphasis: joined,
  },
  {
    name: 'departures-not-copied',
    elusive: learnsWhatIsRemembered,
    rule: '◆ the copy is of departure records, too',
    edits: [
      {
        file: regionRows,
        replace: 'remembered.absorbDeparture(view.keyType.fromOrdered(orderedKey), readUint64(key, 0), orderedKey, value, now)',
        by: 'void [remembered, view, orderedKey, value, now]',
      },
    ],
    emphasis: joined,
  },
  {
    name: 'marks-not-copied',
    elusive: learnsWhatIsRemembered,
    rule: '◆ the copy is of marks, too',
    edits: [
      {
        file: regionRows,
        replace: '[rowKind.mark, ({ outcomes }, key, value) => outcomes.advance(readUint64(key, 0), readUint64(value, 0))],',
        by: '[rowKind.mark, () => {}],',
      },
    ],
    emphasis: outOfTouch,
  },
  {
    name: 'watermarks-not-copied',
    elusive: learnsWhatIsRemembered,
    rule: '◆ the copy is of W, too',
    edits: [{ file: learning, replace: 'this.#around.learnWatermark(readUint32(key, 0), readUint64(value, 0))', by: '{}' }],
    emphasis: joined,
  },
  {
    name: 'copy-goes-on-from-another-source',
    elusive: { file: 'test/replication/traces.test.ts', title: 'source dies' },
    rule: '◆ copying starts after the source installed the epoch, and again when the source changes',
    edits: [
      {
        file: transfers,
        replace: 'if (!changed.has(region) && this.#chains.replicas.get(region)?.learner) continue',
        by: 'if (this.#chains.replicas.get(region)?.learner) continue',
      },
      { file: transfers, replace: '} else if (changed.has(region)) learning.begin()', by: '}' },
      { file: transfers, replace: 'if (copyAsk.begin && !this.#sources.has(region)) {', by: 'if (!this.#sources.has(region)) {' },
    ],
    emphasis: { ...joined, servers: 5, spaces: joined.spaces!.map((text) => text.replace('tolerate 1', 'tolerate 2')) },
  },
  {
    name: 'old-pending-records-used',
    elusive: { file: 'test/replication/traces.test.ts', title: 'learner restarts' },
    rule: '◆ pending records of a returning server are dropped',
    edits: [
      {
        file: 'src/member/recover.ts',
        replace: 'if (replica && !replica.incomplete) found.push({ replica, update: readUpdate(record.update), record })',
        by: 'if (replica) found.push({ replica, update: readUpdate(record.update), record })',
      },
    ],
    emphasis: { ...joined, thinkMs: 5, absencesMs: [300], disk: { writeMs: 4, flushMs: 4, readMs: 1 } },
  },
  {
    name: 'cache-believed',
    rule: '◆ an object of a returning server counts as present once the copy confirms it or an update brings it',
    edits: [
      {
        file: learning,
        replace: "if (this.#phase === 'settling' || this.#phase === 'complete') return true",
        by: 'if (this.#attempt >= 0) return true',
      },
    ],
    emphasis: forgetful,
  },
  {
    name: 'found-copies-count-unflushed',
    elusive: { file: 'test/member/found-copies.test.ts', title: 'it says that it has its copy when the disk knows that for good' },
    rule: 'a learner counts when its whole copy is on the disk for good, also when it was killed between writing and flushing that',
    edits: [{ file: 'src/member/transfers.ts', replace: 'copied: this.#unflushed.get(region) !== replica.joined', by: 'copied: true' }],
  },
  {
    name: 'returning-server-learns-nothing',
    rule: '◆ old data of a returning server is only a cache',
    edits: [
      {
        file: 'src/member/member.ts',
        replace: 'if ((this.#memberships.get(replica.region) ?? replica.founded) === replica.joined) {',
        by: 'if (replica.joined > 0) {',
      },
    ],
    emphasis: joined,
  },
  {
    name: 'forgetful-start-serves',
    rule: '◆ a start that may have forgotten acts in no chain but as a learner, while a full member survives',
    edits: [
      {
        file: 'coordinator/core/registration.ts',
        replace: 'if (!lacking && !isDoubtful) return acceptForgotten ? withoutReconciling(region) : raiseEpoch(region)',
        by: 'if (region.members.length > 1 || (!lacking && !isDoubtful)) return raiseEpoch(region)',
      },
    ],
    emphasis: forgetful,
  },
  {
    name: 'forgetful-leaves-at-once',
    rule: 'whoever may have forgotten leaves its chain only when another full member is seen to be there that has not',
    edits: [
      {
        file: 'coordinator/core/registration.ts',
        replace: 'return start === startKind.damaged || !limits.reconcile ? withoutServers(region, alone)',
        by: 'return true ? withoutServers(region, alone)',
      },
    ],
    emphasis: unreturned,
  },
  {
    name: 'judged-by-the-last-heartbeat',
    rule: 'of servers that fail at one moment none is taken out because the last heartbeat of another one came later',
    edits: [
      {
        file: 'coordinator/core/judgement.ts',
        replace: '&& steady.some((other) => attendance.hasOutlived(other, member))',
        by: '&& steady.length > 0',
      },
    ],
    emphasis: unreturned,
  },
  {
    name: 'at-odds-with-the-dead',
    elusive: {
      file: 'test/coordinator/judgement.test.ts',
      title: 'whoever complains about those that have failed stays, though the complaint comes before their silence has lasted long enough',
    },
    rule: 'of two servers at odds none is taken out while one of them may just have failed',
    edits: [
      {
        file: 'coordinator/core/judgement.ts',
        replace: 'attendance.isFresh(one, now) && attendance.isFresh(other, now)',
        by: '!attendance.isSilent(one, now) && !attendance.isSilent(other, now)',
      },
    ],
    emphasis: unreturned,
  },
  {
    name: 'quarrels-leave-the-dead-alone',
    elusive: {
      file: 'test/coordinator/repair.test.ts',
      title: 'one that others cannot talk with stays where its neighbour has not been heard for a while',
    },
    rule: 'of those that cannot talk one stays where no other full member is known to live',
    edits: [
      {
        file: 'coordinator/core/judgement.ts',
        replace: 'const next = withoutServers(region, withOneAlive(region, { dead, leaving, isAlive }))',
        by: 'const next = withoutServers(region, leaving)',
      },
    ],
    emphasis: unreturned,
  },
  {
    name: 'paths-over-broken-pairs',
    rule: 'of two servers of a space that cannot talk to each other one leaves the space',
    elusive: {
      file: 'test/coordinator/repair.test.ts',
      title:
        'of two servers that cannot talk one leaves the whole space, whose updates pass from anyone to anyone, and stays out as long as that lasts',
    },
    edits: [
      {
        file: 'coordinator/core/quarrels.ts',
        replace: 'if (space.subspaces.length < 2) return leaving',
        by: 'if (space.subspaces.length > 0) return leaving',
      },
    ],
  },
  {
    name: 'learners-wait-for-every-removal',
    rule: 'what a learner waits for is removed before what only frees the disk',
    elusive: {
      file: 'test/member/cleanups.test.ts',
      title: 'what somebody waits for goes before what only frees the disk',
    },
    edits: [
      {
        file: 'src/member/cleanups.ts',
        replace: 'this.#waiting.find((waiting) => waiting.urgent && isReady(waiting)) ?? this.#waiting.find(isReady)',
        by: 'this.#waiting.find(isReady)',
      },
    ],
  },
  {
    name: 'mark-removed-with-the-region',
    rule: 'a region that is learned again is named by a row from which the next start knows it',
    elusive: {
      file: 'test/member/former-regions.test.ts',
      title: 'a region that is learned while it is being removed whole is found by the next start',
    },
    edits: [{ file: 'src/member/former-regions.ts', replace: 'if (isGivenUp) this.#mark(region)', by: '' }],
  },
]
