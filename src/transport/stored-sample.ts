// Rows of what a space holds, for the cut points of its next grids (docs/repartition.md): a search of everything, of which rows spread evenly over the
// order of the keys are kept.
import type { Space } from '../cluster/configuration.ts'
import { hasCutPoints } from '../hyperspace/cut-points.ts'
import { attributeTypes } from '../schema/check-space.ts'
import type { FoundRow, SearchSpec } from '../session/search-spec.ts'
import type { Bytes } from '../values/bytes.ts'
import { decodeObject } from '../values/object.ts'
import { matchAll } from '../values/predicate.ts'
import { dataType } from '../values/registry.ts'
import { EvenSample } from './even-sample.ts'
import type { CallOptions } from './rpc-client.ts'

const rowsWanted = 10_000

/** What a sample needs of a session. */
export interface SampledSession {
  search(space: Space, spec: SearchSpec, options?: CallOptions): AsyncIterable<FoundRow>
}

/**
 * The key's value, then those of the attributes, of at most 10,000 objects; what no axis is cut at is left at its default. Looks at every object, unless
 * no axis has cut points, or calls on many objects are refused (a space with authorization): then there are no rows.
 */
export async function storedSample(session: SampledSession, space: Space, options: CallOptions = {}): Promise<Bytes[][]> {
  const { definition } = space
  const types = attributeTypes(definition)
  const cut = new Set(
    space.subspaces.flatMap(({ axes }) => axes.map(({ attribute }) => attribute).filter((attribute) => hasCutPoints(types[attribute]!))),
  )
  if (cut.size === 0 || definition.authorization) return []
  const sample = new EvenSample<Bytes[]>(rowsWanted)
  for await (const { key, object } of session.search(space, { predicate: matchAll }, options)) {
    // A row's bytes are a view of its whole page: what stays is copied.
    sample.offer(() => {
      const values = [key, ...decodeObject(object)]
      return types.map((type, attribute) => (cut.has(attribute) ? values[attribute]?.slice() : undefined) ?? dataType(type).absent)
    })
  }
  return sample.items()
}
