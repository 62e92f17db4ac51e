// A space that is cut anew, for tests of the coordinator.
import type { ExecutionContext } from 'ava'
import type { SampleRow } from '../../coordinator/core/sample.ts'
import type { Space } from '../../src/cluster/configuration.ts'
import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { LivingCluster } from './living-cluster.ts'

export const people =
  'space people key name attributes int age, string town subspace age subspace age, town create 4 partitions tolerate 1 failure'
export const sample: SampleRow[] = Array.from({ length: 100 }, (_, age) => [encodeString(`p${age}`), encodeInt(BigInt(age))])

export function inUse(t: ExecutionContext): LivingCluster {
  const cluster = new LivingCluster(t, 3)
  cluster.addSpace(people)
  cluster.pass(5_000)
  return cluster
}

export const only = (cluster: LivingCluster) => [...cluster.configuration.spaces.values()][0]!
export const stages = (space: Space) => space.subspaces.map(({ stage }) => stage ?? 'serving')
export const cut = (cluster: LivingCluster, partitions: number, rows = sample) =>
  cluster.do((core) => core.setPartitions({ space: 'people', partitions, sample: rows }, cluster.now))
