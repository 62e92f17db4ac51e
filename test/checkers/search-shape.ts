// What can be judged of one search's answer by itself: no key twice, every row matches, ordered as asked, not longer than the limit.
import { type Row, type Search, searchText, type Violation } from './history.ts'
import type { Value } from './model.ts'

/** How values and keys sort; negative, 0 or positive. */
export interface RowOrder {
  compareValues(a: Value, b: Value): number
  compareKeys(a: string, b: string): number
  /** Undefined when a row lacks the attribute that it is ordered by. */
  compareRows(search: Search, a: Pick<Row, 'key' | 'values'>, b: Pick<Row, 'key' | 'values'>): number | undefined
}

/** By default numbers are ordered as numbers, NaN last, and strings and keys by their characters. */
export function rowOrder(options: Partial<RowOrder>): RowOrder {
  const compareValues = options.compareValues ?? comparePlain
  const compareKeys = options.compareKeys ?? comparePlain
  return {
    compareValues,
    compareKeys,
    compareRows: (search, a, b) => {
      const keys = compareKeys(a.key, b.key)
      if (search.orderBy === undefined) return keys
      const { attribute, descending } = search.orderBy
      if (attribute === '') return descending ? -keys : keys
      const left = a.values[attribute]
      const right = b.values[attribute]
      if (left === undefined || right === undefined) return undefined
      const values = compareValues(left, right)
      return (descending ? -values : values) || keys
    },
  }
}

function comparePlain(a: Value, b: Value): number {
  if (a < b) return -1
  if (a > b) return 1
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
}

export function checkShape(search: Search, order: RowOrder): Violation[] {
  const violations: Violation[] = []
  const report = (message: string, key?: string) => {
    violations.push({
      checker: 'searches',
      ...(key !== undefined && { key }),
      message: `#${search.id} ${message}`,
      evidence: [searchText(search)],
    })
  }
  if (search.limit !== undefined && search.rows.length > search.limit) {
    report(`shows ${search.rows.length} rows, its limit is ${search.limit}`)
  }
  const keys = new Set<string>()
  for (const [index, row] of search.rows.entries()) {
    if (keys.has(row.key)) report(`shows ${row.key} twice`, row.key)
    keys.add(row.key)
    if (search.covers?.(row.key) === false) report(`shows ${row.key}, which it does not concern`, row.key)
    if (search.select === undefined && !search.predicate.holds(row.values, row.key)) {
      report(`shows ${row.key}, which does not match as it is shown`, row.key)
    }
    const before = search.rows[index - 1]
    if (before !== undefined && before.key !== row.key && (order.compareRows(search, before, row) ?? -1) > 0) {
      report(`shows ${row.key} after ${before.key}, against the order asked for`, row.key)
    }
  }
  return violations
}
