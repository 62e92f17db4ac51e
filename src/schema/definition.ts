// The folder of the two languages: spaces (interface.md section 1) and queries (section 5), each as data, parsed, checked, printed; and
// queries bound to a space, which makes them predicates. The client, the command line and the coordinator call it. It knows nothing of
// clusters, regions or storage, and does no I/O.
//
// This file: a space as its users define it, parsed from the space language or built by the typed client.
import type { AttributeType } from '../values/attribute-type.ts'

export interface AttributeDefinition {
  readonly name: string
  readonly type: AttributeType
  /** It was dropped: only its place is left (change-space.ts), which nobody names. */
  readonly dropped?: true
}

export interface IndexDefinition {
  readonly attribute: string
  /** In a document, e.g. `a.b[0]` (values/path.ts); absent for other types, of containers the elements or keys are indexed. */
  readonly path?: string
}

export interface SpaceDefinition {
  readonly name: string
  readonly key: AttributeDefinition
  readonly attributes: readonly AttributeDefinition[]
  /** Attribute names of each subspace beyond the key's. */
  readonly subspaces: readonly (readonly string[])[]
  readonly indexes: readonly IndexDefinition[]
  /** Failures to tolerate, 0 to 9; each region has one replica more. */
  readonly tolerate: number
  /** Regions a subspace, 1 to 4096. */
  readonly partitions: number
  readonly durability: 'replicated' | 'synced'
  readonly authorization: boolean
  /** Default time to live in milliseconds; absent: objects live until removed. */
  readonly expireMs?: number
}
