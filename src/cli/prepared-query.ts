// A query as it is typed, made ready to run: what commands with a query share.
import type { Space } from '../cluster/configuration.ts'
import { HyperdexError } from '../errors.ts'
import { type BoundQuery, bindQuery } from '../schema/bind-query.ts'
import { parseQuery } from '../schema/parse-query.ts'
import type { SearchSpec } from '../session/search-spec.ts'
import type { Predicate } from '../values/predicate.ts'
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

/** As prepareQuery, of a query that means every object that matches. `what` is for errors. */
export async function prepareWhole(
  context: CommandContext,
  text: string,
  what: string,
): Promise<Omit<PreparedQuery, 'bound'> & { readonly predicate: Predicate }> {
  const { connection, space, bound } = await prepareQuery(context, text)
  if (bound.select || bound.orderBy || bound.limit !== undefined) {
    throw new HyperdexError(
      'INVALID',
      `the query of ${what} has a selection, an order or a limit`,
      'leave it out: every object that matches is meant',
    )
  }
  return { connection, space, predicate: bound.predicate }
}

export function searchSpecOf({ predicate, orderBy, limit, select }: BoundQuery): SearchSpec {
  return { predicate, ...(orderBy ? { orderBy } : {}), ...(limit === undefined ? {} : { limit }), ...(select ? { select } : {}) }
}
