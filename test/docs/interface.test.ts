// The calls that docs/interface.md shows answer what it shows: all its tables, as one program, in their order on the page.
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { operationName } from '../../src/values/operation.ts'
import { temporaryDirectory } from '../storage/temporary-directory.ts'
import { interfacePage, interfaceProgram, interfaceSteps } from './interface-program.ts'
import { runProgram } from './program.ts'

test('the calls answer what the page says', async (t) => {
  t.timeout(150_000)
  const directory = await temporaryDirectory(t)
  await using cluster = await embedded({ servers: 3 })
  const all = interfaceSteps()
  t.true(all.length > 180)
  const printed = await runProgram(interfaceProgram(), cluster.url, directory)
  const answered = all.filter(({ answer }) => answer !== undefined)
  const lines = printed.split('\n')
  for (const [index, { code, answer }] of answered.entries()) t.is(lines[index], answer!, code)
})

test('every operator and every operation has an example', (t) => {
  const [operators] = interfacePage.match(/^import \{ (.*) \} from 'hyperdex'$/m)!.slice(1)
  const code = interfaceSteps().map((step) => step.code)
  for (const name of operators!.split(', ').filter((each) => !['connect', 'space', 't'].includes(each))) {
    t.true(
      code.some((line) => new RegExp(`(?<![\\w.])${name}\\(`).test(line)),
      `${name} has no example`,
    )
  }
  for (const name of Object.keys(operationName)) {
    t.true(
      code.some((line) => line.includes(`u.${name}(`)),
      `${name} has no example`,
    )
  }
})
