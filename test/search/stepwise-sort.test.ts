import test from 'ava'
import { StepwiseSort } from '../../src/search/stepwise-sort.ts'
import { choices } from './choices.ts'

test('a long list is sorted in steps that an allowance pays for, equal items in the order in which they came', (t) => {
  for (const length of [0, 1, 1023, 1024, 1025, 5000, 20_480]) {
    const choose = choices(length)
    const items = Array.from({ length }, (_, index) => ({ value: choose(1000), index }))
    const sort = new StepwiseSort(items, (a, b) => a.value - b.value)
    const allowance = { left: 0 }
    t.is(sort.sorted(allowance), undefined)
    let steps = 0
    let sorted = sort.sorted({ left: 0 })
    for (; !sorted; steps++) {
      allowance.left = 1
      sorted = sort.sorted(allowance)
    }
    t.deepEqual(
      sorted,
      [...items].sort((a, b) => a.value - b.value),
    )
    t.true(steps >= length / 1024 && (length > 1024 || steps === 1))
    t.is(sort.sorted(allowance), sorted)
  }
})
