// Calls that name an attribute that is not there, by its index or in a text.
import type { Message } from '../../cluster/foreign-client.ts'
import type { Call } from '../call.ts'
import { defaultOf } from '../model/values.ts'
import { unknownInQuery } from '../unknown-in-query.ts'
import { operationMessage, predicateMessage } from './messages.ts'
import { indexOf, type Placed, withUnknown } from './places.ts'
import { encodeValue } from './values.ts'

type UnknownAttribute = Call & { readonly kind: 'unknownAttribute' }

/** @param inText where there is a text for it */
export function unknownAttributeCall(
  before: Placed,
  { attribute, named }: UnknownAttribute,
  inText: boolean,
): readonly ['Update' | 'Search', Message] {
  const definition = withUnknown(before, attribute)
  const { name, key } = definition
  const value = defaultOf(attribute.type)
  if (named === 'put') {
    const operation = operationMessage(definition, attribute.name, { name: 'put', value })
    return ['Update', { space: name, update: { key: encodeValue(key.type, defaultOf(key.type)), operations: [operation] } }]
  }
  if (inText) return ['Search', { query: unknownInQuery(definition, attribute, named) }]
  const index = indexOf(definition, attribute.name)
  if (named === 'order') return ['Search', { space: name, hasOrder: true, orderBy: index }]
  if (named === 'selection') return ['Search', { space: name, select: [index] }]
  const predicate = predicateMessage(definition, { kind: 'test', attribute: attribute.name, test: { operator: 'eq', value } })
  return ['Search', { space: name, predicate }]
}
