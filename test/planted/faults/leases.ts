// Leases, promises and wedging (protocol, section 4; docs/repair.md, rules 1 to 3).
import { asleep, cutOff, islands, leftBehind, restartedAtOnce, slowLinks } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

const keepAlives = 'src/member/keep-alives.ts'
const promises = 'src/member/promises.ts'
const leases = 'src/member/leases.ts'
const requests = 'src/member/requests.ts'
const moment = 'src/member/moment.ts'

export const leaseFaults: readonly PlantedFault[] = [
  {
    name: 'serve-without-a-lease',
    rule: '◆ a member judges and answers only while every other replica of its chain has answered it within a lease',
    edits: [{ file: leases, replace: 'if (this.#keepAlives.leased(region)) return undefined', by: 'return undefined' }],
    emphasis: cutOff,
  },
  {
    name: 'lease-from-one-replica',
    rule: '◆ a lease is asked of every other replica of the chain, not of any',
    edits: [
      {
        file: keepAlives,
        replace: 'for (const { leaseFrom } of others) if (!isWithin(leaseFrom, this.#at, leaseMs)) return false\n    return true',
        by: 'return others.length === 0 || others.some(({ leaseFrom }) => isWithin(leaseFrom, this.#at, leaseMs))',
      },
    ],
    emphasis: { ...cutOff, spaces: cutOff.spaces!.map((text) => text.replace('tolerate 1', 'tolerate 2')) },
  },
  {
    name: 'lease-from-arrival',
    rule: '◆ a lease counts from the moment its keep-alive was sent, not from that of its answer',
    edits: [
      {
        file: keepAlives,
        replace: 'if (!ask.probe) peer.leaseFrom = later(peer.leaseFrom, ask.sent)',
        by: 'if (!ask.probe) peer.leaseFrom = this.#at',
      },
    ],
    emphasis: slowLinks,
  },
  {
    name: 'lease-without-the-learner',
    rule: '◆ the learner, too, must have answered',
    edits: [
      {
        file: keepAlives,
        replace: 'const others = chainOf(region).filter((server) => server !== this.#parts.server)',
        by: 'const others = region.members.filter((server) => server !== this.#parts.server)',
      },
    ],
    emphasis: cutOff,
  },
  {
    name: 'reads-without-a-lease',
    rule: '◆ a member answers reads, too, only under a lease: checked on arrival and when the answer is read',
    edits: [
      { file: requests, replace: 'return obstacle && busy(obstacle)', by: 'return undefined' },
      {
        file: requests,
        replace: 'const obstacle = this.#around.obstacle(replica.region)\n        this.#around',
        by: 'const obstacle = undefined as Failure | undefined\n        this.#around',
      },
    ],
    emphasis: islands,
  },
  {
    name: 'answer-before-its-configuration',
    rule: '◆ an answer counts only once the asker has installed at least the configuration it names',
    edits: [{ file: keepAlives, replace: 'if (theirs <= this.#index.configuration.version) {', by: 'if (theirs >= 0) {' }],
    emphasis: { ...cutOff, disk: { writeMs: 20, flushMs: 20, readMs: 1 } },
  },
  {
    name: 'keep-alives-bring-nothing',
    elusive: { file: 'test/member/leases.test.ts', title: 'who asks by an older configuration is told what it lacks, once a lease' },
    rule: '◆ keep-alives and their answers bring an older side the configurations it lacks',
    edits: [
      {
        file: keepAlives,
        replace: 'const change = theirs < ours ? this.#changeFor(peer, theirs) : undefined',
        by: 'const change = theirs < 0 ? this.#changeFor(peer, theirs) : undefined',
      },
    ],
    emphasis: cutOff,
  },
  {
    name: 'answer-to-an-earlier-run',
    elusive: { file: 'test/member/leases.test.ts', title: 'an answer to another run, or to nothing that was asked, counts for nothing' },
    rule: '◆ an answer counts only in the run that asked',
    edits: [{ file: keepAlives, replace: 'if (run !== this.#parts.run) return', by: 'if (run < 0) return' }],
    emphasis: restartedAtOnce,
  },
  {
    name: 'monotonic-clock-alone',
    rule: '◆ elapsed time is the larger of what both clocks say for the asker: a suspended machine holds no lease',
    edits: [{ file: moment, replace: 'return at.now - since.now < ms && at.wall - since.wall < ms', by: 'return at.now - since.now < ms' }],
    emphasis: asleep,
  },
  {
    name: 'wall-clock-alone',
    rule: '◆ elapsed time is the larger of what both clocks say for the asker, and both for the grantor: clocks may be set',
    edits: [
      { file: moment, replace: 'return at.now - since.now < ms && at.wall - since.wall < ms', by: 'return at.wall - since.wall < ms' },
      {
        file: moment,
        replace: 'return elapsed >= ms && (at.wall - since.wall >= ms || elapsed >= 2 * ms)',
        by: 'return at.wall - since.wall >= ms',
      },
    ],
    emphasis: { ...cutOff, suspended: 0, faults: { ...cutOff.faults, wallMs: 60 } },
  },
  {
    name: 'no-wedge',
    rule: '◆ a server that installs a configuration which takes an asker out of a chain is wedged there',
    edits: [
      {
        file: leases,
        replace: 'if (this.#mustKeepStill(replica)) replica.wedge()',
        by: 'if (replica.isDoubtful) replica.wedge()',
      },
    ],
    emphasis: leftBehind,
  },
  {
    name: 'wedge-half-as-long',
    rule: '◆ a promise lasts for lease plus drift since the last answer',
    edits: [
      { file: leases, replace: 'new Promises(server, promiseMs(timing), owes', by: 'new Promises(server, promiseMs(timing) / 2, owes' },
    ],
    emphasis: leftBehind,
  },
  {
    name: 'wedge-ended-by-any-word',
    rule: '◆ only a word that names that configuration or a newer one ends a promise early',
    edits: [{ file: promises, replace: 'owed.server === server && owed.version <= version', by: 'owed.server === server && version >= 0' }],
    emphasis: leftBehind,
  },
  {
    name: 'wedged-replicas-commit',
    elusive: { file: 'test/replication/traces.test.ts', title: 'tail dies' },
    rule: '◆ while it owes a promise a replica forwards, commits and acknowledges nothing',
    edits: [
      { file: 'src/member/chains.ts', replace: 'if (replica.wedged) this.kept.keep(ownMessage(message), from)\n    else if', by: 'if' },
      { file: 'src/replication/replica.ts', replace: '    if (this.#wedged) return\n', by: '' },
      {
        file: 'src/replication/replica.ts',
        replace: 'if (this.#wedged || this.#awaitingFlush.size === 0) return',
        by: 'if (this.#awaitingFlush.size === 0) return',
      },
    ],
    emphasis: leftBehind,
  },
  {
    name: 'promises-forgotten-at-a-start',
    rule: '◆ a server that starts acts in no chain until lease plus drift after its start',
    elusive: {
      file: 'test/member/promises.test.ts',
      title: 'after a start everybody is owed for the time of a promise, if an earlier run answered anybody',
    },
    edits: [{ file: leases, replace: 'const owes = run > 1 && (this.#promised || forgetful)', by: 'const owes = false' }],
  },
]
