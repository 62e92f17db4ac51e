// Spaces in use that are cut anew (docs/repartition.md).
import { cutting, cuttingUnheard, turningKeys } from '../emphases.ts'
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
      title:
        'when all key regions are filled searches turn to the new grids; the old ones leave when nobody can answer from them any more; then the key turns',
    },
    rule: 'retiring grids leave when no server can answer searches from them any more',
    edits: [
      {
        file: 'coordinator/core/grids.ts',
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
        file: 'coordinator/core/grids.ts',
        replace: 'return { ...subspace, regions: subspace.regions.map(raiseEpoch) }',
        by: 'return subspace.axes[0]!.attribute === 0 ? { ...subspace, regions: subspace.regions.map(raiseEpoch) } : subspace',
      },
    ],
    emphasis: cutting,
  },
  {
    name: 'key-turned-before-drained',
    rule: "a key's grid turns when all that its point leaders judged has committed everywhere",
    edits: [
      {
        file: 'coordinator/core/key-turn.ts',
        replace: 'return said?.epoch === epoch && said.drained === true',
        by: 'return said?.epoch === epoch',
      },
    ],
    emphasis: cutting,
  },
  {
    name: 'key-turned-while-somebody-answers',
    rule: "a key's grid is replaced when nobody can answer from it any more",
    edits: [
      {
        file: 'coordinator/core/key-turn.ts',
        replace: 'this.#isDrained(region) && isSilenced(region, this.#attendance)',
        by: 'this.#isDrained(region)',
      },
    ],
    elusive: {
      file: 'test/replication/key-turn.test.ts',
      title: 'it waits for whoever has not heard of it, and is given up when that takes too long',
    },
    emphasis: turningKeys,
  },
  {
    name: 'retiring-keys-judge-and-answer',
    rule: 'a retiring grid of the key judges and answers nothing',
    edits: [
      {
        file: 'src/member/space-obstacles.ts',
        replace: 'if (view.closed && subspace === 0) {',
        by: 'if (view.closed && subspace < 0) {',
      },
    ],
    elusive: {
      file: 'test/replication/key-turn.test.ts',
      title: 'a grid that retires judges and answers nothing, and turns only when what was under way has committed everywhere',
    },
    emphasis: turningKeys,
  },
  {
    name: 'turn-reckoned-from-the-present-epoch',
    rule: "what is numbered after the turn of a key's grid counts as committed only when it has committed",
    edits: [
      {
        file: 'src/member/chains.ts',
        replace: 'const bound = turnBound(before.regionById(region.id)!.space)',
        by: 'const bound = region.epoch * counterRange',
      },
    ],
    elusive: {
      file: 'test/replication/key-turn.test.ts',
      title: 'who installs the turn together with a later configuration takes what was numbered between them for news',
    },
    emphasis: turningKeys,
  },
  {
    name: 'outcomes-left-behind',
    rule: "the grid that is to become the key's keeps the outcomes of what passes it",
    edits: [
      {
        file: 'src/replication/replica.ts',
        replace: 'if (update.client > 0 && this.holdsKeys && ',
        by: 'if (update.client > 0 && this.subspace === 0 && ',
      },
    ],
    emphasis: turningKeys,
  },
  {
    name: 'turned-key-forgets-nothing',
    elusive: {
      file: 'test/replication/key-turn.test.ts',
      title: 'a retry in the new grid gets the same answer; of one from before it was there nothing is known',
    },
    rule: "what became of operations from before the key's new grid is not known in it",
    edits: [
      {
        file: 'coordinator/core/key-turn.ts',
        replace: 'return { ...raised, forgot: region.forgot === undefined ? forgot : raised.epoch }',
        by: 'return raised.epoch < forgot ? { ...raised, forgot } : raised',
      },
    ],
    emphasis: turningKeys,
  },
  {
    name: 'expiry-left-behind',
    rule: "the grid that is to become the key's keeps what expires",
    edits: [
      {
        file: 'src/replication/expiry.ts',
        replace: 'if (!rows.holdsKeys ||',
        by: 'if ((rows as unknown as { subspace: number }).subspace > 0 ||',
      },
    ],
    elusive: { file: 'test/replication/key-turn.test.ts', title: 'what has a time to live ends in the new grid too' },
    emphasis: cutting,
  },
  {
    name: 'key-turned-in-lower-epochs',
    rule: "the key's new grid begins above all epochs of the former one",
    edits: [
      {
        file: 'coordinator/core/key-turn.ts',
        replace: 'raiseEpoch({ ...region, epoch })',
        by: 'raiseEpoch(epoch > 0 ? region : { ...region, epoch })',
      },
    ],
    emphasis: cutting,
  },
  {
    name: 'gone-key-regions-pending',
    rule: 'of a key region that is no more everything has committed',
    edits: [
      {
        file: 'src/member/watermarks.ts',
        replace: 'return this.#index && !this.#index.regionById(keyRegion) ? Number.MAX_SAFE_INTEGER : 0',
        by: 'return 0',
      },
    ],
    emphasis: cutting,
  },
  {
    name: 'key-among-axis-values',
    rule: 'the old values that an update names mean the same while a space is cut anew',
    edits: [
      {
        file: 'src/replication/space-view.ts',
        replace: 'if (attribute > 0) axes.add(attribute)',
        by: 'if (attribute > 0 || subspace !== space.subspaces[0]) axes.add(attribute)',
      },
    ],
    emphasis: cutting,
  },
]
