// Turns a foreign caller's SearchCall, CountCall, AggregateCall or GroupUpdateCall, whose question is a predicate or a text of the query language, into what a session takes.
import type { Space } from '../cluster/configuration.ts'
import { bindQuery } from '../schema/bind-query.ts'
import { parseQuery } from '../schema/parse-query.ts'
import type { Query } from '../schema/query.ts'
import { checkAttribute, checkSelection } from '../schema/selection.ts'
import type { SearchSpec } from '../session/search-spec.ts'
import type { Received } from '../transport/wire.ts'
import { matchAll, type Predicate } from '../values/predicate.ts'
import { invalid } from './check-update.ts'

/** The space asked for, and the question with the names of that space bound. */
export interface Question {
  readonly space: string
  bind(space: Space): BoundQuestion
}

export interface BoundQuestion {
  readonly spec: SearchSpec
  /** Attribute indices, each once; absent: whole objects. */
  readonly select?: readonly number[]
}

interface Asked {
  readonly space: string
  readonly predicate?: Predicate | null
  readonly query: string
}

/** @throws HyperdexError INVALID, also from `bind` */
export function readSearch(call: Received<'SearchCall'>): Question {
  const query = readQuery(call)
  const resumed = { ...(call.cursor === '' ? {} : { cursor: call.cursor }), ...(call.partial ? { partial: true } : {}) }
  if (query) {
    if (call.hasOrder || call.orderBy || call.descending || call.hasLimit || call.limit || call.select.length > 0) {
      throw invalid('the call has a query and besides an order, a limit or a selection', 'Say them in the query.')
    }
    return {
      space: query.space,
      bind(space) {
        const { select, ...spec } = bindQuery(query, space.definition)
        return { spec: { ...spec, ...resumed }, ...(select ? { select } : {}) }
      },
    }
  }
  const { predicate, hasOrder, orderBy, descending, hasLimit, limit, select } = call
  if (orderBy && !hasOrder) throw invalid('the call has order_by without has_order', 'Set both, or neither.')
  if (limit && !hasLimit) throw invalid('the call has a limit without has_limit', 'Set both, or neither.')
  return {
    space: call.space,
    bind(space) {
      checkSelection(select, space.definition)
      if (hasOrder) checkAttribute(orderBy, space.definition)
      return {
        spec: {
          predicate: predicate ?? matchAll,
          ...(hasOrder ? { orderBy: { attribute: orderBy, descending } } : descending ? inKeyOrder : {}),
          ...(hasLimit ? { limit } : {}),
          ...resumed,
        },
        ...(select.length > 0 ? { select } : {}),
      }
    },
  }
}

const inKeyOrder = { orderBy: { attribute: 0, descending: true } }

/** A query's order and selection do not matter to a count; its limit does. */
export function readCount(call: Received<'CountCall'>): Question {
  const query = readQuery(call)
  if (query) {
    return {
      space: query.space,
      bind: (space) => {
        const { predicate, limit } = bindQuery(query, space.definition)
        return { spec: { predicate, ...(limit === undefined ? {} : { limit }) } }
      },
    }
  }
  return { space: call.space, bind: () => ({ spec: { predicate: call.predicate ?? matchAll } }) }
}

/** The question of a call that concerns every object that matches: it has neither order nor limit nor selection. `what` is for errors. */
export function readWhole(call: Asked, what: string): Question {
  const query = readQuery(call)
  if (query && (query.select || query.orderBy || query.limit !== undefined)) {
    throw invalid(`the query of ${what} has a selection, an order or a limit`, 'Leave it out: every object that matches is meant.')
  }
  return {
    space: query ? query.space : call.space,
    bind: (space) => ({ spec: { predicate: query ? bindQuery(query, space.definition).predicate : (call.predicate ?? matchAll) } }),
  }
}

/** A query's selection and limit count, an order makes no sense. */
export function readWatch(call: Received<'WatchCall'>): Question {
  const query = readQuery(call)
  if (!query) return { space: call.space, bind: () => ({ spec: { predicate: call.predicate ?? matchAll } }) }
  if (query.orderBy) throw invalid('a watch has no order but that of the changes', 'Leave out "order by".')
  return {
    space: query.space,
    bind(space) {
      const { select, ...spec } = bindQuery(query, space.definition)
      return { spec, ...(select ? { select } : {}) }
    },
  }
}

function readQuery({ space, predicate, query }: Asked): Query | undefined {
  if (query === '') return undefined
  if (predicate) throw invalid('the call has both a predicate and a query', 'Give one of the two.')
  const parsed = parseQuery(query)
  if (space !== '' && space !== parsed.space) {
    throw invalid(`the call names space "${space}" and its query space "${parsed.space}"`, 'Leave the space out of the call.')
  }
  return parsed
}
