// What becomes of one key, by everything that is known of it.
import test from 'ava'
import { type Findings, type Verdict, verdictOn } from '../../../src/replication/reconciliation/verdict.ts'

const compared = new Set([10, 11, 20, 21])
const nothing: Findings = { own: undefined, removedAt: 0, copies: [], ending: 0 }
/** Belongs into the regions 10 and 20. */
const own = (version: number) => ({ version, sum: version, regions: [10, 20] })
const copy = (region: number, version: number) => ({ region, version, sum: version })

function verdict(findings: Partial<Findings>, passed = 0): Verdict {
  return verdictOn({ ...nothing, ...findings }, compared, passed)
}

test('a copy in each region where the values lead, at the same version, and nowhere else, is as it should be', (t) => {
  t.deepEqual(verdict({}), { kind: 'alike' })
  t.deepEqual(verdict({ own: own(5), copies: [copy(10, 5), copy(20, 5)] }), { kind: 'alike' })
  t.deepEqual(verdict({ own: own(5), copies: [copy(20, 5)] }), { kind: 'drive', strays: [] }, 'one lacks it')
  t.deepEqual(verdict({ own: own(5), copies: [copy(10, 5), copy(20, 4)] }), { kind: 'drive', strays: [] }, 'one is older')
  t.deepEqual(verdict({ own: own(5), copies: [copy(10, 5), copy(20, 5), copy(21, 4)] }), { kind: 'drive', strays: [21] }, 'one is astray')
  t.deepEqual(
    verdict({ own: own(5), copies: [copy(10, 5), { ...copy(20, 5), sum: 9 }] }),
    { kind: 'drive', strays: [] },
    'one has other values',
  )
})

test('regions that were not asked are not missed', (t) => {
  const findings = { ...nothing, own: own(5), copies: [copy(10, 5)] }
  t.deepEqual(verdictOn(findings, new Set([10, 11]), 0), { kind: 'alike' })
})

test('the newest version that the leader does not know of is adopted', (t) => {
  t.deepEqual(verdict({ copies: [copy(10, 5), copy(21, 7)] }), { kind: 'adopt', from: 21, version: 7, strays: [10, 21] })
  t.deepEqual(verdict({ own: own(6), copies: [copy(10, 6), copy(21, 7)] }), { kind: 'adopt', from: 21, version: 7, strays: [10, 21] })
})

test('what lies at or below the watermark, or a removal that the leader remembers, has passed: it goes', (t) => {
  t.deepEqual(verdict({ copies: [copy(10, 5)] }, 5), { kind: 'drive', strays: [10] })
  t.deepEqual(verdict({ copies: [copy(10, 6)] }, 5), { kind: 'adopt', from: 10, version: 6, strays: [10] })
  t.deepEqual(verdict({ removedAt: 6, copies: [copy(10, 6)] }), { kind: 'drive', strays: [10] })
  t.deepEqual(verdict({ removedAt: 6, copies: [copy(10, 7)] }), { kind: 'adopt', from: 10, version: 7, strays: [10] })
})

test('a removal that only others remember counts like a version', (t) => {
  t.deepEqual(verdict({ own: own(5), copies: [copy(10, 5)], ending: 6 }), { kind: 'remove', version: 6, strays: [10] })
  t.deepEqual(verdict({ copies: [copy(10, 5)], ending: 6 }), { kind: 'remove', version: 6, strays: [10] })
  t.deepEqual(verdict({ ending: 6 }), { kind: 'alike' }, 'nobody has it')
  t.deepEqual(verdict({ own: own(7), copies: [copy(10, 7), copy(20, 7)], ending: 6 }), { kind: 'alike' }, 'created again since')
  t.deepEqual(verdict({ own: own(5), copies: [copy(10, 8)], ending: 6 }), { kind: 'adopt', from: 10, version: 8, strays: [10] })
})

test('a leader that has forgotten nothing adopts nothing', (t) => {
  const never = Number.POSITIVE_INFINITY
  t.deepEqual(verdict({ copies: [copy(10, 9)], ending: 10 }, never), { kind: 'drive', strays: [10] })
  t.deepEqual(verdict({ own: own(5), copies: [copy(10, 9)] }, never), { kind: 'drive', strays: [] })
})
