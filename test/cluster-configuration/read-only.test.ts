// What a refused write is told: the remedy names what has to be made writable, since `read-only off` alone is only for the cluster.
import test from 'ava'
import { readOnlyError } from '../../src/cluster/read-only.ts'
import { configurationOf } from '../member/lone-member.ts'

const writable = configurationOf(1, { members: [1] }).spaces.get(1)!
const readOnly = { ...writable, readOnly: true }

for (const [what, error, remedy] of [
  ['a read-only space', readOnlyError(false, readOnly), `allow writes: read-only off ${writable.definition.name}`],
  ['a read-only cluster', readOnlyError(true, writable), 'allow writes: read-only off'],
  ['both', readOnlyError(true, readOnly), 'allow writes: read-only off'],
  ['neither', readOnlyError(false, writable), undefined],
] as const)
  test(`${what}: the remedy is the command that takes writes again`, (t) => {
    t.is(error?.remedy, remedy)
  })
