import test from 'ava'
import { ChangeLog } from '../../src/replication/change-log.ts'
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
  t.true(versions(log, 1, 0, 99).length <= 3)
  log.record(1, { key: fromLatin1('k'), version: 21, after: new Uint8Array(10_000) })
  t.deepEqual(versions(log, 1, 20, 99), [21])
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
