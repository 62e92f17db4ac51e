// Which tests of a predicate fit which types, so that what does not fit is said in the words of the caller and not in those of the wire.
import { HyperdexError } from '../errors.ts'
import { isOrdered, printTypeInSentence } from '../schema/print-type.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import type { OperatorName } from '../values/predicate.ts'
import type { BoundAttribute } from './space-binding.ts'

interface Rule {
  /** As the client spells it. */
  readonly name: string
  readonly on: string
  fits(type: AttributeType): boolean
}

const isContainer = ({ kind }: AttributeType) => kind === 'list' || kind === 'set' || kind === 'map'
const isString = ({ kind }: AttributeType) => kind === 'string'

const order = { on: 'strings, numbers and timestamps', fits: isOrdered }
const texts = { on: 'strings', fits: isString }
const length: Rule = { name: 'length', on: 'strings, lists, sets and maps', fits: (type) => isString(type) || isContainer(type) }

/** Those that fit every type have none. */
const rules: Readonly<Record<Exclude<OperatorName, 'equal' | 'notEqual' | 'oneOf'>, Rule>> = {
  less: { name: 'lt', ...order },
  lessOrEqual: { name: 'le', ...order },
  greater: { name: 'gt', ...order },
  greaterOrEqual: { name: 'ge', ...order },
  between: { name: 'between', ...order },
  startsWith: { name: 'startsWith', ...texts },
  regex: { name: 'regex', ...texts },
  contains: { name: 'contains', on: 'lists, sets and maps', fits: isContainer },
  lengthEqual: length,
  lengthNotEqual: length,
  lengthLess: length,
  lengthLessOrEqual: length,
  lengthGreater: length,
  lengthGreaterOrEqual: length,
}

/** Of a test of a whole attribute: in documents all of them fit. Throws INVALID. */
export function checkFits({ name, column: { type } }: BoundAttribute, test: OperatorName): void {
  if (test === 'equal' || test === 'notEqual' || test === 'oneOf') return
  const rule = rules[test]
  if (rule.fits(type)) return
  const remedy = type.kind === 'document' ? "give a path: at('a.b', …)" : `use it on ${rule.on}`
  throw new HyperdexError('INVALID', `${rule.name} does not fit attribute ${name}, ${printTypeInSentence(type)}`, remedy)
}
