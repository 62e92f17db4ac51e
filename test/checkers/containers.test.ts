import test from 'ava'
import { encodeString } from '../../src/values/encode.ts'
import { compilePredicate } from '../../src/values/matcher.ts'
import { dataType } from '../../src/values/registry.ts'
import { drawFurtherCondition } from '../simulation/container-conditions.ts'
import {
  applyToContainer,
  type ContainerOperation,
  containerOperationText,
  containerTypes,
  decodeContainer,
  drawContainerOperation,
  emptyContainers,
  encodeContainerOperation,
} from '../simulation/containers.ts'
import { model as objects } from '../simulation/objects.ts'
import { Random } from '../simulation/random.ts'
import { checkHistory } from './checkers.ts'
import { call, history, notApplied, ok, saw, search, unknown } from './hand-made.ts'
import type { RecordedHistory } from './history.ts'
import { type Effect, ObjectModel, type ObjectState, objectText } from './model.ts'

const model = new ObjectModel(emptyContainers)
const born = call('k', [0, 1], model.put({}), ok())

/** Several operations in one update; it creates nothing. */
function change(...operations: readonly ContainerOperation[]): Effect {
  const attributes = operations.map(({ attribute }) => attribute)
  const text = operations.map(containerOperationText).join(', ')
  return model.change('update', text, undefined, { kind: 'sets', attributes }, (before) => {
    let object: ObjectState | undefined = before
    for (const operation of operations) object = object && applyToContainer(object, operation)
    return object
  })
}

const rpush = (value: string): ContainerOperation => ({ attribute: 'log', operation: { name: 'rpush', value } })
const lpush = (value: string): ContainerOperation => ({ attribute: 'log', operation: { name: 'lpush', value } })
const add = (key: string, value: bigint): ContainerOperation => ({
  attribute: 'tallies',
  operation: { name: 'mapApply', key, inner: 'add', value },
})
const impossible: ContainerOperation = { attribute: 'tallies', operation: { name: 'mapApply', key: 'a', inner: 'div', value: 0n } }
const shows = (from: number, values: ObjectState) => call('k', [from, from + 1], model.get(), saw({ ...emptyContainers, ...values }))
const log = (from: number, ...tokens: string[]) => shows(from, { log: tokens })

const mark = (name: 'setAdd' | 'setRemove', value: string): ContainerOperation => ({ attribute: 'marks', operation: { name, value } })
const note = (value: bigint, ...path: string[]): ContainerOperation => ({ attribute: 'notes', operation: { name: 'docSet', path, value } })
const forget = (...path: string[]): ContainerOperation => ({ attribute: 'notes', operation: { name: 'docUnset', path } })

const good: Readonly<Record<string, RecordedHistory>> = {
  'one update, all of it': history(
    born,
    call('k', [2, 3], change(rpush('s'), lpush('t'), add('b', 2n), add('a', 1n), add('b', 3n)), ok()),
    shows(4, {
      log: ['t', 's'],
      tallies: [
        ['a', 1n],
        ['b', 5n],
      ],
    }),
  ),
  'overlapping pushes in either order': history(
    born,
    call('k', [2, 5], change(rpush('s')), ok()),
    call('k', [3, 4], change(rpush('t')), ok()),
    log(6, 't', 's'),
  ),
  'what an emptied list had': history(
    born,
    call('k', [2, 3], change(rpush('s')), ok()),
    call('k', [4, 5], change({ attribute: 'log', operation: { name: 'put', value: [] } }, rpush('t')), ok()),
    log(6, 't'),
  ),
  'an update of unknown outcome, whole or not at all': history(
    born,
    call('k', [2], change(rpush('s'), add('a', 1n)), unknown),
    log(3),
    shows(5, { log: ['s'], tallies: [['a', 1n]] }),
  ),
  'marks and notes': history(
    born,
    call('k', [2, 3], change(mark('setAdd', 'y'), mark('setAdd', 'x'), note(2n, 'b', 'c'), mark('setRemove', 'z'), note(1n, 'a')), ok()),
    call('k', [4, 5], change(mark('setRemove', 'y'), forget('b', 'c')), ok()),
    shows(6, { marks: ['x'], notes: '{"a": 1, "b": {}}' }),
  ),
  'a path that is missing': history(born, call('k', [2, 3], change(note(1n, 'a'), forget('b')), { answer: 'failed' }), shows(4, {})),
  'an update that cannot be done': history(born, call('k', [2, 3], change(rpush('s'), impossible), { answer: 'failed' }), log(4)),
}

