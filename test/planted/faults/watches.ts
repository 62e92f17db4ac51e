// Watches (protocol, section 5; docs/spaces.md, Watching changes).
import { joined, watched } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

const watches = 'src/member/watches.ts'
const replica = 'src/replication/replica.ts'

export const watchFaults: readonly PlantedFault[] = [
  {
    name: 'watch-ahead-of-the-watermark',
    rule: 'a watch shows changes up to the watermark: what has not committed yet may come between them',
    edits: [
      { file: watches, replace: 'const through = this.#watermark(region)', by: 'const through = Number.MAX_SAFE_INTEGER' },
      {
        file: watches,
        replace: 'let position = through',
        by: 'let position = [...this.#log.between(region, after, through)].at(-1)?.version ?? after',
      },
    ],
    emphasis: watched,
  },
  {
    name: 'changes-kept-by-leaders-only',
    rule: 'every replica of a key region keeps its changes, so a watch goes on at another one',
    edits: [
      {
        file: replica,
        replace: 'if (change) this.#around.changes.record(this.region, change)',
        by: 'if (change && this.isHead) this.#around.changes.record(this.region, change)',
      },
    ],
    emphasis: watched,
  },
  {
    name: 'no-gap-told',
    rule: 'whoever has not kept every change from where a watch goes on says so',
    edits: [
      {
        file: watches,
        replace: 'if (after < (this.#log.start(region) ?? Number.POSITIVE_INFINITY)) lost.push(region)',
        by: 'if (this.#log.start(region) === undefined) lost.push(region)',
      },
      {
        file: watches,
        replace: 'if (position < (this.#log.start(region) ?? Number.POSITIVE_INFINITY)) {',
        by: 'if (this.#log.start(region) === undefined) {',
      },
    ],
    emphasis: watched,
  },
  {
    name: 'changes-of-a-copy-relied-on',
    rule: 'what was committed while a region was being copied is not relied on to be all its changes',
    edits: [
      {
        file: 'src/replication/change-log.ts',
        replace:
          'known.start = Math.max(known.start, known.versions.at(-1) ?? 0)\n    known.versions.length = 0\n    known.places.length = 0\n',
        by: '',
      },
    ],
    emphasis: { ...joined, watching: 1 },
  },
]
