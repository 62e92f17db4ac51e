// Aggregates of the simulated objects: what is drawn, as both sides understand it, and what comes back.

import { type Aggregation as Asked, aggregateKind } from '../../src/cluster/client-messages.ts'
import type { AggregateGroup as Answered } from '../../src/search/group-table.ts'
import type { Bytes } from '../../src/values/bytes.ts'
import { decodeFloat, decodeInt, decodeString } from '../../src/values/encode.ts'
import type { AggregateFunction, AggregateGroup, Aggregation } from '../checkers/aggregates.ts'
import type { Value } from '../checkers/model.ts'
import { attributeIndex, attributes } from './objects.ts'
import type { Random } from './random.ts'

const ints = ['counter', 'size'] as const
const groupings = [[], [], ['color'], ['size'], ['color', 'size']] as const

export function drawAggregation(random: Random): Aggregation {
  const functions = Array.from({ length: random.integer(1, 4) }, (): AggregateFunction => {
    const kind = random.pick(['count', 'sum', 'min', 'max', 'avg'] as const)
    const ordered = kind === 'min' || kind === 'max' ? random.pick([...attributes, '']) : random.pick(ints)
    return { kind, attribute: kind === 'count' ? '' : ordered }
  })
  return { functions, by: random.pick(groupings) }
}

/** As it travels. */
export function encodeAggregation({ functions, by }: Aggregation): Asked {
  return {
    functions: functions.map(({ kind, attribute }) => ({ kind: aggregateKind[kind], attribute: indexOf(attribute) })),
    by: by.map(indexOf),
  }
}

/** `nameOf`: the name that histories have for a key. */
export function decodeGroups(
  { functions, by }: Aggregation,
  groups: readonly Answered[],
  nameOf: (key: string) => string,
): AggregateGroup[] {
  const decodeOne = (attribute: string, bytes: Bytes): Value => {
    if (attribute === 'counter' || attribute === 'size') return decodeInt(bytes)
    const text = decodeString(bytes) ?? ''
    return attribute === '' ? nameOf(text) : text
  }
  return groups.map((group) => ({
    by: by.map((attribute, index) => decodeOne(attribute, group.by[index]!)),
    results: functions.map(({ kind, attribute }, index) => {
      const bytes = group.values[index]
      if (bytes === undefined) return undefined
      if (kind === 'count') return decodeInt(bytes)
      return kind === 'avg' ? decodeFloat(bytes) : decodeOne(attribute, bytes)
    }),
  }))
}

function indexOf(attribute: string): number {
  return attribute === '' ? 0 : attributeIndex(attribute as (typeof attributes)[number])
}
