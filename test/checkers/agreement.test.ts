import test from 'ava'
import { checkAgreement, checkDumpAgainstHistory, checkSuccession, type RegionDump, type SpaceDump } from './agreement.ts'
import { call, history, model, ok } from './hand-made.ts'

type Objects = Readonly<Record<string, readonly [version: number, values: string]>>

const members = (...objects: readonly Objects[]) =>
  objects.map((held, index) => ({
    server: `s${index + 1}`,
    objects: new Map(Object.entries(held).map(([key, [version, values]]) => [key, { version, values }])),
  }))

const region = (subspace: number, position: number, ...objects: readonly Objects[]): RegionDump => ({
  subspace,
  region: position,
  members: members(...objects),
})

const space = (...regions: readonly RegionDump[]): SpaceDump => ({ space: 'kv', regions })

/** Keys lie in region 0 when they come before `m`; in subspace 1 the values tell. */
const regionOf = (subspace: number, key: string, values: string) => Number((subspace === 0 ? key : values) >= 'm')

const a = { a: [1, 'low'] } as const
const z = { z: [2, 'top'] } as const
const whole = [region(0, 0, a, a), region(0, 1, z, z), region(1, 0, a), region(1, 1, z)]

test('passes: every object on every member, once in each subspace', (t) => t.deepEqual(checkAgreement(space(...whole), regionOf), []))

test('passes: empty regions', (t) =>
  t.deepEqual(checkAgreement(space(region(0, 0, {}, {}), region(0, 1, {}), region(1, 0, {})), regionOf), []))

const bad: Readonly<Record<string, [RegExp, SpaceDump]>> = {
  'a member lacks an object': [/s1 holds a as low @1, s2 not at all/, space(region(0, 0, a, {}), ...whole.slice(1))],
  'a member has an object besides': [/s1 holds b not at all/, space(region(0, 0, a, { ...a, b: [1, 'low'] }), ...whole.slice(1))],
  'members differ in the version': [/s1 holds a as low @1, s2 as low @2/, space(region(0, 0, a, { a: [2, 'low'] }), ...whole.slice(1))],
  'members differ in the values': [/s1 holds a as low @1, s2 as law @1/, space(region(0, 0, a, { a: [1, 'law'] }), ...whole.slice(1))],
  'a subspace lacks an object': [/subspace 1 holds a not at all/, space(...whole.slice(0, 2), region(1, 0, {}), whole[3]!)],
  'a subspace has a removed object': [
    /subspace 1 holds c as low @5, the key subspace not at all/,
    space(...whole.slice(0, 2), region(1, 0, { ...a, c: [5, 'low'] }), whole[3]!),
  ],
  'a subspace is behind': [/subspace 1 holds z as top @1/, space(...whole.slice(0, 3), region(1, 1, { z: [1, 'top'] }))],
  'an object in the wrong region of its key': [
    /a lies in region 1 of subspace 0/,
    space(region(0, 0, {}), region(0, 1, { ...z, ...a }), ...whole.slice(2)),
  ],
  'an object in the wrong region of its values': [
    /z lies in region 0 of subspace 1, its values belong to region 1/,
    space(...whole.slice(0, 2), region(1, 0, { ...a, ...z }), region(1, 1, {})),
  ],
  'an object in two regions of one subspace': [
    /z lies in region 1 of subspace 1 and in region 0/,
    space(...whole.slice(0, 2), region(1, 0, { ...a, z: [1, 'low'] }), region(1, 1, z)),
  ],
  'a region without a member': [/region 0 of subspace 0 has no member/, space(region(0, 0), ...whole.slice(1))],
  'a region dumped twice': [/was dumped twice/, space(...whole, region(1, 1, z))],
  'no key subspace': [/no region of the key subspace/, space(...whole.slice(2))],
}

for (const [name, [message, dump]] of Object.entries(bad)) {
  test(`catches: ${name}`, (t) => {
    const messages = checkAgreement(dump, regionOf).map((violation) => violation.message)
    t.true(
      messages.some((text) => message.test(text)),
      messages.join('\n') || 'nothing was found',
    )
  })
}

test('versions of a member rise from dump to dump, also over a removal', (t) => {
  const later = space(region(0, 0, { a: [3, 'low'] }, {}), region(0, 1, z, z))
  t.deepEqual(checkSuccession(space(...whole), later), [])
  const back = checkSuccession(space(region(0, 0, { a: [4, 'low'] })), later)
  t.deepEqual(
    back.map(({ message }) => message),
    ['Space kv: s1 in region 0 of subspace 0 held a as low @4, later as low @3'],
  )
  t.is(checkSuccession(space(region(0, 0, { a: [3, 'law'] })), later).length, 1)
})

test('an object is never older than what a client was told of it', (t) => {
  const told = history(call('kv/a', [0, 1], model.put({}), ok(1)), call('kv/z', [2, 3], model.del(), ok(3)))
  const name = (key: string) => `kv/${key}`
  t.deepEqual(checkDumpAgainstHistory(space(region(0, 0, a)), told, name), [])
  t.regex(checkDumpAgainstHistory(space(region(0, 1, z)), told, name)[0]!.message, /holds z as top @2, a client was told version 3/)
})
