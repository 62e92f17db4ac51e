// Every fault that is planted, by the part of the protocol whose rules it breaks.
import { authorizationFaults } from './faults/authorization.ts'
import { configurationFaults } from './faults/configuration.ts'
import { durabilityFaults } from './faults/durability.ts'
import { exactlyOnceFaults } from './faults/exactly-once.ts'
import { expiryFaults } from './faults/expiry.ts'
import { joiningFaults } from './faults/joining.ts'
import { leaseFaults } from './faults/leases.ts'
import { objectFaults } from './faults/objects.ts'
import { orderFaults } from './faults/order.ts'
import { readFaults } from './faults/reads.ts'
import { reconciliationFaults } from './faults/reconciliation.ts'
import { repartitionFaults } from './faults/repartition.ts'
import { searchFaults } from './faults/searches.ts'
import { watchFaults } from './faults/watches.ts'
import type { PlantedFault } from './planted-fault.ts'

export const faults: readonly PlantedFault[] = [
  ...orderFaults,
  ...exactlyOnceFaults,
  ...readFaults,
  ...searchFaults,
  ...objectFaults,
  ...configurationFaults,
  ...durabilityFaults,
  ...authorizationFaults,
  ...repartitionFaults,
  ...leaseFaults,
  ...joiningFaults,
  ...reconciliationFaults,
  ...watchFaults,
  ...expiryFaults,
]
