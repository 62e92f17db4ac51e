// For indexes in which an object has several rows, or none: ranges of rows in which every matching object has at least one. Unlike the
// values of an attribute (possible-values.ts) such ranges cannot be intersected: a list that contains 1 and 2 has no row that is both.
import { equalBytes } from '../values/bytes.ts'
import { type Predicate, predicateKind } from '../values/predicate.ts'
import { everything, intersectRanges, isEverything, nothing, type OrderedRanges, uniteRanges } from './ordered-ranges.ts'
import { behindForm } from './successor.ts'

/** Undefined: the test says nothing about rows of the index. */
export type RangesOfTest = (test: Predicate) => OrderedRanges | undefined

/** `singular`: of rows within these ranges an object has one at most, so that two of them do intersect. */
export function coveringRanges(
  predicate: Predicate,
  rangesOfTest: RangesOfTest,
  singular: (ranges: OrderedRanges) => boolean,
): OrderedRanges {
  return cover(predicate, false)

  function cover(term: Predicate, negated: boolean): OrderedRanges {
    const terms = term.terms ?? []
    switch (term.kind ?? predicateKind.all) {
      case predicateKind.test:
        // What does not pass a test may have any row, or none.
        return negated ? everything : (rangesOfTest(term) ?? everything)
      case predicateKind.not:
        return terms[0] ? cover(terms[0], !negated) : everything
      case predicateKind.and:
        return negated ? any(terms, true) : all(terms, false)
      case predicateKind.or:
        return negated ? all(terms, true) : any(terms, false)
      default:
        return negated ? nothing : everything
    }
  }

  function any(terms: readonly Predicate[], negated: boolean): OrderedRanges {
    const ranges = terms.map((term) => cover(term, negated))
    return ranges.some(isEverything) ? everything : uniteRanges(ranges.flat())
  }

  function all(terms: readonly Predicate[], negated: boolean): OrderedRanges {
    let best = everything
    for (const term of terms) best = both(best, cover(term, negated))
    return best
  }

  function both(a: OrderedRanges, b: OrderedRanges): OrderedRanges {
    if (isEverything(a)) return b
    if (isEverything(b)) return a
    if (singular(a) && singular(b)) return intersectRanges(a, b)
    return breadth(b) < breadth(a) ? b : a
  }
}

/** Few single rows are narrower than ranges, as far as one can tell without looking. */
function breadth(ranges: OrderedRanges): number {
  let sum = 0
  for (const { from, to } of ranges) sum += to && equalBytes(to, behindForm(from)) ? 1 : 1000
  return sum
}
