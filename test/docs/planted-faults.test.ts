// What the pages say of planted faults: how many there are, how many the simulated world finds, and which of them others notice.
import test from 'ava'
import { faults } from '../planted/faults.ts'
import { codesIn, page, tables } from './pages.ts'

const elusive = faults.filter((fault) => fault.elusive)
const caught = faults.length - elusive.length

test('the pages have the numbers of planted faults right', (t) => {
  const said: readonly (readonly [path: string, text: RegExp, numbers: readonly number[]])[] = [
    ['docs/testing.md', /rule of the protocol at a time, (\d+) in all/, [faults.length]],
    ['docs/testing.md', /(\d+) are caught/, [caught]],
    ['docs/testing.md', /(\d+) are \*elusive\*/, [elusive.length]],
    ['README.md', /Of (\d+) faults planted in the code it finds (\d+)/, [faults.length, caught]],
    ['README.md', /The other (\d+) are found by other tests/, [elusive.length]],
    ['CHANGELOG.md', /(\d+) planted faults of which it finds (\d+)/, [faults.length, caught]],
  ]
  for (const [path, text, numbers] of said) {
    const [, ...found] = text.exec(page(path)) ?? []
    t.deepEqual(found.map(Number), numbers, `${path}, ${text}`)
  }
})

test('docs/testing.md lists every fault that the simulated world does not find', (t) => {
  const rows = tables(page('docs/testing.md'), 'elusive fault', 'the rule left out', 'noticed by').flat()
  t.deepEqual(rows.flatMap(([names]) => codesIn(names!)).sort(), elusive.map(({ name }) => name).sort())
})
