// The virtual network hands objects on; what must be the same for a real receiver goes through the bytes of the wire contract.
import type { ConfigurationChange } from '../../src/cluster/change.ts'
import { decodeMessage, encodeMessage } from '../../src/transport/wire.ts'

/** The change as its receiver decodes it. */
export function received(change: ConfigurationChange): ConfigurationChange {
  return decodeMessage('ConfigurationChange', encodeMessage('ConfigurationChange', change))
}
