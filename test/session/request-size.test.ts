// What one message cannot carry is refused before it is sent, and alone.
import test from 'ava'
import { aggregateKind } from '../../src/cluster/client-messages.ts'
import { requestElementsMax } from '../../src/cluster/size-limits.ts'
import { checkQuestionSize, checkRequestSize } from '../../src/session/request-size.ts'
import { encodeInt } from '../../src/values/encode.ts'
import { matchAll, operator, type Predicate, predicateKind } from '../../src/values/predicate.ts'
import { cluster, putOf, Script } from './script.ts'

const one = encodeInt(1n)
const few: Predicate = { kind: predicateKind.test, attribute: 1, operator: operator.oneOf, operands: [one] }
const many: Predicate = { ...few, operands: Array<Uint8Array>(requestElementsMax + 1).fill(one) }
const large: Predicate = { ...few, attribute: 0, operands: [new Uint8Array(37 * 1024 * 1024)] }

/** Each call by its name, as a question about objects that match the predicate. */
function askedWith(predicate: Predicate): Record<string, unknown> {
  const script = new Script(cluster(1, [{ epoch: 1, members: [1] }]))
  const { session, space } = script
  const call = { search: script.nextCall(), count: script.nextCall(), aggregate: script.nextCall(), group: script.nextCall() }
  session.search(call.search, space, { predicate }, { timeoutMs: 1000 }, 0)
  session.count(call.count, space, predicate, 1000, 0)
  session.aggregate(call.aggregate, space, predicate, { functions: [{ kind: aggregateKind.count }] }, 1000, 0)
  session.groupUpdate(call.group, space, predicate, { operations: putOf('', 1).operations! }, 1000, 0)
  const watch = script.nextCall()
  session.watch(watch, space, { predicate }, 1000, 0)
  const watched = session.effects()
  const errors = Object.entries(call).map(([name, id]) => [name, watched.answers.find((answer) => answer.call === id)?.error?.code])
  const ofWatch = watched.watched.find((answer) => answer.call === watch)?.error?.code
  return { ...Object.fromEntries(errors), watch: ofWatch, sent: watched.sends.size }
}

test('a question with too many elements, or above the size of a message, is refused by every call', (t) => {
  const refused = { search: 'TOO_LARGE', count: 'TOO_LARGE', aggregate: 'TOO_LARGE', group: 'TOO_LARGE', watch: 'TOO_LARGE', sent: 0 }
  t.deepEqual(askedWith(many), refused)
  t.deepEqual(askedWith({ kind: predicateKind.all, terms: [few, { kind: predicateKind.not, terms: [many] }] }), refused)
  t.deepEqual(askedWith(large), refused)
  t.like(askedWith(few), { search: undefined, watch: undefined })
  t.like(askedWith(matchAll), { search: undefined, watch: undefined })
})

test('2,000,000 elements pass, one more does not', (t) => {
  /** The test itself is one element, and each operand another. */
  const elements = (count: number): Predicate => ({ ...few, operands: Array<Uint8Array>(count - 1).fill(one) })
  const functions = [{ kind: aggregateKind.count }]
  const tooMany = { code: 'TOO_LARGE', message: /2000001 elements/ } as const
  t.notThrows(() => checkQuestionSize(elements(2_000_000)))
  t.throws(() => checkQuestionSize(elements(2_000_001)), tooMany)
  t.notThrows(() => checkQuestionSize(elements(1_999_998), { functions, by: [1] }))
  t.throws(() => checkQuestionSize(elements(1_999_999), { functions, by: [1] }), tooMany)
  const put = putOf('a', 1)
  t.notThrows(() => checkRequestSize({ ...put, condition: elements(1_999_997) }, 1, [one]))
  t.throws(() => checkRequestSize({ ...put, condition: elements(1_999_998) }, 1, [one]), tooMany)
})

test('an update with too many elements, in its operations or its condition, is refused', (t) => {
  const script = new Script(cluster(1, [{ epoch: 1, members: [1] }]))
  const update = putOf('a', 1)
  const operations = Array(requestElementsMax / 2 + 1).fill(update.operations![0])
  const call = script.update({ ...update, operations })
  t.is(script.outcome(call), 'TOO_LARGE')
  t.regex(script.errorOf(call)!.message, /2000002 .*2000000/)
  t.is(script.outcome(script.update({ ...update, condition: many })), 'TOO_LARGE')
  t.deepEqual(script.sent(1), [])
  script.update(update)
  t.is(script.sent(1).length, 1)
})
