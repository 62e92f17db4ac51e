// A query that names an attribute that is not there.
import type { NamedIn } from './call.ts'
import type { Attribute, Definition } from './model/types.ts'
import { defaultOf } from './model/values.ts'
import { valueToJson } from './query-text.ts'

export function unknownInQuery({ name }: Definition, attribute: Attribute, named: Exclude<NamedIn, 'put'>): string {
  switch (named) {
    case 'test':
      return `${name} where ${attribute.name} = ${valueToJson(attribute.type, defaultOf(attribute.type))}`
    case 'order':
      return `${name} order by ${attribute.name}`
    case 'selection':
      return `${name} select ${attribute.name}`
  }
}
