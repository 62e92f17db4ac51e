// What a replica has of an object never becomes older. Two looks at the disks are compared, of replicas that were full members all the while.
import type { Configuration } from '../../src/cluster/configuration.ts'
import { checkSuccession, type SpaceDump } from '../checkers/agreement.ts'
import { violationsText } from '../checkers/checkers.ts'
import { disksOf, dumpMemberships } from './dump.ts'
import type { VirtualServer } from './server.ts'

export class StoredVersions {
  readonly #servers: readonly VirtualServer[]
  #before: SpaceDump | undefined

  constructor(servers: readonly VirtualServer[]) {
    this.#servers = servers
  }

  /** What is wrong since the look before. */
  look(configuration: Configuration): string[] {
    const now = dumpMemberships(configuration, disksOf(this.#servers))
    const violations = this.#before ? checkSuccession(this.#before, now) : []
    this.#before = now
    return violations.map((violation) => violationsText([violation]))
  }
}
