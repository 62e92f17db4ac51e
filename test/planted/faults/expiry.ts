// Time to live (docs/spaces.md, Time to live): the point leader decides, and the removal is an update like others.
import { expiring } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

const clock = 'src/replication/expiry.ts'

export const expiryFaults: readonly PlantedFault[] = [
  {
    name: 'removed-before-its-time',
    rule: 'an object is removed when its time is over, not when that of another one is',
    edits: [
      { file: clock, replace: 'rows.filter(({ expiresAt }) => expiresAt <= wall)', by: 'rows.filter(() => true)' },
      {
        file: 'src/replication/point-leader.ts',
        replace: 'if (!current || (current.header.expiresAt ?? Number.POSITIVE_INFINITY) > this.#around.wall()) return',
        by: 'if (!current || current.header.expiresAt === undefined) return',
      },
    ],
    emphasis: expiring,
  },
]
