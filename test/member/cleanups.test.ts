import test from 'ava'
import { Cleanups } from '../../src/member/cleanups.ts'
import type { KeyRange } from '../../src/ports/store.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'

const range = (name: string): KeyRange => ({ from: fromLatin1(name), to: fromLatin1(`${name}~`), reverse: false })

function setUp() {
  const cleanups = new Cleanups(10)
  const ended: string[] = []
  const remove = (name: string, region: number, urgent: boolean, turn = 1) =>
    cleanups.remove({ region, ranges: [range(name)], turn, urgent, ended: () => ended.push(name) })
  /** Ends the step under way, if one can begin, with nothing left. */
  const step = (flushedThrough = 1) => {
    const taken = cleanups.take(flushedThrough)
    for (const { token } of taken) cleanups.cleaned(token, [])
    return taken.length
  }
  return { cleanups, ended, remove, step }
}

test('what somebody waits for goes before what only frees the disk', (t) => {
  const { ended, remove, step } = setUp()
  for (const region of [1, 2, 3]) remove(`left ${region}`, region, false)
  remove('learned 4', 4, true)
  remove('learned 5', 5, true)
  while (step() > 0);
  t.deepEqual(ended, ['learned 4', 'learned 5', 'left 1', 'left 2', 'left 3'])
})

test('an earlier removal of the same region goes first, since it would take what is written after the later one', (t) => {
  const { ended, remove, step } = setUp()
  remove('left 1', 1, false)
  remove('an index of 2', 2, false)
  remove('learned 2', 2, true)
  while (step() > 0);
  t.deepEqual(ended, ['an index of 2', 'learned 2', 'left 1'])
})

test('one step is under way at a time; a removal in several steps lets an urgent one between them', (t) => {
  const { cleanups, ended, remove } = setUp()
  remove('large', 1, false)
  const [first] = cleanups.take(1)
  t.deepEqual(first?.ranges, [range('large')])
  t.is(first?.rowsMax, 10)
  remove('learned', 2, true)
  t.deepEqual(cleanups.take(1), [])
  cleanups.cleaned(first!.token, [{ ...range('large'), from: fromLatin1('large5') }])
  t.deepEqual(ended, [])
  const [second] = cleanups.take(1)
  t.deepEqual(second?.ranges, [range('learned')])
  cleanups.cleaned(second!.token, [])
  const [third] = cleanups.take(1)
  t.deepEqual(third?.ranges, [{ ...range('large'), from: fromLatin1('large5') }])
  cleanups.cleaned(third!.token, [])
  t.deepEqual(ended, ['learned', 'large'])
  t.deepEqual(cleanups.take(1), [])
})

test('nothing is removed before the turns that may write it are flushed', (t) => {
  const { ended, remove, step } = setUp()
  remove('later', 1, true, 2)
  remove('sooner', 2, false, 1)
  t.is(step(0), 0)
  t.is(step(1), 1)
  t.is(step(1), 0)
  t.is(step(2), 1)
  t.deepEqual(ended, ['sooner', 'later'])
})

test('of a removal that is given up no further step begins, and nobody is told', (t) => {
  const { cleanups, ended, remove, step } = setUp()
  const giveUpFirst = remove('first', 1, false)
  const giveUpSecond = remove('second', 2, false)
  const [underWay] = cleanups.take(1)
  giveUpFirst()
  giveUpSecond()
  cleanups.cleaned(underWay!.token, [range('first')])
  t.is(step(), 0)
  t.deepEqual(ended, [])
})
