import test from 'ava'
import fc from 'fast-check'
import { ChangeLog } from '../../src/replication/change-log.ts'
import type { CommittedChange } from '../../src/replication/kept-changes.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'

const change = (version: number) => ({ key: fromLatin1('k'), version, after: fromLatin1('x') })
const versions = (log: ChangeLog, region: number, after: number, through: number) =>
  [...log.between(region, after, through)].map(({ version }) => version)

test('changes come by rising version, whatever the order of their commits', (t) => {
  const log = new ChangeLog()
  log.open(1, 10)
  for (const version of [12, 11, 15, 13]) log.record(1, change(version))
  t.deepEqual(versions(log, 1, 10, 99), [11, 12, 13, 15])
  t.deepEqual(versions(log, 1, 12, 13), [13])
  t.is(log.start(1), 10)
  t.deepEqual([...log.takeNews()], [1])
  t.is(log.takeNews().size, 0)
})

test('the oldest go first, over all regions together, and the claim to know everything goes with them', (t) => {
  const log = new ChangeLog(4)
  log.open(1, 0)
  log.open(2, 0)
  log.record(1, change(2))
  log.record(1, change(1))
  for (const version of [1, 2, 3]) log.record(2, change(version))
  t.is(log.start(1), 2)
  t.deepEqual(versions(log, 1, 0, 99), [])
  t.is(log.start(2), 0)
  log.record(2, change(4))
  log.record(2, change(5))
  t.is(log.start(2), 1)
  t.deepEqual(versions(log, 2, 1, 99), [2, 3, 4, 5])
})

test('bytes are bounded too, but the newest change is kept whatever it takes', (t) => {
  const log = new ChangeLog(100, 1000)
  log.open(1, 0)
  for (let version = 1; version <= 20; version++) log.record(1, change(version))
  t.true(versions(log, 1, 0, 99).length <= 15)
  log.record(1, { key: fromLatin1('k'), version: 21, after: new Uint8Array(10_000) })
  t.deepEqual(versions(log, 1, 20, 99), [21])
})

test('65,536 changes are kept, or 32 MiB of them', (t) => {
  const changesMax = 65_536
  const log = new ChangeLog()
  log.open(1, 0)
  for (let version = 1; version <= changesMax; version++) log.record(1, change(version))
  t.is(log.start(1), 0)
  t.is(versions(log, 1, 0, changesMax).length, changesMax)
  log.record(1, change(changesMax + 1))
  t.is(log.start(1), 1)
  const mebibyte = 1024 * 1024
  const large = new ChangeLog()
  large.open(1, 0)
  for (let version = 1; version <= 40; version++) large.record(1, { ...change(version), after: new Uint8Array(mebibyte) })
  t.is(large.start(1), 40 - 31)
})

test('a region that is no longer here is forgotten', (t) => {
  const log = new ChangeLog(2)
  log.open(1, 0)
  log.record(1, change(1))
  log.close(1)
  t.is(log.start(1), undefined)
  log.open(1, 5)
  for (const version of [6, 7, 8, 9]) log.record(1, change(version))
  t.is(log.start(1), 7)
})

const bytes = (maxLength: number) => fc.uint8Array({ maxLength })
const committed = fc.record(
  {
    key: bytes(20),
    version: fc.integer({ min: 1, max: 2 ** 40 }),
    before: fc.record({ version: fc.maxSafeNat(), object: bytes(300) }),
    after: fc.oneof({ weight: 20, arbitrary: bytes(300) }, { weight: 1, arbitrary: fc.constant(new Uint8Array(70_000).fill(7)) }),
  },
  { requiredKeys: ['key', 'version'] },
)

test('every change that is kept is given as it was recorded', (t) => {
  const steps = fc.array(fc.record({ region: fc.integer({ min: 1, max: 3 }), change: committed, again: fc.nat(40) }), { maxLength: 400 })
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 50 }), (steps, changesMax) => {
      const log = new ChangeLog(changesMax)
      let kept: { region: number; change: CommittedChange }[] = []
      const opened = new Map([1, 2, 3].map((region) => [region, 0]))
      for (const region of opened.keys()) log.open(region, 0)
      for (const { region, change, again } of steps) {
        if (again === 0) {
          log.close(region)
          log.open(region, change.version)
          opened.set(region, change.version)
          kept = kept.map((one) => (one.region === region ? { ...one, region: 0 } : one))
        } else if (!kept.some((one) => one.region === region && one.change.version === change.version)) {
          const claimed = change.version > log.start(region)!
          log.record(region, change)
          if (claimed) kept = [...kept, { region, change }].slice(-changesMax)
        }
      }
      for (const region of opened.keys()) {
        const start = log.start(region)!
        t.true(start >= opened.get(region)!)
        const expected = kept.filter((one) => one.region === region && one.change.version > start).map((one) => one.change)
        const found = [...log.between(region, start, Number.POSITIVE_INFINITY)]
        t.deepEqual(
          found,
          expected.sort((a, b) => a.version - b.version),
        )
      }
    }),
    { numRuns: 50 },
  )
})

test('of a change that commits after a younger one of its region was dropped nothing is claimed, and nothing is left', (t) => {
  const log = new ChangeLog(2)
  log.open(1, 0)
  log.open(2, 0)
  const large = (version: number) => ({ ...change(version), after: new Uint8Array(70_000) })
  log.record(1, large(5))
  for (const version of [1, 2]) log.record(2, large(version))
  t.is(log.start(1), 5)
  log.record(1, large(4))
  t.deepEqual(versions(log, 1, 0, 99), [])
  for (const version of [3, 4, 5]) log.record(2, large(version))
  t.deepEqual(versions(log, 1, 0, 99), [])
  log.record(1, large(6))
  t.deepEqual(versions(log, 1, 0, 99), [6])
})
