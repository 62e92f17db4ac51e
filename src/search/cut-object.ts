// Objects of a search whose reader takes only some attributes: what it does not take stays where it is read.
import type { SearchOpen } from '../cluster/client-messages.ts'
import type { Space } from '../cluster/configuration.ts'
import { checkSelection } from '../schema/selection.ts'
import { type Bytes, emptyBytes } from '../values/bytes.ts'
import { decodeObject, encodeObject } from '../values/object.ts'

/**
 * Makes encoded objects in which every value that is neither selected nor ordered by is empty, so that the others keep their places. Undefined: they
 * are left whole. Throws as checkSelection.
 */
export function cutterOf({ definition }: Space, { select, hasOrder, orderBy }: SearchOpen): ((object: Bytes) => Bytes) | undefined {
  if (!select?.length) return undefined
  checkSelection(select, definition)
  const kept = new Set([...select, ...(hasOrder ? [orderBy ?? 0] : [])])
  const last = Math.max(...kept)
  return (object) => {
    const values = decodeObject(object).slice(0, last)
    return encodeObject(values.map((value, place) => (kept.has(place + 1) ? value : emptyBytes)))
  }
}
