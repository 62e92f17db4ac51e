// Exactly once (protocol, section 2): numbers, marks, outcomes, negative answers, attempts.
import { contended, endedSessions, impatient, restarts } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

const pointLeader = 'src/replication/point-leader.ts'
const outcomes = 'src/replication/outcomes.ts'
const keyCalls = 'src/session/key-calls.ts'

export const exactlyOnceFaults: readonly PlantedFault[] = [
  {
    name: 'outcomes-not-recorded',
    rule: 'each replica of the key region keeps number → outcome',
    edits: [
      {
        file: 'src/replication/replica.ts',
        replace: 'if (update.client > 0 && this.holdsKeys && !this.#around.sessionEnded(update.client)) this.outcomes.record(update)',
        by: '',
      },
    ],
    emphasis: restarts,
  },
  {
    name: 'outcomes-not-durable',
    rule: 'outcomes are written in the batch of the commit',
    edits: [{ file: outcomes, replace: 'this.#store.put(outcomeKey(this.#region, client, fresh.first), row)', by: '' }],
    emphasis: restarts,
  },
  {
    name: 'marks-forgotten',
    rule: '◆ replicas keep the mark with the records and refuse lower numbers',
    edits: [{ file: pointLeader, replace: 'if (number < outcomes.mark(client)) {', by: 'if (false) {' }],
    emphasis: impatient,
  },
  {
    name: 'marks-not-durable',
    elusive: {
      file: 'test/replication/remembered-outcomes.test.ts',
      title: "a client's mark stays when nothing else is left of it, also through a start: what comes late is not applied again",
    },
    rule: '◆ marks are written to disk',
    edits: [{ file: outcomes, replace: 'this.#store.put(markKey(this.#region, client), row)', by: '' }],
    emphasis: { ...impatient, faults: { ...impatient.faults, crashMs: 300 } },
  },
  {
    name: 'marks-gone-with-their-records',
    rule: '◆ the mark stays until the session ends, also when no record of it is left',
    edits: [
      {
        file: outcomes,
        replace: '        record.markStored = record.mark\n      }\n    }',
        by: '        record.markStored = record.mark\n      }\n      if (record.versions.size === 0) {\n        this.#store.remove(markKey(this.#region, client))\n        this.#clients.delete(client)\n        this.#grow(-weights.client)\n      }\n    }',
      },
    ],
    emphasis: impatient,
  },
  {
    name: 'retry-judged-again',
    rule: '◆ a retry of an operation still pending attaches to it',
    edits: [{ file: pointLeader, replace: 'if (underWay) {', by: 'if (false) {' }],
    emphasis: impatient,
  },
  {
    name: 'waiting-retry-waits-twice',
    rule: '◆ a retry of an operation still waiting takes its place',
    elusive: {
      file: 'test/member/waiting-requests.test.ts',
      title:
        'the bytes that waiting writes hold are bounded, a later attempt takes the place of the one before, and other spaces keep their room',
    },
    edits: [
      {
        file: pointLeader,
        replace: 'others.findIndex(({ request: other }) => other.client === request.client && other.number === request.number)',
        by: '-1',
      },
    ],
  },
  {
    name: 'negatives-forgotten',
    elusive: { file: 'test/replication/random.test.ts', title: 'random schedules keep every promise' },
    rule: '◆ the leader remembers a negative outcome from the moment it judges until the mark passes it',
    edits: [{ file: pointLeader, replace: 'if (negative) {', by: 'if (false) {' }],
    emphasis: impatient,
  },
  {
    name: 'negative-at-once',
    rule: 'negative answers wait for what is pending on arrival',
    edits: [
      {
        file: pointLeader,
        replace: 'this.#answerAfter(newest, request, answer)',
        by: 'this.#around.answer(request.caller, answer)',
      },
    ],
    emphasis: contended,
  },
  {
    name: 'restart-keeps-epochs',
    rule: '◆ any restart of a member bumps the epochs of its chains',
    edits: [
      {
        file: 'coordinator/core/edit.ts',
        replace: '(heldSince(region, server.id) === undefined ? region : started(region))',
        by: 'region',
      },
    ],
    emphasis: restarts,
  },
  {
    name: 'negative-of-an-older-attempt-believed',
    elusive: {
      file: 'test/session/key-calls.test.ts',
      title: 'a new epoch sends the call again at once, and a negative answer to the older attempt is ignored',
    },
    rule: '◆ a client ignores a negative answer to an attempt of an older epoch than its newest',
    edits: [{ file: keyCalls, replace: 'if (!newest) return\n    this.#noteRefusal', by: 'this.#noteRefusal' }],
    emphasis: impatient,
  },
  {
    name: 'sessions-ended-by-a-timer',
    rule: 'only the coordinator ends a session, never a clock of a replica',
    edits: [
      {
        file: 'src/member/member.ts',
        replace: 'for (const replica of this.#chains.replicas.values()) replica.size.settle(false)',
        by: 'for (const replica of this.#chains.replicas.values()) {\n        replica.size.settle(false)\n        replica.outcomes.endSessions(() => true)\n      }',
      },
    ],
    emphasis: impatient,
  },
  {
    name: 'ended-sessions-write',
    rule: '◆ what comes under a session that has ended is never applied',
    edits: [{ file: 'src/member/requests.ts', replace: 'if (this.#around.sessionEnded(client)) {', by: 'if (false) {' }],
    emphasis: endedSessions,
  },
  {
    name: 'retry-with-a-new-number',
    rule: 'a client sends an operation again under the same number',
    edits: [
      {
        file: keyCalls,
        replace: 'if (call.update !== undefined && call.number === 0 && !this.#assignNumber(call)) return',
        by: 'if (call.update !== undefined && !this.#assignNumber(call)) return',
      },
    ],
  },
  {
    name: 'pending-not-known-to-a-new-leader',
    rule: 'pending updates of a dead or restarted head are driven on by the new one, and retries of them attach',
    edits: [
      {
        file: pointLeader,
        replace: '      if (pending.update.client > 0) this.#noteUnderWay(pending)\n      this.#charge(pending.update)',
        by: '      this.#charge(pending.update)',
      },
    ],
    emphasis: restarts,
  },
  {
    name: 'versions-reused',
    rule: 'a restarted leader never reuses a version',
    edits: [
      {
        file: 'src/replication/version-counter.ts',
        replace: 'this.#epoch * counterRange + ++this.#counter',
        by: 'counterRange + ++this.#counter',
      },
    ],
    emphasis: restarts,
  },
]
