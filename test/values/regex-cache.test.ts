import test from 'ava'
import { encodeString } from '../../src/values/encode.ts'
import { compileRegex, type Effort } from '../../src/values/regex.ts'
import { programOf } from '../../src/values/regex-cache.ts'

const large = (name: string) => `${name}[a-y]{900}`

test('what must be compiled again since others were used meanwhile is charged to who judges; what was used lately stays', (t) => {
  const value = encodeString('x')
  const judge = (pattern: string): [Effort, () => number] => {
    const effort = { spent: 0 }
    const matches = compileRegex(encodeString(pattern), effort)
    const cost = () => {
      const before = effort.spent
      matches(value)
      return effort.spent - before
    }
    return [effort, cost]
  }
  const { size } = programOf(large('first'))
  const [, used] = judge(large('first'))
  const [, unused] = judge(large('second'))
  t.true(used() < 10 && unused() < 10, 'nothing is compiled twice')
  // Others, of together more than is kept.
  for (let number = 0; number * size < 1_300_000; number++) {
    programOf(large(`other${number}`))
    used()
  }
  t.true(used() < 10)
  t.true(unused() >= size)
  t.true(unused() < 10)
})
