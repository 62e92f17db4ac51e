// What docs/authorization.md shows is what happens.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'ava'
import { embedded } from '../../src/embedded.ts'
import { temporaryDirectory } from '../storage/temporary-directory.ts'
import { runConsole } from './console.ts'
import { blocks, page } from './pages.ts'
import { runProgram } from './program.ts'

test('the examples of the page, in order', async (t) => {
  const directory = await temporaryDirectory(t)
  await using cluster = await embedded({ servers: 2 })
  const text = page('docs/authorization.md')
  const file = join(directory, 'vault.space')
  await writeFile(file, blocks(text, 'space')[0]!)
  t.true((await runConsole(t, text, cluster.addresses, { 'vault.space': file })) >= 9)
  for (const [index, program] of blocks(text, 'ts').entries()) {
    t.is(await runProgram(program, cluster.url, directory), blocks(text, 'text')[index] ?? 'no block')
  }
})
