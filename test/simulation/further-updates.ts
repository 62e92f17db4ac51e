// Writes beyond the plain ones of objects.ts: several operations in one update of one object, all or none of them, and writes that are made
// at one version of the object only. Their choices come from a stream of their own, so that the rest of a seed does not depend on them.
import { presence } from '../../src/cluster/client-messages.ts'
import type { Bytes } from '../../src/values/bytes.ts'
import { encodeInt } from '../../src/values/encode.ts'
import { type Operation, operationName } from '../../src/values/operation.ts'
import { atVersion, type Effect, type Judgement, type ObjectState, objectText } from '../checkers/model.ts'
import { drawFurtherCondition } from './container-conditions.ts'
import {
  applyToContainer,
  type ContainerOperation,
  containerOperationText,
  drawContainerOperation,
  encodeContainerOperation,
} from './containers.ts'
import { attributeIndex, drawValues, model, type PlannedCondition, type PlannedUpdate, putOperations } from './objects.ts'
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
  return model.change('update', changes.text, condition, changes.account, changes.apply)
}

/** Several operations, done one after the other or not at all. */
export interface Changes {
  readonly text: string
  readonly account: Effect['account']
  readonly operations: readonly Operation[]
  /** The object after them; undefined: one of them cannot be done. */
  apply(before: ObjectState): ObjectState | undefined
}

/** Of plain attributes, of containers, or of both; in either order, and several on one container as often as not. */
function drawChanges(random: Random, tag: string): Changes {
  const draw = random.below(100)
  if (draw < 30) return drawPlainChanges(random, tag)
  const containers = drawContainerChanges(random, tag)
  if (draw < 70) return containers
  const plain = drawPlainChanges(random, tag)
  return draw < 85 ? inOrder(plain, containers) : inOrder(containers, plain)
}

function inOrder(first: Changes, second: Changes): Changes {
  return {
    text: `${first.text}, ${second.text}`,
    account: setting([...touched(first), ...touched(second)]),
    operations: [...first.operations, ...second.operations],
    apply: (before) => {
      const between = first.apply(before)
      return between && second.apply(between)
    },
  }
}

function setting(attributes: readonly string[]): Effect['account'] {
  return { kind: 'sets', attributes: [...new Set(attributes)] }
}

function touched({ account }: Changes): readonly string[] {
  if (account?.kind === 'sets') return account.attributes
  return account && 'attribute' in account ? [account.attribute] : []
}

function drawPlainChanges(random: Random, tag: string): Changes {
  const values = drawValues(random, tag)
  const add = BigInt(random.integer(1, 3))
  const fails = random.chance(0.15)
  const counter = attributeIndex('counter')
  return {
    text: `${objectText(values)} counter + ${add}, at most ${counterMost}${fails ? ', / 0' : ''}`,
    account: setting([...Object.keys(values), 'counter']),
    operations: [
      ...putOperations(values),
      { attribute: counter, name: operationName.add, operands: [encodeInt(add)] },
      { attribute: counter, name: operationName.min, operands: [encodeInt(counterMost)] },
      ...(fails ? [{ attribute: counter, name: operationName.div, operands: [encodeInt(0n)] }] : []),
    ],
    apply: (before) => {
      if (fails) return undefined
      const after = (before.counter as bigint) + add
      return { ...before, ...values, counter: after > counterMost ? counterMost : after }
    },
  }
}

function drawContainerChanges(random: Random, tag: string): Changes {
  const drawn = Array.from({ length: random.pick([1, 1, 2, 3]) }, (_, index) => drawContainerOperation(random, `${tag}.${index}`))
  return {
    text: drawn.map(containerOperationText).join(', '),
    account: accountOf(drawn),
    operations: drawn.map((one) => encodeContainerOperation(one, attributeIndex(one.attribute))),
    apply: (before) => {
      let object: ObjectState | undefined = before
      for (const one of drawn) object = object && applyToContainer(object, one)
      return object
    },
  }
}

function accountOf([first, ...others]: readonly ContainerOperation[]): Effect['account'] {
  if (others.length === 0) {
    const { attribute, operation } = first!
    if (operation.name === 'rpush') return { kind: 'pushes', attribute, element: operation.value, end: 'right' }
    if (operation.name === 'lpush') return { kind: 'pushes', attribute, element: operation.value, end: 'left' }
  }
  return setting([first!, ...others].map(({ attribute }) => attribute))
}

function drawCompound(random: Random, key: Bytes, tag: string): PlannedUpdate {
  const changes = drawChanges(random, tag)
  const { text, account, operations } = changes
  if (random.chance(0.5)) {
    const judge = (before: ObjectState | undefined): Judgement => {
      const after = changes.apply(before ?? model.defaults)
      return after ? { answer: 'ok', after } : { answer: 'failed' }
    }
    return { effect: { kind: 'updateOrCreate', text, judge, ...(account && { account }) }, update: { key, operations } }
  }
  const asked = random.chance(0.5) ? drawFurtherCondition(random) : undefined
  const effect = model.change('update', text, asked?.condition, account, changes.apply)
  return { effect, update: { key, presence: presence.present, operations, ...(asked && { condition: asked.predicate }) } }
}
