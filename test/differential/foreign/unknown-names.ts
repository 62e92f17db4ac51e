// Calls that name an attribute that is not there, by its index or in a text.
import type { Message } from '../../cluster/foreign-client.ts'
import type { Call } from '../call.ts'
import { defaultOf } from '../model/values.ts'
import { unknownInQuery } from '../unknown-in-query.ts'
import { operationMessage, predicateMessage } from './messages.ts'
import { indexOf, type Placed, withUnknown } from './places.ts'
import { encodeValue } from './values.ts'

interface Asked {
  readonly method: 'Update' | 'Search'
  readonly message: Message
  /** Of the error that it is answered with. */
  readonly code: 'INVALID' | 'SCHEMA_MISMATCH'
}

/** @param inText where there is a text for it */
export function unknownAttributeCall(
  before: Placed,
  { attribute, named }: Call & { readonly kind: 'unknownAttribute' },
  inText: boolean,
): Asked {
  const definition = withUnknown(before, attribute)
  const { name, key } = definition
  const value = defaultOf(attribute.type)
  const index = indexOf(definition, attribute.name)
  // Who names an index that was dropped has encoded by an older definition.
  const code = index > before.places.length ? 'INVALID' : 'SCHEMA_MISMATCH'
  if (named === 'put') {
    const operation = operationMessage(definition, attribute.name, { name: 'put', value })
    const update = { key: encodeValue(key.type, defaultOf(key.type)), operations: [operation] }
    return { method: 'Update', message: { space: name, update }, code }
  }
  if (inText) return { method: 'Search', message: { query: unknownInQuery(definition, attribute, named) }, code: 'INVALID' }
  if (named === 'order') return { method: 'Search', message: { space: name, hasOrder: true, orderBy: index }, code }
  if (named === 'selection') return { method: 'Search', message: { space: name, select: [index] }, code }
  const predicate = predicateMessage(definition, { kind: 'test', attribute: attribute.name, test: { operator: 'eq', value } })
  return { method: 'Search', message: { space: name, predicate }, code }
}