const bad: Readonly<Record<string, RecordedHistory>> = {
  'an update twice': history(born, call('k', [2, 3], change(rpush('s'), add('a', 1n)), ok()), log(4, 's', 's')),
  'one of its operations twice': history(
    born,
    call('k', [2, 3], change(rpush('s'), rpush('t'), add('a', 1n)), ok()),
    shows(4, { log: ['s', 't', 't'], tallies: [['a', 1n]] }),
  ),
  'a counter of a map twice': history(born, call('k', [2, 3], change(add('a', 1n)), ok()), shows(4, { tallies: [['a', 2n]] })),
  'an update that was overwritten unseen': history(
    born,
    call('k', [2, 5], change(rpush('s')), ok()),
    call('k', [3, 4], change(rpush('t')), ok()),
    log(6, 's'),
  ),
  'half of an update': history(
    born,
    call('k', [2, 3], change(rpush('s'), add('a', 1n)), ok()),
    search([4, 5], { predicate: { text: 'all', holds: () => true } }, [{ key: 'k', values: { ...emptyContainers, log: ['s'] } }]),
  ),
  'operations against their order': history(born, call('k', [2, 3], change(rpush('s'), rpush('t')), ok()), log(4, 't', 's')),
  'a mark that comes back': history(
    born,
    call('k', [2, 3], change(mark('setAdd', 'x')), ok()),
    call('k', [4, 5], change(mark('setRemove', 'x')), ok()),
    shows(6, { marks: ['x'] }),
  ),
  'a note at another path': history(born, call('k', [2, 3], change(note(1n, 'a', 'b')), ok()), shows(4, { notes: '{"a": 1}' })),
  'a path that was missing and is said to be there': history(born, call('k', [2, 3], change(forget('b')), ok())),
  'a path that was there and is said to be missing': history(
    born,
    call('k', [2, 3], change(note(1n, 'b')), ok()),
    call('k', [4, 5], change(forget('b')), { answer: 'failed' }),
  ),
  'what stood before the operation that cannot be done': history(
    born,
    call('k', [2, 3], change(rpush('s'), impossible), { answer: 'failed' }),
    log(4, 's'),
  ),
  'an update that was refused': history(born, call('k', [2, 3], change(rpush('s')), notApplied), log(4, 's')),
  'an unknown update twice': history(born, call('k', [2], change(rpush('s')), unknown), log(3, 's', 's')),
  'keys of a map against their order': history(
    born,
    call('k', [2, 3], change(add('b', 1n), add('a', 1n)), ok()),
    shows(4, {
      tallies: [
        ['b', 1n],
        ['a', 1n],
      ],
    }),
  ),
}

for (const [name, recorded] of Object.entries(good)) test(`passes: ${name}`, (t) => t.deepEqual(checkHistory(recorded), []))

for (const [name, recorded] of Object.entries(bad)) {
  test(`catches: ${name}`, (t) => t.true(checkHistory(recorded).some(({ key }) => key === 'k')))
}

test('a push that was done twice is seen by the accounts alone, too', (t) => {
  const push = model.push('log', 's')
  const recorded = history(born, call('k', [2, 3], push, ok()), log(4, 's', 's'))
  t.deepEqual(new Set(checkHistory(recorded).map(({ checker }) => checker)), new Set(['exactly once', 'linearizability']))
})

test('the drawn operations and conditions mean the same of encoded values as of those of the model, and containers stay small', (t) => {
  const random = new Random(1, 'containers')
  let object = emptyContainers
  const encoded = new Map(Object.entries(containerTypes).map(([name, type]) => [name, dataType(type).absent]))
  const seen = new Map<string, number>()
  let longest = 0
  const plain = ['color', 'size', 'counter', 'tag'].map(
    (name) => ({ kind: name === 'size' || name === 'counter' ? 'int' : 'string' }) as const,
  )
  const held = { true: 0, false: 0 }
  for (let index = 0; index < 3000; index++) {
    const one = drawContainerOperation(random, `t${index}`)
    const type = dataType(containerTypes[one.attribute])
    const { name, operands, path, inner } = encodeContainerOperation(one, 1)
    const operation = [name ?? 0, operands ?? [], path ?? '', inner ?? 0] as const
    t.is(type.checkOperation(...operation), undefined, containerOperationText(one))
    const result = type.apply(operation[0], encoded.get(one.attribute)!, operation[1], operation[2], operation[3])
    const after = applyToContainer(object, one)
    seen.set(`${one.operation.name} ${after === undefined}`, (seen.get(`${one.operation.name} ${after === undefined}`) ?? 0) + 1)
    t.is(typeof result === 'string', after === undefined, containerOperationText(one))
    if (typeof result === 'string' || after === undefined) continue
    encoded.set(one.attribute, result)
    object = after
    t.deepEqual(decodeContainer(one.attribute, result), object[one.attribute], containerOperationText(one))
    const { condition, predicate } = drawFurtherCondition(random)
    const matches = compilePredicate(predicate, [{ kind: 'string' }, ...plain, ...Object.values(containerTypes)])
    const values = [...plain.map((type) => dataType(type).absent), ...encoded.values()]
    const holds = condition.holds({ ...objects.defaults, ...object }, 'k')
    held[`${holds}`]++
    t.is(matches(encodeString('k'), values), holds, `${condition.text} of ${objectText(object)}`)
    longest = Math.max(longest, (object.log as readonly string[]).length)
  }
  for (const name of ['mapApply', 'docSet', 'docUnset', 'docApply'])
    t.true((seen.get(`${name} true`) ?? 0) > 0, `some ${name} cannot be done`)
  t.true(held.true > 500 && held.false > 500, JSON.stringify(held))
  t.true((object.notes as string).length < 500)
  t.true(longest < 40, `the longest list had ${longest} elements`)
})
