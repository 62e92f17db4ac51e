// Configurations and epochs (protocol, section 4).
import { administered, restarts } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

const gate = 'src/member/link-gate.ts'

export const configurationFaults: readonly PlantedFault[] = [
  {
    name: 'newer-epochs-not-held',
    rule: '◆ a receiver that is older fetches the configuration and holds the message, and with it its whole link',
    edits: [
      {
        file: gate,
        replace: "if (fromEpoch > from.region.epoch || toEpoch > to.region.epoch) return 'hold'",
        by: "if (fromEpoch > from.region.epoch || toEpoch > to.region.epoch) return 'drop'",
      },
    ],
    emphasis: restarts,
  },
  {
    name: 'writes-while-a-space-settles',
    rule: 'while the axes of a space are cut, point leaders ask writers to come again',
    edits: [{ file: 'src/member/requests.ts', replace: 'if (location.space.settling) {', by: 'if (false) {' }],
    emphasis: administered,
  },
]
