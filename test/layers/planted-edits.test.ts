// The planted faults are edits of the product's text (test/planted/faults.ts): whoever changes that text learns here, and not from a run of many
// seeds, that an edit has no place any more.
import { readFile } from 'node:fs/promises'
import test from 'ava'
import { faults } from '../planted/faults.ts'

test('every planted fault has its one place in the code', async (t) => {
  const texts = new Map<string, string>()
  for (const { name, edits } of faults) {
    for (const { file, replace } of edits) {
      if (!texts.has(file)) texts.set(file, await readFile(new URL(`../../${file}`, import.meta.url), 'utf8'))
      t.is(texts.get(file)!.split(replace).length - 1, 1, `${name}, in ${file}: ${replace}`)
    }
  }
})
