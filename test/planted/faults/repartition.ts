// Spaces in use that are cut anew (docs/repartition.md).
import { cutting, cuttingUnheard } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

export const repartitionFaults: readonly PlantedFault[] = [
  {
    name: 'former-versions-in-new-grids',
    rule: 'versions numbered before a subspace was there do not pass it',
    edits: [
      {
        file: 'src/replication/path.ts',
        replace: 'return since === undefined || epochOf(version) >= since[keyPosition]!',
        by: 'return since === undefined || epochOf(version) >= 0 * keyPosition',
      },
    ],
    emphasis: cutting,
  },
  {
    name: 'owed-what-never-came',
    rule: 'a version that does not pass a subspace is not owed there',
    edits: [
      {
        file: 'src/replication/replica.ts',
        replace:
          'if (!passes(this.#view.space, this.subspace, this.#view.locator.regionPosition(0, update.key, []), update.previous)) return false',
        by: '',
      },
    ],
    emphasis: cutting,
  },
  {
    name: 'turned-before-filled',
    rule: 'searches turn to new grids when all key regions are filled',
    edits: [
      {
        file: 'coordinator/core/repartition.ts',
        replace: 'return said?.epoch === epoch && said.filled === true',
        by: 'return said?.epoch === epoch',
      },
    ],
    emphasis: cutting,
  },
  {
    name: 'filled-with-some-under-way',
    rule: 'a key region is filled when its last redrive has committed',
    edits: [{ file: 'src/member/fillings.ts', replace: 'return this.#walked && this.#underWay === 0', by: 'return this.#walked' }],
    emphasis: cutting,
  },
  {
    name: 'walk-before-drained',
    rule: 'the walk begins when no version from before the new grids is pending',
    edits: [
      {
        file: 'src/member/fillings.ts',
        replace: 'for (const { update } of this.#replica.pending.all()) if (this.#isOld(update.version)) return',
        by: '',
      },
    ],
    emphasis: cutting,
  },
  {
    name: 'left-while-somebody-answers',
    elusive: {
      file: 'test/coordinator/repartition.test.ts',
      title: 'when all key regions are filled searches turn to the new grids; the old ones leave when nobody can answer from them any more',
    },
    rule: 'retiring grids leave when no server can answer searches from them any more',
    edits: [
      {
        file: 'coordinator/core/repartition.ts',
        replace: 'return said?.epoch === epoch && !said.owes',
        by: 'return said === undefined || said.epoch > 0',
      },
    ],
    emphasis: cuttingUnheard,
  },
  {
    name: 'unfinished-grids-searched',
    rule: 'searches use no subspace that is being built',
    edits: [{ file: 'src/hyperspace/plan.ts', replace: 'if (space.subspaces[subspace]!.stage !== undefined) continue', by: '' }],
    emphasis: cutting,
  },
  {
    name: 'steps-of-former-grids',
    rule: 'what is pending goes on along the path of the installed grids',
    edits: [
      {
        file: 'src/replication/replica.ts',
        replace: 'if (moved) for (const pending of this.pending.all()) pending.steps = stepsOf(view, pending.update)',
        by: 'if (moved && this.isFull === undefined) this.pending.oldest()',
      },
    ],
    emphasis: cutting,
  },
  {
    name: 'epochs-of-grids-stay',
    rule: 'each step raises the epochs of all regions of the space',
    edits: [
      {
        file: 'coordinator/core/repartition.ts',
        replace: 'return { ...subspace, regions: subspace.regions.map(raiseEpoch) }',
        by: 'return subspace.axes[0]!.attribute === 0 ? { ...subspace, regions: subspace.regions.map(raiseEpoch) } : subspace',
      },
    ],
    emphasis: cutting,
  },
]
