import test from 'ava'
import { dataType } from '../../src/values/registry.ts'
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
import { Random } from '../simulation/random.ts'
import { checkHistory } from './checkers.ts'
import { call, history, notApplied, ok, saw, search, unknown } from './hand-made.ts'
import type { RecordedHistory } from './history.ts'
import { type Effect, ObjectModel, type ObjectState } from './model.ts'

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

test('the drawn operations do the same to encoded values as to those of the model, and lists stay short', (t) => {
  const random = new Random(1, 'containers')
  let object = emptyContainers
  const encoded = new Map(Object.entries(containerTypes).map(([name, type]) => [name, dataType(type).absent]))
  const seen = new Map<string, number>()
  let longest = 0
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
    longest = Math.max(longest, (object.log as readonly string[]).length)
  }
  t.true((seen.get('mapApply true') ?? 0) > 20, 'some cannot be done')
  t.true(longest < 40, `the longest list had ${longest} elements`)
})
