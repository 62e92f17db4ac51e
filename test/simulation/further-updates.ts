// Writes beyond the plain ones of objects.ts: several operations in one update of one object, all or none of them, and writes that are made
// at one version of the object only. Their choices come from a stream of their own, so that the rest of a seed does not depend on them.
import { presence } from '../../src/cluster/client-messages.ts'
import type { Bytes } from '../../src/values/bytes.ts'
import { encodeInt } from '../../src/values/encode.ts'
import { type Operation, operationName } from '../../src/values/operation.ts'
import { atVersion, type Effect, type Judgement, type ObjectState, objectText } from '../checkers/model.ts'
import { attributeIndex, drawCondition, drawValues, model, type PlannedCondition, type PlannedUpdate, putOperations } from './objects.ts'
import type { Random } from './random.ts'

const counterMost = 40n

/** `newest`: the newest version of the object that a client was told. */
export function drawFurtherUpdate(random: Random, key: Bytes, tag: string, newest: number | undefined): PlannedUpdate {
  const planned = random.chance(0.75) ? drawCompound(random, key, tag) : { effect: model.del(), update: { key, remove: true } }
  if (random.chance(0.35)) return planned
  const version =
    newest === undefined || random.chance(0.15) ? 0 : random.chance(0.85) ? newest : Math.max(1, newest - random.integer(1, 2))
  return { effect: atVersion(planned.effect, version), update: { ...planned.update, ifVersion: version, hasIfVersion: true } }
}

/** What a group update does to each object that matches; undefined: removes it. */
export function drawGroupChange(random: Random, tag: string): Changes | undefined {
  return random.chance(0.2) ? undefined : drawChanges(random, tag)
}

/** One object's share of a group update. */
export function shareOf(changes: Changes | undefined, { condition }: PlannedCondition): Effect {
  if (!changes) return model.del(condition)
  return model.change('update', changes.text, condition, changes.account, (before) => apply(changes, before))
}

/** Several operations, done one after the other or not at all. */
export interface Changes {
  readonly text: string
  readonly values: ObjectState
  readonly add: bigint
  /** The last operation cannot be done. */
  readonly fails: boolean
  readonly account: Effect['account']
  readonly operations: readonly Operation[]
}

function drawChanges(random: Random, tag: string): Changes {
  const values = drawValues(random, tag)
  const add = BigInt(random.integer(1, 3))
  const fails = random.chance(0.15)
  const counter = attributeIndex('counter')
  return {
    text: `${objectText(values)} counter + ${add}, at most ${counterMost}${fails ? ', / 0' : ''}`,
    values,
    add,
    fails,
    account: { kind: 'sets', attributes: [...Object.keys(values), 'counter'] },
    operations: [
      ...putOperations(values),
      { attribute: counter, name: operationName.add, operands: [encodeInt(add)] },
      { attribute: counter, name: operationName.min, operands: [encodeInt(counterMost)] },
      ...(fails ? [{ attribute: counter, name: operationName.div, operands: [encodeInt(0n)] }] : []),
    ],
  }
}

function apply({ values, add, fails }: Changes, before: ObjectState): ObjectState | undefined {
  if (fails) return undefined
  const counter = (before.counter as bigint) + add
  return { ...before, ...values, counter: counter > counterMost ? counterMost : counter }
}

function drawCompound(random: Random, key: Bytes, tag: string): PlannedUpdate {
  const changes = drawChanges(random, tag)
  const { text, account, operations } = changes
  if (random.chance(0.5)) {
    const judge = (before: ObjectState | undefined): Judgement => {
      const after = apply(changes, before ?? model.defaults)
      return after ? { answer: 'ok', after } : { answer: 'failed' }
    }
    return { effect: { kind: 'updateOrCreate', text, judge, ...(account && { account }) }, update: { key, operations } }
  }
  const asked = random.chance(0.5) ? drawCondition(random) : undefined
  const effect = model.change('update', text, asked?.condition, account, (before) => apply(changes, before))
  return { effect, update: { key, presence: presence.present, operations, ...(asked && { condition: asked.predicate }) } }
}
