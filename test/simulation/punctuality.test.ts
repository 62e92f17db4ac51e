import test from 'ava'
import type { VirtualProcess } from './process.ts'
import { Punctuality, searching } from './punctuality.ts'

function watched() {
  let now = 0
  const process = { pauses: 0, now: () => now }
  const late: string[] = []
  const punctuality = new Punctuality(process as VirtualProcess, (text) => late.push(text))
  return { punctuality, late, process, pass: (ms: number) => (now += ms) }
}

test('a call may take its deadline and a hundred milliseconds, and no longer', (t) => {
  const { punctuality, late, pass } = watched()
  punctuality.asked(1, 'a get', 300)
  pass(400)
  punctuality.answered(1, true)
  t.deepEqual(late, [])
  punctuality.asked(2, 'a get', 300)
  pass(401)
  punctuality.answered(2, true)
  t.deepEqual(late, ['a get with a deadline of 300 ms took 401'])
})

test('of a search each wait may take as long, and what its reader does between is not counted', (t) => {
  const { punctuality, late, pass } = watched()
  punctuality.asked(1, searching, 300)
  pass(350)
  punctuality.answered(1, false)
  pass(10_000)
  punctuality.askedAgain(1)
  pass(350)
  punctuality.answered(1, false)
  t.deepEqual(late, [])
  punctuality.askedAgain(1)
  pass(500)
  punctuality.answered(1, true)
  t.deepEqual(late, ['a search with a deadline of 300 ms took 500'])
})

test('whoever stood still meanwhile, or gave no deadline, is not late', (t) => {
  const { punctuality, late, process, pass } = watched()
  punctuality.asked(1, 'a put', 300)
  punctuality.asked(2, 'a put', 0)
  process.pauses++
  pass(5_000)
  punctuality.answered(1, true)
  punctuality.answered(2, true)
  t.deepEqual(late, [])
})
