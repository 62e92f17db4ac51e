// A short piece of `npm run torture`: a real cluster under load whose servers are killed and stopped, and nothing that its clients saw is
// against the promises of docs/protocol.md.
import test from 'ava'
import { summary, torture } from './torture.ts'

test('kills and pauses under load violate nothing', async (t) => {
  const result = await torture({ servers: 3, seed: 1, minutes: 0, rounds: 2, clients: 3, log: (line) => t.log(line) })
  t.log(summary(result))
  t.deepEqual(result.violations, [])
  t.true(result.tally.calls > 100 && result.tally.searches > 20, summary(result))
})
