// Conditions on containers, as both sides understand them; whether one holds the checkers know from the model of the differential test.

import { encodeInt, encodeString } from '../../src/values/encode.ts'
import { operator, predicateKind } from '../../src/values/predicate.ts'
import { holds, type Predicate, type Row } from '../differential/model/predicate.ts'
import { type Container, containerTypes, modelValue } from './containers.ts'
import { attributeIndex, both, drawCondition, either, type PlannedCondition } from './objects.ts'
import type { Random } from './random.ts'

/** Half of them ask for containers. */
export function drawFurtherCondition(random: Random): PlannedCondition {
  const draw = random.below(100)
  if (draw < 50) return drawCondition(random)
  const one = drawContainerCondition(random)
  if (draw < 75) return one
  return draw < 85 ? both(drawCondition(random), one) : either(one, drawCondition(random))
}

function drawContainerCondition(random: Random): PlannedCondition {
  switch (random.below(4)) {
    case 0: {
      const mark = random.pick(['x', 'y', 'z', 'zz'])
      return planned('marks', `marks contains ${mark}`, { operator: 'contains', value: mark }, operator.contains, encodeString(mark))
    }
    case 1: {
      const name = random.pick(['a', 'b', 'c'])
      return planned('tallies', `tallies contains ${name}`, { operator: 'contains', value: name }, operator.contains, encodeString(name))
    }
    case 2: {
      const most = random.integer(0, 4)
      const test = { operator: 'length', compare: 'le', value: most } as const
      return planned('log', `length(log) <= ${most}`, test, operator.lengthLessOrEqual, encodeInt(BigInt(most)))
    }
    default: {
      const least = BigInt(random.integer(1, 6))
      const test = { operator: 'ge', value: least } as const
      return planned('notes', `notes.n >= ${least}`, test, operator.greaterOrEqual, encodeString(`${least}`), ['n'])
    }
  }
}

function planned(
  attribute: Container,
  text: string,
  test: (Predicate & { kind: 'test' })['test'],
  name: number,
  operand: Uint8Array,
  path?: readonly string[],
): PlannedCondition {
  const asked: Predicate = { kind: 'test', attribute, test, ...(path && { path }) }
  return {
    condition: {
      text,
      holds: (object) => {
        const row: Row = { value: () => modelValue(attribute, object), type: () => containerTypes[attribute] }
        return holds(asked, row)
      },
    },
    predicate: {
      kind: predicateKind.test,
      attribute: attributeIndex(attribute),
      path: path?.join('.') ?? '',
      operator: name,
      operands: [operand],
    },
  }
}
