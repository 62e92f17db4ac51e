// Answers as texts, which the model and the cluster give in one form.
import type { AggregateGroup } from './model/aggregates.ts'
import type { Definition } from './model/types.ts'
import { type Scalar, showScalar, showValue, type Value } from './model/values.ts'

export function showRow(definition: Definition, names: readonly string[] | undefined, value: (name: string) => Value): string {
  const wanted = new Set(names ?? [definition.key.name, ...definition.attributes.map(({ name }) => name)])
  return `{${[...wanted]
    .sort()
    .map((name) => `${name}: ${showValue(value(name))}`)
    .join(', ')}}`
}

/** Which of −0 and 0 stands for a group of objects that have both is nowhere said. */
function showUnsigned(value: Scalar | undefined): string {
  if (value === undefined) return 'nothing'
  return showScalar(value === 0 ? 0 : value)
}

export function showGroups(groups: readonly AggregateGroup[]): string {
  return groups.map(({ by, results }) => `(${by.map(showUnsigned).join(', ')}) ${results.map(showUnsigned).join(', ')}`).join('; ')
}

export const unreadable = 'a value that this view cannot hold'
