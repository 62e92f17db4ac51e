// A query as it is typed, made ready to run: what `search`, `count` and `explain` share.
import type { Space } from '../cluster/configuration.ts'
import { type BoundQuery, bindQuery } from '../schema/bind-query.ts'
import { parseQuery } from '../schema/parse-query.ts'
import type { SearchSpec } from '../session/search-spec.ts'
import type { CommandContext } from './command-context.ts'
import type { Connection } from './connection.ts'
import { inText } from './print-error.ts'

interface PreparedQuery {
  readonly connection: Connection
  readonly space: Space
  readonly bound: BoundQuery
}

/** Parses before it connects, binds with the space's schema. Throws INVALID with the position, UNKNOWN_SPACE, UNAVAILABLE. */
export async function prepareQuery(context: CommandContext, text: string): Promise<PreparedQuery> {
  const query = inText(text, () => parseQuery(text))
  const connection = await context.connect()
  const space = await connection.space(query.space)
  return { connection, space, bound: inText(text, () => bindQuery(query, space.definition)) }
}

export function searchSpecOf({ predicate, orderBy, limit }: BoundQuery): SearchSpec {
  return { predicate, ...(orderBy ? { orderBy } : {}), ...(limit === undefined ? {} : { limit }) }
}
