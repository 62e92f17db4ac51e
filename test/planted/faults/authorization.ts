// Authorization (docs/authorization.md): what an object keeps of its secret, and what calls present.
import { guarded } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

export const authorizationFaults: readonly PlantedFault[] = [
  {
    name: 'root-key-lost-by-changes',
    rule: 'the secret of an object never changes',
    edits: [
      { file: 'src/replication/judge.ts', replace: 'if (!ttlMs && current) return current.header', by: 'if (!ttlMs && current) return {}' },
    ],
    emphasis: guarded,
  },
  {
    name: 'root-key-not-committed',
    rule: 'the root key travels with the object to every replica and is in its row',
    edits: [
      {
        file: 'src/replication/commit.ts',
        replace: 'objectRow(update.version, update.object!, update.header)',
        by: 'objectRow(update.version, update.object!)',
      },
    ],
    emphasis: guarded,
  },
  {
    name: 'tokens-sent-once',
    rule: 'a call that is sent again presents the same tokens',
    edits: [
      {
        file: 'src/session/key-calls.ts',
        replace: 'const presented = call.tokens ?',
        by: 'const presented = call.tokens && call.attempts === 1 ?',
      },
    ],
    emphasis: guarded,
  },
]
